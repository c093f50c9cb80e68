"""R17: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of
from tenants.returns.safety_facilities import RETURN

SUBMITTED = date(2026, 9, 20)
SCHOOL = {
    "extinguishers": 40, "extinguishers_ok": 40, "extinguishers_expired": 0,
    "extinguisher_checked_on": date(2026, 9, 5), "hydrants": 10, "hydrants_ok": 10,
    "fire_tested_on": date(2026, 3, 1), "exits": 10, "exits_clear": 10, "guards": 4, "guards_certified": 4,
    "guard_24h": True, "patrols_per_day": 5, "gear_sets": 4, "closed_campus": True, "gate_barrier": True,
    "fence_ok": True, "visitor_log": True, "duty_log": True, "police_contact": True, "cameras": 50, "cameras_ok": 50,
    "video_days": 30, "video_linked": True, "alarm_linked": True, "access_control": True,
    "lightning_tested_on": date(2026, 4, 1), "dangerous_goods_ok": True,
}  # fmt: skip
PUPILS = (1200, 200)  # pupils, boarders: 1000 day pupils ask for 3 guards, 200 boarders for 1

HOLDS = [
    ("SF-01", {"extinguishers_expired": 40}),
    ("SF-01", {"extinguishers_ok": 0, "hydrants_ok": 0, "exits_clear": 0, "guards_certified": 0, "cameras_ok": 0}),
    ("SF-02", {"hydrants": 0, "hydrants_ok": 0}),
    ("SF-03", {"exits": 0, "exits_clear": 0}),
    ("SF-05", {"guards": 0, "guards_certified": 0}),
    ("SF-06", {"patrols_per_day": 6}),
    ("SF-07", {"extinguisher_checked_on": date(2026, 8, 20)}),  # 31 days
    ("SF-08", {"fire_tested_on": date(2025, 9, 20), "lightning_tested_on": date(2025, 9, 20)}),  # 365 days
    ("SF-09", {"video_days": 90}),
    ("SF-10", {"access_control": False}),  # not one of the eight
]
BREAKS = [
    ("SF-01", {"extinguishers_ok": 41}),
    ("SF-01", {"extinguishers_expired": 41}),
    ("SF-01", {"hydrants_ok": 11}),
    ("SF-01", {"exits_clear": 11}),
    ("SF-01", {"guards_certified": 5}),
    ("SF-01", {"cameras_ok": 51}),
    ("SF-02", {"extinguishers_ok": 39}),
    ("SF-02", {"extinguishers_expired": 1}),
    ("SF-02", {"hydrants_ok": 9}),
    ("SF-03", {"exits_clear": 9}),
    ("SF-05", {"guards_certified": 3}),
    ("SF-05", {"guard_24h": False}),
    ("SF-06", {"patrols_per_day": 4}),
    ("SF-07", {"extinguisher_checked_on": date(2026, 8, 19)}),
    ("SF-07", {"extinguisher_checked_on": None}),
    ("SF-08", {"fire_tested_on": date(2025, 9, 19)}),
    ("SF-08", {"fire_tested_on": None}),
    ("SF-08", {"lightning_tested_on": date(2025, 9, 19)}),
    ("SF-08", {"lightning_tested_on": None}),
    ("SF-09", {"video_days": 29}),
    *(
        ("SF-10", {code: False})
        for code in (
            "closed_campus", "gate_barrier", "fence_ok", "visitor_log", "duty_log", "police_contact", "video_linked",
            "alarm_linked",
        )
    ),
]  # fmt: skip
GUARDS = [  # pupils, boarders, guards needed
    (99, 0, 1),
    (100, 0, 2),
    (999, 0, 2),
    (1000, 0, 3),
    (1499, 0, 3),
    (1500, 0, 4),
    (1200, 300, 3),  # 900 day pupils: 2; 300 boarders: 1
    (1301, 301, 5),  # 1000 day pupils: 3; 301 boarders: 2
]
CASES = [
    ("fire_ready_rate", {"extinguishers_ok": 36, "hydrants_ok": 9, "exits_clear": 9}, 54, 60),
    ("three_defence_rate", {}, 1, 1),
    ("three_defence_rate", {"guards": 3}, 0, 1),
    ("three_defence_rate", {"closed_campus": False}, 0, 1),
    ("three_defence_rate", {"alarm_linked": False}, 0, 1),
    ("three_defence_rate", {"video_linked": False}, 0, 1),
    ("three_defence_rate", {"gate_barrier": False}, 1, 1),
    ("camera_ok_rate", {"cameras_ok": 48}, 48, 50),
]
NONE = {
    "fire_ready_rate": dict.fromkeys(
        ("extinguishers", "extinguishers_ok", "hydrants", "hydrants_ok", "exits", "exits_clear"), 0
    ),
    "camera_ok_rate": {"cameras": 0, "cameras_ok": 0},
}


def rows(row):
    return Rows([0], [1], {name: [value] for name, value in row.items()})


def filed(values=None, pupils=PUPILS):
    """A school of 1000 day pupils and 200 boarders, filed on 20 September."""
    row = SCHOOL | (values or {})
    others = {"school_profile.enrolment": rows(dict(zip(("students", "boarders"), pupils, strict=True)))}
    others["logistics_staff.main"] = roster(row["guards"] or 0)
    parts = {"main": rows(row)}
    return Frame(1, parts, [date(2026, 9, 1)], [date(2027, 1, 31)], submitted_on=[SUBMITTED], others=others)


def roster(guards):
    """A staff roster with that many guards on duty."""
    posts = ["guard"] * guards + ["cook"]
    return Rows([0] * len(posts), list(range(1, len(posts) + 1)), {"post": posts, "on_duty": [True] * len(posts)})


def broken(frame):
    return {each.rule.code for each in evaluate(RETURN, frame)[0]}


def figure(code, frame):
    found = next(each for each in figures_of(RETURN, frame) if each.indicator.code == code)
    return found.numerator, found.denominator, found.value


def test_sound_figures_break_nothing():
    assert broken(filed()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken(filed(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken(filed(values))


@pytest.mark.parametrize(("pupils", "boarders", "needed"), GUARDS)
def test_guards_needed_are_enough(pupils, boarders, needed):
    assert "SF-04" not in broken(filed({"guards": needed}, (pupils, boarders)))


@pytest.mark.parametrize(("pupils", "boarders", "needed"), GUARDS)
def test_one_guard_fewer_is_not(pupils, boarders, needed):
    assert "SF-04" in broken(filed({"guards": needed - 1}, (pupils, boarders)))


def test_the_rule_over_the_staff_roster_waits_for_it():
    frame = filed()
    frame.absent = {"logistics_staff": {0}}
    assert {each.rule.code: each.waits_for for each in evaluate(RETURN, frame)[1]} == {"SF-11": "logistics_staff"}


@pytest.mark.parametrize(("guards", "is_broken"), [(4, False), (3, True), (5, True)])
def test_guards_are_compared_with_the_roster(guards, is_broken):
    frame = filed()
    frame.others["logistics_staff.main"] = roster(guards)
    assert ("SF-11" in broken(frame)) == is_broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), CASES)
def test_figure(code, values, numerator, denominator):
    assert figure(code, filed(values))[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", NONE)
def test_without_anything_to_count_there_is_no_rate(code):
    assert figure(code, filed(NONE[code]))[2] is None
