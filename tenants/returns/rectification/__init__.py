"""R38: how a school mends what inspectors found, and what the recheck says; a record for each finding."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.rectification.indicators import INDICATORS
from tenants.returns.rectification.parts import MAIN
from tenants.returns.rectification.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R38",
    code="rectification",
    label=Text("整改", "Rectification"),
    period=PeriodType.EVENT,
    due="",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    prefix="FN",
    record_field="finding_no",
)
