"""Claims on the school's insurance (R12)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, serial_of


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("claims", month.key)
    is_teaching = month.start.month in (9, 10)
    return [month.start + timedelta(days=draw.randint(20, 26))] if is_teaching and draw.random() < 0.12 else []


def _rows(school: DemoSchool, event: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("claim", event.key)
    claimed = Decimal(draw.randint(4, 60) * 100)
    is_paid = draw.random() < 0.5
    row = {
        "claim_no": f"{school.code}-CL-{event.start.year}-{serial_of(event):04d}",
        "insurance_kind": "student_accident",
        "policy_no": f"SA{event.start.year}{school.code[2:]}",
        "incident_no": None,
        "notified_on": event.start,
        "closed_on": day if is_paid else None,
        "status": "paid" if is_paid else "open",
        "claim_amount": claimed,
        "paid_amount": (claimed * Decimal("0.8")).quantize(Decimal("0.01")) if is_paid else Decimal(0),
    }
    return {"main": [row]}


STORY = Story(return_code="insurance_claim", figures=_rows, days=_days, periods=3)
