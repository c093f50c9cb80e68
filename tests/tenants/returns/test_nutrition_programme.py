"""R08: each rule holds in one case and is broken in another, each worked by hand from the catalogue."""

from datetime import date
from typing import Any

import pytest

from tests.tenants.returns.filed import broken, nutrition

DECEMBER = date(2026, 12, 1)
HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("NP-01", {"student_days": 7200, "eligible_students": 400, "serving_days": 18}),
    ("NP-02", {"served_students": 391}),  # 7020 / 18 = 390
    ("NP-03", {"closing_fund": "1800.00"}),  # 900 + 36,000 - 35,100
    ("NP-04", {"amount_to_canteen": "35100.00"}),
    ("NP-05", {"opening_fund": "900.00", "prev.closing_fund": "900.00"}),
    ("NP-06", {"amount_spent": "36855.00"}),  # 5 × 7020 = 35,100; 5 % of it is 1,755
    ("NP-07", {"cash_paid": "0"}),
    ("NP-08", {"real_name_students": 390}),
    ("NP-09", {"serving_days": 18, "cal.teaching_days": 18}),
    ("NP-10", {"eligible_students": 450}),
    ("NP-11", {"std_per_day": "5.00"}),
    ("NP-12", {"published_on": date(2026, 11, 15)}),
    ("NP-13", {"serving_days": 18}),  # not in October
    ("R08-stage", {"stage": "junior"}),
]
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("R08-stage", {"stage": "senior"}),
    ("NP-01", {"student_days": 7201, "eligible_students": 400, "serving_days": 18}),
    ("NP-02", {"served_students": 392}),
    ("NP-02", {"served_students": 388}),
    ("NP-03", {"closing_fund": "1800.02"}),
    ("NP-04", {"amount_to_canteen": "35100.01"}),
    ("NP-05", {"opening_fund": "900.00", "prev.closing_fund": "900.02"}),
    ("NP-06", {"amount_spent": "36855.01"}),
    ("NP-06", {"amount_spent": "33344.99"}),
    ("NP-07", {"cash_paid": "1.00"}),
    ("NP-08", {"real_name_students": 389}),
    ("NP-09", {"serving_days": 19, "cal.teaching_days": 18}),
    ("NP-10", {"eligible_students": 451}),
    ("NP-11", {"std_per_day": "4.99"}),
    ("NP-12", {"published_on": date(2026, 11, 16)}),
    ("NP-12", {"published_on": None}),
]


def test_sound_figures_break_nothing():
    assert broken("nutrition_programme", nutrition()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken("nutrition_programme", nutrition(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken("nutrition_programme", nutrition(values))


@pytest.mark.parametrize(("before", "is_short"), [(182, False), (181, True)])
def test_the_days_of_the_year_are_looked_at_in_december(before, is_short):
    year = [{"serving_days": before}, {"stage": "junior", "serving_days": 500}]  # 18 more in December; P is 200
    found = broken("nutrition_programme", nutrition({"start": DECEMBER}, year=year))
    assert ("NP-13" in found) is is_short


def test_pupils_are_those_of_the_stage():
    assert "NP-10" in broken("nutrition_programme", nutrition({}, {"stage": "junior", "eligible_students": 301}))
