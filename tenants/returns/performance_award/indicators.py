"""The figures formed from R35."""

from tenants.returns.rates import percentage, ratio, total

INDICATORS = (
    percentage(
        "evaluation_coverage",
        ("业绩评价覆盖率", "Staff evaluated"),
        "sum(evaluated)",
        "sum(persons)",
        ("参评人数 ÷ 人数", "Persons evaluated ÷ persons"),
        part="evaluation",
        target="100",
        red="90",
        public=True,
    ),
    total(
        "award_count",
        ("获奖数", "Awards"),
        "count(award)",
        ("项", "awards"),
        ("获奖项数", "Number of awards"),
        part="evaluation",
        public=True,
    ),
    ratio(
        "bonus_per_person",
        ("人均奖励", "Bonus per person"),
        "sum(bonus_total)",
        "sum(evaluated)",
        ("元", "yuan"),
        ("奖励金额 ÷ 参评人数", "Bonuses ÷ persons evaluated"),
        part="evaluation",
    ),
)
