"""R02: who works in canteen, shop, dormitory, guard, bus, water, repair, cleaning and garden, a row for each worker."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.logistics_staff.indicators import INDICATORS
from tenants.returns.logistics_staff.parts import MAIN
from tenants.returns.logistics_staff.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R02",
    code="logistics_staff",
    label=Text("后勤人员名册", "Logistics staff roster"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
