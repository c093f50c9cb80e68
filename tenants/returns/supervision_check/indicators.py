"""The figures formed from R34."""

from tenants.returns.rates import UP, percentage, ratio

INDICATORS = (
    percentage(
        "supervision_check_rate",
        ("监督小组履职率", "Supervision checks held"),
        'if(count(checks >= 1 and met("SG-04")) >= 1, 1, 0)',
        "1",
        ("检查过且五方都参加的月数 ÷ 应报的月数", "Months with a check in which all five sides took part ÷ months due"),
        target="100",
        red="90",
        public=True,
    ),
    ratio(
        "supervision_score",
        ("监督小组评分", "Supervision score"),
        "sum(hygiene_score + dish_score + price_score + service_score)",
        "4 * count(hygiene_score + dish_score + price_score + service_score is set)",
        ("分", "points"),
        ("四项得分的平均", "Mean of the four scores"),
        direction=UP,
        target="90",
        red="75",
        places=1,
        public=True,
    ),
    percentage(
        "supervision_fix_rate",
        ("监督问题整改率", "Supervision problems fixed"),
        "sum(problems_fixed)",
        "sum(problems)",
        ("已改问题 ÷ 发现的问题", "Problems fixed ÷ problems found"),
        target="100",
        red="90",
    ),
)  # fmt: skip
