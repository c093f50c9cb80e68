"""R07: what a canteen bought in a month, from whom, at what price, and how it was accepted."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.food_purchase.indicators import INDICATORS
from tenants.returns.food_purchase.parts import MAIN
from tenants.returns.food_purchase.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R07",
    code="food_purchase",
    label=Text("食材采购月报", "Food purchase"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.canteen_mode in (self_run, contracted)",
    public_from="day15",
)
