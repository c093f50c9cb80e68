"""R05: each rule holds in one case and is broken in another, each worked by hand from the catalogue."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tenants.returns.filed import PRICE, broken, finance, waiting

PACKAGE = {"charge_mode": "package", "price_meal": None, "price_month": "180.00"}

# ACCOUNT: income 100,000; cost 100,000; opening and closing surplus 1,000.
# The month's subsidy as the nutrition programme passed it to canteens; 0 where nothing is said.
HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("CF-01", {"closing_surplus": "1000.01"}),  # a fen is tolerated
    ("CF-01", {"income_pupil_meals": "80000.00", "closing_surplus": "-9000.00"}),
    ("CF-02", {"opening_surplus": "1000.00", "prev.closing_surplus": "1000.00"}),
    ("CF-03", {"stock_opening": "3000.00", "prev.stock_closing": "3000.01"}),
    ("CF-04", {"refund_due": "800.00", "refund_paid": "800.00"}),
    ("CF-05", {"school.canteen_mode": "contracted", "cost_contract_meals": "500.00"}),
    ("CF-07", {"cost_raw_material": "65000.00", "cost_wages": "25000.00"}),  # 65 % and 25 % of 100,000
    ("CF-07", {"cost_raw_material": "60000.00", "cost_contract_meals": "10000.00"}),  # the minimum does not apply
    ("CF-08", {"cost_other": "5000.00", "cost_wages": "16000.00"}),  # 5 % of 100,000
    ("CF-09", {"refund_due": "800.00", "refund_paid": "799.99"}),
    ("CF-10", {"refund_done_on": date(2026, 11, 5)}),
    ("CF-10", {"refund_due": "0", "refund_paid": "0", "refund_done_on": None}),
    ("CF-11", {"improper_spend": "0"}),
    ("CF-12", {"separate_account": True}),
    ("CF-18", {"cost_overtime": "20000.00"}),
    ("CF-19", {"published_on": date(2026, 11, 15)}),
    ("CF-20", {"income_staff_meals": "0.50"}),
    ("CF-13", {"income_nutrition": "500.00", "nutrition.amount_to_canteen": "500.00"}),
]
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("CF-01", {"closing_surplus": "1000.02"}),
    ("CF-01", {"cost_training": "5.00"}),
    ("CF-02", {"opening_surplus": "1000.00", "prev.closing_surplus": "1000.02"}),
    ("CF-03", {"stock_opening": "3000.00", "prev.stock_closing": "2900.00"}),
    ("CF-04", {"refund_due": "800.00", "refund_paid": "800.01"}),
    ("CF-05", {"school.canteen_mode": "self_run", "cost_contract_meals": "500.00"}),
    ("CF-07", {"cost_raw_material": "64000.00", "cost_wages": "26000.00"}),
    ("CF-07", {"cost_utilities": "20000.00"}),
    ("CF-07", {"cost_training": "9000.00", "cost_wages": "11000.00"}),
    ("CF-08", {"cost_other": "6000.00", "cost_wages": "15000.00"}),
    ("CF-09", {"refund_due": "800.00", "refund_paid": "700.00"}),
    ("CF-10", {"refund_done_on": date(2026, 11, 6)}),
    ("CF-10", {"refund_done_on": None}),
    ("CF-11", {"improper_spend": "0.02"}),
    ("CF-12", {"separate_account": False}),
    ("CF-18", {"cost_overtime": "20000.01"}),
    ("CF-19", {"published_on": date(2026, 11, 16)}),
    ("CF-19", {"published_on": None}),
    ("CF-20", {"income_staff_meals": "0"}),
    ("CF-13", {"income_nutrition": "500.00", "nutrition.amount_to_canteen": "499.00"}),
]


def test_sound_figures_break_nothing():
    assert broken("canteen_finance", finance()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken("canteen_finance", finance(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken("canteen_finance", finance(values))


def test_rules_over_returns_that_are_not_declared_wait_for_them():
    assert waiting("canteen_finance", finance()) == {}


@pytest.mark.parametrize(
    ("bought", "is_broken"), [("70000", False), ("72164.94", False), ("72164.95", True), ("67961.16", True)]
)
def test_raw_material_is_what_was_bought_and_used(bought, is_broken):
    # CF-06: 70,000 of raw material, the stock as before: at most 3 % from what was bought
    stock = {"cost_raw_material": "70000.00", "stock_opening": "500.00", "stock_closing": "500.00"}
    frame = finance(stock, others={"food_purchase.main": [{"amount": Decimal(bought)}]})
    assert ("CF-06" in broken("canteen_finance", frame)) is is_broken


@pytest.mark.parametrize(
    ("merged", "is_broken"), [([True], False), ([False, True], False), ([False], True), ([], True)]
)
def test_income_from_a_shop_asks_for_a_shop_with_merged_accounts(merged, is_broken):
    shops = {"school_shop.main": [{"merged_accounts": each} for each in merged] or [{"merged_accounts": None}]}
    frame = finance({"income_shop": "100.00"}, others=shops)
    assert ("CF-14" in broken("canteen_finance", frame)) is is_broken


def test_without_income_from_a_shop_there_need_be_none():
    frame = finance({"income_shop": "0.00"}, others={"school_shop.main": [{"merged_accounts": None}]})
    assert "CF-14" not in broken("canteen_finance", frame)


@pytest.mark.parametrize(("cost", "is_broken"), [("104000.00", False), ("106000.00", True)])
def test_a_term_breaks_even_within_the_tolerance(cost, is_broken):
    # Two months with 200,000 of income: 5 % is 10,000. The other month lost 5,000 at a cost of 105,000.
    values = {"cal.is_term_end": True, "cost_raw_material": str(Decimal(cost) - 30000)}
    frame = finance(values, term=[{"cost_raw_material": "75000.00"}])
    assert ("CF-15" in broken("canteen_finance", frame)) is is_broken


def test_a_term_is_not_judged_before_its_last_month():
    assert "CF-15" not in broken("canteen_finance", finance({"cost_raw_material": "170000.00"}))


def test_canteens_of_a_school_are_judged_together_over_the_term():
    gain, loss = (
        {"cost_raw_material": "60000.00", "cal.is_term_end": True},
        {"facility_no": "C02", "cost_raw_material": "80000.00"},
    )
    assert "CF-15" not in broken("canteen_finance", finance(gain, loss))


@pytest.mark.parametrize(("price", "is_broken"), [("10.00", False), ("10.01", True)])
def test_a_price_a_meal_stays_below_the_cap(price, is_broken):
    assert ("CF-16" in broken("canteen_finance", finance(prices=[{"price_meal": price}]))) is is_broken


@pytest.mark.parametrize(("price", "is_broken"), [("200.00", False), ("200.01", True)])
def test_a_price_a_month_stays_below_the_cap(price, is_broken):
    cap = {("primary", "package", "lunch"): {"cap_yuan": Decimal(200)}}
    frame = finance(prices=[PACKAGE | {"price_month": price}], limits={"meal_fee_cap": [cap]})
    assert ("CF-16" in broken("canteen_finance", frame)) is is_broken


def test_a_price_without_a_cap_is_not_judged():
    frame = finance(prices=[{"price_meal": "99.00"}], limits={"meal_fee_cap": [{}]})
    assert "CF-16" not in broken("canteen_finance", frame)


@pytest.mark.parametrize(("price", "is_broken"), [("9.90", False), ("9.91", True), ("8.09", True)])
def test_a_price_changes_by_a_tenth_at_most(price, is_broken):
    frame = finance(prices=[{"price_meal": price}], previous={"meal_price": [PRICE | {"price_meal": "9.00"}]})
    assert ("CF-17" in broken("canteen_finance", frame)) is is_broken


@pytest.mark.parametrize(("price", "is_broken"), [("198.00", False), ("199.00", True)])
def test_a_price_a_month_changes_by_a_tenth_at_most(price, is_broken):
    before = {"meal_price": [PRICE | PACKAGE]}
    frame = finance(prices=[PACKAGE | {"price_month": price}], previous=before)
    assert ("CF-17" in broken("canteen_finance", frame)) is is_broken


def test_a_price_is_compared_with_the_same_stage_meal_and_mode():
    before = {"meal_price": [PRICE | {"stage": "junior", "price_meal": "1.00"}]}
    assert "CF-17" not in broken("canteen_finance", finance(previous=before))


def test_few_staff_need_not_eat_at_school():
    frame = finance({"income_staff_meals": "0"}, others={"school_profile.main": [{"staff_total": 19}]})
    assert "CF-20" not in broken("canteen_finance", frame)


def test_staff_may_eat_in_another_canteen():
    frame = finance({"income_staff_meals": "0"}, {"facility_no": "C02"})
    assert "CF-20" not in broken("canteen_finance", frame)


def test_a_limit_set_by_the_bureau_replaces_the_default():
    table = {("cost_wages",): {"min_pct": Decimal(0), "max_pct": Decimal(10)}}
    assert "CF-07" in broken("canteen_finance", finance(limits={"cost_share_limit": [table], "meal_fee_cap": [{}]}))
