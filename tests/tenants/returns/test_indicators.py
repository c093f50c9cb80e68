"""Every figure of the three returns, worked by hand from the catalogue, and the bands."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.catalogue import find_indicator, get_return
from tenants.returns.frame import Frame, Rows
from tenants.returns.indicators import band_of, figures_of, value_from
from tests.tenants.returns.filed import DAY, GRADE, PRICE, dormitory, finance, nutrition, operations, profile


def figure(code, frame):
    ret, _ = find_indicator(code)
    found = [each for each in figures_of(get_return(ret.code, DAY), frame) if each.indicator.code == code]
    return (found[0].numerator, found[0].denominator) if found else None


TWO_GRADES = [GRADE | {"boarders": 30}, GRADE | {"grade": 2, "students": 80, "hardship_students": 4}]
TWO_CANTEENS = {"facility_no": "C02", "serving_days": 10, "meal_occasions": 20, "items_made": 40, "items_sampled": 30}
JUNIOR_LUNCH = {"stage": "junior", "price_meal": "12.00", "meals_served": 3000}
SMALL_MONTH = {"income_pupil_meals": "40000.00", "cost_raw_material": "10000.00"}

CASES = [
    ("enrolment_total", profile(grades=TWO_GRADES), 200, None),
    ("boarding_share", profile(grades=TWO_GRADES), 30, 200),
    ("hardship_share", profile(grades=TWO_GRADES), 10, 200),
    ("licence_valid_rate", operations({}, {"licence_to": date(2026, 10, 30)}, {"licence_to": None}), 1, 3),
    ("grade_ab_share", operations({"quant_grade": "B"}, {"quant_grade": "C"}, {"quant_grade": "none"}), 1, 3),
    ("sample_retention_rate", operations({"sample_short_g": 5, "sample_short_h": 3}, TWO_CANTEENS), 182, 200),
    ("disinfection_rate", operations({"disinfect_occasions": 38}, TWO_CANTEENS | {"disinfect_occasions": 20}), 58, 60),
    ("accompany_rate", operations({"accompany_occasions": 30}), 30, 40),
    ("parent_accompany_rate", operations({"parent_accompany_occasions": 2}), 2, 40),
    # 31 days online count as the 20 served; the canteen without a camera counts 0 of its 10.
    ("camera_online_rate", operations({}, TWO_CANTEENS | {"cameras": 0, "camera_online_days": 0}), 20, 30),
    ("diners_per_worker", operations({}, {"diners_lunch": 100, "workers_on_duty": 1}), 400, 5),
    # 1000 × 350 kg over 20 days × (0 + 300 + 50); the canteen that does not weigh is left out.
    ("waste_per_meal", operations({}, {"waste_kg": None}), 350000, 7000),
    ("raw_material_share", finance({"cost_contract_meals": "5000.00"}), 75000, 105000),
    ("avg_lunch_price", finance(prices=[{}, JUNIOR_LUNCH]), 90000, 9000),
    ("refund_rate", finance({"refund_paid": "600.00"}), 600, 800),
    ("finance_publication_rate", finance({"published_on": date(2026, 11, 15)}), 1, 1),
    ("improper_spend_amount", finance({"improper_spend": "12.50"}, {"improper_spend": "7.50"}), 20, None),
    ("nutrition_coverage", nutrition({}, {"stage": "junior", "eligible_students": 100, "student_days": 1700}), 8720, 9000),
    ("nutrition_spend_per_day", nutrition(year=[{"amount_spent": "4900.00", "student_days": 1000}]), 40000, 8020),
    ("nutrition_fund_use", nutrition(year=[{"amount_spent": "4900.00"}]), 40000, 41800),
    ("nutrition_days_year", nutrition({}, {"stage": "junior"}, year=[{"serving_days": 20}, {"serving_days": 20}]), 76, 2),
    ("boarders_per_warden", dormitory({}, {"facility_no": "D02", "boarders": 100, "wardens": 1}), 300, 3),
    ("dorm_area_per_boarder", dormitory({}, {"boarders": 100, "living_area": Decimal("350.5")}), Decimal("1050.5"), 300),
    ("bed_ratio", dormitory({}, {"beds": 60, "boarders": 50}), 300, 250),
    ("civilised_dorm_rate", dormitory({}, {"rooms": 20, "civilised_rooms": 10}), 37, 50),
    ("hot_water_rate", dormitory({}, {"boarders": 50, "hot_water": False}), 200, 250),
    # Income 100,000 + 50,000, cost 100,000 + 40,000.
    ("canteen_balance_rate", finance(term=[SMALL_MONTH]), 10000, 150000),
]  # fmt: skip


@pytest.mark.parametrize(("code", "frame", "numerator", "denominator"), CASES, ids=[each[0] for each in CASES])
def test_figure(code, frame, numerator, denominator):
    assert figure(code, frame) == (numerator, denominator)


def test_samples_short_on_both_counts_do_not_make_a_negative_rate():
    frame = operations({"items_sampled": 10, "sample_short_g": 10, "sample_short_h": 10})
    assert figure("sample_retention_rate", frame) == (0, 160)


def test_a_month_with_one_canteen_not_published_is_not_published():
    assert figure("finance_publication_rate", finance({}, {"published_on": date(2026, 11, 16)})) == (0, 1)
    assert figure("finance_publication_rate", finance({}, {"published_on": None})) == (0, 1)


def test_package_lunches_do_not_enter_the_price_of_a_lunch():
    package = PRICE | {"charge_mode": "package", "price_meal": "5.00", "price_month": "100.00"}
    assert figure("avg_lunch_price", finance(prices=[PRICE, package])) == (54000, 6000)


def test_a_zero_denominator_gives_no_value():
    frame = finance({"refund_due": "0", "refund_paid": "0"})
    indicator = find_indicator("refund_rate")[1]
    assert value_from(indicator, *figure("refund_rate", frame)) is None


def test_a_null_denominator_gives_no_value():
    assert value_from(find_indicator("refund_rate")[1], Decimal(5), None) is None


def test_nothing_weighed_is_not_zero_waste():
    numerator, denominator = figure("waste_per_meal", operations({"waste_kg": None}))
    assert value_from(find_indicator("waste_per_meal")[1], numerator, denominator) is None


def test_a_percentage_is_scaled():
    assert value_from(find_indicator("accompany_rate")[1], Decimal(30), Decimal(40)) == 75


def test_a_version_without_rows_has_no_figures():
    frame = operations()
    frame.parts = {"main": Rows()}
    assert figures_of(get_return("canteen_operations", DAY), frame) == []


def test_the_balance_has_no_numbers_when_the_term_is_not_known():
    frame = finance()
    frame.term = {}
    assert figure("canteen_balance_rate", frame) == (None, None)


def test_figures_of_a_batch_are_kept_apart():
    first, second = operations({"accompany_occasions": 10}), operations({"accompany_occasions": 30})
    columns = {
        name: [*values, *second.parts["main"].columns[name]] for name, values in first.parts["main"].columns.items()
    }
    days = {"period_start": first.period_start * 2, "period_end": first.period_end * 2}
    frame = Frame(2, {"main": Rows([0, 1], [1, 1], columns)}, **days)
    found = figures_of(get_return("canteen_operations", DAY), frame)
    assert [each.numerator for each in found if each.indicator.code == "accompany_rate"] == [10, 30]


@pytest.mark.parametrize(
    ("code", "value", "band"),
    [
        ("accompany_rate", "100", "green"),
        ("accompany_rate", "95", "amber"),
        ("accompany_rate", "94.9", "red"),
        ("diners_per_worker", "100", "green"),
        ("diners_per_worker", "120", "amber"),
        ("diners_per_worker", "120.1", "red"),
        ("improper_spend_amount", "0", "green"),
        ("improper_spend_amount", "0.01", "red"),
        ("canteen_balance_rate", "-5", "green"),
        ("canteen_balance_rate", "5.1", "amber"),
        ("canteen_balance_rate", "-10", "amber"),
        ("canteen_balance_rate", "-10.1", "red"),
        ("boarding_share", "50", None),
        ("accompany_rate", None, None),
    ],
)
def test_band(code, value, band):
    indicator = find_indicator(code)[1]
    assert band_of(indicator, None if value is None else Decimal(value)) == band


def test_a_band_follows_the_bureaus_parameter():
    indicator = find_indicator("diners_per_worker")[1]
    assert band_of(indicator, Decimal(110), {"diners_per_worker_max": Decimal(110)}) == "green"
