"""What expressions mean, as returns catalogue 1.6 says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.frame import Rows, evaluate
from tests.tenants.returns.notation.ad_hoc import ask, frame, holds, rows

DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("expression", "row", "result"),
    [
        ("a <= b", {"a": 1, "b": 1}, True),
        ("a < b", {"a": 1, "b": 1}, False),
        ("a != b", {"a": 1, "b": 1}, False),
        ("a + b * 2 = 7", {"a": 1, "b": 3}, True),
        ("(a + b) * 2 = 8", {"a": 1, "b": 3}, True),
        ("a - b - 1 = 0", {"a": 4, "b": 3}, True),
        ("-a = 0 - 4", {"a": 4}, True),
        ("a / b = 1.5", {"a": 3, "b": 2}, True),
        ("a / b > 1", {"a": 3, "b": 0}, True),  # no quotient, nothing to judge
        ("a > 1 and b > 1", {"a": 2, "b": 1}, False),
        ("a > 1 or b > 1", {"a": 2, "b": 1}, True),
        ("not a > 1", {"a": 2}, False),
        ("a > 1 implies b > 1", {"a": 1, "b": 0}, True),
        ("a > 1 implies b > 1", {"a": 2, "b": 0}, False),
        ("a = 0 iff b = 0", {"a": 0, "b": 0}, True),
        ("a = 0 iff b = 0", {"a": 0, "b": 1}, False),
        ("a = 0 iff b = 0", {"a": 1, "b": 1}, True),
        ("ok", {"ok": False}, False),
        ("ok = false", {"ok": False}, True),
        ("stage in (primary, junior)", {"stage": "junior"}, True),
        ("stage in (primary, junior)", {"stage": "senior"}, False),
        ("not stage in (primary, junior)", {"stage": "senior"}, True),
        ("a in (1, 3)", {"a": 2}, False),
        ("stage != primary", {"stage": "primary"}, False),
        ("d >= period_end - 30", {"d": date(2026, 10, 1)}, True),
        ("d >= period_end - 30", {"d": date(2026, 9, 30)}, False),
        ("period_end - d <= 26", {"d": DAY}, True),
        ("period_end - d < 26", {"d": DAY}, False),
        ("a <= period_days", {"a": 32}, False),
        ("min(a, b) = 1 and max(a, b) = 4", {"a": 4, "b": 1}, True),
        ("abs(a - b) = 3", {"a": 1, "b": 4}, True),
        ("floor(a / b) = 1 and ceil(a / b) = 2", {"a": 3, "b": 2}, True),
        ("if(a > b, a, b) = 4", {"a": 1, "b": 4}, True),
        ("total = 5", {"a": 1, "b": 4}, True),
        ("a ~ b ± 10%", {"a": 110, "b": 100}, True),
        ("a ~ b ± 10%", {"a": 111, "b": 100}, False),
        ("a ~ b ± 10%", {"a": 89, "b": 100}, False),
        ("a ~ b ± 1", {"a": 101, "b": 100}, True),
        ("a ~ b ± 1", {"a": 102, "b": 100}, False),
        ("a ~ b ± 10%", {"a": 1, "b": 0}, False),
    ],
)
def test_meaning(expression, row, result):
    assert holds(expression, row) is result


@pytest.mark.parametrize(
    ("expression", "row", "result"),
    [
        ("a <= b", {"a": 5, "b": None}, True),
        ("a + b <= 1", {"a": 5, "b": None}, True),
        ("a > 1 implies b > 1", {"a": None, "b": 0}, True),
        ("a > 1 implies b > 1", {"a": 2, "b": None}, True),
        ("a > 1 and b > 1", {"a": None, "b": 0}, False),  # false whatever a is
        ("a > 1 or b > 1", {"a": None, "b": 0}, True),
        ("a = 0 iff b = 0", {"a": None, "b": 0}, True),
        ("not a > 1", {"a": None}, True),
        ("stage != primary", {"stage": None}, True),
        ("ok", {"ok": None}, True),
        ("d is set", {"d": None}, False),
        ("d is null", {"d": None}, True),
        ("d is null", {"d": DAY}, False),
        ("d is set and d >= period_start", {"d": None}, False),
        ("d is null iff ok = false", {"d": None, "ok": True}, False),
        ("a ~ b ± P.min_wage%", {"a": 9, "b": 1}, True),  # the bureau has set no minimum wage
        ("if(ok, a, b) = 1", {"ok": None, "a": 2, "b": 2}, True),
        ("if(ok, a, b) = 1", {"ok": True, "a": 2, "b": None}, False),
    ],
)
def test_a_missing_value_breaks_nothing(expression, row, result):
    assert holds(expression, row) is result


@pytest.mark.parametrize(
    ("m", "n", "result"), [("10.00", "10.01", True), ("10.01", "10.00", True), ("10.00", "10.02", False)]
)
def test_equal_amounts_may_be_a_fen_apart(m, n, result):
    assert holds("m = n", {"m": Decimal(m), "n": Decimal(n)}) is result


def test_amounts_are_not_tolerated_in_other_comparisons():
    assert not holds("m <= n", {"m": Decimal("10.01"), "n": Decimal("10.00")})


def test_counts_have_no_tolerance():
    assert not holds("a = 10.01", {"a": 10})


LINES = rows(
    {"stage": "primary", "count_": 3, "paid": Decimal(5)},
    {"stage": "junior", "count_": 4, "paid": None},
    {"stage": "senior", "count_": 5, "paid": Decimal(7)},
)


@pytest.mark.parametrize(
    "expression",
    [
        "a > 0 and sum(lines.count_) = 12",
        "a > 0 and sum(lines.count_ where lines.stage != senior) = 7",
        "a > 0 and sum(lines.count_ where stage in (junior, senior)) = 9",
        "a > 0 and count(lines) = 3",
        "a > 0 and count(lines.count_ > 3) = 2",
        "a > 0 and max(lines.count_) = 5 and min(lines.count_) = 3 and avg(lines.count_) = 4",
        "a > 0 and sum(lines.paid) = 12",  # what need not be given counts where it is
        "a > 0 and avg(lines.paid) = 6",
        "a > 0 and count(lines.count_ > 99) = 0 and sum(lines.count_ where lines.count_ > 99) = 0",
        "a = sum(lines.count_ where lines.stage = this.stage)",
        "a = 4 and count(lines where lines.count_ > this.a) = 1",
        "a = 4 and count(lines where lines.stage = this.stage and lines.count_ >= this.a) = 1",
        "a = 4 and sum(lines.count_ where lines.count_ < this.a + 1 or lines.stage = this.stage) = 7",
    ],
)
def test_aggregates(expression):
    assert holds(expression, {"a": 4, "stage": "junior"}, lines=LINES)


def test_an_aggregate_over_a_part_that_must_be_given_and_is_not_judges_nothing():
    lines = rows({"stage": "primary", "count_": 3}, {"stage": "junior", "count_": None})
    assert holds("a = sum(lines.count_)", {"a": 99}, lines=lines)


def test_the_average_of_nothing_judges_nothing():
    assert holds("a = avg(lines.count_)", {"a": 1})


def test_a_rule_across_rows_is_broken_once():
    found = evaluate(ask("sum(a) = 0"), frame(rows({"a": 1}, {"a": 2})))[0]
    assert [(each.version, each.row) for each in found] == [(0, None)]


def test_a_rule_within_the_row_is_broken_by_each_row():
    found = evaluate(ask("a = 0"), frame(rows({"a": 1}, {"a": 0}, {"a": 2})))[0]
    assert [each.row for each in found] == [0, 2]


def test_an_earlier_value_is_that_of_the_same_key():
    previous = {"main": rows({"facility_no": "C02", "a": 7}, {"facility_no": "C01", "a": 5})}
    assert holds("a = prev(a)", {"facility_no": "C01", "a": 5}, previous=previous)
    assert not holds("a = prev(a)", {"facility_no": "C02", "a": 5}, previous=previous)


def test_a_sum_before_runs_over_all_earlier_rows():
    previous = {"main": rows({"facility_no": "C02", "a": 7}, {"facility_no": "C01", "a": 5})}
    assert holds("sum(a) = sum(prev(a))", {"facility_no": "C01", "a": 12}, previous=previous)


def test_without_an_earlier_version_nothing_is_compared():
    assert holds("sum(a) = sum(prev(a))", {"a": 12})
    assert holds("a = prev(a)", {"facility_no": "C01", "a": 12})


def test_a_year_before():
    assert not holds(
        "a = ly(a)", {"facility_no": "C01", "a": 1}, last_year={"main": rows({"facility_no": "C01", "a": 2})}
    )


def test_an_earlier_period_that_is_filed_but_not_accepted_is_waited_for():
    waiting = evaluate(ask("a = prev(a)"), frame(rows({"a": 1}), absent={"ad_hoc": {0}}))[1]
    assert [each.waits_for for each in waiting] == ["ad_hoc"]


def test_a_span_adds_its_other_periods():
    assert holds("sum(total over term) = 10", {"a": 1, "b": 2}, term={"main": rows({"a": 3, "b": 4})})
    assert holds("sum(total over year) = 10", {"a": 1, "b": 2}, year={"main": rows({"a": 3, "b": 4})})


def test_a_span_that_is_not_known_judges_nothing():
    assert holds("sum(total over term) = 10", {"a": 1, "b": 2})


OPERATIONS = "canteen_operations.main"


def test_rows_elsewhere_are_those_of_the_same_facility():
    others = {OPERATIONS: rows({"facility_no": "C01", "diners_lunch": 5}, {"facility_no": "C02", "diners_lunch": 7})}
    expression = "a = sum(canteen_operations.main.diners_lunch)"
    assert holds(expression, {"facility_no": "C01", "a": 5}, {"facility_no": "C02", "a": 7}, others=others)
    assert not holds(expression, {"facility_no": "C01", "a": 12}, others=others)


def test_a_row_elsewhere_without_a_facility_belongs_to_each():
    others = {OPERATIONS: rows({"facility_no": "C01", "diners_lunch": 5}, {"facility_no": None, "diners_lunch": 1})}
    assert holds("a = sum(canteen_operations.main.diners_lunch)", {"facility_no": "C01", "a": 6}, others=others)


def test_a_rule_across_rows_takes_all_facilities():
    others = {OPERATIONS: rows({"facility_no": "C01", "diners_lunch": 5}, {"facility_no": "C02", "diners_lunch": 7})}
    assert holds("sum(a) = sum(canteen_operations.main.diners_lunch)", {"facility_no": "C01", "a": 12}, others=others)


def test_the_row_of_the_same_facility_needs_no_sum():
    others = {OPERATIONS: rows({"facility_no": "C01", "serving_days": 5}, {"facility_no": "C02", "serving_days": 9})}
    assert holds("a <= canteen_operations.main.serving_days", {"facility_no": "C02", "a": 9}, others=others)


def test_a_return_of_one_row_is_named_plainly():
    others = {"school_profile.main": rows({"buses": 3})}
    assert not holds("a = school_profile.main.buses", {"a": 2}, others=others)


def test_a_return_that_is_neither_there_nor_absent_is_a_mistake_of_the_frame():
    with pytest.raises(KeyError):
        holds("a = school_profile.main.buses", {"a": 2})


def test_a_rule_that_waits_is_not_broken():
    found, waiting = evaluate(
        ask("a = school_profile.main.buses"), frame(rows({"a": 2}), absent={"school_profile": {0}})
    )
    assert (found, [each.waits_for for each in waiting]) == ([], ["school_profile"])


def test_rows_that_meet_another_rule_are_counted():
    ret = ask("a > 0")
    counting = replace(ret.rules[0], code="XX-02", holds='count(met("XX-01")) = 2')
    batch = frame(rows({"a": 1}, {"a": 0}, {"a": None}, {"a": 3}))
    assert [each.rule.code for each in evaluate(replace(ret, rules=(ret.rules[0], counting)), batch)[0]] == ["XX-01"]


def test_versions_of_a_batch_do_not_mix():
    main = Rows([0, 1, 1, 2], [1, 1, 2, 1], {"a": [1, 1, 1, 9], "facility_no": ["C01", "C01", "C02", "C01"]})
    batch = frame(main)
    batch.versions, batch.period_start, batch.period_end = 4, batch.period_start * 4, batch.period_end * 4
    assert [each.version for each in evaluate(ask("sum(a) < 2"), batch)[0]] == [1, 2]
    assert [each.row for each in evaluate(ask("a < 2"), batch)[0]] == [3]


def test_a_rule_holds_from_and_until_its_days():
    sound = frame(rows({"a": 1}))
    assert evaluate(ask("a = 0", since=date(2026, 11, 1)), sound)[0] == []
    assert evaluate(ask("a = 0", until=date(2026, 9, 30)), sound)[0] == []
    assert len(evaluate(ask("a = 0", since=date(2026, 10, 1), until=date(2026, 10, 1)), sound)[0]) == 1


def test_the_frame_is_left_as_it_was():
    main = rows({"a": 1, "b": 2})
    before = {name: list(values) for name, values in main.columns.items()}
    evaluate(ask("sum(total over term) = 10 and a = 0"), frame(main, term={"main": rows({"a": 3, "b": 4})}))
    assert main.columns == before
