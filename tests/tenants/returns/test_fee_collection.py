"""R24: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.fee_collection import RETURN
from tests.tenants.returns.cases import Filing

ROW = {
    "item_code": "D01", "item_name": "作业本费", "fee_type": "agency", "stage": "primary", "approval_no": None,
    "std_amount": "20.00", "voluntary": True, "payers": 100, "consents": 100, "collected": "2000.00",
    "remitted": "0.00", "spent": "1900.00", "refunded": "100.00", "balance": "0.00",
    "published_on": date(2026, 9, 8), "settled_on": date(2027, 1, 20),
}  # fmt: skip
ADMIN = ROW | {
    "item_code": "X01", "fee_type": "admin", "stage": "senior", "approval_no": "价费〔2025〕3号", "voluntary": False,
    "consents": 0, "remitted": "2000.00", "spent": "0.00", "refunded": "0.00", "settled_on": None,
}  # fmt: skip
FILING = Filing(RETURN, {"main": [ROW, ADMIN]}, around={"cal": {"first_day": [date(2026, 9, 1)]}})
BREAKS = [
    ("FE-01", 0, {"balance": "0.02"}),
    ("FE-02", 0, {"consents": 101}),
    ("FE-03", 0, {"payers": 102, "consents": 102}),
    ("FE-04", 0, {"balance": "50.00", "refunded": "50.00"}),
    ("FE-05", 0, {"consents": 99}),
    ("FE-06", 0, {"published_on": None}),
    ("FE-06", 0, {"published_on": date(2026, 9, 9)}),
    ("FE-07", 1, {"stage": "junior"}),
    ("FE-08", 1, {"remitted": "1999.00", "balance": "1.00"}),
]
HOLDS = [
    ("FE-01", 0, {"balance": "0.01"}),
    ("FE-02", 0, {"consents": 100}),
    ("FE-03", 0, {"payers": 101, "consents": 101}),  # 2,020 by standard: 1 % of it is 20.20
    ("FE-04", 1, {"balance": "1.00", "remitted": "1999.00"}),  # an administrative fee is looked at by FE-08
    ("FE-05", 0, {"voluntary": False, "consents": 0}),
    ("FE-07", 1, {"stage": "junior", "collected": "0.00"}),
]
FIGURES = [
    ("fee_published_rate", 0, {"published_on": None}, 1, 2),
    ("fee_unsettled", 0, {"balance": "50.00"}, 50, None),
    ("fee_unsettled", 1, {"balance": "50.00"}, 0, None),
    ("fee_unapproved", 1, {"approval_no": None}, 1, None),
    ("fee_unapproved", 0, {"approval_no": None}, 0, None),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "row", "values"), HOLDS)
def test_holds(rule, row, values):
    assert rule not in FILING.with_(values, row=row).broken


@pytest.mark.parametrize(("rule", "row", "values"), BREAKS)
def test_is_broken(rule, row, values):
    assert rule in FILING.with_(values, row=row).broken


@pytest.mark.parametrize(("code", "row", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, row, values, numerator, denominator):
    assert FILING.with_(values, row=row).figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize(("kind", "is_empty"), [("admin", True), ("service", False)])
def test_an_administrative_fee_is_not_settled_with_families(kind, is_empty):
    condition = RETURN.part("main").field("settled_on").empty_when
    assert condition_of(condition, RETURN, "main")({"fee_type": kind}) is is_empty
