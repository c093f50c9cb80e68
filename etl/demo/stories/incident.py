"""The incidents of a school, few and small (R21)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, serial_of
from tenants.calendar.workdays import BUREAU_ZONE

_WHAT = (
    ("injury", "操场", "课间活动时摔倒，送医检查后返校", "奔跑时脚下打滑"),
    ("injury", "楼梯", "下楼时踏空扭伤脚踝", "人流密集时未扶栏杆"),
    ("infection", "教室", "一个班出现多例发热，已居家隔离", "流感传播"),
    ("traffic", "校门口", "放学时与电动车轻微剐蹭", "电动车未减速"),
)


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("incidents", month.key)
    likely = 0.02 + school.pupils / 40_000
    is_teaching = month.start.month not in (2, 7, 8)
    return [month.start + timedelta(days=draw.randint(2, 25))] if is_teaching and draw.random() < likely else []


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("incident", event.key)
    kind, place, summary, cause = draw.choice(_WHAT)
    occurred = datetime.combine(event.start, time(draw.randint(8, 16), draw.choice((5, 20, 40))), BUREAU_ZONE)
    delay = draw.randint(15, 100) if draw.random() < 0.7 + 0.3 * school.care else draw.randint(130, 400)
    affected = draw.randint(3, 9) if kind == "infection" else 1
    row = {
        "incident_no": f"{school.code}-IN-{event.start.year}-{serial_of(event):04d}",
        "incident_type": kind,
        "occurred_at": occurred,
        "reported_at": occurred + timedelta(minutes=delay),
        "closed_on": event.start,
        "place": place,
        "summary": summary,
        "cause": cause,
        "affected": affected,
        "hospitalised": 0,
        "deaths": 0,
        "school_at_fault": False,
        "sample_available": None,
        "authorities_told": "疾控" if kind == "infection" else "无",
        "loss_amount": None,
    }
    return {"main": [row]}


STORY = Story(
    return_code="incident",
    figures=_rows,
    days=_days,
    periods=6,
    answers={"IN-04": ("先送医处置并联系家长，报告晚于规定时间，已重申首报要求。",)},
)
