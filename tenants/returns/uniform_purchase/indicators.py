"""The figures formed from R22, over the records of a school year."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import percentage, ratio

_YEAR = PeriodType.SCHOOL_YEAR

INDICATORS = (
    percentage(
        "uniform_voluntary_rate",
        ("校服自愿率", "Voluntary uniform purchase"),
        "min(sum(consents over school_year), sum(pupils_bought over school_year))",
        "sum(pupils_bought over school_year)",
        ("签字数 ÷ 购买人数，最多100%", "Signed consents ÷ buyers, at most 100%"),
        span=_YEAR,
        target="100",
        red="98",
        public=True,
    ),
    percentage(
        "uniform_test_rate",
        ("校服质检率", "Uniform purchases tested"),
        "count(main where test_report_no is set over school_year)",
        "count(main over school_year)",
        ("有质检报告的采购 ÷ 采购", "Purchases with a test report ÷ purchases"),
        span=_YEAR,
        target="100",
        red="100",
        public=True,
    ),
    ratio(
        "uniform_price",
        ("校服均价", "Mean uniform price"),
        "sum(sets * set_price over school_year)",
        "sum(sets over school_year)",
        ("元", "yuan"),
        ("套数 × 单价之和 ÷ 套数", "Sets × price ÷ sets"),
        span=_YEAR,
        places=2,
        public=True,
    ),
)
