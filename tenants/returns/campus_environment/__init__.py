"""R31: greenery, hygiene checks and toilets of a school in a term."""

from tenants.returns.campus_environment.indicators import INDICATORS
from tenants.returns.campus_environment.parts import MAIN
from tenants.returns.campus_environment.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R31",
    code="campus_environment",
    label=Text("校园环境学期报", "Campus environment"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
