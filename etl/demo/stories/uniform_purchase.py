"""Uniforms bought at the start of a school year (R22)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from etl.demo.suppliers import UNIFORM, contract_no
from tenants.calendar.periods import Period, serial_of


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("uniforms", month.key)
    buys = school.stages[0] in ("primary", "junior", "senior") and draw.random() < 0.5
    return [month.start + timedelta(days=draw.randint(5, 25))] if month.start.month == 9 and buys else []


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("uniform", event.key)
    pupils = max(10, pupils_of(school, opened_of(event)) // 3)
    bought = round(pupils * draw.uniform(0.75, 0.98))
    free = round(bought * 0.03)
    price = Decimal(draw.choice((138, 145, 152, 165)))
    collected = (bought - free) * price
    row = {
        "uniform_no": f"{school.code}-UP-{event.start.year}-{serial_of(event):04d}",
        "contract_no": contract_no(school, UNIFORM, event.start),
        "delivered_on": event.start,
        "families_asked": pupils,
        "families_agreed": round(pupils * draw.uniform(0.8, 0.99)),
        "consents": bought - (draw.random() > 0.8 + 0.2 * school.care),
        "supplier_designated": True,
        "standard_met": True,
        "test_report_no": f"FX{event.start.year}-{draw.randint(100, 999)}",
        "pupils_total": pupils,
        "pupils_bought": bought,
        "sets": bought,
        "set_price": price,
        "free_sets": free,
        "collected": collected,
        "paid_supplier": collected,
        "refunded": Decimal(0),
        "records_kept": True,
    }
    return {"main": [row]}


STORY = Story(
    return_code="uniform_purchase",
    figures=_rows,
    days=_days,
    periods=3,
    answers={"UP-05": ("一名家长在外务工，通过微信确认，签字回校后补。",)},
)
