"""R01: what a school is at the start of the school year: staff, space, facilities, pupils by stage and grade."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.school_profile.indicators import INDICATORS
from tenants.returns.school_profile.parts import ENROLMENT, MAIN
from tenants.returns.school_profile.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R01",
    code="school_profile",
    label=Text("学校基本情况年报", "School profile"),
    period=PeriodType.SCHOOL_YEAR,
    due="SY0930",
    filler="school_clerk",
    accepting="bureau_admin",
    parts=(MAIN, ENROLMENT),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
