"""R01: each rule holds in one case and is broken in another, each worked by hand from the catalogue."""

from typing import Any

import pytest

from tests.tenants.returns.filed import GRADE, broken, profile, waiting

HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("SP-01", {"girls": 120}),
    ("SP-02", {"boarders": 120, "school.boarding": "full"}),
    ("SP-03", {"hardship_students": 120}),
    ("SP-04", {"bus_riders": 120, "buses": 2}),
    ("SP-05", {"teachers": 40}),
    ("SP-06", {"school.stages": ("primary",)}),
    ("SP-07", {"boarders": 30, "school.boarding": "partial"}),
    ("SP-08", {"canteens": 2, "school.facilities_open": {"canteen": ("C01", "C02")}}),
    ("SP-09", {"prev.students": 120, "students": 138}),  # 18 is exactly 15 % of 120
    ("SP-10", {"classes": 2, "students": 120}),
    ("SP-11", {"buses": 1, "bus_riders": 1}),
    ("R01-grade", {"stage": "primary", "grade": 6}),
]
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("SP-01", {"girls": 121}),
    ("SP-02", {"boarders": 121}),
    ("SP-03", {"hardship_students": 121}),
    ("SP-04", {"bus_riders": 121}),
    ("SP-05", {"teachers": 41}),
    ("SP-06", {"school.stages": ("primary", "junior")}),
    ("SP-07", {"boarders": 30, "school.boarding": "none"}),
    ("SP-07", {"boarders": 0, "school.boarding": "full"}),
    ("SP-08", {"canteens": 2}),
    ("SP-08", {"dorm_buildings": 1}),
    ("SP-08", {"shops": 1}),
    ("SP-09", {"prev.students": 120, "students": 139}),
    ("SP-09", {"prev.students": 120, "students": 101}),
    ("SP-10", {"classes": 2, "students": 121}),
    ("SP-11", {"buses": 1}),
    ("SP-11", {"bus_riders": 4}),
    ("R01-grade", {"stage": "junior", "grade": 5, "school.stages": ("junior",)}),
]


def test_sound_figures_break_nothing():
    assert broken("school_profile", profile()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken("school_profile", profile(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken("school_profile", profile(values))


def test_stages_are_compared_over_all_rows():
    grades = [GRADE, GRADE | {"stage": "junior"}]
    assert "SP-06" in broken("school_profile", profile(grades=grades))
    assert "SP-06" not in broken("school_profile", profile({"school.stages": ("junior", "primary")}, grades=grades))


def test_boarders_are_summed_over_all_grades():
    grades = [GRADE, GRADE | {"grade": 2, "boarders": 5}]
    assert "SP-07" in broken("school_profile", profile(grades=grades))


def test_bus_riders_of_every_grade_count_against_the_buses():
    grades = [GRADE, GRADE | {"grade": 2, "bus_riders": 5}]
    assert "SP-11" in broken("school_profile", profile(grades=grades))
    assert "SP-11" not in broken("school_profile", profile({"buses": 1}, grades=grades))


def test_a_lower_bound_set_by_the_bureau_is_used():
    assert "SP-09" in broken(
        "school_profile", profile({"prev.students": 120, "students": 130, "P.enrol_change_query": 5})
    )


def test_a_first_year_is_not_compared():
    assert waiting("school_profile", profile()) == {}
    assert "SP-09" not in broken("school_profile", profile({"students": 180}))
