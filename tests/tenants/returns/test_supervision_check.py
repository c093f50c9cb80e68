"""R34: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.supervision_check import RETURN
from tests.tenants.returns.cases import Filing, rows

OCTOBER = {
    "members_leader": 1, "members_logistics": 1, "members_teacher": 2, "members_pupil": 2, "members_parent": 3,
    "food_safety_monitors": 1, "checked_on": date(2026, 10, 20), "checks": 2, "archived": True,
    "hygiene_score": "92.0", "dish_score": "88.0", "price_score": "90.0", "service_score": "94.0", "problems": 3,
    "problems_fixed": 2, "minutes_file": ("00/记录.pdf",),
}  # fmt: skip
NO_CHECK = {
    "checked_on": None, "checks": 0, "archived": None, "hygiene_score": None, "dish_score": None, "price_score": None,
    "service_score": None, "problems": 0, "problems_fixed": 0, "minutes_file": None,
}  # fmt: skip
FILING = Filing(RETURN, {"main": [OCTOBER]}, date(2026, 10, 1), date(2026, 10, 31))
BREAKS = [
    ("SG-01", {"problems_fixed": 4}),
    ("SG-02", {"checked_on": None}),
    ("SG-02", {"checks": 0}),
    ("SG-03", NO_CHECK),
    ("SG-04", {"members_leader": 0}),
    ("SG-04", {"members_logistics": 0}),
    ("SG-04", {"members_teacher": 0}),
    ("SG-04", {"members_pupil": 0}),
    ("SG-04", {"members_parent": 0}),
    ("SG-06", {"archived": False}),
]
HOLDS = [
    ("SG-01", {"problems_fixed": 3}),
    ("SG-02", NO_CHECK),
    ("SG-03", {"checks": 1}),
    ("SG-04", {"members_leader": 2}),
    ("SG-06", {"archived": True}),
]
FIGURES = [
    ("supervision_check_rate", {}, 1, 1),
    ("supervision_check_rate", {"members_pupil": 0}, 0, 1),
    ("supervision_check_rate", NO_CHECK, 0, 1),
    ("supervision_score", {}, 364, 4),
    ("supervision_score", NO_CHECK, None, 0),
    ("supervision_fix_rate", {}, 2, 3),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_what_was_fixed_last_month_asks_nothing():
    before = {"main": rows(OCTOBER | {"problems": 3, "problems_fixed": 3})}
    assert "SG-05" not in FILING.with_(previous=before).broken


def test_what_was_left_last_month_is_asked_after():
    before = {"main": rows(OCTOBER | {"problems": 3, "problems_fixed": 2})}
    assert "SG-05" in FILING.with_(previous=before).broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


def test_without_a_score_there_is_no_mean():
    assert FILING.with_(NO_CHECK).figure("supervision_score")[2] is None


def test_without_problems_there_is_no_share():
    assert FILING.with_({"problems": 0, "problems_fixed": 0}).figure("supervision_fix_rate")[2] is None
