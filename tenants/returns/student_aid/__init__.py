"""R09: what each aid programme paid to the pupils of a school in a term; totals only, never a list of pupils."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.student_aid.indicators import INDICATORS
from tenants.returns.student_aid.parts import MAIN
from tenants.returns.student_aid.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R09",
    code="student_aid",
    label=Text("学生资助学期报", "Student aid"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
