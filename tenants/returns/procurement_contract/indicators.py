"""The figures formed from R06, over the contracts signed in a calendar year."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import UP, percentage, ratio

_YEAR = PeriodType.YEAR

INDICATORS = (
    percentage(
        "open_tender_rate",
        ("公开采购金额占比", "Award value by open tender"),
        "sum(award_amount where method in (open_tender, invited_tender, central) over year)",
        "sum(award_amount over year)",
        ("公开招标、邀请招标和集中采购的成交金额 ÷ 成交金额", "Awards by open or invited tender or central purchase ÷ awards"),
        span=_YEAR,
        target="90",
        red="70",
        public=True,
    ),
    percentage(
        "filed_rate",
        ("采购备案率", "Contracts filed"),
        'count(main where met("PC-07") over year)',
        "count(main over year)",
        ("按时备案的合同 ÷ 合同", "Contracts filed in time ÷ contracts"),
        span=_YEAR,
        target="100",
        red="90",
    ),
    percentage(
        "pool_supply_rate",
        ("企业库供货率", "Food contracts within the pool"),
        "count(main where subject = food and in_pool over year)",
        "count(main where subject = food over year)",
        ("企业库内供应商的食品合同 ÷ 食品合同", "Food contracts with suppliers of the pool ÷ food contracts"),
        span=_YEAR,
        target="100",
        red="90",
        public=True,
    ),
    ratio(
        "supplier_score",
        ("供应商平均分", "Mean supplier score"),
        "sum(evaluation_score over year)",
        "count(main where evaluation_score is set over year)",
        ("分", "points"),
        ("履约评分之和 ÷ 已评价的合同", "Supplier scores ÷ contracts scored"),
        span=_YEAR,
        direction=UP,
        target="85",
        red="70",
        places=1,
        public=True,
    ),
)  # fmt: skip
