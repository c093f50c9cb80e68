"""R05: a month of each canteen's accounts, and the prices it charged."""

from tenants.returns.canteen_finance.indicators import INDICATORS
from tenants.returns.canteen_finance.parts import COST_FIELDS, MAIN, MEAL_PRICE
from tenants.returns.canteen_finance.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

_INCOMES = tuple(each.code for each in MAIN.fields if each.code.startswith("income_"))

RETURN = Return(
    number="R05",
    code="canteen_finance",
    label=Text("食堂财务月报", "Canteen finance"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="funding_officer",
    parts=(MAIN, MEAL_PRICE),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.canteen_mode != none",
    public_from="day15",
    public_fields=(
        *(f"main.{code}" for code in ("facility_no", "opening_surplus", "closing_surplus", *_INCOMES)),
        *(f"main.{code}" for code, _, _ in COST_FIELDS),
        *(f"main.{code}" for code in ("refund_due", "refund_paid", "refund_pupils", "refund_done_on", "published_on")),
        *(
            f"meal_price.{code}"
            for code in ("facility_no", "stage", "meal", "charge_mode", "price_meal", "price_month")
        ),
    ),
    legal_basis=Text(
        "中小学校园食品安全和膳食经费管理工作指引（教育部等，2024）",
        "Guide on school food safety and meal funds (Ministry of Education, 2024)",
    ),
)
