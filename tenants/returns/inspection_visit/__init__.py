"""R37: a visit of the bureau's inspectors to a school, item by item, with what they found."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.inspection_visit.indicators import INDICATORS
from tenants.returns.inspection_visit.parts import FINDING, SCORE, VISIT
from tenants.returns.inspection_visit.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R37",
    code="inspection_visit",
    label=Text("检查考评", "Inspection visit"),
    period=PeriodType.EVENT,
    due="E7",
    filler="inspector",
    accepting=AUTOMATIC,
    parts=(VISIT, SCORE, FINDING),
    rules=RULES,
    indicators=INDICATORS,
    prefix="IV",
    record_field="visit_no",
    event_field="started_at",
)
