"""R19: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.safety_drill import RETURN
from tests.tenants.returns.cases import Filing, enrolment, rows

FIRE = {
    "drill_no": "3134000001-DR-2026-0003", "held_on": date(2026, 11, 9), "drill_kind": "fire", "pupils": 300,
    "staff": 20, "evac_seconds": 110, "equipment_operators": 30, "quiz_people": 50, "quiz_score": "92.0",
    "problems": None, "summary": "疏散有序。",
}  # fmt: skip
OTHER = FIRE | {
    "held_on": date(2026, 11, 20),
    "drill_kind": "earthquake",
    "evac_seconds": 130,
    "quiz_people": None,
    "quiz_score": None,
}
OCTOBER = FIRE | {"held_on": date(2026, 10, 9)}
AROUND = {
    "others": {"school_profile.enrolment": enrolment(("junior", 400))},
    "school": {"stages": [("junior",)], "school_type": ["junior"]},
    "previous": {"main": rows(OCTOBER)},
    "month": {"main": rows(OTHER)},
    "term": {"main": rows(OTHER, OCTOBER)},
}
DAY = date(2026, 11, 9)
FILING = Filing(RETURN, {"main": [FIRE]}, DAY, DAY, date(2026, 11, 12), AROUND)
BREAKS = [
    ("DR-01", {"pupils": 401}),
    ("DR-02", {"equipment_operators": 321}),
    ("DR-03", {"evac_seconds": 121}),
    ("DR-04", {"held_on": date(2026, 12, 10)}),
]
HOLDS = [
    ("DR-01", {"pupils": 400}),
    ("DR-02", {"equipment_operators": 320}),
    ("DR-03", {"evac_seconds": 120}),
    ("DR-03", {"drill_kind": "food", "evac_seconds": None}),
    ("DR-04", {"held_on": date(2026, 12, 9)}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_primary_pupils_have_three_minutes():
    primary = {"stages": [("primary",)], "school_type": ["primary"]}
    assert "DR-03" not in FILING.with_({"evac_seconds": 180}, school=primary).broken
    assert "DR-03" in FILING.with_({"evac_seconds": 181}, school=primary).broken


def test_the_first_drill_has_none_before():
    assert "DR-04" not in FILING.with_(previous={"main": rows(dict.fromkeys(FIRE))}).broken


def test_holidays_lie_between_two_terms():
    spring = {"held_on": date(2027, 3, 5)}
    before = {"main": rows(FIRE | {"held_on": date(2027, 1, 8)})}
    assert "DR-04" not in FILING.with_(spring, previous=before).broken


def test_months_with_a_drill_are_counted_once():
    assert FILING.figure("drill_rate")[:2] == (2, 5)


def test_kindergartens_drill_once_a_quarter():
    school = {"stages": [("preschool",)], "school_type": ["kindergarten"]}
    assert FILING.with_(school=school).figure("drill_rate")[:2] == (1, 2)  # all three within one quarter


def test_times_of_the_month_are_counted():
    assert FILING.figure("evac_ok_rate")[:2] == (1, 2)


def test_scores_are_weighed_by_people():
    assert FILING.figure("fire_quiz_score")[:2] == (4600, 50)


def test_without_a_time_or_a_quiz_there_is_no_rate():
    bare = FILING.with_({"evac_seconds": None, "quiz_score": None}, month={"main": rows(dict.fromkeys(FIRE))})
    assert bare.figure("evac_ok_rate")[2] is None
    assert bare.figure("fire_quiz_score")[2] is None


@pytest.mark.parametrize(("kind", "needed"), [("dorm_night", True), ("food", False)])
def test_an_evacuation_has_its_time(kind, needed):
    condition = RETURN.part("main").field("evac_seconds").required_when
    assert condition_of(condition, RETURN, "main")({"drill_kind": kind}) is needed
