"""The rows that a week's template brings."""

from datetime import date

from etl.filing.weeks import week_rows
from tenants.returns.weekly_menu.parts import MAIN

MONDAY = date(2026, 11, 9)
PLACES = {"canteen": ("C01", "C02")}


def rows(*earlier):
    made = week_rows(MAIN, "iso_week", MONDAY, earlier=earlier, facilities=PLACES, special={})
    return [(row["facility_no"], row["meal"]) for row in made if row["menu_date"] == MONDAY]


def test_a_canteen_serves_the_meals_of_the_week_before():
    served = [{"facility_no": "C01", "meal": meal} for meal in ("lunch", "dinner", "lunch")]
    mine = {"facility_no": "C02", "meal": "breakfast"}
    assert rows(*served, mine) == [("C01", "lunch"), ("C01", "dinner"), ("C02", "breakfast")]


def test_a_canteen_without_a_week_before_serves_what_the_others_do():
    assert rows({"facility_no": "C01", "meal": "dinner"}) == [("C01", "dinner"), ("C02", "dinner")]
