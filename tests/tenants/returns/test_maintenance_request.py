"""R29: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tenants.returns.maintenance_request import RETURN
from tests.tenants.returns.cases import Filing, rows

CHINA = timezone(timedelta(hours=8))


def at(day, hour=8, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=CHINA)


ROW = {
    "request_no": "3134000001-MR-2026-0001", "reported_at": at(12), "place": "教学楼", "repair_category": "water",
    "urgency": "normal", "description": "水龙头漏水", "hazard_no": None, "assigned_at": at(12, 9), "finished_at": at(14),
    "cost": "30.00", "repeat_of": None, "liable": None, "compensation": None, "rating": 5,
}  # fmt: skip
REPEAT = ROW | {"urgency": "urgent", "repeat_of": "3134000001-MR-2026-0001", "finished_at": at(16)}
OPEN = ROW | {"assigned_at": None, "finished_at": None}
AROUND = {
    "others": {"hazard_check.hazard": rows({"hazard_no": "3134000001-HC-2026-0001"})},
    "term": {"main": rows(REPEAT, OPEN)},
}
DAY = date(2026, 10, 12)
FILING = Filing(RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 10, 15), AROUND)
BREAKS = [
    ("MR-01", {"assigned_at": at(12, 7)}),
    ("MR-01", {"finished_at": at(12, 8, 30)}),
    ("MR-02", {"compensation": "10.00", "liable": False}),
    ("MR-03", {"finished_at": at(15, 8, 1)}),
    ("MR-03", {"urgency": "urgent"}),
    ("MR-04", {"hazard_no": "3134000001-HC-2026-0002"}),
]
HOLDS = [
    ("MR-01", {"assigned_at": at(12), "finished_at": at(12)}),
    ("MR-02", {"compensation": "10.00", "liable": True}),
    ("MR-02", {"compensation": "0.00", "liable": False}),
    ("MR-03", {"finished_at": at(15)}),
    ("MR-03", {"urgency": "planned", "finished_at": at(30)}),
    ("MR-03", {"finished_at": None}),
    ("MR-04", {"hazard_no": "3134000001-HC-2026-0001"}),
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
    [("repair_on_time_rate", 1, 2), ("repair_days", 6, 2), ("repair_repeat_rate", 1, 2)],
)
def test_figure(code, numerator, denominator):
    assert FILING.figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", ["repair_on_time_rate", "repair_days", "repair_repeat_rate"])
def test_without_a_finished_repair_there_is_no_rate(code):
    assert FILING.with_(OPEN, term={"main": rows(OPEN)}).figure(code)[2] is None
