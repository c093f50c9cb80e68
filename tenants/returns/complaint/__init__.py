"""R32: every complaint a school took, from its receipt to its reply."""

from tenants.returns.complaint.indicators import INDICATORS
from tenants.returns.complaint.parts import MAIN
from tenants.returns.complaint.rules import RULES
from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R32",
    code="complaint",
    label=Text("投诉举报", "Complaint"),
    period=PeriodType.EVENT,
    due="",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    prefix="CP",
    record_field="complaint_no",
    event_field="received_at",
)
