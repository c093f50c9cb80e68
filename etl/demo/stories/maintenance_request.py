"""What breaks in a school and is repaired (R29)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, serial_of
from tenants.calendar.workdays import BUREAU_ZONE

_WHAT = (
    ("water", "教学楼卫生间", "水龙头漏水", "normal", 1.2), ("electric", "三楼教室", "灯管不亮", "normal", 1.5),
    ("door_window", "图书室", "窗扇合页松动", "normal", 2.2), ("ict", "多媒体教室", "投影无信号", "urgent", 0.6),
    ("furniture", "六年级教室", "课桌腿断裂", "planned", 9.0),
)  # fmt: skip


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("repairs", month.key)
    count = 1 if month.start.month not in (2, 7, 8) and draw.random() < 0.8 else 0
    return [month.start + timedelta(days=draw.randint(1, 24)) for _ in range(count)]


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("repair", event.key)
    category, place, says, urgency, days = draw.choice(_WHAT)
    reported = datetime.combine(event.start, time(draw.randint(8, 16), draw.randint(0, 59)), BUREAU_ZONE)
    slow = draw.uniform(0.5, 1.1) if draw.random() < 0.6 + 0.4 * school.care else draw.uniform(1.5, 3.2)
    finished = reported + timedelta(minutes=round(days * slow * 24 * 60))
    is_done = finished.date() <= _day
    row = {
        "request_no": f"{school.code}-MR-{event.start.year}-{serial_of(event):04d}",
        "reported_at": reported,
        "place": place,
        "repair_category": category,
        "urgency": urgency,
        "description": says,
        "hazard_no": None,
        "assigned_at": reported + timedelta(minutes=20),
        "finished_at": finished if is_done else None,
        "cost": Decimal(draw.randint(10, 180)) if is_done else None,
        "repeat_of": None,
        "liable": None,
        "compensation": None,
        "rating": draw.randint(3, 5) if is_done else None,
    }
    return {"main": [row]}


STORY = Story(
    return_code="maintenance_request",
    figures=_rows,
    days=_days,
    periods=2,
    answers={"MR-03": ("配件需要采购，等待两天后修复。", "维修工请假，由外单位修复，耽误了时间。")},
)
