from datetime import UTC, date, datetime

from tenants.calendar.workdays import add_workdays, bureau_day, is_workday, workdays_between, workdays_later

HOLIDAYS = {date(2026, 10, n): False for n in range(1, 8)} | {date(2026, 10, 10): True}


def test_a_weekday_is_worked_and_a_weekend_is_not():
    assert is_workday(date(2026, 10, 12), {})
    assert not is_workday(date(2026, 10, 11), {})


def test_the_bureau_proclaims_holidays_and_make_up_days():
    assert not is_workday(date(2026, 10, 1), HOLIDAYS)
    assert is_workday(date(2026, 10, 10), HOLIDAYS)


def test_five_workdays_after_the_last_day_before_the_holidays():
    assert add_workdays(date(2026, 9, 30), 5, HOLIDAYS) == date(2026, 10, 13)


def test_workdays_between_counts_the_last_day_and_not_the_first():
    assert workdays_between(date(2026, 10, 12), date(2026, 10, 16), {}) == 4


def test_the_same_time_of_day_by_the_bureaus_clock():
    friday_late = datetime(2026, 10, 16, 17, 0, tzinfo=UTC)  # already Saturday 01:00 in the bureau
    assert workdays_later(friday_late, 1, {}).isoformat() == "2026-10-19T01:00:00+08:00"


def test_the_bureaus_day_begins_at_its_midnight():
    assert bureau_day(datetime(2026, 10, 9, 16, 0, tzinfo=UTC)) == date(2026, 10, 10)
