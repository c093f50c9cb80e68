"""R22: every purchase of school uniforms: consent, standard, test, money."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.uniform_purchase.indicators import INDICATORS
from tenants.returns.uniform_purchase.parts import MAIN
from tenants.returns.uniform_purchase.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R22",
    code="uniform_purchase",
    label=Text("校服采购", "Uniform purchase"),
    period=PeriodType.EVENT,
    due="E15",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    prefix="UP",
    record_field="uniform_no",
    event_field="delivered_on",
)
