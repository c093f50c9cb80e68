"""R04: the menus of a canteen for a week, published before it begins."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.weekly_menu.indicators import INDICATORS
from tenants.returns.weekly_menu.parts import MAIN
from tenants.returns.weekly_menu.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R04",
    code="weekly_menu",
    label=Text("带量食谱周报", "Weekly menu"),
    period=PeriodType.EVENT,
    due="W0",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.canteen_mode != none",
    public_from="accepted",
    prefix="WM",
    week_field="iso_week",
    legal_basis=Text("WS/T 554-2017 学生餐营养指南", "WS/T 554-2017, nutrition of pupils' meals"),
)
