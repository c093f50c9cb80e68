"""A month of the nutrition programme (R08), from the meals that the canteen's accounts are drawn from."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.figures.finance import PILOT_A_DAY
from etl.demo.figures.meals import opened_of, served
from etl.demo.figures.profile import grades_of
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period


@dataclass
class Fund:
    """What a stage carries over to the next month."""

    closing: Decimal = Decimal(0)


def nutrition_rows(
    school: DemoSchool, month: Period, funds: dict[str, Fund], filed_on: date
) -> dict[str, list[dict[str, Any]]]:
    """One row for each stage; what is passed to canteens is what their accounts received."""
    meals = [served(school, month, each.number) for each in school.canteens]
    days = max(each.days for each in meals)
    pupil_days = sum(each.lunch * each.days for each in meals)
    grades = grades_of(school, opened_of(month))
    stages = [stage for stage in school.stages if stage in ("primary", "junior")]
    pupils = {stage: sum(each.students for each in grades if each.stage == stage) for stage in stages}
    left, found = pupil_days, []
    for number, stage in enumerate(stages, 1):
        mine = left if number == len(stages) else pupil_days * pupils[stage] // sum(pupils.values())
        left -= mine
        found.append(_row(school, month, stage, pupils[stage], mine, days, funds.setdefault(stage, Fund()), filed_on))
    return {"main": found}


def _row(
    school: DemoSchool, month: Period, stage: str, pupils: int, pupil_days: int, days: int, fund: Fund, filed_on: date
) -> dict[str, Any]:
    draw = school.draws("nutrition", month.key, stage)
    spent = PILOT_A_DAY * pupil_days
    eligible = max(pupils, -(-pupil_days // days))
    in_time = draw.random() < 0.55 + 0.45 * school.care
    # The county allocates a month's need in round sums; what is left stays in the fund.
    allocated = max(Decimal(0), -(-(PILOT_A_DAY * eligible * days - fund.closing) // 1000) * 1000)
    opening, fund.closing = fund.closing, fund.closing + allocated - spent
    return {
        "stage": stage,
        "supply_mode": "enterprise" if school.canteen_mode == "delivered" else "canteen",
        "std_per_day": PILOT_A_DAY,
        "eligible_students": eligible,
        "served_students": round(pupil_days / days),
        "serving_days": days,
        "student_days": pupil_days,
        "opening_fund": opening,
        "amount_allocated": allocated,
        "amount_to_canteen": spent,
        "amount_spent": spent,
        "closing_fund": fund.closing,
        "cash_paid": Decimal(0),
        "real_name_students": eligible - (0 if draw.random() < 0.9 else draw.randint(1, max(1, eligible // 12))),
        "published_on": min(month.end + timedelta(days=draw.randint(4, 12)), filed_on) if in_time else None,
    }
