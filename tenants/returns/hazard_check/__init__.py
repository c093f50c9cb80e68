"""R18: the monthly safety check of a school, and every hazard that is open or was found."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.hazard_check.indicators import INDICATORS
from tenants.returns.hazard_check.parts import CHECK, HAZARD
from tenants.returns.hazard_check.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R18",
    code="hazard_check",
    label=Text("安全检查与隐患月报", "Safety check and hazards"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(CHECK, HAZARD),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
