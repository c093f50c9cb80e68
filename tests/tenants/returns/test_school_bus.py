"""R16: each rule holds in one case and is broken in another, each figure worked by hand; nobody in it is real."""

from datetime import date

import pytest

from tenants.returns.indicators import figures_of
from tenants.returns.school_bus import RETURN
from tests.tenants.returns.cases import Filing, rows

BUS = {
    "plate_no": "XA00001", "provider_name": "虚构客运公司", "letter_filed_on": date(2026, 9, 2), "permit_no": "XB0001",
    "permit_to": date(2027, 1, 31), "inspected_on": date(2026, 3, 21), "carrier_policy_to": date(2027, 1, 31),
    "seats": 36, "max_riders": 36, "routes": 2, "purpose_built": True, "gps_online": True, "safety_kit": True,
    "attendant_every_run": True, "driver_staff_no": "BD-1", "attendant_staff_no": "BA-1", "violations": 0,
}  # fmt: skip
TRAFFIC = {
    "letters_signed": 300, "letters_due": 300, "staff_car_rules": True, "gate_signs": True, "gate_marshals": True,
    "under12_cyclists": 0, "quiz_people": 200, "quiz_score": "91.5", "lessons": 4,
}  # fmt: skip
DRIVER = {"staff_no": "BD-1", "on_duty": True, "post_licence_to": date(2026, 9, 1)}
ATTENDANT = {"staff_no": "BA-1", "on_duty": True, "post_licence_to": None}


def staff(*people):
    return {"logistics_staff.main": rows(*people), "school_profile.main": rows({"buses": 1})}


FILING = Filing(
    RETURN,
    {"vehicle": [BUS], "traffic": [TRAFFIC]},
    around={"school": {"stages": [("primary",)]}, "others": staff(DRIVER, ATTENDANT)},
)
BREAKS = [
    ("SB-02", {"attendant_staff_no": "BD-1"}),
    ("SB-03", {"max_riders": 37}),
    ("SB-04", {"permit_to": date(2027, 1, 30)}),
    ("SB-04", {"permit_to": None}),
    ("SB-04", {"carrier_policy_to": date(2027, 1, 30)}),
    ("SB-04", {"carrier_policy_to": None}),
    ("SB-05", {"inspected_on": date(2026, 3, 20)}),  # 184 days
    ("SB-05", {"inspected_on": None}),
    ("SB-06", {"purpose_built": False}),
    ("SB-07", {"gps_online": False}),
    ("SB-07", {"safety_kit": False}),
    ("SB-07", {"attendant_every_run": False}),
    ("SB-08", {"driver_staff_no": "BD-2"}),
    ("SB-08", {"attendant_staff_no": "BA-2"}),
    ("SB-12", {"letter_filed_on": None}),
]
HOLDS = [
    ("SB-02", {"attendant_staff_no": "BA-2"}),
    ("SB-03", {"max_riders": 0}),
    ("SB-04", {"permit_to": date(2028, 1, 1)}),
    ("SB-05", {"inspected_on": date(2026, 9, 20)}),
    ("SB-06", {"purpose_built": True}),
    ("SB-07", {"violations": 3}),
    ("SB-08", {"plate_no": "XA00002"}),
    ("SB-12", {"letter_filed_on": date(2026, 1, 1)}),
]
TRAFFIC_BREAKS = [
    ("SB-01", {"letters_signed": 301}),
    ("SB-09", {"letters_signed": 299}),
    ("SB-10", {"under12_cyclists": 1}),
]
TRAFFIC_HOLDS = [
    ("SB-01", {"letters_signed": 0}),
    ("SB-09", {"letters_signed": 0, "letters_due": 0}),
    ("SB-10", {"lessons": 0}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), TRAFFIC_HOLDS)
def test_traffic_holds(rule, values):
    assert rule not in FILING.with_(values, part="traffic").broken


@pytest.mark.parametrize(("rule", "values"), TRAFFIC_BREAKS)
def test_traffic_is_broken(rule, values):
    assert rule in FILING.with_(values, part="traffic").broken


def test_infants_may_ride_in_another_bus():
    assert "SB-06" not in FILING.with_({"purpose_built": False}, school={"stages": [("preschool",)]}).broken


@pytest.mark.parametrize(
    "people",
    [
        (DRIVER | {"on_duty": False}, ATTENDANT),
        (DRIVER | {"post_licence_to": date(2026, 8, 31)}, ATTENDANT),
        (DRIVER | {"post_licence_to": None}, ATTENDANT),
        (DRIVER, ATTENDANT | {"on_duty": False}),
        (DRIVER,),
    ],
)
def test_driver_and_attendant_are_in_the_roster_on_duty(people):
    assert "SB-08" in FILING.with_(others=staff(*people)).broken


def test_without_the_roster_the_rule_over_it_waits():
    assert FILING.with_(absent={"logistics_staff": {0}}).waiting == {"SB-08": "logistics_staff"}


@pytest.mark.parametrize(("buses", "is_broken"), [(1, False), (0, True), (2, True)])
def test_as_many_buses_as_in_the_profile(buses, is_broken):
    others = staff(DRIVER, ATTENDANT) | {"school_profile.main": rows({"buses": buses})}
    assert ("SB-11" in FILING.with_(others=others).broken) == is_broken


def test_a_school_without_a_bus_is_told_when_its_profile_has_one():
    assert "SB-11" in FILING.of(part="vehicle").broken


def test_compliant_buses():
    buses = [BUS | values for rule, values in BREAKS if "SB-03" <= rule <= "SB-08"]
    assert FILING.of(BUS, *buses, part="vehicle").figure("bus_compliance_rate")[:2] == (1, 14)


def test_signed_letters():
    assert FILING.with_({"letters_signed": 290}, part="traffic").figure("letter_sign_rate")[:2] == (290, 300)


def test_quiz_score():
    assert FILING.figure("traffic_quiz_score")[:2] == (18300, 200)


@pytest.mark.parametrize(
    ("code", "values"),
    [("letter_sign_rate", {"letters_due": 0, "letters_signed": 0}), ("traffic_quiz_score", {"quiz_people": 0})],
)
def test_nobody_asked_no_figure(code, values):
    assert FILING.with_(values, part="traffic").figure(code)[2] is None


def test_no_bus_no_figure():
    frame = FILING.of(part="vehicle").frame
    assert [each.value for each in figures_of(RETURN, frame) if each.indicator.code == "bus_compliance_rate"] in (
        [],
        [None],
    )
