"""The drills of a school (R19)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import term_days
from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, containing, serial_of
from tenants.returns.declaration import PeriodType

_KINDS = ("fire", "earthquake", "crowd", "violence")


def _days(school: DemoSchool, month: Period) -> list[date]:
    """One a month of teaching, kindergartens every other month; the careless leave one out."""
    draw = school.draws("drill", month.key)
    first, last = term_days(containing(PeriodType.TERM, month.start))
    day = month.start + timedelta(days=draw.randint(5, 24))
    is_held = draw.random() < 0.8 + 0.2 * school.care
    if school.school_type == "kindergarten" and month.start.month % 2:
        return []
    return [day] if first <= day <= last and is_held and day.weekday() < 5 else []


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("drill", event.key)
    pupils = round(pupils_of(school, opened_of(event)) * draw.uniform(0.9, 0.99))
    kind = _KINDS[serial_of(event) % len(_KINDS)]
    limit = 180 if school.stages[0] in ("preschool", "primary") else 120
    has_quiz = draw.random() < 0.4
    row = {
        "drill_no": f"{school.code}-DR-{event.start.year}-{serial_of(event):04d}",
        "held_on": event.start,
        "drill_kind": kind,
        "pupils": pupils,
        "staff": max(2, pupils // 15),
        "evac_seconds": round(limit * draw.uniform(0.6, 1.08)) if kind in ("fire", "earthquake") else None,
        "equipment_operators": draw.randint(4, 20) if kind == "fire" else None,
        "quiz_people": min(pupils, 60) if has_quiz else None,
        "quiz_score": Decimal(f"{draw.uniform(78, 97):.1f}") if has_quiz else None,
        "problems": "西侧楼梯人流较慢" if draw.random() < 0.3 else None,
        "summary": "按预案完成演练，各班有序到达集合点，演练后进行了讲评。",
    }
    return {"main": [row]}


STORY = Story(
    return_code="safety_drill",
    figures=_rows,
    days=_days,
    periods=6,
    answers={
        "DR-03": ("低年级首次参加演练，下楼较慢，已增加楼梯护导点位。",),
        "DR-04": ("上月因雨取消演练，改为安全教育课，本月已恢复。",),
    },
)
