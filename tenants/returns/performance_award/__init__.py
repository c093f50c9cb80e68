"""R35: how the logistics staff was evaluated in a school year, and the awards won."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.performance_award.indicators import INDICATORS
from tenants.returns.performance_award.parts import AWARD, EVALUATION
from tenants.returns.performance_award.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R35",
    code="performance_award",
    label=Text("业绩评价与评优", "Performance and awards"),
    period=PeriodType.SCHOOL_YEAR,
    due="SYE15",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(EVALUATION, AWARD),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
