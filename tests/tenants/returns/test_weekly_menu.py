"""R04: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.weekly_menu import RETURN
from tests.tenants.returns.cases import Filing, rows

MONDAY = date(2026, 11, 9)
LATE = datetime(2026, 11, 2, 16, tzinfo=UTC)  # midnight of 3 November by the bureau's clock
LUNCH = {
    "facility_no": "C01", "iso_week": "2026-W46", "published_at": LATE - timedelta(seconds=1), "menu_date": MONDAY,
    "meal": "lunch", "dishes": "红烧肉、番茄炒蛋、青菜、豆腐、蛋汤", "meat_dishes": 2, "veg_dishes": 2, "soups": 1, "staples": 1,
    "meat_share": "50.00", "food_classes": ("cereal_tuber", "veg_fruit", "animal"), "veg_g": "160.0",
    "meat_fish_g": "40.0", "salt_g": "2.0", "changed": False, "change_reason": None,
}  # fmt: skip
BREAKFAST = LUNCH | {"meal": "breakfast", "meat_dishes": 0, "meat_share": None, "veg_dishes": 0, "soups": 0}
WEEK = [LUNCH | {"menu_date": MONDAY + timedelta(days=n)} for n in range(5)]
EARLIER = {"iso_week": "2026-W45", "published_at": LATE - timedelta(days=8)}
BEFORE = [row | EARLIER | {"menu_date": row["menu_date"] - timedelta(days=7)} for row in WEEK]
AROUND = {
    "school": {"main_stage": ["junior"]},
    "cal": {"school_weeks": [4]},
    "term": {"main": rows(*(row | {"dishes": "别的菜"} for row in BEFORE))},
    "month": {"main": rows(*BEFORE)},
}
FILING = Filing(RETURN, {"main": WEEK}, MONDAY, MONDAY, date(2026, 11, 3), AROUND)
BREAKS = [
    ("WM-01", {"menu_date": date(2026, 11, 16)}),
    ("WM-01", {"menu_date": date(2026, 11, 8)}),
    ("WM-02", {"changed": True}),
    ("WM-02", {"change_reason": "停电"}),
    ("WM-03", {"meat_dishes": 1}),
    ("WM-03", {"veg_dishes": 1}),
    ("WM-03", {"soups": 0, "meal": "dinner"}),
    ("WM-04", {"meat_share": "49.99"}),
    ("WM-05", {"published_at": LATE}),
    ("WM-06", {"food_classes": ("cereal_tuber", "animal")}),
    ("WM-07", {"veg_g": "159.9"}),
    ("WM-07", {"meat_fish_g": "39.9"}),
    ("WM-07", {"salt_g": "2.1"}),
]
HOLDS = [
    ("WM-01", {"menu_date": date(2026, 11, 15)}),
    ("WM-02", {"changed": True, "change_reason": "停电"}),
    ("WM-03", BREAKFAST),
    ("WM-04", {"meat_share": None, "meat_dishes": 0}),
    ("WM-05", {"published_at": LATE - timedelta(seconds=1)}),
    ("WM-06", {"food_classes": ("cereal_tuber", "animal", "dairy_soy")}),
    ("WM-07", {"veg_g": None, "meat_fish_g": None, "salt_g": None}),
    ("WM-07", {"meal": "breakfast", "veg_g": "20.0", "salt_g": "3.0"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(("stage", "grams", "is_broken"), [("senior", "179.9", True), ("primary", "140.0", False)])
def test_each_stage_has_its_reference(stage, grams, is_broken):
    found = FILING.with_({"veg_g": grams}, school={"main_stage": [stage]}).broken
    assert ("WM-07" in found) is is_broken


@pytest.mark.parametrize("stage", ["preschool", "special"])
def test_a_stage_without_a_reference_is_not_judged(stage):
    assert "WM-07" not in FILING.with_({"veg_g": "1.0"}, school={"main_stage": [stage]}).broken


def test_the_district_may_set_its_own_reference():
    own = {
        "menu_reference": [{("junior",): {"veg_low": Decimal(100), "meat_low": Decimal(30), "salt_high": Decimal(2)}}]
    }
    assert "WM-07" not in FILING.with_({"veg_g": "100.0"}, limits=own).broken


def of_last_week(days):
    """The week before with the same dishes on so many of its days."""
    return {"main": rows(*(row | ({} if at < days else {"dishes": "别的菜"}) for at, row in enumerate(BEFORE)))}


@pytest.mark.parametrize(("days", "is_broken"), [(3, False), (4, True)])
def test_four_days_like_the_week_before_are_too_many(days, is_broken):
    assert ("WM-08" in FILING.with_(term=of_last_week(days)).broken) is is_broken


def test_a_day_with_one_other_meal_is_no_repetition():
    other = WEEK[0] | {"meal": "dinner", "dishes": "面条"}
    assert "WM-08" not in FILING.of(*WEEK[:4], other).with_(term=of_last_week(5)).broken


def test_dishes_that_are_still_to_be_filled_in_repeat_nothing():
    empty = [row | {"dishes": None} for row in WEEK]
    assert "WM-08" not in FILING.of(*empty).with_(term=of_last_week(5)).broken


def test_another_canteen_does_not_repeat():
    other = {"main": rows(*(row | {"facility_no": "C02"} for row in BEFORE))}
    assert "WM-08" not in FILING.with_(term=other).broken


def test_a_week_is_published_in_time_when_every_meal_was():
    late = FILING.with_({"published_at": LATE}, row=3)
    assert FILING.figure("menu_on_time_rate") == (2, 4, 50)
    assert late.figure("menu_on_time_rate") == (1, 4, 25)


def test_more_weeks_than_there_are_count_as_all():
    assert FILING.with_(cal={"school_weeks": [1]}).figure("menu_on_time_rate") == (1, 1, 100)


def test_without_school_weeks_there_is_no_rate():
    assert FILING.with_(cal={"school_weeks": [0]}).figure("menu_on_time_rate")[2] is None


def test_lunches_and_dinners_meet_the_standard():
    # ten lunches, one with one meat dish, one with too little meat; breakfast does not count
    week = [*WEEK[2:], WEEK[0] | {"meat_dishes": 1}, WEEK[1] | {"meat_share": "49.00"}, BREAKFAST]
    assert FILING.of(*week).figure("menu_compliance_rate") == (8, 10, 80)


def test_breakfasts_alone_give_no_compliance():
    assert FILING.of(BREAKFAST).with_(month={"main": rows(BREAKFAST)}).figure("menu_compliance_rate")[2] is None


def test_meals_with_enough_classes():
    assert FILING.with_({"food_classes": ("animal",)}).figure("food_class_rate") == (9, 10, 90)


def test_changed_meals():
    changed = FILING.with_({"changed": True, "change_reason": "停电"})
    assert changed.figure("menu_change_rate") == (1, 10, 10)


@pytest.mark.parametrize(("dishes", "needed"), [(1, True), (0, False)])
def test_meat_dishes_have_their_share(dishes, needed):
    condition = RETURN.part("main").field("meat_share").required_when
    assert condition_of(condition, RETURN, "main")({"meat_dishes": dishes}) is needed
