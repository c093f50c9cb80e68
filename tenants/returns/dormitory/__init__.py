"""R14: each dormitory building at the start of a term: beds and boarders, wardens, fire gear, comfort."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.dormitory.indicators import INDICATORS
from tenants.returns.dormitory.parts import MAIN
from tenants.returns.dormitory.rules import RULES
from tenants.text import Text

_PUBLIC = ("facility_no", "beds", "boarders", "living_area", "wardens", "wardens_certified", "info_posted", "hot_water")

RETURN = Return(
    number="R14",
    code="dormitory",
    label=Text("学生宿舍学期报", "Dormitory"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.boarding != none",
    public_from="accepted",
    public_fields=tuple(f"main.{code}" for code in _PUBLIC),
    legal_basis=Text(
        "农村寄宿制学校生活卫生设施建设与管理规范（教育部等，2011）",
        "Norm for living and hygiene facilities of rural boarding schools (2011)",
    ),
)
