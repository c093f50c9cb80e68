"""R24: every fee a school collects from families in a term."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.fee_collection.indicators import INDICATORS
from tenants.returns.fee_collection.parts import MAIN
from tenants.returns.fee_collection.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R24",
    code="fee_collection",
    label=Text("收费学期报", "Fee collection"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
)
