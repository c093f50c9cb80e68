"""The figures formed from R16."""

from tenants.returns.rates import UP, percentage, ratio

_SOUND = " and ".join(f'met("SB-{number:02d}")' for number in range(3, 9))

INDICATORS = (
    percentage(
        "bus_compliance_rate",
        ("校车合规率", "Compliant school buses"),
        f"count({_SOUND})",
        "count(vehicle)",
        ("载客、标牌与保险、检验、车型、设备、人员都合规的校车 ÷ 全部校车", "Buses in order as to riders, permit and insurance, inspection, build, equipment and staff ÷ all buses"),
        part="vehicle",
        target="100",
        red="100",
        public=True,
    ),
    percentage(
        "letter_sign_rate",
        ("安全责任书签订率", "Safety letters signed"),
        "sum(letters_signed)",
        "sum(letters_due)",
        ("已签责任书 ÷ 应签责任书", "Letters signed ÷ letters due"),
        part="traffic",
        target="100",
        red="95",
        public=True,
    ),
    ratio(
        "traffic_quiz_score",
        ("交通问卷平均分", "Traffic quiz score"),
        "sum(quiz_score * quiz_people)",
        "sum(quiz_people)",
        ("分", "points"),
        ("各问卷平均分按人数加权", "Mean scores weighted by the number of persons"),
        part="traffic",
        direction=UP,
        target="90",
        red="75",
    ),
)  # fmt: skip
