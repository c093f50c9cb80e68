"""The figures formed from R12, over the records of a school year."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import DOWN, NONE, percentage, ratio

_YEAR = PeriodType.SCHOOL_YEAR

INDICATORS = (
    percentage(
        "claim_settlement_rate",
        ("理赔结案赔付率", "Claims paid"),
        "count(main where status = paid over school_year)",
        "count(main where status != open over school_year)",
        ("已赔付的理赔 ÷ 已结案的理赔", "Claims paid ÷ claims closed"),
        direction=NONE,
        span=_YEAR,
    ),
    ratio(
        "claim_days",
        ("理赔平均天数", "Days to settle a claim"),
        "sum(closed_on - notified_on where closed_on is set over school_year)",
        "count(main where closed_on is set over school_year)",
        ("天", "days"),
        ("报案至结案的平均天数", "Mean days from notice to closing"),
        direction=DOWN,
        span=_YEAR,
        target="60",
        red="120",
    ),
    percentage(
        "loss_ratio",
        ("赔付率", "Loss ratio"),
        "sum(paid_amount over school_year)",
        "sum(insurance_coverage.main.premium_total)",
        ("赔付金额 ÷ 保费总额", "Claims paid ÷ premiums"),
        direction=NONE,
        span=_YEAR,
    ),
)
