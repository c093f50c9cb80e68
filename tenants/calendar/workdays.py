"""Working days: Monday to Friday, but for the holidays and make-up days that the bureau proclaims."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BUREAU_ZONE = ZoneInfo("Asia/Shanghai")


def bureau_day(at: datetime) -> date:
    """The bureau's calendar day of a moment."""
    return at.astimezone(BUREAU_ZONE).date()


def is_workday(day: date, special: Mapping[date, bool]) -> bool:
    """Whether the bureau works that day; ``special`` says so for holidays and make-up days."""
    return special.get(day, day.weekday() < 5)


def add_workdays(day: date, count: int, special: Mapping[date, bool]) -> date:
    """The day on which so many working days have come after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day, special)
    return day


def workdays_between(after: date, until: date, special: Mapping[date, bool]) -> int:
    """How many working days lie after one day and up to another."""
    return sum(is_workday(after + timedelta(days=n), special) for n in range(1, (until - after).days + 1))


def workdays_later(at: datetime, count: int, special: Mapping[date, bool]) -> datetime:
    """The same time of day, so many working days later, by the bureau's clock."""
    local = at.astimezone(BUREAU_ZONE)
    return datetime.combine(add_workdays(local.date(), count, special), local.time(), BUREAU_ZONE)
