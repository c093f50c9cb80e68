"""R12: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.insurance_claim import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "claim_no": "3134000001-CL-2026-0001", "insurance_kind": "school_liability", "policy_no": "P1", "incident_no": None,
    "notified_on": date(2026, 10, 13), "closed_on": date(2026, 11, 12), "status": "paid", "claim_amount": "3000.00",
    "paid_amount": "2500.00",
}  # fmt: skip
OPEN = ROW | {"closed_on": None, "status": "open", "paid_amount": "0.00"}
POLICY = {
    "insurance_kind": "school_liability", "valid_from": date(2026, 9, 1), "valid_to": date(2027, 8, 31),
    "premium_total": "10000.00",
}  # fmt: skip
AROUND = {
    "others": {"insurance_coverage.main": rows(POLICY)},
    "school_year": {
        "main": rows(OPEN, ROW | {"status": "rejected", "paid_amount": "0.00", "closed_on": date(2026, 10, 23)})
    },
}
DAY = date(2026, 10, 13)
FILING = Filing(RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 11, 20), AROUND)
BREAKS = [
    ("CL-01", {"paid_amount": "3000.01"}),
    ("CL-02", {"closed_on": date(2026, 10, 12)}),
    ("CL-03", {"paid_amount": "0.00"}),
    ("CL-04", {"insurance_kind": "student_accident"}),
    ("CL-04", {"notified_on": date(2026, 8, 31)}),
    ("CL-05", OPEN | {"notified_on": date(2026, 5, 23)}),
]
HOLDS = [
    ("CL-01", {"paid_amount": "3000.00"}),
    ("CL-02", {"closed_on": DAY}),
    ("CL-03", {"status": "rejected", "paid_amount": "0.00"}),
    ("CL-04", {"notified_on": date(2026, 9, 1)}),
    ("CL-05", OPEN | {"notified_on": date(2026, 5, 24)}),
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
    [("claim_settlement_rate", 1, 2), ("claim_days", 40, 2), ("loss_ratio", 2500, 10000)],
)
def test_figure(code, numerator, denominator):
    assert FILING.figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", ["claim_settlement_rate", "claim_days"])
def test_without_a_closed_claim_there_is_no_rate(code):
    assert FILING.with_(OPEN, school_year={"main": rows(OPEN)}).figure(code)[2] is None


@pytest.mark.parametrize(("status", "needed"), [("open", False), ("withdrawn", True)])
def test_a_closed_claim_has_its_day(status, needed):
    condition = RETURN.part("main").field("closed_on").required_when
    assert condition_of(condition, RETURN, "main")({"status": status}) is needed
