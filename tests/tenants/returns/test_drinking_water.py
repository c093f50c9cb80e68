"""R13: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.drinking_water import RETURN
from tests.tenants.returns.cases import Filing, enrolment, rows

DIRECT = {
    "facility_no": "W01", "water_source": "direct", "in_use": True, "pupils_served": 600, "taps": 12,
    "test_required": True, "test_report_no": "SZ-2026-088", "test_org": "市疾控中心", "tested_on": date(2026, 8, 20),
    "test_result": "pass", "failed_items": None, "tank_cleaned_on": date(2026, 8, 25), "device_approval_no": "X-1",
    "manager_named": True, "free_of_charge": True,
}  # fmt: skip
BOTTLED = {
    "facility_no": "W02", "water_source": "bottled", "in_use": True, "pupils_served": 300, "taps": 6,
    "test_required": False, "manager_named": True, "free_of_charge": False, "bottled_income": "900.00",
    "bottled_cost": "900.00", "bottled_voluntary": True, "contract_no": "2134000001-PC-2026-0001",
}  # fmt: skip
OTHERS = {
    "school_profile.enrolment": enrolment(("junior", 1000)),
    "procurement_contract.main@ever": rows({"contract_no": "2134000001-PC-2026-0001"}),
}
FILING = Filing(RETURN, {"main": [DIRECT, BOTTLED]}, around={"others": OTHERS})
BREAKS = [
    ("R13-test_required", 0, {"test_required": False}),
    ("DW-01", 0, {"taps": 0}),
    ("DW-02", 0, {"failed_items": "菌落总数"}),
    ("DW-02", 0, {"test_result": "fail"}),
    ("DW-03", 0, {"tested_on": None}),
    ("DW-03", 0, {"tested_on": date(2026, 3, 1)}),  # 184 days before 1 September
    ("DW-04", 0, {"test_result": "fail", "failed_items": "菌落总数"}),
    ("DW-05", 0, {"tank_cleaned_on": None}),
    ("DW-05", 0, {"tank_cleaned_on": date(2026, 3, 1)}),
    ("DW-06", 1, {"bottled_income": "900.02"}),
    ("DW-07", 1, {"bottled_voluntary": False}),
    ("DW-08", 0, {"free_of_charge": False}),
    ("DW-09", 0, {"pupils_served": 599}),
    ("DW-10", 1, {"contract_no": "2134000001-PC-2026-0002"}),
]
HOLDS = [
    ("R13-test_required", 0, {"water_source": "boiled", "test_required": False}),
    ("DW-02", 0, {"test_result": "fail", "failed_items": "菌落总数"}),
    ("DW-06", 1, {"bottled_income": "899.00"}),
    ("DW-07", 1, {"bottled_voluntary": True}),
    ("DW-08", 0, {"water_source": "municipal"}),
    ("DW-09", 0, {"pupils_served": 600}),
    ("DW-10", 0, {"contract_no": None}),
    ("DW-01", 0, {"in_use": False, "taps": 0}),
    ("DW-03", 0, {"tested_on": date(2026, 3, 2)}),
    ("DW-03", 1, {"tested_on": None}),
    ("DW-04", 0, {"test_result": "fail", "failed_items": "菌落总数", "in_use": False}),
    ("DW-05", 0, {"tank_cleaned_on": date(2026, 3, 2)}),
]
FIGURES = [
    ("water_test_rate", {}, 1, 1),
    ("water_test_rate", {"test_result": "fail"}, 0, 1),
    ("water_test_rate", {"tested_on": date(2026, 3, 1)}, 0, 1),
    ("direct_water_rate", {}, 600, 1000),
    ("free_water_rate", {}, 1, 1),
    ("free_water_rate", {"in_use": False}, 0, 1),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "row", "values"), HOLDS)
def test_holds(rule, row, values):
    assert rule not in FILING.with_(values, row=row).broken


@pytest.mark.parametrize(("rule", "row", "values"), BREAKS)
def test_is_broken(rule, row, values):
    assert rule in FILING.with_(values, row=row).broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


def test_without_points_to_test_there_is_no_rate():
    assert FILING.of(BOTTLED).figure("water_test_rate")[2] is None


@pytest.mark.parametrize(("source", "is_needed"), [("bottled", True), ("direct", False)])
def test_bottled_water_says_what_it_cost(source, is_needed):
    condition = RETURN.part("main").field("bottled_cost").required_when
    assert condition_of(condition, RETURN, "main")({"water_source": source}) is is_needed
