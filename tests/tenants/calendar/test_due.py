from datetime import date

import pytest

from tenants.calendar.due import due_after, due_on
from tenants.calendar.periods import period_of


@pytest.mark.parametrize(
    ("code", "key", "day"),
    [
        ("M10", "2026-12", date(2027, 1, 10)),
        ("M10", "2026-09", date(2026, 10, 10)),
        ("SY0930", "2026-2027", date(2026, 9, 30)),
        ("SY1031", "2026-2027", date(2026, 10, 31)),
        ("SYE15", "2026-2027", date(2027, 7, 15)),
        ("Y0131", "2026", date(2027, 1, 31)),
    ],
)
def test_due_codes_of_spans(code, key, day):
    assert due_on(code, period_of(key)) == day


def test_a_weekend_or_holiday_does_not_move_a_due_date():
    assert due_on("M10", period_of("2026-09")).weekday() == 5  # a Saturday in the holidays


def test_terms_count_from_teaching_days():
    term = period_of("2026-2027-1")
    assert due_on("TS20", term, first_teaching_day=date(2026, 9, 2)) == date(2026, 9, 22)
    assert due_on("TE15", term, last_teaching_day=date(2027, 1, 22)) == date(2027, 2, 6)


def test_a_term_without_calendar_counts_from_its_own_days():
    assert due_on("TS20", period_of("2026-2027-1")) == date(2026, 9, 21)


def test_events_count_from_their_day():
    assert due_after("E10", date(2026, 10, 5)) == date(2026, 10, 15)
    assert due_after("W0", date(2026, 10, 14), menu_notice_days=7) == date(2026, 10, 5)


@pytest.mark.parametrize(("code", "key"), [("M10X", "2026-09"), ("SY0930", "2026-09"), ("E7", "2026-09")])
def test_a_code_that_does_not_fit_is_refused(code, key):
    with pytest.raises(ValueError, match="no due date"):
        due_on(code, period_of(key))
