"""R11: who and what is insured in a school year, by whom, for how long and at whose cost."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.insurance_coverage.indicators import INDICATORS
from tenants.returns.insurance_coverage.parts import MAIN
from tenants.returns.insurance_coverage.rules import RULES
from tenants.text import Text

_PUBLIC = (
    "eligible", "insured", "premium_per_unit", "premium_total", "premium_payer", "valid_from",
    "valid_to",
)  # fmt: skip

RETURN = Return(
    number="R11",
    code="insurance_coverage",
    label=Text("保险参保年报", "Insurance coverage"),
    period=PeriodType.SCHOOL_YEAR,
    due="SY1031",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=tuple(f"main.{code}" for code in _PUBLIC),
)
