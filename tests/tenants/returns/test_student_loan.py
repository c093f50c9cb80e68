"""R10: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.student_loan import RETURN
from tests.tenants.returns.cases import Filing

SENIOR = {
    "school_code": "3434000001", "pre_applications": 100, "new_contracts": 80, "renewals": 30,
    "contract_amount_ug": "2000000.00", "contracts_ug": 100, "contract_amount_pg": "250000.00", "contracts_pg": 10,
}  # fmt: skip
VOCATIONAL = SENIOR | {
    "school_code": "3634000001",
    "pre_applications": 20,
    "new_contracts": 10,
    "contracts_ug": 30,
    "contract_amount_ug": "600000.00",
}
DISTRICT = {
    "contracts_active": 900, "contracts_due": 200, "contracts_repaid": 50, "borrowers_reminded": 180,
    "borrowers_overdue": 0, "amount_due": "1000000.00", "amount_repaid": "1000000.00", "amount_overdue": "0.00",
}  # fmt: skip
OVERDUE = {"amount_repaid": "980000.00", "amount_overdue": "20000.00", "borrowers_overdue": 4}
FILING = Filing(
    RETURN,
    {"application": [SENIOR, VOCATIONAL], "repayment": [DISTRICT]},
    date(2025, 1, 1),
    date(2025, 12, 31),
    date(2026, 1, 20),
    {"limits": {"school_register": [{("3434000001",): {}, ("3634000001",): {}}]}},
)
BREAKS = [
    ("SL-01", "repayment", {"amount_repaid": "1000000.01"}),
    ("SL-02", "repayment", {"amount_overdue": "0.02"}),
    ("SL-03", "application", {"renewals": 31}),
    ("SL-04", "application", {"contract_amount_ug": "2000000.01"}),
    ("SL-05", "application", {"contract_amount_pg": "250000.01"}),
    ("SL-06", "repayment", OVERDUE),
    ("SL-07", "repayment", OVERDUE | {"borrowers_overdue": 0}),
    ("SL-07", "repayment", {"borrowers_overdue": 1}),
    ("R10-school_code", "application", {"school_code": "3434000009"}),
]
HOLDS = [
    ("SL-01", "repayment", {"amount_repaid": "1000000.00"}),
    ("SL-02", "repayment", OVERDUE),
    ("SL-04", "application", {"contract_amount_ug": "2000000.00"}),
    ("SL-05", "application", {"contract_amount_pg": "250000.00"}),
    ("SL-06", "repayment", DISTRICT),
    ("SL-07", "repayment", OVERDUE),
    ("R10-school_code", "application", {"school_code": "3634000001"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "part", "values"), HOLDS)
def test_holds(rule, part, values):
    assert rule not in FILING.with_(values, part=part).broken


@pytest.mark.parametrize(("rule", "part", "values"), BREAKS)
def test_is_broken(rule, part, values):
    assert rule in FILING.with_(values, part=part).broken


def test_contracts_are_held_together_over_all_schools():
    # one school counts a renewal that the other leaves out
    moved = FILING.with_({"renewals": 31}, part="application").with_({"renewals": 29}, part="application", row=1)
    assert "SL-03" not in moved.broken


def test_what_was_repaid_of_what_was_due():
    assert FILING.with_(OVERDUE, part="repayment").figure("loan_recovery_rate") == (980_000, 1_000_000, 98)


def test_without_anything_due_there_is_no_rate():
    nothing = {"amount_due": "0.00", "amount_repaid": "0.00"}
    assert FILING.with_(nothing, part="repayment").figure("loan_recovery_rate")[2] is None


def test_first_loans_are_set_against_pre_applications():
    assert FILING.figure("loan_approval_rate") == (90, 120, 75)


def test_without_applications_there_is_no_rate():
    none = FILING.of(SENIOR | {"pre_applications": 0}, part="application")
    assert none.figure("loan_approval_rate")[2] is None


def test_borrowers_reminded():
    assert FILING.figure("loan_reminded") == (180, None, 180)
