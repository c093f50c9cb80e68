"""R26: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.asset_register import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "asset_class": "ict", "opening_qty": 100, "added_qty": 20, "disposed_qty": 10, "closing_qty": 110,
    "opening_value": "400000.00", "added_value": "80000.00", "disposed_value": "30000.00", "closing_value": "450000.00",
    "disposal_approved_value": "30000.00", "counted_qty": 110, "matched_qty": 110,
}  # fmt: skip
BEFORE = rows({"asset_class": "ict", "closing_qty": 100, "closing_value": "400000.00"})
FILING = Filing(RETURN, {"main": [ROW]}, date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 20))

HOLDS = [("AR-03", {"matched_qty": 110}), ("AR-04", {"disposal_approved_value": "30000.01"})]
BREAKS = [
    ("AR-01", {"closing_qty": 111}),
    ("AR-01", {"closing_value": "450000.02"}),
    ("AR-02", {"opening_qty": 101}),
    ("AR-02", {"opening_value": "399999.00"}),
    ("AR-03", {"matched_qty": 111}),
    ("AR-04", {"disposal_approved_value": "29999.00"}),
    ("AR-05", {"counted_qty": 109}),
    ("AR-05", {"matched_qty": 109}),
]
FIGURES = [
    ("asset_match_rate", {"matched_qty": 99}, 99, 110),
    ("disposal_approved_rate", {"disposal_approved_value": 15000}, 15000, 30000),
]


def filed(values=None):
    return FILING.with_(values, previous={"main": BEFORE})


def test_sound_figures_break_nothing():
    assert filed().broken == set()


def test_a_cent_of_rounding_is_no_error():
    assert "AR-01" not in filed({"closing_value": "450000.01"}).broken


def test_the_first_year_has_nothing_to_be_held_against():
    first = FILING.with_({"opening_qty": 7}, previous={"main": rows(dict.fromkeys(ROW))})
    assert "AR-02" not in first.broken


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in filed(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in filed(values).broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert filed(values).figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize(
    ("code", "field"), [("asset_match_rate", "closing_qty"), ("disposal_approved_rate", "disposed_value")]
)
def test_without_anything_to_divide_by_there_is_no_rate(code, field):
    assert filed({field: 0}).figure(code)[2] is None
