"""A month of a canteen's records (R03), as a careful clerk would report them."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import served
from etl.demo.figures.staff import kitchen_staff
from etl.demo.schools import Canteen, DemoSchool
from tenants.calendar.periods import Period

_FULL_MONTH = 18  # teaching days from which four weekly checks are due


def operations_rows(school: DemoSchool, month: Period) -> dict[str, list[dict[str, Any]]]:
    """One row for each canteen."""
    return {"main": [_row(school, month, each) for each in school.canteens]}


def _row(school: DemoSchool, month: Period, canteen: Canteen) -> dict[str, Any]:
    meals = served(school, month, canteen.number)
    draw = school.draws("records", month.key, canteen.number)
    care = school.care
    dishes = draw.randint(4, 6) if school.canteen_mode != "delivered" else 4
    made = meals.occasions * dishes
    missed = draw.randint(1, 4) if draw.random() > 0.55 + 0.45 * care else 0
    accompanied = meals.occasions - (draw.randint(1, 5) if draw.random() > 0.62 + 0.38 * care else 0)
    logged = meals.occasions - (draw.randint(1, 2) if draw.random() > 0.75 + 0.25 * care else 0)
    down = draw.randint(1, 3) if draw.random() > 0.72 + 0.2 * care else 0
    is_short = draw.randint(1, 27) == 1  # now and then somebody is away for the whole month
    workers = kitchen_staff(school, canteen.number, month)
    weighs = school.draws("weighs").random() < 0.85
    waste = meals.meals * draw.uniform(38, 82) / 1000 * (1.4 - 0.5 * care)
    return {
        "facility_no": canteen.number,
        "operation_mode": school.canteen_mode,
        "licence_no": canteen.licence_no,
        "licence_to": canteen.licence_to,
        "licence_posted": True,
        "quant_grade": canteen.quant_grade,
        "risk_grade": canteen.risk_grade,
        "grade_on": _graded(canteen, month),
        "serving_days": meals.days,
        "meal_occasions": meals.occasions,
        "diners_breakfast": meals.breakfast,
        "diners_lunch": meals.lunch,
        "diners_dinner": meals.dinner,
        "workers_on_duty": max(1, workers - is_short),
        "morning_check_days": meals.days,
        "items_made": made,
        "items_sampled": made - missed,
        "sample_short_g": draw.randint(1, 2) if draw.random() > 0.8 + 0.2 * care else 0,
        "sample_short_h": 0,
        "disinfect_occasions": max(0, logged),
        "tasting_occasions": meals.occasions,
        "accompany_occasions": max(0, accompanied),
        "parent_accompany_occasions": min(meals.occasions, round(meals.occasions * draw.uniform(0.03, 0.09) + 0.4)),
        "cameras": canteen.cameras,
        "camera_online_days": max(0, month.days - down) if canteen.cameras else 0,
        "camera_to_bureau": canteen.cameras > 1,
        "camera_public": canteen.cameras > 1 and canteen.is_open_to_public,
        "weekly_checks": draw.choice((4, 4, 4, 5)) if meals.days >= _FULL_MONTH else max(1, meals.days // 5),
        "prohibited_found": 0,
        "notices": 0,
        "waste_kg": Decimal(f"{waste:.1f}") if weighs else None,
    }


def _graded(canteen: Canteen, month: Period) -> date:
    """The regulator grades every year."""
    day = canteen.graded_on
    while day.replace(year=day.year + 1) <= month.end:
        day = day.replace(year=day.year + 1)
    return day
