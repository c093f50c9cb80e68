"""The few complaints a school takes itself (R32); nobody in them is real."""

from datetime import date, datetime, time, timedelta
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, serial_of
from tenants.calendar.workdays import BUREAU_ZONE

_WHAT = (
    ("canteen", "反映中午最后一批打饭的菜已经凉了。", "增加保温台并错开各年级打饭时间，由家长委员会现场查看，效果良好。", "upheld"),
    ("uniform", "反映校服偏大，调换等得久。", "已与供应单位约定每周三到校调换，库存不足的尺码七天内补齐。", "partly"),
    ("surroundings", "反映放学时校门口车辆拥堵。", "增设护学岗并请交警协助，划定家长接送区，分年级错时放学。", "upheld"),
    ("fee", "询问代收的练习本费用依据。", "已出示公示的收费标准和家长委员会记录，收费符合规定。", "not_upheld"),
)  # fmt: skip


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("complaints", month.key)
    happens = month.start.month not in (2, 7, 8) and draw.random() < 0.12 + school.pupils / 12_000
    return [month.start + timedelta(days=draw.randint(1, 20))] if happens else []


def _rows(school: DemoSchool, event: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("complaint", event.key)
    domain, content, action, finding = draw.choice(_WHAT)
    received = datetime.combine(event.start, time(draw.randint(8, 16), draw.randint(0, 59)), BUREAU_ZONE)
    told = received + timedelta(minutes=draw.randint(20, 90))
    closed = received + timedelta(days=draw.randint(1, 5), hours=1)
    is_closed = closed.date() <= day
    is_anonymous = draw.random() < 0.4
    is_published = is_closed and is_anonymous
    row = {
        "complaint_no": f"{school.code}-CP-{event.start.year}-{serial_of(event):04d}",
        "received_at": received,
        "complaint_channel": draw.choice(("phone", "visit", "suggestion_box")),
        "complaint_domain": domain,
        "anonymous": is_anonymous,
        "contact_name": None if is_anonymous else f"虚构家长{draw.randint(1, 99):02d}",
        "contact_phone": None if is_anonymous else f"000-{draw.randint(0, 9999):04d}",
        "content": content,
        "handler_unit": None,
        "acknowledged_at": told,
        "due_on": event.start + timedelta(days=21),
        "finding": finding if is_closed else None,
        "action": action if is_closed else None,
        "replied_at": closed - timedelta(minutes=30) if is_closed else None,
        "closed_at": closed if is_closed else None,
        "satisfaction": draw.randint(3, 5) if is_closed and not is_anonymous else None,
        "publish_reply": is_published,
        "public_reply": f"经核查：{action}" if is_published else None,
    }
    return {"main": [row]}


STORY = Story(return_code="complaint", figures=_rows, days=_days, periods=3)
