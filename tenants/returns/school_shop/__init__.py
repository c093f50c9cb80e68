"""R15: the shops of a school in a term: who runs them, what they sell, what they earn."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.school_shop.indicators import INDICATORS
from tenants.returns.school_shop.parts import MAIN
from tenants.returns.school_shop.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R15",
    code="school_shop",
    label=Text("小卖部学期报", "School shop"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=(
        "main.facility_no",
        "main.operator",
        "main.operator_name",
        "main.sells_food",
        "main.licence_no",
        "main.licence_to",
    ),
)
