"""R27: rounds through the rooms of a school to see that its assets are there; never public."""

from tenants.returns.asset_check.indicators import INDICATORS
from tenants.returns.asset_check.parts import MAIN
from tenants.returns.asset_check.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R27",
    code="asset_check",
    label=Text("资产检查学期报", "Asset check"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
)
