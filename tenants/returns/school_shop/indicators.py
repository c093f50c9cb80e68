"""The figures formed from R15."""

from tenants.returns.rates import DOWN, percentage

INDICATORS = (
    percentage(
        "shop_compliance_rate",
        ("小卖部合规率", "Compliant shops"),
        'count(school.boarding != none and met("SS-03") and met("SS-04") and met("SS-05"))',
        "count(main)",
        (
            "寄宿学校内、学校或连锁经营、许可证有效、没有违规商品的小卖部 ÷ 小卖部",
            "Shops of boarding schools, run by school or chain, licensed, without violating goods ÷ shops",
        ),
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "shop_margin",
        ("小卖部毛利率", "Shop margin"),
        "sum(revenue - cost_of_goods - other_cost)",
        "sum(revenue)",
        ("（收入 − 进货成本 − 其他成本）÷ 收入", "(Revenue − cost of goods − other cost) ÷ revenue"),
        direction=DOWN,
        target="10",
        red="15",
    ),
)
