"""R12: every claim on an insurance, until it is closed."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.insurance_claim.indicators import INDICATORS
from tenants.returns.insurance_claim.parts import MAIN
from tenants.returns.insurance_claim.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R12",
    code="insurance_claim",
    label=Text("保险理赔", "Insurance claim"),
    period=PeriodType.EVENT,
    due="E15",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    prefix="CL",
    record_field="claim_no",
    event_field="notified_on",
)
