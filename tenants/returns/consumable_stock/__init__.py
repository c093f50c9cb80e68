"""R28: what came into and went out of the store room in a term; never public."""

from tenants.returns.consumable_stock.indicators import INDICATORS
from tenants.returns.consumable_stock.parts import MAIN
from tenants.returns.consumable_stock.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R28",
    code="consumable_stock",
    label=Text("物资库存学期报", "Consumables"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
)
