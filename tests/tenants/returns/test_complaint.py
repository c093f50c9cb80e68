"""R32: each rule holds in one case and is broken in another, each figure worked by hand; nobody in it is real."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tenants.returns.complaint import RETURN
from tests.tenants.returns.cases import Filing, rows

CHINA = timezone(timedelta(hours=8))


def at(day, hour=8, month=10):
    return datetime(2026, month, day, hour, tzinfo=CHINA)


ROW = {
    "complaint_no": "3134000001-CP-2026-0001", "received_at": at(12), "complaint_channel": "phone",
    "complaint_domain": "canteen", "anonymous": False, "contact_name": "虚构某", "contact_phone": "000-0000",
    "content": "反映食堂饭菜偏凉", "handler_unit": None, "acknowledged_at": at(14), "due_on": date(2026, 11, 2),
    "finding": "upheld", "action": "已更换保温设备，调整打饭窗口和时间，由家长委员会现场复核。", "replied_at": at(20),
    "closed_at": at(20, 9), "satisfaction": 4, "publish_reply": False, "public_reply": None,
}  # fmt: skip
OPEN = ROW | dict.fromkeys(("acknowledged_at", "finding", "action", "replied_at", "closed_at", "satisfaction"))
SLOW = ROW | {"acknowledged_at": at(15), "closed_at": at(3, month=11), "finding": "not_upheld"}
PUPILS = {"school_profile.enrolment": rows({"students": 300}, {"students": 200})}
DAY = date(2026, 10, 12)
FILING = Filing(
    RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 11, 10), {"others": PUPILS, "school_year": {"main": rows()}}
)
BREAKS = [
    ("CP-01", {"acknowledged_at": at(11)}),
    ("CP-01", {"replied_at": at(13)}),
    ("CP-01", {"closed_at": at(20, 7)}),
    ("CP-02", {"finding": None}),
    ("CP-03", {"acknowledged_at": at(15)}),  # the third working day
    ("CP-04", {"closed_at": at(3, month=11)}),  # the sixteenth
    ("CP-05", {"action": "已整改。"}),
    ("CP-05", {"finding": "partly", "action": "已整改。"}),
]
HOLDS = [
    ("CP-01", {"acknowledged_at": at(12), "replied_at": at(12), "closed_at": at(12)}),
    ("CP-01", {"acknowledged_at": None, "replied_at": None, "closed_at": None}),
    ("CP-02", {"finding": None, "closed_at": None}),
    ("CP-03", {"acknowledged_at": at(14, 23)}),
    ("CP-04", {"closed_at": at(2, month=11)}),
    ("CP-05", {"finding": "not_upheld", "action": "已解释。"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("complaint_rate", 3000, 500),
        ("complaint_ack_rate", 1, 3),
        ("complaint_close_rate", 1, 3),  # the open one is due since 2 November
        ("complaint_upheld_rate", 1, 2),
    ],
)
def test_figure(code, numerator, denominator):
    assert FILING.with_(school_year={"main": rows(OPEN, SLOW)}).figure(code)[:2] == (numerator, denominator)


def test_what_is_open_and_not_due_is_not_counted():
    later = FILING.with_(OPEN | {"due_on": date(2026, 11, 10)})
    assert later.figure("complaint_close_rate")[2] is None
    assert later.figure("complaint_upheld_rate")[2] is None
