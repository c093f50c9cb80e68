"""R18: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.hazard_check import RETURN
from tests.tenants.returns.cases import Filing, rows

CHECK = {"checked_on": date(2026, 10, 12), "leader_present": True, "patrol_days": 19, "class_officers": 24}
FIXED = {
    "hazard_no": "2134000001-HC-2026-0001", "category": "electric", "level": "general", "place": "实验楼二层",
    "description": "插座松动", "found_on": date(2026, 10, 12), "deadline": date(2026, 10, 27),
    "closed_on": date(2026, 10, 15), "recheck_on": date(2026, 10, 20), "recheck_passed": True, "measure": "更换插座",
}  # fmt: skip
OPEN = FIXED | {
    "hazard_no": "2134000001-HC-2026-0002", "found_on": date(2026, 10, 25), "deadline": date(2026, 11, 5),
    "closed_on": None, "recheck_on": None, "recheck_passed": None,
}  # fmt: skip
AROUND = {"cal": {"teaching_days": [19]}, "previous": {"hazard": rows(OPEN)}}
FILING = Filing(
    RETURN,
    {"check": [CHECK], "hazard": [FIXED, OPEN]},
    date(2026, 10, 1),
    date(2026, 10, 31),
    date(2026, 11, 6),
    AROUND,
)
BREAKS = [
    ("HC-01", "hazard", {"deadline": date(2026, 10, 11)}),
    ("HC-01", "hazard", {"closed_on": date(2026, 10, 11)}),
    ("HC-01", "hazard", {"recheck_on": date(2026, 10, 14)}),
    ("HC-02", "hazard", {"recheck_on": None}),
    ("HC-04", "check", {"checked_on": None}),
    ("HC-04", "check", {"leader_present": False}),
    ("HC-05", "hazard", {"deadline": date(2026, 10, 28)}),
    ("HC-05", "hazard", {"level": "minor", "deadline": date(2026, 10, 16)}),
    ("HC-06", "hazard", {"recheck_passed": False}),
    ("HC-06", "hazard", {"recheck_passed": None, "recheck_on": None}),
    ("HC-07", "hazard", {"recheck_passed": False}),
    ("HC-07", "hazard", {"recheck_on": date(2026, 10, 26)}),
    ("HC-08", "check", {"patrol_days": 18}),
]
HOLDS = [
    ("HC-01", "hazard", {"deadline": date(2026, 10, 12)}),
    ("HC-02", "hazard", {"recheck_passed": None, "recheck_on": None}),
    ("HC-04", "check", {"leader_present": True}),
    ("HC-05", "hazard", {"level": "major", "deadline": date(2026, 11, 11)}),
    ("HC-05", "hazard", {"level": "minor", "deadline": date(2026, 10, 15)}),
    ("HC-06", "hazard", {"deadline": date(2026, 10, 31), "recheck_passed": False}),
    ("HC-07", "hazard", {"recheck_on": date(2026, 10, 25)}),
    ("HC-08", "check", {"patrol_days": 20}),
]
FIGURES = [
    ("monthly_check_rate", "check", {}, 1, 1),
    ("monthly_check_rate", "check", {"checked_on": None}, 0, 1),
    ("hazard_closure_rate", "hazard", {}, 1, 1),
    ("hazard_closure_rate", "hazard", {"recheck_passed": False}, 0, 1),
    ("hazard_overdue", "hazard", {}, 0, None),
    ("hazard_overdue", "hazard", {"recheck_passed": None, "recheck_on": None}, 1, None),
    ("hazard_days", "hazard", {}, 3, 1),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "part", "values"), HOLDS)
def test_holds(rule, part, values):
    assert rule not in FILING.with_(values, part=part).broken


@pytest.mark.parametrize(("rule", "part", "values"), BREAKS)
def test_is_broken(rule, part, values):
    assert rule in FILING.with_(values, part=part).broken


@pytest.mark.parametrize("passed", [None, False])
def test_a_hazard_that_had_not_passed_comes_again(passed):
    before = {"hazard": rows(OPEN | {"recheck_passed": passed})}
    assert "HC-03" in FILING.of(FIXED, part="hazard").with_(previous=before).broken


def test_a_hazard_that_had_passed_need_not():
    before = {"hazard": rows(OPEN | {"recheck_passed": True})}
    assert "HC-03" not in FILING.of(FIXED, part="hazard").with_(previous=before).broken


def test_an_open_hazard_is_missed_in_a_month_without_any():
    assert "HC-03" in FILING.of(part="hazard").broken


@pytest.mark.parametrize(("code", "part", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, part, values, numerator, denominator):
    assert FILING.with_(values, part=part).figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", ["hazard_closure_rate", "hazard_days"])
def test_without_hazards_there_is_no_rate(code):
    assert FILING.of(part="hazard").figure(code)[2] is None
