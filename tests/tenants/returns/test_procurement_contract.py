"""R06: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.procurement_contract import RETURN
from tests.tenants.returns.cases import Filing, rows

POOLED, STRANGER, SUSPENDED = "91430199MA0HQDEMA8", "91430199MA0HQDEMBB", "91430199MA0HQDEMCE"
VEGETABLES = {
    "contract_no": "3134000001-PC-2026-0001", "subject": "food", "categories": ("vegetable",),
    "method": "open_tender", "joint": False, "budget_amount": "200000.00", "award_amount": "180000.00",
    "notice_on": date(2026, 7, 20), "opened_on": date(2026, 8, 10), "award_notice_on": date(2026, 8, 14),
    "signed_on": date(2026, 8, 20), "start_on": date(2026, 9, 1), "end_on": date(2027, 8, 31), "bidders": 4,
    "witnesses": ("education", "parents"), "winner_name": "惠民生鲜", "winner_code": POOLED,
    "winner_licence_no": "JY14301990000001", "winner_licence_to": date(2029, 1, 1), "in_pool": True,
    "filed_with": ("logistics_office",), "filed_on": date(2026, 8, 28), "contract_file": ("00/合同.pdf",),
}  # fmt: skip
UNIFORMS = VEGETABLES | {
    "contract_no": "3134000001-PC-2026-0002", "subject": "uniform", "categories": None, "method": "inquiry",
    "award_amount": "20000.00", "notice_on": None, "opened_on": None, "end_on": date(2029, 8, 31),
    "winner_code": STRANGER, "winner_licence_no": None, "winner_licence_to": None, "in_pool": False,
    "evaluation_score": "80.0", "evaluated_on": date(2026, 8, 1),
}  # fmt: skip
EARLIER = VEGETABLES | {"contract_no": "3134000001-PC-2025-0001", "evaluation_score": "90.0"}
POOL = {(POOLED,): {"pool_status": "in"}, (SUSPENDED,): {"pool_status": "suspended"}}
LIMITS = {"supplier": [POOL], "central_purchase": [{("vegetable",): {"is_central": True}}]}
DAY = date(2026, 8, 20)
AROUND = {"limits": LIMITS, "year": {"main": rows(UNIFORMS)}, "ever": {"main": rows(UNIFORMS, EARLIER)}}
FILING = Filing(RETURN, {"main": [VEGETABLES]}, DAY, DAY, date(2026, 8, 28), AROUND)
BREAKS = [
    ("R06-budget_amount", {"budget_amount": "0.00"}),
    ("R06-in_pool", {"in_pool": False}),
    ("R06-in_pool", {"winner_code": STRANGER}),
    ("R06-in_pool", {"winner_code": SUSPENDED}),
    ("PC-01", {"notice_on": date(2026, 8, 11)}),
    ("PC-02", {"end_on": date(2026, 9, 1)}),
    ("PC-03", {"winner_code": "91430199MA0HQDEMA9"}),
    ("PC-04", {"award_amount": "0.00"}),
    ("PC-05", {"award_amount": "200000.01"}),
    ("PC-06", {"bidders": 2}),
    ("PC-07", {"filed_with": None}),
    ("PC-07", {"filed_with": ("market_regulation",)}),
    ("PC-07", {"filed_on": None}),
    ("PC-07", {"filed_on": date(2026, 9, 20)}),
    ("PC-08", {"witnesses": ("parents", "staff")}),
    ("PC-09", {"method": "inquiry", "in_pool": False}),
    ("PC-10", {"end_on": date(2027, 9, 3)}),
    ("PC-10", UNIFORMS | {"end_on": date(2029, 9, 2)}),
    ("PC-11", {"winner_licence_to": None}),
    ("PC-11", {"winner_licence_to": date(2027, 8, 30)}),
    ("PC-13", {"start_on": date(2026, 8, 19)}),
    ("PC-14", {"award_notice_on": date(2026, 8, 9)}),
    ("PC-14", {"award_notice_on": date(2026, 8, 21)}),
]
HOLDS = [
    ("R06-budget_amount", {"budget_amount": "0.01"}),
    ("R06-in_pool", {"winner_code": STRANGER, "in_pool": False}),
    ("R06-in_pool", {"winner_code": SUSPENDED, "in_pool": False}),
    ("PC-01", {"notice_on": None}),
    ("PC-02", {"end_on": date(2026, 9, 2)}),
    ("PC-03", {"winner_code": STRANGER}),
    ("PC-04", {"award_amount": "0.01"}),
    ("PC-05", {"award_amount": "200000.00"}),
    ("PC-06", {"bidders": 3}),
    ("PC-06", {"bidders": 1, "method": "single_source"}),
    ("PC-07", {"filed_on": date(2026, 9, 19)}),
    ("PC-08", {"witnesses": ("discipline",)}),
    ("PC-08", {"witnesses": ("parents",), "method": "inquiry"}),
    ("PC-09", {"method": "central", "in_pool": False}),
    ("PC-09", {"method": "inquiry"}),
    ("PC-09", {"method": "inquiry", "in_pool": False, "categories": ("pork",)}),
    ("PC-10", {"end_on": date(2027, 9, 1)}),
    ("PC-10", UNIFORMS | {"end_on": date(2029, 9, 1)}),
    ("PC-11", {"winner_licence_to": date(2027, 8, 31)}),
    ("PC-11", UNIFORMS),
    ("PC-13", {"start_on": date(2026, 8, 20)}),
    ("PC-14", {"award_notice_on": date(2026, 8, 20)}),
]
FIGURES = [
    ("open_tender_rate", {}, 180_000, 200_000),
    ("filed_rate", {"filed_on": None}, 1, 2),
    ("pool_supply_rate", {}, 1, 1),
    ("pool_supply_rate", {"in_pool": False}, 0, 1),
    ("supplier_score", {}, 80, 1),
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
    ("earlier", "is_broken"),
    [
        ({"evaluation_score": "60.0"}, False),
        ({"evaluation_score": "59.9"}, True),
        ({"evaluation_score": "59.9", "winner_code": STRANGER}, False),
        ({"evaluation_score": "59.9", "subject": "uniform"}, False),
    ],
)
def test_pc_12_looks_at_the_same_supplier_s_earlier_contracts_for_the_same(earlier, is_broken):
    found = FILING.with_(ever={"main": rows(EARLIER | earlier)}).broken
    assert ("PC-12" in found) is is_broken  # PC-12


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


def test_without_a_score_there_is_no_mean():
    assert FILING.with_(year={}).figure("supplier_score")[2] is None
