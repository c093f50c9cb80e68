"""R03: how each canteen ran in a month: licence, diners, samples, accompaniment, cameras, checks."""

from tenants.returns.canteen_operations.indicators import INDICATORS
from tenants.returns.canteen_operations.parts import MAIN
from tenants.returns.canteen_operations.rules import RULES
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

RETURN = Return(
    number="R03",
    code="canteen_operations",
    label=Text("食堂运营月报", "Canteen operations"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.canteen_mode != none",
    public_from="day15",
    public_fields=tuple(
        f"main.{code}"
        for code in (
            "facility_no",
            "operation_mode",
            "licence_no",
            "licence_to",
            "licence_posted",
            "quant_grade",
            "risk_grade",
            "grade_on",
            "diners_breakfast",
            "diners_lunch",
            "diners_dinner",
            "accompany_occasions",
            "parent_accompany_occasions",
            "cameras",
            "camera_online_days",
            "camera_to_bureau",
            "camera_public",
        )
    ),
    legal_basis=Text(
        "学校食品安全与营养健康管理规定（教育部等三部门令第45号，2019）",
        "Order 45 (2019) on food safety and nutrition at school",
    ),
)
