"""Figures of each return that hold together, as a version keeps them: numbers and dates as text, booleans as such."""

import copy
from typing import Any

_PROFILE = {
    "staff_total": "62", "teachers": "54", "site_area": "24000.0", "building_area": "11800.0", "canteens": "1",
    "dorm_buildings": "1", "shops": "0", "buses": "0", "parent_committee": True, "logistics_plan": True,
}  # fmt: skip
_ENROLMENT = [
    {
        "stage": "junior", "grade": str(grade), "classes": "4", "students": "180", "girls": "88", "boarders": "60",
        "hardship_students": "12", "bus_riders": "0",
    }
    for grade in (1, 2, 3)
]  # fmt: skip
_OPERATIONS = {
    "facility_no": "C01", "operation_mode": "self_run", "licence_no": "JY34301210000001", "licence_to": "2029-05-01",
    "licence_posted": True, "quant_grade": "A", "risk_grade": "A", "grade_on": "2026-06-01", "serving_days": "21",
    "meal_occasions": "42", "diners_breakfast": "120", "diners_lunch": "380", "diners_dinner": "0",
    "workers_on_duty": "6", "morning_check_days": "21", "items_made": "210", "items_sampled": "210",
    "sample_short_g": "0", "sample_short_h": "0", "disinfect_occasions": "42", "tasting_occasions": "42",
    "accompany_occasions": "42", "parent_accompany_occasions": "2", "cameras": "4", "camera_online_days": "21",
    "camera_to_bureau": True, "camera_public": True, "weekly_checks": "4", "prohibited_found": "0", "notices": "0",
    "waste_kg": "310.5",
}  # fmt: skip
_FINANCE = {
    "facility_no": "C01", "opening_surplus": "12000.00", "closing_surplus": "13000.00",
    "income_pupil_meals": "90000.00", "income_staff_meals": "6000.00", "income_nutrition": "0.00",
    "income_shop": "0.00", "income_subsidy": "0.00", "income_other": "0.00", "cost_raw_material": "66000.00",
    "cost_utilities": "6000.00", "cost_wages": "18000.00", "cost_overtime": "500.00", "cost_consumables": "1500.00",
    "cost_maintenance": "1500.00", "cost_training": "500.00", "cost_culture": "500.00", "cost_contract_meals": "0.00",
    "cost_other": "500.00", "cost_other_note": "消毒用品", "stock_opening": "4000.00", "stock_closing": "4200.00",
    "refund_due": "0.00", "refund_paid": "0.00", "refund_pupils": "0", "improper_spend": "0.00",
    "separate_account": True, "audited": True, "published_on": "2026-11-01",
}  # fmt: skip
_PRICE = {
    "facility_no": "C01", "stage": "junior", "meal": "lunch", "charge_mode": "swipe", "price_meal": "11.00",
    "meals_served": "7980", "pupils": "380",
}  # fmt: skip

_FIGURES: dict[str, dict[str, list[dict[str, Any]]]] = {
    "school_profile": {"main": [_PROFILE], "enrolment": _ENROLMENT},
    "canteen_operations": {"main": [_OPERATIONS]},
    "canteen_finance": {"main": [_FINANCE], "meal_price": [_PRICE]},
}


def figures_of(return_code: str, **overrides: Any) -> dict[str, list[dict[str, Any]]]:
    """Figures of one filing; an override changes the first row of the part that has the field, None empties it."""
    figures = copy.deepcopy(_FIGURES[return_code])
    for name, value in overrides.items():
        row = next((rows[0] for rows in figures.values() if name in rows[0]), figures["main"][0])
        if value is None:
            row.pop(name, None)
        else:
            row[name] = value
    return figures
