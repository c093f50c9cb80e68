"""R36: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.disclosure import RETURN
from tests.tenants.returns.cases import Filing

ACCOUNTS = {
    "disclosure_item": "canteen_finance", "channels": ("notice_board", "platform"), "due_on": date(2026, 10, 15),
    "published_on": date(2026, 10, 14), "proof": ("00/公示栏.png",), "complete": True,
}  # fmt: skip
PRICES = ACCOUNTS | {"disclosure_item": "ingredient_price"}
NOT_YET = {"channels": None, "published_on": None, "proof": None, "complete": None}
FILING = Filing(RETURN, {"main": [ACCOUNTS, PRICES]}, date(2026, 10, 1), date(2026, 10, 31))
BREAKS = [
    ("R36-due_on", {"due_on": date(2026, 9, 30)}),
    ("R36-due_on", {"due_on": date(2026, 11, 1)}),
    ("DL-01", {"published_on": date(2026, 10, 16)}),
    ("DL-01", NOT_YET),
    ("DL-02", {"complete": False}),
    ("DL-03", {"channels": ("notice_board",)}),
    ("DL-03", {"channels": ("platform", "wechat")}),
]
HOLDS = [
    ("R36-due_on", {"due_on": date(2026, 10, 31)}),
    ("DL-01", {"published_on": date(2026, 10, 15)}),
    ("DL-02", NOT_YET),
    ("DL-03", {"channels": ("platform", "screen")}),
    ("DL-03", NOT_YET),
]
FIGURES = [
    ("disclosure_rate", {}, 2, 2),
    ("disclosure_rate", {"published_on": date(2026, 10, 16)}, 1, 2),
    ("disclosure_rate", NOT_YET, 1, 2),
    ("disclosure_complete_rate", {"complete": False}, 1, 2),
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
