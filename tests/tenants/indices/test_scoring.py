"""Indices worked by hand (returns catalogue 5)."""

from decimal import Decimal

import pytest

from tenants.indices.declared import BASIC, CANTEEN, FUNDING, INSPECTION, INSURANCE
from tenants.indices.models import PartState
from tenants.indices.scoring import Found, Line, form

PARAMETERS = {"nutrition_std": Decimal(5), "medical_target": Decimal(95)}
MISSING, AWAITED = Found(PartState.MISSING), Found(PartState.AWAITED)


def counted(value, **more):
    return Found(PartState.COUNTED, Decimal(value), "2026-10", **more)


def whole(index, **changes):
    """Every part at 100, but for the changes."""
    return {part.indicator: counted(100) for part in index.parts} | changes


def value(index, found):
    return form(index, found, PARAMETERS).value


@pytest.mark.parametrize("index", BASIC, ids=lambda each: each.code)
def test_everything_at_its_best_is_100(index):
    assert value(index, whole(index, nutrition_spend_per_day=counted(5), insured_rate_medical=counted(95))) == 100


def test_parts_weigh_what_is_declared():
    # 100 - 20 points x 10 % - 15 points x 20 %
    found = whole(CANTEEN, sample_retention_rate=counted(90), accompany_rate=counted(80))
    assert value(CANTEEN, found) == 95


def test_a_part_left_out_scales_the_others_up():
    # (85 points at 100, of which 15 at 66 %) / 85: without menus
    found = whole(CANTEEN, accompany_rate=counted(66))
    del found["menu_compliance_rate"]
    assert value(CANTEEN, found) == 94


def test_a_missing_part_counts_as_nothing():
    assert value(CANTEEN, whole(CANTEEN, sample_retention_rate=MISSING)) == 80


def test_an_awaited_part_is_left_out_for_now():
    formed = form(CANTEEN, whole(CANTEEN, sample_retention_rate=AWAITED), PARAMETERS)
    assert (formed.value, formed.weight, formed.is_awaiting) == (100, 80, True)


def test_parts_worth_59_points_give_no_value():
    parts = {"aid_payment_rate": counted(100), "nutrition_coverage": counted(100), "aid_timely_rate": AWAITED}
    assert form(FUNDING, parts, PARAMETERS).value is None


def test_parts_worth_60_points_give_one():
    parts = {
        "licence_valid_rate": counted(100),
        "health_cert_rate": counted(100),
        "sample_retention_rate": counted(100),
    }
    assert value(CANTEEN, parts | {"disinfection_rate": counted(40)}) == 90


def test_an_index_of_which_little_applies_is_none():
    assert form(CANTEEN, {"health_cert_rate": counted(100)}, PARAMETERS) is None


def test_a_parameter_makes_a_part_full():
    # 4.00 of 5.00 yuan a day earn 8 of 10 points
    assert value(FUNDING, whole(FUNDING, nutrition_spend_per_day=counted(4))) == 98


def test_more_than_enough_earns_no_more_than_everything():
    assert value(FUNDING, whole(FUNDING, nutrition_spend_per_day=counted(7), aid_coverage=counted(130))) == 100


def test_a_parameter_without_a_value_asks_for_nothing():
    formed = form(FUNDING, whole(FUNDING, nutrition_spend_per_day=counted(0)), {"nutrition_std": None})
    assert formed.value == 100


@pytest.mark.parametrize(("days", "points"), [(0, 100), (3, 97), (20, 80), (45, 80)])
def test_days_without_liability_cover_take_points_off(days, points):
    assert value(INSURANCE, whole(INSURANCE, liability_gap_days=counted(days))) == points


@pytest.mark.parametrize(("overdue", "points"), [(2, 86), (45, 0), (60, 0)])
def test_overdue_findings_take_two_points_each_down_to_nothing(overdue, points):
    assert value(INSPECTION, {"year_score": counted(90), "findings_overdue": counted(overdue)}) == points


@pytest.mark.parametrize(("grade", "most"), [("D", "59.99"), ("C", "74.99"), ("", "92")])
def test_a_veto_caps_the_inspection_index(grade, most):
    assert value(INSPECTION, {"year_score": counted(92, grade_at_best=grade)}) == Decimal(most)


def test_a_cap_does_not_lift():
    found = {"year_score": counted(50, grade_at_best="C"), "findings_overdue": counted(1)}
    assert value(INSPECTION, found) == 48


def test_each_part_says_how_it_stands():
    formed = form(INSURANCE, whole(INSURANCE, insured_rate_food=MISSING, liability_gap_days=counted(3)), PARAMETERS)
    assert formed.lines[2:] == (
        Line("insured_rate_food", PartState.MISSING, 20, Decimal("0.2"), Decimal(0)),
        Line("insured_rate_carrier", PartState.COUNTED, 15, Decimal("0.15"), Decimal(100), Decimal(100), "2026-10"),
        Line("liability_gap_days", PartState.DEDUCTED, points=Decimal(3), value=Decimal(3), period_key="2026-10"),
    )
