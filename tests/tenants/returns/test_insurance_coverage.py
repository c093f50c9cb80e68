"""R11: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of
from tenants.returns.insurance_coverage import RETURN

LIABILITY = {
    "insurance_kind": "school_liability", "insurer": "某财产保险公司", "policy_no": "P1", "eligible": 500,
    "insured": 500, "premium_per_unit": Decimal("5.00"), "premium_total": Decimal("2500.00"),
    "premium_payer": "finance", "limit_each": Decimal(300000), "limit_event": Decimal(3000000),
    "valid_from": date(2026, 9, 1), "valid_to": date(2027, 8, 31), "consents": None, "collected_by_school": None,
}  # fmt: skip
RENEWED = {"policy_no": "P2", "valid_from": date(2027, 1, 1), "valid_to": date(2027, 12, 31)}
ADDON = {"insurance_kind": "no_fault_addon", "policy_no": "N1"}
MEDICAL = {"insurance_kind": "resident_medical", "policy_no": None, "premium_payer": "parent"}
FOOD = {
    "insurance_kind": "food_liability", "policy_no": "F1", "eligible": 3, "insured": 3,
    "premium_total": Decimal("15.00"), "premium_payer": "operator",
}  # fmt: skip
BUSES = {
    "insurance_kind": "carrier_liability", "policy_no": "B1", "eligible": 4, "insured": 4,
    "premium_total": Decimal("20.00"), "premium_payer": "school",
}  # fmt: skip
ACCIDENT = {
    "insurance_kind": "student_accident", "policy_no": "A1", "insured": 400, "premium_total": Decimal("2000.00"),
    "premium_payer": "parent", "consents": 400, "collected_by_school": False,
}  # fmt: skip

HOLDS = [
    ("IC-07", {"policy_no": "P7"}),
    ("IC-01", {"eligible": 500, "insured": 500}),
    ("IC-02", {"valid_from": date(2027, 8, 30)}),
    ("IC-04", {"premium_total": Decimal("2525.00")}),  # 1 % of 5 × 500
    ("IC-05", {"premium_payer": "school"}),
    ("IC-05", MEDICAL),
    ("IC-06", ACCIDENT),
    ("IC-08", FOOD),  # 2 canteens and 1 shop
    ("IC-10", {"eligible": 510}),  # 2 % of 500 is 10
    ("IC-10", MEDICAL | {"eligible": 490}),
    ("IC-10", FOOD),
    ("IC-11", {"prev.valid_to": date(2026, 8, 31)}),
    ("IC-11", {"prev.valid_to": date(2026, 12, 31), "prev.policy_no": "P0"}),
    ("IC-11", {"prev.valid_to": date(2026, 8, 1), "prev.insurance_kind": "property"}),
]
BREAKS = [
    ("IC-09", BUSES),  # and no bus in the profile
    ("IC-01", {"eligible": 500, "insured": 501}),
    ("IC-02", {"valid_from": date(2027, 8, 31)}),
    ("IC-04", {"premium_total": Decimal("2525.01")}),
    ("IC-04", {"premium_total": Decimal("2474.99")}),
    ("IC-05", {"premium_payer": "parent"}),
    ("IC-05", ADDON | {"premium_payer": "operator"}),
    ("IC-05", {"insurance_kind": "staff_injury", "premium_payer": "parent"}),
    ("IC-06", ACCIDENT | {"consents": 399}),
    ("IC-06", ACCIDENT | {"collected_by_school": True}),
    ("IC-07", ADDON),
    ("IC-08", FOOD | {"eligible": 2}),
    ("IC-10", {"eligible": 511}),
    ("IC-10", {"eligible": 489}),
    ("IC-10", MEDICAL | {"eligible": 489}),
    ("IC-11", {"prev.valid_to": date(2026, 8, 30), "prev.policy_no": "P0"}),
]
RATES = [
    ("insured_rate_liability", {"insured": 490}, 490, 500),
    ("insured_rate_medical", MEDICAL | {"insured": 480}, 480, 500),
    ("insured_rate_food", FOOD | {"insured": 2}, 2, 3),
    ("insured_rate_carrier", BUSES | {"insured": 3}, 3, 4),
    ("insured_rate_accident", ACCIDENT, 400, 500),
]
GAPS = [
    ([{}], date(2026, 10, 31), 0),
    ([{"valid_from": date(2026, 9, 11)}], date(2026, 10, 31), 10),  # 1 to 10 September
    ([{"valid_to": date(2026, 12, 31)}, RENEWED], date(2027, 3, 1), 0),
    ([{"valid_to": date(2026, 12, 21)}, RENEWED], date(2027, 3, 1), 10),  # 22 to 31 December
    ([{"valid_to": date(2026, 12, 21)}, RENEWED], date(2026, 12, 26), 5),  # the rest is still to come
    ([{"valid_from": date(2026, 1, 1), "valid_to": date(2026, 9, 30)}], date(2026, 10, 31), 31),
    ([{"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31)}], date(2026, 9, 30), 30),
    ([ADDON], date(2026, 9, 30), 30),  # another kind does not count
    ([{}, {"policy_no": "P3", "valid_from": date(2027, 9, 1), "valid_to": date(2028, 8, 31)}], date(2027, 11, 1), 0),
]


def filed(values=None, *more, buses=0, on=date(2026, 10, 31)):
    """School liability for 500 pupils; ``prev.x`` is the row a year before, ``more`` are further rows."""
    values = dict(values or {})
    earlier = {name[5:]: values.pop(name) for name in list(values) if name.startswith("prev.")}
    previous = {"main": rows(LIABILITY | earlier)} if earlier else {}
    others = {
        "school_profile.main": rows({"canteens": 2, "shops": 1, "buses": buses}),
        "school_profile.enrolment": rows({"students": 200}, {"students": 300}),
    }
    parts = {"main": rows(LIABILITY | values, *(LIABILITY | each for each in more))}
    years = [date(2026, 9, 1)], [date(2027, 8, 31)]
    return Frame(1, parts, *years, submitted_on=[on], previous=previous, others=others)


def rows(*given):
    return Rows([0] * len(given), list(range(1, len(given) + 1)), {n: [row[n] for row in given] for n in given[0]})


def broken(frame):
    return {each.rule.code for each in evaluate(RETURN, frame)[0]}


def faults(rule, frame):
    return next((each.faults for each in evaluate(RETURN, frame)[0] if each.rule.code == rule), ())


def figure(code, frame):
    found = next(each for each in figures_of(RETURN, frame) if each.indicator.code == code)
    return found.numerator, found.denominator, found.value


def test_sound_figures_break_nothing():
    assert broken(filed({}, ADDON, MEDICAL, FOOD, BUSES, ACCIDENT, buses=4)) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken(filed(values))


@pytest.mark.parametrize(
    ("first_to", "second_from", "is_broken"),
    [
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (date(2027, 1, 1), date(2027, 1, 1), True),
        (date(2027, 8, 31), date(2027, 1, 1), True),
    ],
)
def test_two_liability_policies_share_no_day(first_to, second_from, is_broken):
    two = filed({"valid_to": first_to}, RENEWED | {"valid_from": second_from})
    assert ("IC-03" in broken(two)) is is_broken


def test_policies_of_other_kinds_may_share_days():
    assert "IC-03" not in broken(filed({}, ADDON, ADDON | {"policy_no": "N2"}))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken(filed(values))


@pytest.mark.parametrize(
    ("buses", "more", "said"),
    [(0, [], ()), (4, [BUSES], ()), (3, [BUSES], (0,)), (4, [], (1,)), (0, [BUSES], (0,))],
)
def test_every_bus_is_to_be_insured(buses, more, said):
    assert faults("IC-09", filed({}, *more, buses=buses)) == said


@pytest.mark.parametrize(("kind", "needed"), [("property", True), ("resident_medical", False)])
@pytest.mark.parametrize("field", ["policy_no", "limit_each", "limit_event"])
def test_only_resident_medical_has_no_policy_and_no_limits(field, kind, needed):
    condition = RETURN.part("main").field(field).required_when
    assert condition_of(condition, RETURN, "main")({"insurance_kind": kind}) is needed


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), RATES)
def test_rate_counts_its_own_kind(code, values, numerator, denominator):
    assert figure(code, filed(values, {"insurance_kind": "property"}))[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", [each[0] for each in RATES])
def test_without_rows_of_its_kind_there_is_no_rate(code):
    assert figure(code, filed({"insurance_kind": "property"}))[2] is None


@pytest.mark.parametrize(("policies", "on", "days"), GAPS)
def test_days_without_liability_cover(policies, on, days):
    assert figure("liability_gap_days", filed(*policies, on=on))[2] == days
