"""R25: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.energy_water import RETURN
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of

POWER = {
    "energy_type": "electricity", "energy_use": "whole", "meter_start": Decimal(1000), "meter_end": Decimal(1100),
    "multiplier": Decimal(40), "meter_replaced": False, "qty": Decimal(4000), "cost": Decimal(2400),
    "solar_qty": Decimal(0), "waste_findings": 0,
}  # fmt: skip
GAS = {
    "energy_type": "natural_gas", "meter_start": None, "meter_end": None, "multiplier": None, "meter_replaced": None,
}  # fmt: skip
WATER = {"energy_type": "tap_water", "multiplier": Decimal(1), "qty": Decimal(100)}

HOLDS = [
    ("EW-01", {"qty": Decimal("4040")}),  # 1 % of 4000
    ("EW-01", {"qty": Decimal("5000"), "meter_replaced": True}),
    ("EW-01", GAS),
    ("EW-03", {"prev.meter_end": Decimal(1000)}),
    ("EW-03", {"prev.meter_end": Decimal(990), "meter_replaced": True}),
    ("EW-04", {"ly.qty": Decimal(5000), "qty": Decimal(6500)}),  # 30 % of 5000
    ("EW-04", {"ly.qty": Decimal(5000), "qty": Decimal(3500)}),
]
BREAKS = [
    ("EW-01", {"qty": Decimal("4040.01")}),
    ("EW-01", {"qty": Decimal("3959.99")}),
    ("EW-01", {"meter_end": Decimal(900)}),
    ("EW-03", {"prev.meter_end": Decimal("999.99")}),
    ("EW-04", {"ly.qty": Decimal(5000), "qty": Decimal("6500.01")}),
    ("EW-04", {"ly.qty": Decimal(5000), "qty": Decimal("3499.99")}),
]


def filed(values=None, *more, **around):
    """Electricity of the whole school; ``prev.x`` and ``ly.x`` are its earlier row, ``more`` are further rows."""
    values = dict(values or {})
    earlier = {}
    for prefix, name in (("prev.", "previous"), ("ly.", "last_year")):
        found = {each[len(prefix) :]: values.pop(each) for each in list(values) if each.startswith(prefix)}
        if found:
            earlier[name] = {"main": rows(POWER | found)}
    parts = {"main": rows(POWER | values, *(POWER | each for each in more))}
    return Frame(1, parts, [date(2026, 10, 1)], [date(2026, 10, 31)], **earlier, **around)


def rows(*given):
    columns = {name: [row[name] for row in given] for name in given[0]}
    return Rows([0] * len(given), list(range(1, len(given) + 1)), columns)


def broken(frame):
    return {each.rule.code for each in evaluate(RETURN, frame)[0]}


def figure(code, frame):
    found = next(each for each in figures_of(RETURN, frame) if each.indicator.code == code)
    return found.numerator, found.denominator, found.value


def water(frame):
    return figure("water_per_capita", frame)


def school(pupils, staff):
    return {
        "school_profile.enrolment": rows({"students": pupils}, {"students": pupils}),
        "school_profile.main": rows({"staff_total": staff}),
    }


def test_sound_figures_break_nothing():
    assert broken(filed({}, GAS, WATER)) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken(filed(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken(filed(values))


def test_single_uses_of_one_type_stand_beside_the_whole_of_another():
    assert "EW-02" not in broken(filed({"energy_use": "canteen"}, {"energy_use": "dorm"}, WATER))


def test_the_whole_and_a_single_use_of_one_type_do_not():
    assert "EW-02" in broken(filed({}, {"energy_use": "canteen"}))


@pytest.mark.parametrize(("kind", "result"), [("well_water", True), ("natural_gas", False)])
def test_only_electricity_and_water_need_a_meter(kind, result):
    condition = RETURN.part("main").field("meter_end").required_when
    assert condition_of(condition, RETURN, "main")({"energy_type": kind}) is result


def test_water_of_the_year_is_shared_among_pupils_and_staff():
    # 100 tap and 50 well this month, 350 the other months: 500 m³ for 90 + 90 pupils and 20 staff.
    well = WATER | {"energy_type": "well_water", "qty": Decimal(50)}
    others = {"main": rows(POWER | WATER | {"qty": Decimal(350)}, POWER)}
    assert water(filed(WATER, well, {}, year=others, others=school(90, 20))) == (500, 200, Decimal("2.5"))


def test_without_persons_there_is_no_water_per_person():
    assert water(filed(WATER, year={"main": rows(POWER)}, others=school(0, 0)))[2] is None


PRICES = {"district_energy_price": [{("electricity",): {"median_yuan": Decimal("0.60")}}]}


@pytest.mark.parametrize(
    ("cost", "is_broken"), [("3600", False), ("3600.04", True), ("1200", False), ("1199.96", True)]
)
def test_a_price_far_from_the_median_of_the_district_is_asked_about(cost, is_broken):
    # 4,000 kWh at a median of 0.60: from 0.30 to 0.90 yuan
    assert ("EW-05" in broken(filed({"cost": Decimal(cost)}, limits=PRICES))) is is_broken


def test_without_a_median_no_price_is_judged():
    assert "EW-05" not in broken(filed({"cost": Decimal(99999)}, limits={"district_energy_price": [{}]}))


def test_energy_of_the_year_is_weighed_by_its_coefficients():
    # 4,000 + 6,000 kWh at 0.1229 and 100 m³ of gas at 1.2143
    gas = GAS | {"qty": Decimal(100)}
    around = {"year": {"main": rows(POWER | {"qty": Decimal(6000)})}, "others": school(90, 20)}
    around["others"]["school_profile.main"] = rows({"staff_total": 20, "building_area": Decimal(1000)})
    assert figure("energy_per_capita", filed({}, gas, **around))[:2] == (Decimal("1350.43"), 200)
    assert figure("energy_per_m2", filed({}, gas, **around))[:2] == (Decimal("1350.43"), 1000)


def test_a_coefficient_of_the_district_replaces_the_national_one():
    own = {"energy_coefficient": [{("electricity",): {"kgce": Decimal("0.5")}}]}
    assert (
        figure("energy_per_capita", filed({}, limits=own, year={"main": rows(POWER)}, others=school(90, 20)))[0] == 4000
    )


def test_saving_compares_with_the_month_a_year_before():
    found = figure("energy_saving", filed({"ly.qty": Decimal(5000)}, others=school(90, 20)))
    assert found[2] == 20


def test_without_the_year_before_there_is_no_saving():
    assert figure("energy_saving", filed(others=school(90, 20)))[2] is None
