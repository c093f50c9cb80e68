"""R22: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.uniform_purchase import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "uniform_no": "3134000001-UP-2026-0001", "contract_no": "3134000001-PC-2026-0003", "delivered_on": date(2026, 9, 20),
    "families_asked": 300, "families_agreed": 280, "consents": 280, "supplier_designated": True, "standard_met": True,
    "test_report_no": "ZJ-1", "pupils_total": 300, "pupils_bought": 280, "sets": 290, "set_price": "150.00",
    "free_sets": 10, "collected": "42000.00", "paid_supplier": "41000.00", "refunded": "1000.00", "records_kept": True,
}  # fmt: skip
OTHER = ROW | {"test_report_no": None, "consents": 20, "pupils_bought": 10, "sets": 10, "set_price": "120.00"}
DAY = date(2026, 9, 20)
CONTRACTS = rows(
    {"contract_no": "3134000001-PC-2026-0003", "subject": "uniform"},
    {"contract_no": "3134000001-PC-2026-0004", "subject": "furniture"},
)
AROUND = {"school_year": {"main": rows(OTHER)}, "others": {"procurement_contract.main@ever": CONTRACTS}}
FILING = Filing(RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 9, 28), AROUND)
BREAKS = [
    ("UP-01", {"families_agreed": 301}),
    ("UP-02", {"pupils_bought": 301}),
    ("UP-03", {"free_sets": 291}),
    ("UP-04", {"families_agreed": 200}),
    ("UP-05", {"consents": 279}),
    ("UP-06", {"supplier_designated": False}),
    ("UP-06", {"standard_met": False}),
    ("UP-07", {"test_report_no": None}),
    ("UP-08", {"collected": "41999.00"}),
    ("UP-09", {"refunded": "999.00"}),
    ("UP-10", {"records_kept": False}),
    ("UP-11", {"contract_no": "3134000001-PC-2026-0004"}),
    ("UP-11", {"contract_no": "3134000001-PC-2026-0009"}),
]
HOLDS = [
    ("UP-01", {"families_agreed": 300}),
    ("UP-02", {"pupils_bought": 300}),
    ("UP-03", {"free_sets": 290}),
    ("UP-04", {"families_agreed": 201}),
    ("UP-05", {"consents": 281}),
    ("UP-06", {"supplier_designated": True, "standard_met": True}),
    ("UP-07", {"test_report_no": "ZJ-2"}),
    ("UP-08", {"collected": "42000.01"}),
    ("UP-09", {"refunded": "1000.01"}),
    ("UP-10", {"records_kept": True}),
    ("UP-11", {"contract_no": "3134000001-PC-2026-0003"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("uniform_voluntary_rate", 290, 290), ("uniform_test_rate", 1, 2), ("uniform_price", 44700, 300)],
)
def test_figure(code, numerator, denominator):
    assert FILING.figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", ["uniform_voluntary_rate", "uniform_price"])
def test_nothing_bought_gives_no_rate(code):
    nothing = {"sets": 0, "pupils_bought": 0}
    assert FILING.with_(nothing, school_year={"main": rows(OTHER | nothing)}).figure(code)[2] is None
