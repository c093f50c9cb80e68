"""R09: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.student_aid import RETURN
from tests.tenants.returns.cases import Filing, rows

BOARDERS = {
    "programme": "living_boarder", "stage": "junior", "fund_source": "central", "donor_name": None,
    "entitled_students": 40, "recipients": 40, "std_per_student": "750.00", "entitled_amount": "30000.00",
    "received_amount": "30000.00", "paid_amount": "30000.00", "returned_amount": "0.00", "arrears_amount": "0.00",
    "received_on": date(2026, 10, 20), "first_paid_on": date(2026, 11, 5), "last_paid_on": date(2026, 11, 19),
    "pay_channel": "bank_card", "arrears_reason": None, "recognised_on": date(2026, 9, 28),
    "notice_from": date(2026, 10, 12), "notice_to": date(2026, 10, 16), "system_entered": 40,
}  # fmt: skip
GIFT = {
    "programme": "social_donation", "stage": "junior", "fund_source": "social", "donor_name": "匿名",
    "entitled_students": 10, "recipients": 10, "std_per_student": "500.00", "entitled_amount": "5000.00",
    "received_amount": "5000.00", "paid_amount": "5000.00", "returned_amount": "0.00", "arrears_amount": "0.00",
    "received_on": date(2026, 11, 1), "first_paid_on": date(2026, 11, 21), "last_paid_on": date(2026, 11, 21),
    "pay_channel": "bank_card", "system_entered": 0,
}  # fmt: skip
PUPILS = rows({"stage": "junior", "hardship_students": 60, "boarders": 50, "students": 300})
AROUND = {"school": {"stages": [("junior",)]}, "others": {"school_profile.enrolment": PUPILS}}
FILING = Filing(RETURN, {"main": [BOARDERS, GIFT]}, submitted=date(2027, 2, 1), around=AROUND)
BREAKS = [
    ("SA-01", {"recipients": 41}),
    ("SA-02", {"arrears_amount": "0.02"}),
    ("SA-02", {"paid_amount": "29000.00"}),
    ("SA-03", {"first_paid_on": date(2026, 11, 20)}),
    ("SA-04", {"notice_from": date(2026, 10, 17)}),
    ("SA-05", {"programme": "senior_grant"}),
    ("SA-05", {"stage": "primary"}),
    ("SA-06", {"entitled_amount": "30300.01"}),
    ("SA-07", {"arrears_amount": "100.00"}),
    ("SA-08", {"received_amount": "29999.00"}),
    ("SA-09", {"last_paid_on": date(2026, 11, 20)}),
    ("SA-10", {"notice_to": date(2026, 10, 15)}),
    ("SA-10", {"first_paid_on": date(2026, 10, 16)}),
    ("SA-11", {"entitled_students": 61}),
    ("SA-12", {"entitled_students": 51}),
    ("SA-13", {"system_entered": 39}),
    ("SA-14", {"pay_channel": "cash"}),
    ("SA-15", {"std_per_student": "625.00"}),
]
HOLDS = [
    ("SA-01", {"recipients": 40}),
    ("SA-02", {"paid_amount": "31000.00"}),
    ("SA-03", {"first_paid_on": date(2026, 11, 19)}),
    ("SA-04", {"notice_from": date(2026, 10, 16)}),
    ("SA-05", {"programme": "living_day"}),
    ("SA-06", {"entitled_amount": "30300.00"}),
    ("SA-07", {"arrears_amount": "0.01"}),
    ("SA-08", {"paid_amount": "20000.00"}),
    ("SA-09", {"last_paid_on": date(2026, 11, 18)}),
    ("SA-11", {"entitled_students": 60}),
    ("SA-12", {"programme": "living_day", "entitled_students": 51}),
    ("SA-13", {"programme": "township_living", "system_entered": 0}),
    ("SA-14", {"pay_channel": "meal_card"}),
    ("SA-15", {"programme": "living_day", "std_per_student": "375.00"}),
]
FIGURES = [
    ("aid_coverage", {"recipients": 35}, 45, 50),
    ("aid_payment_rate", {"paid_amount": "28000.00"}, 33000, 35000),
    ("aid_arrears", {"arrears_amount": "2000.00"}, 2000, None),
    ("aid_timely_rate", {"last_paid_on": date(2026, 11, 20)}, 1, 2),
    ("aid_days_to_pay", {}, 30 * 30000 + 20 * 5000, 35000),
    ("aid_per_student", {}, 35000, 50),
    ("social_aid_amount", {}, 5000, None),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_what_was_left_of_last_term_may_be_paid():
    left = BOARDERS | {"received_amount": "9000.00", "paid_amount": "8000.00", "returned_amount": "0.00"}
    before = {"main": rows(left)}
    assert "SA-08" not in FILING.with_({"paid_amount": "31000.00"}, previous=before).broken
    assert "SA-08" in FILING.with_({"paid_amount": "31000.01"}, previous=before).broken


def test_a_local_standard_replaces_the_national_one():
    own = {"aid_programme": [{("living_boarder", "junior"): {"yuan_a_term": Decimal(800)}}]}
    assert "SA-15" in FILING.with_(limits=own).broken
    assert "SA-15" not in FILING.with_({"std_per_student": "800.00"}, limits=own).broken


@pytest.mark.parametrize(("code", "values", "numerator", "denominator"), FIGURES)
def test_figure(code, values, numerator, denominator):
    assert FILING.with_(values).figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize(
    "code", ["aid_coverage", "aid_payment_rate", "aid_timely_rate", "aid_days_to_pay", "aid_per_student"]
)
def test_without_anything_to_divide_by_there_is_no_rate(code):
    nothing = dict.fromkeys(("entitled_students", "recipients"), 0) | dict.fromkeys(
        ("entitled_amount", "paid_amount"), "0.00"
    )
    assert FILING.of(BOARDERS | nothing).figure(code)[2] is None


@pytest.mark.parametrize(("programme", "needed"), [("senior_grant", True), ("township_living", False)])
def test_hardship_programmes_need_a_notice(programme, needed):
    condition = RETURN.part("main").field("notice_from").required_when
    assert condition_of(condition, RETURN, "main")({"programme": programme}) is needed
