"""R27: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.asset_check import RETURN
from tests.tenants.returns.cases import Filing

START = {
    "check_round": "start", "checked_on": date(2026, 9, 5), "rooms": 60, "rooms_checked": 60, "shortages": 2,
    "damages": 3, "liable_cases": 1, "compensation": "35.00",
}  # fmt: skip
END = START | {"check_round": "end", "checked_on": date(2027, 1, 20)}
FILING = Filing(RETURN, {"main": [START, END]})
HOLDS = [("AC-01", {"rooms_checked": 60}), ("AC-03", {"rooms_checked": 60}), ("AC-04", {"compensation": "0.01"})]
BREAKS = [
    ("AC-01", {"rooms_checked": 61}),
    ("AC-02", {"check_round": "middle"}),
    ("AC-03", {"rooms_checked": 59}),
    ("AC-04", {"compensation": "0.00"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


def test_the_round_at_the_end_is_asked_too():
    assert "AC-02" in FILING.of(START).broken


def test_nobody_liable_needs_no_compensation():
    assert "AC-04" not in FILING.with_({"liable_cases": 0, "compensation": "0.00"}).broken


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_rooms_of_all_rounds_are_counted():
    assert FILING.with_({"rooms_checked": 50}).figure("asset_check_rate")[:2] == (110, 120)


def test_without_rooms_there_is_no_rate():
    assert FILING.of(START | {"rooms": 0, "rooms_checked": 0}).figure("asset_check_rate")[2] is None
