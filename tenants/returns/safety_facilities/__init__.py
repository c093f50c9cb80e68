"""R17: fire gear, guards, fence and cameras of a school at the start of a term."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.safety_facilities.indicators import INDICATORS
from tenants.returns.safety_facilities.parts import MAIN
from tenants.returns.safety_facilities.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R17",
    code="safety_facilities",
    label=Text("消防与三防设施学期报", "Fire and three-defence facilities"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
