"""R34: what the group of school, teachers, pupils and parents found when it looked at the meals of a month."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.supervision_check.indicators import INDICATORS
from tenants.returns.supervision_check.parts import MAIN
from tenants.returns.supervision_check.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R34",
    code="supervision_check",
    label=Text("膳食监督小组月报", "Supervision group check"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.canteen_mode != none",
    public_from="day15",
    public_fields=tuple(
        f"main.{code}"
        for code in (
            "members_leader",
            "members_logistics",
            "members_teacher",
            "members_pupil",
            "members_parent",
            "food_safety_monitors",
            "checked_on",
            "checks",
            "hygiene_score",
            "dish_score",
            "price_score",
            "service_score",
        )
    ),
)
