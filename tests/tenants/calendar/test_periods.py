from datetime import date

import pytest

from tenants.calendar.periods import (
    containing,
    following,
    matching,
    months_of,
    name_of,
    period_of,
    periods_between,
    previous,
    year_before,
)
from tenants.returns.declaration import PeriodType


@pytest.mark.parametrize(
    ("key", "kind", "start", "end"),
    [
        ("2026-02", PeriodType.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", PeriodType.MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-2027-1", PeriodType.TERM, date(2026, 9, 1), date(2027, 1, 31)),
        ("2026-2027-2", PeriodType.TERM, date(2027, 2, 1), date(2027, 8, 31)),
        ("2026-2027", PeriodType.SCHOOL_YEAR, date(2026, 9, 1), date(2027, 8, 31)),
        ("2026", PeriodType.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_key_is_a_span(key, kind, start, end):
    period = period_of(key)
    assert (period.key, period.type, period.start, period.end) == (key, kind, start, end)


@pytest.mark.parametrize("key", ["2026-13", "2026-00", "26-01", "2026-2028", "2026-2027-3", "0000", "", "二〇二六"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(ValueError, match="period"):
        period_of(key)


@pytest.mark.parametrize(
    ("day", "term", "year"),
    [
        (date(2026, 9, 1), "2026-2027-1", "2026-2027"),
        (date(2027, 1, 31), "2026-2027-1", "2026-2027"),
        (date(2027, 2, 1), "2026-2027-2", "2026-2027"),
        (date(2027, 8, 31), "2026-2027-2", "2026-2027"),
    ],
)
def test_a_day_lies_in_its_term_and_school_year(day, term, year):
    assert containing(PeriodType.TERM, day).key == term
    assert containing(PeriodType.SCHOOL_YEAR, day).key == year


@pytest.mark.parametrize(
    ("key", "before", "after", "ago"),
    [
        ("2026-01", "2025-12", "2026-02", "2025-01"),
        ("2026-2027-1", "2025-2026-2", "2026-2027-2", "2025-2026-1"),
        ("2026-2027", "2025-2026", "2027-2028", "2025-2026"),
    ],
)
def test_neighbours(key, before, after, ago):
    period = period_of(key)
    assert (previous(period).key, following(period).key, year_before(period).key) == (before, after, ago)


def test_the_months_of_a_term():
    months = [each.key for each in months_of(period_of("2026-2027-1"))]
    assert months == ["2026-09", "2026-10", "2026-11", "2026-12", "2027-01"]


def test_another_return_is_looked_at_in_the_span_that_holds_the_period():
    assert matching(period_of("2026-10"), PeriodType.SCHOOL_YEAR).key == "2026-2027"
    assert matching(period_of("2026-10"), PeriodType.MONTH).key == "2026-10"
    assert matching(period_of("2026-2027-1"), PeriodType.YEAR).key == "2027"


def test_periods_that_start_within_two_days():
    found = periods_between(PeriodType.MONTH, date(2026, 8, 2), date(2026, 11, 1))
    assert [each.key for each in found] == ["2026-09", "2026-10", "2026-11"]


def test_periods_in_words():
    assert name_of(period_of("2026-10")) == ("2026年10月", "October 2026")
    assert name_of(period_of("2026-2027-2")).zh == "2026–2027学年第二学期"
