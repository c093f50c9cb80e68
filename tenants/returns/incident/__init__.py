"""R21: every incident, reported within hours and followed to its end."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.incident.indicators import INDICATORS
from tenants.returns.incident.parts import MAIN
from tenants.returns.incident.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R21",
    code="incident",
    label=Text("安全事件报告", "Incident report"),
    period=PeriodType.EVENT,
    due="E7",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    prefix="IN",
    record_field="incident_no",
    event_field="occurred_at",
)
