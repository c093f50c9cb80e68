"""R29: every request for a repair, from its report to its rating."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.maintenance_request.indicators import INDICATORS
from tenants.returns.maintenance_request.parts import MAIN
from tenants.returns.maintenance_request.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R29",
    code="maintenance_request",
    label=Text("报修", "Maintenance request"),
    period=PeriodType.EVENT,
    due="",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    prefix="MR",
    record_field="request_no",
    event_field="reported_at",
)
