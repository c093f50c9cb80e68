"""R03: each rule holds in one case and is broken in another, each worked by hand from the catalogue."""

from datetime import date
from typing import Any

import pytest

from tests.tenants.returns.filed import broken, operations, waiting

NOBODY: dict[str, list[dict[str, Any]]] = {"logistics_staff.main": [], "school_profile.enrolment": []}

HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("CO-01", {"serving_days": 20, "meal_occasions": 80}),
    ("CO-02", {"items_sampled": 160, "items_made": 160}),
    ("CO-03", {"items_sampled": 10, "sample_short_g": 10, "sample_short_h": 10}),
    ("CO-04", {"meal_occasions": 40, "parent_accompany_occasions": 40}),
    ("CO-05", {"camera_online_days": 31}),
    ("CO-06", {"cameras": 0, "camera_online_days": 0, "camera_to_bureau": False, "camera_public": False}),
    ("CO-06", {"cameras": 1, "camera_online_days": 3, "camera_to_bureau": True}),
    ("CO-07", {"serving_days": 0, "meal_occasions": 0}),
    ("CO-08", {"morning_check_days": 20, "serving_days": 20}),
    ("CO-09", {"licence_to": date(2026, 10, 31)}),
    ("CO-10", {"items_made": 12, "items_sampled": 12}),
    ("CO-11", {"sample_short_g": 0, "sample_short_h": 0}),
    ("CO-12", {"accompany_occasions": 40, "meal_occasions": 40}),
    ("CO-13", {"disinfect_occasions": 40, "meal_occasions": 40}),
    ("CO-14", {"prohibited_found": 0}),
    ("CO-15", {"diners_lunch": 495}),  # 450 pupils × 1.1
    ("CO-16", {"serving_days": 22, "cal.teaching_days": 18}),
    ("CO-17", {"school.nutrition_pilot": "national", "operation_mode": "self_run"}),
    ("CO-17", {"school.nutrition_pilot": "none", "operation_mode": "contracted"}),
    ("CO-17", {"school.nutrition_pilot": "national", "school.stages": ("senior",), "operation_mode": "contracted"}),
    ("CO-18", {"diners_lunch": 300, "prev.diners_lunch": 250}),  # 50 is exactly 20 % of 250
    ("CO-19", {"diners_lunch": 400, "workers_on_duty": 4}),
    ("CO-19", {"diners_lunch": 490, "workers_on_duty": 1, "operation_mode": "delivered"}),
    ("CO-21", {"notices": 0}),
    ("CO-22", {"grade_on": date(2025, 10, 31)}),  # 365 days before 31 October 2026
    ("CO-23", {"weekly_checks": 4, "cal.teaching_days": 20}),
    ("CO-23", {"weekly_checks": 2, "cal.teaching_days": 17}),
]
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("CO-01", {"serving_days": 20, "meal_occasions": 81}),
    ("CO-02", {"items_sampled": 161}),
    ("CO-03", {"items_sampled": 10, "sample_short_g": 11}),
    ("CO-03", {"items_sampled": 10, "sample_short_h": 11}),
    ("CO-04", {"disinfect_occasions": 41}),
    ("CO-04", {"tasting_occasions": 41}),
    ("CO-04", {"accompany_occasions": 41}),
    ("CO-04", {"parent_accompany_occasions": 41}),
    ("CO-05", {"camera_online_days": 32}),
    ("CO-06", {"cameras": 0, "camera_online_days": 1, "camera_to_bureau": False, "camera_public": False}),
    ("CO-06", {"cameras": 0, "camera_online_days": 0, "camera_to_bureau": True, "camera_public": False}),
    ("CO-06", {"cameras": 0, "camera_online_days": 0, "camera_to_bureau": False, "camera_public": True}),
    ("CO-07", {"serving_days": 0, "meal_occasions": 3}),
    ("CO-07", {"serving_days": 3, "meal_occasions": 0}),
    ("CO-08", {"morning_check_days": 21}),
    ("CO-09", {"licence_to": date(2026, 10, 30)}),
    ("CO-09", {"licence_no": None, "licence_to": None}),
    ("CO-10", {"items_sampled": 159}),
    ("CO-11", {"sample_short_g": 1}),
    ("CO-11", {"sample_short_h": 1}),
    ("CO-12", {"accompany_occasions": 39}),
    ("CO-13", {"disinfect_occasions": 39}),
    ("CO-14", {"prohibited_found": 1}),
    ("CO-15", {"diners_lunch": 496}),
    ("CO-16", {"serving_days": 23, "cal.teaching_days": 18}),
    ("CO-17", {"school.nutrition_pilot": "local", "operation_mode": "contracted"}),
    (
        "CO-17",
        {"school.nutrition_pilot": "local", "school.stages": ("junior", "senior"), "operation_mode": "contracted"},
    ),
    ("CO-18", {"diners_lunch": 301, "prev.diners_lunch": 250}),
    ("CO-18", {"diners_lunch": 199, "prev.diners_lunch": 250}),
    ("CO-19", {"diners_lunch": 401, "workers_on_duty": 4}),
    ("CO-21", {"notices": 1}),
    ("CO-22", {"grade_on": date(2025, 10, 30)}),
    ("CO-23", {"weekly_checks": 3, "cal.teaching_days": 18}),
]


def test_sound_figures_break_nothing():
    assert broken("canteen_operations", operations()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken("canteen_operations", operations(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken("canteen_operations", operations(values))


def test_the_rule_over_the_staff_roster_waits_for_it():
    assert waiting("canteen_operations", operations(absent={"logistics_staff": {0}})) == {"CO-20": "logistics_staff"}


def test_where_the_bureau_does_not_ask_for_the_roster_nothing_is_compared_with_it():
    frame = operations(others=NOBODY, unasked={"logistics_staff": {0}})
    assert "CO-20" not in broken("canteen_operations", frame)


@pytest.mark.parametrize(("people", "is_broken"), [(5, False), (4, True), (6, False), (7, True)])
def test_workers_are_compared_with_the_roster_of_their_canteen(people, is_broken):
    row = {"post": "cook", "on_duty": True}
    others = [row | {"facility_no": "C01"}] * people + [row | {"facility_no": "C02"}] * 9
    others += [{"facility_no": "C01", "post": "guard", "on_duty": True}, row | {"facility_no": "C01", "on_duty": False}]
    frame = operations({"workers_on_duty": 5}, others=NOBODY | {"logistics_staff.main": others})
    assert ("CO-20" in broken("canteen_operations", frame)) == is_broken


def test_diners_are_compared_with_the_same_canteen_before():
    before = {"main": [{"facility_no": "C02", "diners_lunch": 10}]}
    assert "CO-18" not in broken("canteen_operations", operations(previous=before))


def test_a_rule_over_the_profile_waits_until_it_is_accepted():
    frame = operations({"diners_lunch": 5000, "workers_on_duty": 50}, others={}, absent={"school_profile": {0}})
    assert waiting("canteen_operations", frame)["CO-15"] == "school_profile"
    assert "CO-15" not in broken("canteen_operations", frame)
