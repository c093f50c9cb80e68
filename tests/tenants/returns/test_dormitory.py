"""R14: each rule holds in one case and is broken in another, each figure worked by hand."""

from decimal import Decimal
from typing import Any

import pytest

from tests.tenants.returns.filed import broken, dormitory, waiting

NOBODY: dict[str, list[dict[str, Any]]] = {"logistics_staff.main": [], "school_profile.enrolment": []}

HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("DM-01", {"wardens": 2, "wardens_certified": 2}),
    ("DM-02", {"exits": 3, "exits_clear": 3}),
    ("DM-03", {"rooms": 30, "civilised_rooms": 30}),
    ("DM-04", {"boarders": 4, "shared_beds": 4}),
    ("DM-05", {"wardens": 2, "staff_fire_trained": 2}),
    ("DM-06", {"boarders": 240, "beds": 240}),
    ("DM-07", {"shared_beds": 0}),
    ("DM-08", {"boarders": 300, "wardens": 2}),  # 2 × 150
    ("DM-09", {"boarders": 200, "living_area": Decimal("600.0")}),  # 200 × 3.0
    ("DM-10", {"plan_ready": True}),
    ("DM-11", {"exits": 2, "exits_clear": 2}),
    ("DM-12", {"wardens": 2, "wardens_certified": 2, "staff_fire_trained": 2}),
    ("DM-13", {"boarders": 210}),  # the profile has 200: 10 is exactly 5 %
]
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("DM-01", {"wardens": 2, "wardens_certified": 3}),
    ("DM-02", {"exits": 2, "exits_clear": 3}),
    ("DM-03", {"rooms": 30, "civilised_rooms": 31}),
    ("DM-04", {"boarders": 4, "shared_beds": 5}),
    ("DM-05", {"wardens": 2, "staff_fire_trained": 3}),
    ("DM-06", {"boarders": 241, "beds": 240}),
    ("DM-07", {"shared_beds": 2}),
    ("DM-08", {"boarders": 301, "wardens": 2}),
    ("DM-09", {"boarders": 200, "living_area": Decimal("599.9")}),
    ("DM-10", {"separate_sexes": False}),
    ("DM-10", {"duty_24h": False}),
    ("DM-10", {"info_posted": False}),
    ("DM-10", {"rules_complete": False}),
    ("DM-10", {"plan_ready": False}),
    ("DM-11", {"exits": 2, "exits_clear": 1}),
    ("DM-12", {"wardens": 2, "wardens_certified": 1}),
    ("DM-12", {"wardens": 2, "staff_fire_trained": 1}),
    ("DM-13", {"boarders": 211}),
    ("DM-13", {"boarders": 189}),
]


def test_sound_figures_break_nothing():
    assert broken("dormitory", dormitory()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken("dormitory", dormitory(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken("dormitory", dormitory(values))


def test_all_buildings_together_are_held_against_the_profile():
    assert "DM-13" not in broken("dormitory", dormitory({"boarders": 120}, {"facility_no": "D02", "boarders": 80}))


def test_the_rule_over_the_staff_roster_waits_for_it():
    assert waiting("dormitory", dormitory(absent={"logistics_staff": {0}})) == {"DM-14": "logistics_staff"}


def test_where_the_bureau_does_not_ask_for_the_roster_nothing_is_compared_with_it():
    frame = dormitory(others=NOBODY, unasked={"logistics_staff": {0}})
    assert "DM-14" not in broken("dormitory", frame)


@pytest.mark.parametrize(("people", "is_broken"), [(2, False), (1, True), (3, True)])
def test_wardens_are_compared_with_the_roster(people, is_broken):
    others = [{"post": "dorm_warden", "on_duty": True}] * people + [{"post": "dorm_warden", "on_duty": False}]
    frame = dormitory({"wardens": 2}, others=NOBODY | {"logistics_staff.main": others})
    assert ("DM-14" in broken("dormitory", frame)) == is_broken
