"""Filed figures to change one value of: each builder gives a frame in which no rule is broken.

Names with a dot speak of the surroundings: ``school.x``, ``cal.x``, ``P.x``, ``prev.x`` (the same row a period before).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.returns.catalogue import get_return
from tenants.returns.frame import Frame, Rows, evaluate

DAY = date(2026, 10, 1)

GRADE = {
    "stage": "primary", "grade": 1, "classes": 3, "students": 120, "girls": 58, "boarders": 0,
    "hardship_students": 6, "bus_riders": 0,
}  # fmt: skip
SCHOOL = {
    "staff_total": 40, "teachers": 35, "site_area": Decimal("12000.0"), "building_area": Decimal("6000.0"),
    "canteens": 1, "dorm_buildings": 0, "shops": 0, "buses": 0, "parent_committee": True, "logistics_plan": True,
}  # fmt: skip
CANTEEN = {
    "facility_no": "C01", "operation_mode": "self_run", "licence_no": "JY31234567890123",
    "licence_to": date(2028, 5, 1), "licence_posted": True, "quant_grade": "A", "risk_grade": "A",
    "grade_on": date(2026, 3, 1), "serving_days": 20, "meal_occasions": 40, "diners_breakfast": 0,
    "diners_lunch": 300, "diners_dinner": 50, "workers_on_duty": 4, "morning_check_days": 20, "items_made": 160,
    "items_sampled": 160, "sample_short_g": 0, "sample_short_h": 0, "disinfect_occasions": 40,
    "tasting_occasions": 40, "accompany_occasions": 40, "parent_accompany_occasions": 2, "cameras": 4,
    "camera_online_days": 31, "camera_to_bureau": True, "camera_public": True, "weekly_checks": 4,
    "prohibited_found": 0, "notices": 0, "waste_kg": Decimal("350.0"),
}  # fmt: skip
ACCOUNT = {
    "facility_no": "C01", "opening_surplus": "1000.00", "closing_surplus": "1000.00", "income_pupil_meals": "90000.00",
    "income_staff_meals": "6000.00", "income_nutrition": "0", "income_shop": "0", "income_subsidy": "4000.00",
    "income_other": "0", "cost_raw_material": "70000.00", "cost_utilities": "6000.00", "cost_wages": "20000.00",
    "cost_overtime": "1000.00", "cost_consumables": "1000.00", "cost_maintenance": "1000.00", "cost_training": "0",
    "cost_culture": "0", "cost_contract_meals": "0", "cost_other": "1000.00", "cost_other_note": "标识",
    "stock_opening": "3000.00", "stock_closing": "2500.00", "refund_due": "800.00", "refund_paid": "800.00",
    "refund_pupils": 30, "refund_done_on": date(2026, 11, 3), "improper_spend": "0", "separate_account": True,
    "audited": False, "published_on": date(2026, 11, 12),
}  # fmt: skip
PRICE = {
    "facility_no": "C01", "stage": "primary", "meal": "lunch", "charge_mode": "swipe", "price_meal": "9.00",
    "price_month": None, "meals_served": 6000, "pupils": 300,
}  # fmt: skip


FUND = {
    "stage": "primary", "supply_mode": "canteen", "std_per_day": "5.00", "eligible_students": 400,
    "served_students": 390, "serving_days": 18, "student_days": 7020, "opening_fund": "900.00",
    "amount_allocated": "36000.00", "amount_to_canteen": "35100.00", "amount_spent": "35100.00",
    "closing_fund": "1800.00", "cash_paid": "0", "real_name_students": 400, "published_on": date(2026, 11, 10),
}  # fmt: skip
BUILDING = {
    "facility_no": "D01", "rooms": 30, "beds": 240, "boarders": 200, "living_area": Decimal("700.0"), "wardens": 2,
    "wardens_certified": 2, "shared_beds": 0, "separate_sexes": True, "duty_24h": True, "info_posted": True,
    "rules_complete": True, "plan_ready": True, "hydrants": 4, "extinguishers": 12, "exits": 2, "exits_clear": 2,
    "staff_fire_trained": 2, "hot_water": True, "showers": 16, "civilised_rooms": 27,
}  # fmt: skip


def profile(values: dict[str, Any] | None = None, grades: Sequence[dict[str, Any]] = (GRADE,), **around: Any) -> Frame:
    """R01 of a day school with one grade; ``values`` go to the first grade or to the school."""
    values = dict(values or {})
    rows = [dict(each) for each in grades]
    main = dict(SCHOOL)
    for name in [name for name in values if "." not in name]:
        (main if name in SCHOOL else rows[0])[name] = values.pop(name)
    school = {"stages": ("primary",), "boarding": "none", "facilities_open": {"canteen": ("C01",)}}
    return _frame({"main": [main], "enrolment": rows}, school, values, **around)


def operations(values: dict[str, Any] | None = None, *more: dict[str, Any], **around: Any) -> Frame:
    """R03 of a canteen of a primary school with 450 pupils; ``more`` are further canteens."""
    values = dict(values or {})
    row = CANTEEN | {name: values.pop(name) for name in list(values) if "." not in name}
    school = {"stages": ("primary",), "nutrition_pilot": "none"}
    values = {"cal.teaching_days": 18} | values
    canteens = [row, *(CANTEEN | each for each in more)]
    pupils = {"school_profile.enrolment": [{"students": 200}, {"students": 250}]}
    around["others"] = _roster(canteens, "cook", "workers_on_duty") | around.get("others", pupils)
    return _frame({"main": canteens}, school, values, **around)


def finance(
    values: dict[str, Any] | None = None,
    *more: dict[str, Any],
    prices: Sequence[dict[str, Any]] = (PRICE,),
    term: Sequence[dict[str, Any]] = (),
    **around: Any,
) -> Frame:
    """R05 of a canteen; prices go to ``prices``, further months of the term to ``term``."""
    values = dict(values or {})
    row = ACCOUNT | {name: values.pop(name) for name in list(values) if "." not in name}
    school = {"canteen_mode": "self_run"}
    passed = [{"amount_to_canteen": Decimal(values.pop("nutrition.amount_to_canteen", "0"))}]
    staff = {"school_profile.main": [{"staff_total": 40}]}
    bought = (
        Decimal(str(row["cost_raw_material"])) - Decimal(str(row["stock_opening"])) + Decimal(str(row["stock_closing"]))
    )
    around["others"] = (
        staff
        | {
            "food_purchase.main": [{"amount": bought}],
            "nutrition_programme.main": passed,
            "school_shop.main": [{"merged_accounts": True}],
        }
        | around.get("others", {})
    )
    cap = {("primary", "swipe", "lunch"): {"cap_yuan": Decimal("10.00")}}
    around.setdefault("limits", {"meal_fee_cap": [cap]})
    parts = {"main": [_money(each) for each in (row, *(ACCOUNT | each for each in more))]}
    parts["meal_price"] = [_money(PRICE | each) for each in prices]
    frame = _frame(parts, school, {"cal.is_term_end": False} | values, **around)
    frame.term = {"main": _rows([_money(ACCOUNT | each) for each in term])}
    return frame


def dormitory(values: dict[str, Any] | None = None, *more: dict[str, Any], **around: Any) -> Frame:
    """R14 of a school with 200 boarders in its profile; ``more`` are further buildings."""
    rows = [BUILDING | (values or {}), *(BUILDING | each for each in more)]
    pupils = {"school_profile.enrolment": [{"boarders": 150}, {"boarders": 50}]}
    around["others"] = _roster(rows, "dorm_warden", "wardens") | around.get("others", pupils)
    return _frame({"main": rows}, {"boarding": "partial"}, {}, **around)


def nutrition(values: dict[str, Any] | None = None, *more: dict[str, Any], **around: Any) -> Frame:
    """R08 of a primary school with 450 pupils; ``more`` are further stages."""
    values = dict(values or {})
    year = around.pop("year", None)
    rows = [_money(FUND | {name: values.pop(name) for name in list(values) if "." not in name and name != "start"})]
    rows += [_money(FUND | each) for each in more]
    pupils = [{"stage": "primary", "students": 450}, {"stage": "junior", "students": 300}]
    around.setdefault("others", {"school_profile.enrolment": pupils})
    start = values.pop("start", None)
    frame = _frame({"main": rows}, {"nutrition_pilot": "national"}, {"cal.teaching_days": 18} | values, **around)
    if start is not None:
        frame.period_start = [start]
    if year is not None:
        frame.year = {"main": _rows([_money(FUND | each) for each in year])}
    return frame


def broken(return_code: str, frame: Frame) -> set[str]:
    """The codes of the rules that do not hold."""
    return {each.rule.code for each in evaluate(get_return(return_code, DAY), frame)[0]}


def waiting(return_code: str, frame: Frame) -> dict[str, str]:
    """The rules that wait, and for which return."""
    return {each.rule.code: each.waits_for for each in evaluate(get_return(return_code, DAY), frame)[1]}


def _frame(
    parts: dict[str, list[dict[str, Any]]], school: dict[str, Any], values: dict[str, Any], **around: Any
) -> Frame:
    earlier = {name[5:]: value for name, value in values.items() if name.startswith("prev.")}
    previous: dict[str, Rows] = {}
    for part, rows in parts.items():
        mine = {name: value for name, value in earlier.items() if name in rows[0]}
        if mine:
            previous[part] = _rows([_money(rows[0] | mine)])
    return Frame(
        versions=1,
        parts={part: _rows(rows) for part, rows in parts.items()},
        period_start=[date(2026, 10, 1)],
        period_end=[date(2026, 10, 31)],
        school={name: [value] for name, value in (school | _under("school.", values)).items()},
        cal={name: [value] for name, value in _under("cal.", values).items()},
        parameters={name: [value] for name, value in _under("P.", values).items()},
        previous={part: _rows([_money(each) for each in rows]) for part, rows in around.pop("previous", {}).items()}
        or previous,
        others={name: _rows(rows) for name, rows in around.pop("others", {}).items()},
        **around,
    )


def _roster(rows: Sequence[dict[str, Any]], post: str, count: str) -> dict[str, list[dict[str, Any]]]:
    """A staff roster with just the people the rows count."""
    people = [
        {"facility_no": row["facility_no"], "post": post, "on_duty": True}
        for row in rows
        for _ in range(row[count] or 0)
    ]
    return {"logistics_staff.main": people}


def _under(prefix: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}


def _rows(rows: Sequence[dict[str, Any]]) -> Rows:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    return Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)


def _money(row: dict[str, Any]) -> dict[str, Any]:
    """Amounts written as text become decimals."""
    return {name: _decimal(value) for name, value in row.items()}


def _decimal(value: Any) -> Any:
    if isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdigit():
        return Decimal(value)
    return value
