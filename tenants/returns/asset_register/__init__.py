"""R26: the fixed assets of a school by class, at the end of each year."""

from tenants.returns.asset_register.indicators import INDICATORS
from tenants.returns.asset_register.parts import MAIN
from tenants.returns.asset_register.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R26",
    code="asset_register",
    label=Text("固定资产年报", "Fixed assets"),
    period=PeriodType.YEAR,
    due="Y0131",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
