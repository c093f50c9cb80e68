"""R31: each rule holds in one case and is broken in another, each figure worked by hand."""

import pytest

from tenants.returns.campus_environment import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "green_area": "4000.0", "green_added": "0.0", "trees": 80, "plant_signs": True, "green_archive": True,
    "hedge_pruned": 3, "tree_pruned": 1, "hygiene_days": 95, "hygiene_weekly": 20, "hygiene_published": True,
    "hygiene_score": "93.5", "toilets": 6, "sanitary_toilets": 6, "places_female": 40, "places_male": 36,
    "sewage_ok": True, "waste_sorted": True, "disinfection_days": 60, "pest_control_times": 4,
}  # fmt: skip
AROUND = {
    "cal": {"teaching_days": [100]},
    "previous": {"main": rows({"green_area": "4200.0"})},
    "others": {"school_profile.main": rows({"site_area": "12000.0"})},
}
FILING = Filing(RETURN, {"main": [ROW]}, around=AROUND)
BREAKS = [
    ("CE-01", {"green_area": "12000.1"}),
    ("CE-02", {"sanitary_toilets": 7}),
    ("CE-03", {"green_area": "3989.9"}),
    ("CE-04", {"hygiene_published": False}),
    ("CE-05", {"hygiene_days": 89}),
    ("CE-06", {"waste_sorted": False}),
    ("CE-06", {"sewage_ok": False}),
    ("CE-07", {"hedge_pruned": 1}),
]
HOLDS = [
    ("CE-02", {"sanitary_toilets": 6}),
    ("CE-04", {"hygiene_published": True}),
    ("CE-06", {"waste_sorted": True, "sewage_ok": True}),
    ("CE-01", {"green_area": "12000.0"}),
    ("CE-03", {"green_area": "3990.0"}),
    ("CE-05", {"hygiene_days": 90}),
    ("CE-07", {"hedge_pruned": 2}),
]
FIGURES = [
    ("green_rate", {}, 4000, 12000),
    ("sanitary_toilet_rate", {"sanitary_toilets": 5}, 5, 6),
    ("hygiene_check_rate", {}, 95, 100),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


def test_without_toilets_there_is_no_rate():
    assert FILING.with_({"toilets": 0, "sanitary_toilets": 0}).figure("sanitary_toilet_rate")[2] is None


def test_without_teaching_days_there_is_no_rate():
    assert FILING.with_(cal={"teaching_days": [0]}).figure("hygiene_check_rate")[2] is None


def test_without_a_site_there_is_no_rate():
    nothing = {"school_profile.main": rows({"site_area": "0.0"})}
    assert FILING.with_(others=nothing).figure("green_rate")[2] is None
