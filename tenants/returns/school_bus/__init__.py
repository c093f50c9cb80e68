"""R16: the school's buses with their drivers, and what it does for safety in traffic, at the start of a term."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.school_bus.indicators import INDICATORS
from tenants.returns.school_bus.parts import TRAFFIC, VEHICLE
from tenants.returns.school_bus.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R16",
    code="school_bus",
    label=Text("校车与交通学期报", "School bus and traffic"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="inspector",
    parts=(VEHICLE, TRAFFIC),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    legal_basis=Text(
        "校车安全管理条例（国务院令第617号，2012）", "School Bus Regulations (State Council Order 617, 2012)"
    ),
)
