"""R08: a month of the nutrition improvement programme: pupils served, days, and where its money went."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.nutrition_programme.indicators import INDICATORS
from tenants.returns.nutrition_programme.parts import MAIN
from tenants.returns.nutrition_programme.rules import RULES
from tenants.text import Text

_PUBLIC = (
    "stage", "supply_mode", "std_per_day", "eligible_students", "served_students", "serving_days", "student_days",
    "opening_fund", "amount_allocated", "amount_to_canteen", "amount_spent", "closing_fund", "cash_paid",
    "published_on",
)  # fmt: skip

RETURN = Return(
    number="R08",
    code="nutrition_programme",
    label=Text("营养改善计划月报", "Nutrition programme"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.nutrition_pilot != none",
    public_from="day15",
    public_fields=tuple(f"main.{code}" for code in _PUBLIC),
    legal_basis=Text(
        "农村义务教育学生营养改善计划实施办法（教育部等七部门，2022）",
        "Measures for the nutrition improvement programme of rural compulsory education (2022)",
    ),
)
