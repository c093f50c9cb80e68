"""R19: every drill of a school, reported when it was held."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.safety_drill.indicators import INDICATORS
from tenants.returns.safety_drill.parts import MAIN
from tenants.returns.safety_drill.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R19",
    code="safety_drill",
    label=Text("应急演练", "Safety drill"),
    period=PeriodType.EVENT,
    due="E10",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    prefix="DR",
    record_field="drill_no",
    event_field="held_on",
)
