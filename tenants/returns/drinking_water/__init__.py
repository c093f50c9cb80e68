"""R13: the water points of a school at the start of a term: source, test, cleaning."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.drinking_water.indicators import INDICATORS
from tenants.returns.drinking_water.parts import MAIN
from tenants.returns.drinking_water.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R13",
    code="drinking_water",
    label=Text("饮用水学期报", "Drinking water"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=(
        "main.facility_no",
        "main.water_source",
        "main.test_org",
        "main.tested_on",
        "main.test_result",
        "main.free_of_charge",
    ),
)
