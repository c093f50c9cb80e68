"""R36: what a school had to make public in a month, when, where, and the proof of it."""

from tenants.returns.declaration import AUTOMATIC, PeriodType, Return
from tenants.returns.disclosure.indicators import INDICATORS
from tenants.returns.disclosure.parts import MAIN
from tenants.returns.disclosure.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R36",
    code="disclosure",
    label=Text("公示月报", "Publication log"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting=AUTOMATIC,
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=("main.disclosure_item", "main.channels", "main.due_on", "main.published_on"),
)
