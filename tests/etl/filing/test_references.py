"""Reference tables and medians as rules find them: the district's own rows, and prices only from five schools on."""

from datetime import date
from decimal import Decimal

import pytest

from etl.filing.medians import LEAST_SCHOOLS, medians
from tenants.reference.lookups import reference_tables
from tenants.reference.models import AidProgramme, EnergyCoefficient, FoodItem, MenuReference, Supplier
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account

DAY = date(2026, 9, 1)
GAS = {
    "energy_type": "natural_gas", "energy_use": "whole", "qty": Decimal(100), "cost": Decimal(300),
    "solar_qty": Decimal(0), "waste_findings": 0,
}  # fmt: skip


def table(desk, name, day=DAY):
    with desk.session() as session:
        return reference_tables(session, name, {day})[day]


def add(desk, *rows):
    with desk.session() as session:
        for row in rows:
            row.district_id = desk.district_id
            session.add(row)


@pytest.fixture
def here(desk):
    desk.school()
    return desk


def test_without_rows_the_national_values_hold(here):
    assert table(here, "energy_coefficient")[("heat",)] == {"kgce": Decimal("34.12")}
    assert table(here, "aid_programme")["living_day", "junior"] == {"yuan_a_term": Decimal(375)}


def test_a_row_of_the_district_holds_from_its_day_on(here):
    gas = {"energy_type": "natural_gas", "kgce": Decimal("1.3000")}
    add(
        here,
        EnergyCoefficient(valid_from=DAY, **gas),
        EnergyCoefficient(valid_from=date(2027, 1, 1), **gas | {"kgce": 9}),
    )
    assert table(here, "energy_coefficient")[("natural_gas",)]["kgce"] == Decimal("1.3000")
    assert table(here, "energy_coefficient", date(2026, 8, 31))[("natural_gas",)]["kgce"] == Decimal("1.2143")


def test_a_programme_may_have_another_amount_here(here):
    add(here, AidProgramme(programme="living_day", stage="junior", valid_from=DAY, yuan_a_term=Decimal(400)))
    assert table(here, "aid_programme")["living_day", "junior"]["yuan_a_term"] == 400


def test_items_and_suppliers_are_those_of_the_district(here):
    supplier = Supplier(credit_code="X", name_zh="某公司", categories=[], pool_status="out", entered_on=DAY)
    item = FoodItem(item_code="R01", name_zh="大米", name_en="Rice", food_category="rice", unit="kg")
    add(here, supplier, item)
    assert table(here, "supplier") == {("X",): {"pool_status": "out"}}
    assert table(here, "food_item") == {("R01",): {"category": "rice"}}


def test_the_district_s_menu_reference_takes_the_place_of_the_standard(here):
    admin, grams = make_account("bureau_admin"), {"veg_low": 120, "meat_low": 24, "salt_high": 2}
    with viewer_session(here.pools, admin) as session:
        session.add(MenuReference(district_id=admin.district_id, stage="primary", valid_from=DAY, **grams))
    assert table(here, "menu_reference")[("primary",)]["veg_low"] == 120
    assert table(here, "menu_reference")[("junior",)]["veg_low"] == 160
    assert table(here, "menu_reference", date(2026, 8, 31))[("primary",)]["veg_low"] == 140


def prices(desk, period="2026-10"):
    with desk.session() as session:
        return medians(session, "district_energy_price", [period]).get(period, {})


def file_gas(desk, *costs):
    for cost in costs:
        desk.file(desk.school(), {"main": [GAS | {"cost": Decimal(cost)}]}, return_code="energy_water", at=NOW)
    desk.load()


def test_a_median_is_told_from_five_schools_on(here):
    file_gas(here, 300, 310, 320, 330)
    assert prices(here) == {}
    file_gas(here, 340)
    assert prices(here) == {("natural_gas",): {"median_yuan": Decimal("3.2000"), "schools": LEAST_SCHOOLS}}
    assert prices(here, "2026-09") == {}
