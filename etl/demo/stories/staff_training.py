"""The trainings of a school's logistics staff (R20)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, serial_of


def _days(school: DemoSchool, month: Period) -> list[date]:
    """Before each term, for schools with a kitchen of their own."""
    has_kitchen = school.canteen_mode in ("self_run", "contracted")
    draw = school.draws("training", month.key)
    is_time = month.start.month in (3, 9) and draw.random() < 0.8 + 0.2 * school.care
    return [month.start + timedelta(days=draw.randint(1, 12))] if has_kitchen and is_time else []


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("training", event.key)
    invited = max(3, school.pupils // 70)
    attended = invited if draw.random() < 0.6 + 0.4 * school.care else max(1, round(invited * 0.85))
    passed = attended - (draw.random() < 0.2)
    row = {
        "training_no": f"{school.code}-TR-{event.start.year}-{serial_of(event):04d}",
        "title": "食堂从业人员食品安全培训",
        "training_level": "school",
        "batch": 1,
        "posts": ("cook", "canteen_helper"),
        "start_on": event.start,
        "end_on": event.start,
        "hours": Decimal(draw.choice((4, 6, 8))),
        "invited": invited,
        "attended": attended,
        "passed": passed,
        "certificates": passed,
        "cost": None,
    }
    return {"main": [row]}


STORY = Story(
    return_code="staff_training",
    figures=_rows,
    days=_days,
    periods=8,
    answers={"TR-03": ("两名帮厨当天轮休，已安排补训并考核。",)},
)
