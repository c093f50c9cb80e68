"""Figures are written with their places and units."""

import pytest

from dashboards.numbers import brief, exact, grouped, points, spoken
from tenants.returns.catalogue import find_indicator

RATE, MONEY = find_indicator("accompany_rate")[1], find_indicator("improper_spend_amount")[1]


@pytest.mark.parametrize(
    ("value", "indicator", "zh", "en"),
    [(91.25, RATE, "91.3%", "91.3%"), (0.0, RATE, "0.0%", "0.0%"), (None, RATE, "—", "—"),
     (1250.5, MONEY, "1,250.50 元", "1,250.50 yuan"), (-3.04, RATE, "−3.0%", "−3.0%"), (-0.0, RATE, "0.0%", "0.0%")],
)  # fmt: skip
def test_a_value_with_its_unit(value: float | None, indicator: object, zh: str, en: str):
    assert (spoken(value, indicator, "zh"), spoken(value, indicator, "en")) == (zh, en)


def test_a_half_is_rounded_up_as_a_clerk_does():
    assert [grouped(each, 1) for each in (0.25, 99.95, 2.675)] == ["0.3", "100.0", "2.7"]


def test_a_count_has_no_places():
    assert [exact(each) for each in (2628.0, 0.5, None)] == ["2,628", "0.50", "—"]


def test_shares_differ_by_percentage_points():
    assert points(-0.8, RATE, "zh") == "0.8 个百分点"


def test_beside_a_bar_a_long_unit_is_left_to_the_axis():
    energy = find_indicator("energy_per_capita")[1]
    assert brief(10.84, energy, "en") == "10.8"
    assert brief(91.25, RATE, "zh") == "91.3%"
