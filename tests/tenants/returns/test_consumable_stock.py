"""R28: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.consumable_stock import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "stock_group": "office", "opening_value": "1000.00", "purchased_value": "5000.00", "issued_value": "4800.00",
    "written_off": "100.00", "closing_value": "1100.00", "counted_value": "1100.00", "counted_on": date(2027, 1, 22),
    "requests": 6, "requests_approved": 6,
}  # fmt: skip
FILING = Filing(RETURN, {"main": [ROW]}, around={"previous": {"main": rows({"stock_group": "office", "closing_value": "1000.00"})}})  # fmt: skip
BREAKS = [
    ("ST-01", {"closing_value": "1100.02"}),
    ("ST-02", {"opening_value": "999.00"}),
    ("ST-03", {"requests_approved": 7}),
    ("ST-04", {"counted_value": "1122.01"}),
    ("ST-05", {"requests_approved": 5}),
    ("ST-06", {"issued_value": "549.00"}),
]
HOLDS = [
    ("ST-01", {"closing_value": "1100.01"}),
    ("ST-02", {"opening_value": "1000.01"}),
    ("ST-03", {"requests_approved": 6}),
    ("ST-05", {"requests_approved": 6}),
    ("ST-04", {"counted_value": "1122.00"}),
    ("ST-06", {"issued_value": "550.00"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_differences_do_not_cancel():
    two = FILING.of(ROW | {"counted_value": "1110.00"}, ROW | {"stock_group": "repair", "counted_value": "1090.00"})
    assert two.figure("stock_match_rate") == (2180, 2200, Decimal(2180) / 2200 * 100)


def test_turnover_is_over_the_mean_stock():
    assert FILING.figure("stock_turnover")[:2] == (4800, 1050)


@pytest.mark.parametrize("code", ["stock_match_rate", "stock_turnover"])
def test_without_stock_there_is_no_rate(code):
    assert FILING.with_({"opening_value": "0.00", "closing_value": "0.00"}).figure(code)[2] is None
