"""R15: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.school_shop import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "facility_no": "S01", "operator": "school", "operator_name": "第一中学", "sells_food": True,
    "licence_no": "JY14301210000001", "licence_to": date(2027, 1, 31), "items_listed": 80, "items_checked": 20,
    "items_violating": 0, "revenue": "10000.00", "cost_of_goods": "8000.00", "other_cost": "1000.00",
    "merged_accounts": True, "transfer_to_canteen": "1000.00",
}  # fmt: skip
AROUND = {
    "school": {"boarding": ["partial"]},
    "others": {"canteen_finance.main@term": rows({"income_shop": "600.00"}, {"income_shop": "400.00"})},
    "parameters": {"shop_margin_max": [10]},
}
FILING = Filing(RETURN, {"main": [ROW]}, around=AROUND)
BREAKS = [
    ("SS-01", {"items_checked": 81}),
    ("SS-01", {"items_violating": 21}),
    ("SS-03", {"operator": "contractor"}),
    ("SS-04", {"licence_to": date(2027, 1, 30)}),
    ("SS-04", {"licence_to": None}),
    ("SS-05", {"items_violating": 1}),
    ("SS-06", {"other_cost": "999.00"}),
    ("SS-07", {"merged_accounts": False}),
    ("SS-08", {"transfer_to_canteen": "999.00"}),
]
HOLDS = [
    ("SS-01", {"items_checked": 80, "items_violating": 80}),
    ("SS-02", {}),
    ("SS-05", {"items_violating": 0}),
    ("SS-06", {"other_cost": "1000.00"}),  # a tenth is left
    ("SS-07", {"merged_accounts": True}),
    ("SS-03", {"operator": "chain"}),
    ("SS-04", {"sells_food": False, "licence_to": None}),
    ("SS-08", {"transfer_to_canteen": "1000.01"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_a_shop_without_boarders_is_asked_about_and_never_compliant():
    day_school = FILING.with_(school={"boarding": ["none"]})
    assert "SS-02" in day_school.broken and day_school.figure("shop_compliance_rate")[:2] == (0, 1)


@pytest.mark.parametrize("values", [{"operator": "contractor"}, {"licence_to": None}, {"items_violating": 1}])
def test_a_shop_that_misses_a_standard_is_not_compliant(values):
    two = FILING.of(ROW, ROW | {"facility_no": "S02"} | values)
    assert two.figure("shop_compliance_rate")[:2] == (1, 2)


def test_the_margin_is_what_is_left_of_the_revenue():
    assert FILING.figure("shop_margin")[:2] == (1000, 10000)


def test_without_revenue_there_is_no_margin():
    assert FILING.with_({"revenue": "0.00"}).figure("shop_margin")[2] is None
