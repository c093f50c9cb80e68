"""R07: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.food_purchase import RETURN
from tests.tenants.returns.cases import Filing, rows

RICE = {
    "facility_no": "C01", "item_code": "RI01", "food_category": "rice", "supplier_code": "91430000000000000A",
    "contract_no": "2134000001-PC-2026-0001", "qty": "1000.00", "unit_price": "5.00", "amount": "5000.00",
    "batches": 4, "cert_batches": 4, "double_accept_batches": 4, "rejected_batches": 0, "trace_uploaded": True,
}  # fmt: skip
PORK = RICE | {
    "item_code": "PO01", "food_category": "pork", "contract_no": None, "qty": "100.00", "unit_price": "30.00",
    "amount": "3000.00", "batches": 20, "cert_batches": 20, "double_accept_batches": 20,
}  # fmt: skip
LIMITS = {
    "food_item": [{("RI01",): {"category": "rice"}, ("PO01",): {"category": "pork"}}],
    "supplier": [{("91430000000000000A",): {"pool_status": "in"}, ("91430000000000000B",): {"pool_status": "out"}}],
    "district_price": [{("RI01",): {"median_yuan": Decimal(5), "schools": 5}}],
}
CONTRACT = {
    "contract_no": "2134000001-PC-2026-0001", "winner_code": "91430000000000000A", "start_on": date(2026, 9, 1),
    "end_on": date(2027, 8, 31),
}  # fmt: skip


def contracted(**values):
    """The one contract there is."""
    return {"procurement_contract.main@ever": rows(CONTRACT | values)}


AROUND = {"limits": LIMITS, "others": contracted()}
FILING = Filing(RETURN, {"main": [RICE, PORK]}, date(2026, 10, 1), date(2026, 10, 31), around=AROUND)
BOUGHT = FILING.of(RICE)
BREAKS = [
    ("R07-item_code", {"item_code": "XX01"}),
    ("R07-food_category", {"food_category": "flour"}),
    ("R07-qty", {"qty": "0.00"}),
    ("R07-unit_price", {"unit_price": "0.00"}),
    ("R07-amount", {"amount": "0.00"}),
    ("R07-batches", {"batches": 0}),
    ("FP-01", {"amount": "5050.01"}),
    ("FP-02", {"cert_batches": 5}),
    ("FP-02", {"double_accept_batches": 5}),
    ("FP-02", {"rejected_batches": 5}),
    ("FP-03", {"cert_batches": 3}),
    ("FP-04", {"double_accept_batches": 3}),
    ("FP-06", {"unit_price": "6.01"}),
    ("FP-06", {"unit_price": "3.99"}),
    ("FP-07", {"supplier_code": "91430000000000000B"}),
]
HOLDS = [
    ("R07-item_code", {"item_code": "PO01"}),
    ("R07-food_category", {"item_code": "PO01", "food_category": "pork"}),
    ("R07-qty", {"qty": "0.01"}),
    ("R07-unit_price", {"unit_price": "0.01"}),
    ("R07-amount", {"amount": "0.01"}),
    ("R07-batches", {"batches": 1}),
    ("FP-01", {"amount": "5050.00"}),
    ("FP-02", {"rejected_batches": 4}),
    ("FP-03", {"cert_batches": 4}),
    ("FP-04", {"double_accept_batches": 4}),
    ("FP-06", {"unit_price": "6.00"}),
    ("FP-07", {"supplier_code": "91430000000000000C"}),  # not in the pool at all
]
FIGURES = [
    ("certificate_rate", {"cert_batches": 3}, 23, 24),
    ("double_accept_rate", {"double_accept_batches": 2}, 22, 24),
    ("off_contract_share", {}, 3000, 8000),
    ("off_contract_share", {"contract_no": "2134000001-PC-2026-0009"}, 8000, 8000),
    ("price_index", {"amount": "5500.00"}, 550000, 5000),  # pork has no median
    ("reject_rate", {"rejected_batches": 1}, 1, 24),
]


def test_sound_figures_break_nothing():
    assert BOUGHT.broken == set()


def test_without_a_contract_fp_05_asks_why():
    assert FILING.broken == {"FP-05"}


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_a_price_few_schools_paid_judges_nobody():
    few = LIMITS | {"district_price": [{("RI01",): {"median_yuan": Decimal(5), "schools": 4}}]}
    assert "FP-06" not in FILING.with_({"unit_price": "9.00"}, limits=few).broken


@pytest.mark.parametrize(
    ("contract", "is_broken"),
    [
        ({"end_on": date(2026, 10, 1)}, False),
        ({"end_on": date(2026, 9, 30)}, True),
        ({"start_on": date(2026, 10, 31)}, False),
        ({"start_on": date(2026, 11, 1)}, True),
        ({"winner_code": "91430000000000000B"}, True),
        ({"contract_no": "2134000001-PC-2026-0002"}, True),
    ],
)
def test_a_contract_is_of_the_supplier_and_in_force_in_the_month(contract, is_broken):
    assert ("FP-05" in BOUGHT.with_(others=contracted(**contract)).broken) is is_broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


def test_without_a_median_there_is_no_index():
    assert FILING.with_(limits=LIMITS | {"district_price": [{}]}).figure("price_index")[2] is None
