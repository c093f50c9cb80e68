"""R02: each rule holds in one case and is broken in another, each figure worked by hand; nobody in it is real."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.declaration import Sensitivity
from tenants.returns.frame import evaluate
from tenants.returns.indicators import figures_of
from tenants.returns.logistics_staff import RETURN
from tenants.returns.wording import words_of
from tests.tenants.returns.cases import Filing, rows

COOK = {
    "staff_no": "C-01", "name": "虚构甲", "birth_year": 1980, "gender": "F", "post": "cook", "facility_no": "C01",
    "employment": "full_time", "contract_start": date(2025, 9, 1), "contract_end": date(2027, 8, 31),
    "wage_month": "3200.00", "wage_on_time": True, "social_insurance": True, "injury_insurance": True,
    "health_cert_no": "XG00000001", "health_cert_to": date(2027, 3, 1), "training_cert_no": "PX0001",
    "training_cert_on": date(2026, 8, 20), "post_licence_no": None, "post_licence_to": None,
    "background_checked": True, "on_duty": True,
}  # fmt: skip
NO_HEALTH = {"health_cert_no": None, "health_cert_to": None}
NO_CONTRACT = {"contract_start": None, "contract_end": None}
DRIVER = {"post": "bus_driver", "post_licence_no": "B1", "post_licence_to": date(2026, 9, 1)}
FILING = Filing(RETURN, {"main": [COOK]})
BREAKS = [
    ("LS-01", {"contract_end": date(2025, 9, 1)}),
    ("LS-02", {"health_cert_no": None}),
    ("LS-02", {"health_cert_to": None}),
    ("LS-03", {"health_cert_to": date(2026, 8, 31)}),
    ("LS-03", NO_HEALTH | {"post": "dorm_warden"}),
    ("LS-03", NO_HEALTH | {"post": "water_manager"}),
    ("LS-04", {"training_cert_no": None}),
    ("LS-05", {"social_insurance": False}),
    ("LS-05", {"employment": "part_time", "injury_insurance": False}),
    ("LS-07", {"wage_on_time": False}),
    ("LS-08", {"background_checked": False}),
    ("LS-09", DRIVER | {"birth_year": 2002}),  # 24
    ("LS-09", DRIVER | {"birth_year": 1965}),  # 61
    ("LS-10", NO_CONTRACT),
    ("LS-10", {"contract_end": date(2026, 8, 31)}),
    ("LS-12", DRIVER | {"post_licence_to": date(2026, 8, 31)}),
    ("LS-12", {"post": "guard"}),
]
HOLDS = [
    ("LS-01", {"contract_end": date(2025, 9, 2)}),
    ("LS-02", NO_HEALTH),
    ("LS-03", {"health_cert_to": date(2026, 9, 1)}),
    ("LS-03", NO_HEALTH | {"on_duty": False}),
    ("LS-03", NO_HEALTH | {"post": "guard"}),
    ("LS-04", {"training_cert_no": None, "post": "repairer"}),
    ("LS-05", {"employment": "outsourced", "social_insurance": False, "injury_insurance": False}),
    ("LS-07", {"wage_on_time": True}),
    ("LS-08", {"background_checked": True}),
    ("LS-09", DRIVER | {"birth_year": 2001}),
    ("LS-09", DRIVER | {"birth_year": 1966}),
    ("LS-09", {"birth_year": 1950}),
    ("LS-10", NO_CONTRACT | {"employment": "permanent"}),
    ("LS-10", {"contract_end": date(2026, 9, 1)}),
    ("LS-12", DRIVER),
    ("LS-12", {"post": "guard", "on_duty": False}),
]


def roster(*numbers):
    return [COOK | {"staff_no": number} for number in numbers]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(("wage", "is_broken"), [("2100.00", False), ("2099.99", True)])
def test_a_full_wage_reaches_the_minimum_once_it_is_set(wage, is_broken):
    filing = FILING.with_({"wage_month": wage}, parameters={"min_wage": [Decimal(2100)]})
    assert ("LS-06" in filing.broken) == is_broken
    assert "LS-06" not in FILING.with_({"wage_month": wage}).broken  # nobody has set it


@pytest.mark.parametrize(
    ("now", "is_broken"), [(("1", "2", "3", "4"), False), (("1", "2", "5", "6"), False), (("1", "5", "6"), True)]
)
def test_half_of_the_numbers_may_be_new(now, is_broken):
    filing = FILING.of(*roster(*now)).with_(previous={"main": rows(*roster("1", "2", "3", "4"))})
    assert ("LS-11" in filing.broken) == is_broken


def test_the_first_roster_is_all_new():
    assert "LS-11" not in FILING.of(*roster("1", "2")).broken


STAFF = FILING.of(
    COOK,
    COOK | NO_HEALTH | {"staff_no": "2", "training_cert_no": None, "wage_on_time": False},
    COOK | {"staff_no": "3", "post": "dorm_warden", "contract_end": date(2026, 1, 1)},
    COOK | {"staff_no": "4", "post": "repairer"} | NO_CONTRACT | {"employment": "permanent"},
    COOK | {"staff_no": "5", "on_duty": False},
)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("health_cert_rate", 2, 3),
        ("training_cert_rate", 1, 2),
        ("labour_contract_rate", 3, 4),
        ("wage_on_time_rate", 4, 5),
    ],
)
def test_figure(code, numerator, denominator):
    assert STAFF.figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize(
    "code", ["health_cert_rate", "training_cert_rate", "labour_contract_rate", "wage_on_time_rate"]
)
def test_no_staff_no_figure(code):
    frame = FILING.of().frame
    assert [each.value for each in figures_of(RETURN, frame) if each.indicator.code == code] == []


def test_no_words_of_a_rule_name_a_person():
    personal = [each.code for _, each in RETURN.each_field() if each.sensitivity is Sensitivity.PERSONAL]
    told = [
        str(words_of(RETURN, each)) for _, values in BREAKS for each in evaluate(RETURN, FILING.with_(values).frame)[0]
    ]
    assert not [
        name
        for name in personal
        for said in told
        if COOK[name] is not None and str(COOK[name]) in said and name != "gender"
    ]
