"""Functions of one row, nested aggregates, spans of other returns, the calendar."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.needs import needs_of
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.words import expression_words
from tests.tenants.returns.notation.ad_hoc import ask, holds, rows

LATE = datetime(2026, 10, 4, 16, 30, tzinfo=UTC)  # half past midnight of the 5th in Shanghai
LATER = datetime(2026, 10, 5, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "row", "result"),
    [
        ("day(seen) = d", {"seen": LATE, "d": date(2026, 10, 5)}, True),
        ("day(seen) = d", {"seen": LATE, "d": date(2026, 10, 4)}, False),
        ("day(seen) = d", {"seen": None, "d": date(2026, 10, 4)}, True),
        ("told >= seen", {"seen": LATER, "told": LATE}, False),
        ("hours(seen, told) = 26.5", {"seen": LATE, "told": LATER}, True),
        ("hours(seen, told) <= 26", {"seen": LATE, "told": LATER}, False),
        ("elapsed_days(seen, told) > 1.1", {"seen": LATE, "told": LATER}, True),
        ("elapsed_days(seen, told) > 1.2", {"seen": LATE, "told": LATER}, False),
        ("year(d) - a = 40", {"d": date(2026, 10, 5), "a": 1986}, True),
        ("month(d) = 12", {"d": date(2026, 10, 5)}, False),
        ("weekday(d) = 1", {"d": date(2026, 10, 5)}, True),
        ("monday(week) <= d and d <= monday(week) + 6", {"week": "2026-W41", "d": date(2026, 10, 11)}, True),
        ("monday(week) <= d and d <= monday(week) + 6", {"week": "2026-W41", "d": date(2026, 10, 12)}, False),
        ("monday(week) <= d", {"week": "2026-W54", "d": date(2026, 1, 1)}, True),  # no such week, nothing to judge
        ("monday(week) is set", {"week": "2026-W60"}, False),
        ("monday(week) is set", {"week": "2026-W01"}, True),
        ("size(classes) >= 2", {"classes": ("animal",)}, False),
        ("size(classes) >= 2", {"classes": ("animal", "veg_fruit")}, True),
        ("size(classes) >= 2", {"classes": None}, True),
        ("length(week) = 8", {"week": "2026-W41"}, True),
        ("is_credit_code(week)", {"week": "91350100M000100Y43"}, True),  # the example of GB 32100-2015
        ("is_credit_code(week)", {"week": "91350100M000100Y44"}, False),
        ("is_credit_code(week)", {"week": "9135"}, False),
        ("not is_credit_code(week)", {"week": None}, True),
    ],
)
def test_functions(expression, row, result):
    assert holds(expression, row) is result


def test_working_days_follow_the_bureaus_calendar():
    special = {date(2026, 10, 8): False, date(2026, 10, 10): True}  # a holiday on Thursday, made up for on Saturday
    row = {"seen": LATE, "d": date(2026, 10, 12)}
    assert holds("workdays(day(seen), d) = 5", row)
    assert holds("workdays(day(seen), d) = 5", row, special_days=special)
    assert not holds("workdays(day(seen), d) = 5", row, special_days={date(2026, 10, 8): False})
    assert holds("workdays(day(seen), d) = 0", {"seen": LATER, "d": date(2026, 10, 1)})


def test_working_days_are_no_condition_of_a_field():
    with pytest.raises(NotationError, match="calendar"):
        condition_of("workdays(d, d) = 0", ask("a = 0"), "main")


def test_the_day_of_submission():
    assert holds("submitted_on - d <= 3", {"d": date(2026, 10, 1)})
    assert holds("submitted_on - d <= 3", {"d": date(2026, 10, 1)}, submitted_on=[date(2026, 10, 4)])
    assert not holds("submitted_on - d <= 3", {"d": date(2026, 10, 1)}, submitted_on=[date(2026, 10, 5)])


@pytest.mark.parametrize(("values", "middle"), [((3, 9, 4), 4), ((3, 9, 4, 5), Decimal("4.5"))])
def test_the_median(values, middle):
    lines = rows(*({"stage": "primary", "count_": each} for each in values))
    assert holds(f"a > 0 and median(lines.count_) = {middle}", {"a": 1}, lines=lines)
    assert not holds("a > 0 and median(lines.count_) = 99", {"a": 1}, lines=lines)


# What was open must come again: no row of the period before without one of the same key now.
COMES_AGAIN = "count(prev(main) where ok = false and count(main where facility_no = this.facility_no) = 0) = 0"


@pytest.mark.parametrize(("earlier", "result"), [("C01", True), ("C02", False)])
def test_an_aggregate_within_an_aggregate(earlier, result):
    previous = {"main": rows({"facility_no": earlier, "ok": False}, {"facility_no": "C03", "ok": True})}
    assert holds(COMES_AGAIN, {"facility_no": "C01"}, previous=previous) is result


def test_an_earlier_value_within_an_aggregate():
    few_are_new = "count(prev(main)) > 0 implies count(main where prev(facility_no) is null) * 2 <= count(main)"
    now = [{"facility_no": f"C0{number}"} for number in (1, 2)]
    assert holds(few_are_new, *now, previous={"main": rows({"facility_no": "C01"})})
    assert not holds(few_are_new, *now, previous={"main": rows({"facility_no": "C03"})})
    assert holds(few_are_new, *now)  # nothing before


def test_another_return_over_a_span():
    expression = "sum(m) = sum(canteen_finance.main.income_shop over term)"
    others = {"canteen_finance.main@term": rows({"income_shop": Decimal(5)}, {"income_shop": Decimal(7)})}
    assert holds(expression, {"facility_no": "C01", "m": Decimal(12)}, others=others)
    assert not holds(expression, {"facility_no": "C01", "m": Decimal(5)}, others=others)
    needs = needs_of(ask(expression))
    assert (needs.others, needs.others_over) == ({}, {"canteen_finance": {"term"}})


def test_a_function_takes_what_it_takes():
    with pytest.raises(NotationError, match="day takes moment"):
        ask_all("day(d) = d")
    with pytest.raises(NotationError, match="workdays"):
        ask_all("workdays(a, b) = 0")


def ask_all(expression):
    return expression_words(expression, ask("a = 0"), "main")


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("hours(seen, told) <= 2", "发现到报告的小时数 ≤ 2", "hours from Seen to Told ≤ 2"),
        ("is_credit_code(week)", "周次的校验码正确", "the check digit of Week is right"),
        (
            "workdays(d, submitted_on) <= 5",
            "日期之后到提交日的工作日数 ≤ 5",
            "working days after Day up to day of submission ≤ 5",
        ),
        (
            "size(classes) >= P.food_classes_min",
            "类别的项数 ≥ “每餐食物类别下限”",
            "number of Classes ≥ “Least food classes a meal”",
        ),
    ],
)
def test_words(expression, zh, en):
    said = ask_all(expression)
    assert said.zh == zh
    assert said.en == en
