"""R30: building and equipment projects, from initiation to closing, at the end of each term."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.facilities_project.indicators import INDICATORS
from tenants.returns.facilities_project.parts import MAIN
from tenants.returns.facilities_project.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R30",
    code="facilities_project",
    label=Text("设施项目学期报", "Facilities projects"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
