"""R20: every training of the logistics staff."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.staff_training.indicators import INDICATORS
from tenants.returns.staff_training.parts import MAIN
from tenants.returns.staff_training.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R20",
    code="staff_training",
    label=Text("后勤人员培训", "Staff training"),
    period=PeriodType.EVENT,
    due="E15",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    prefix="TR",
    record_field="training_no",
    event_field="start_on",
)
