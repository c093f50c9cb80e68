"""Teaching days: ``cal.x`` of the notation, and the first and last teaching day of a term (catalogue 2.3)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.models import SchoolCalendar
from tenants.calendar.periods import Period, containing, months_of
from tenants.calendar.special_days import special_days
from tenants.calendar.workdays import is_workday
from tenants.returns.declaration import PeriodType

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Teaching:
    """The district's teaching months of a span and its special days, read once for a batch."""

    months: dict[tuple[str, str], tuple[int, date | None, date | None]]  # (month, stage) -> days, first, last
    special: dict[date, bool]
    _found: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # a batch asks for few, many times

    def of(self, period: Period, stage: str) -> dict[str, Any]:
        """``cal.x`` for a stage in a period.

        ``teaching_days`` and ``school_weeks`` (None where the bureau has set none), ``workdays``, ``first_day`` and
        ``last_day`` of teaching, and ``is_term_end`` (the last month with teaching of its term). Of an event they are
        those of its month.
        """
        key = (period.key, stage)
        if key not in self._found:
            self._found[key] = self._of(period, stage)
        return self._found[key]

    def _of(self, period: Period, stage: str) -> dict[str, Any]:
        months = [self.months[month.key, stage] for month in months_of(period) if (month.key, stage) in self.months]
        days = sum(each[0] for each in months) if months else None
        firsts, lasts = [each[1] for each in months if each[1]], [each[2] for each in months if each[2]]
        return {
            "teaching_days": days,
            "school_weeks": self._school_weeks(period, stage) if months else None,
            "workdays": self.workdays(period),
            "first_day": min(firsts, default=None),
            "last_day": max(lasts, default=None),
            "is_term_end": self._is_term_end(period, stage),
        }

    def special_around(self, period: Period) -> dict[date, bool]:
        """The special days of a period and its terms, without those of the other periods of the batch."""
        first, last = _span([period])
        return {day: is_workday for day, is_workday in self.special.items() if first <= day <= last}

    def workdays(self, period: Period) -> int:
        """The working days of a period."""
        days = (period.start + timedelta(days=n) for n in range(period.days))
        return sum(is_workday(day, self.special) for day in days)

    def _school_weeks(self, period: Period, stage: str) -> int:
        """The weeks with a teaching day whose Monday lies in the months of the period."""
        first, last = months_of(period)[0].start, months_of(period)[-1].end
        monday = first + timedelta(days=-first.weekday() % 7)
        count = 0
        while monday <= last:
            count += any(self._is_taught(monday + timedelta(days=n), stage) for n in range(7))
            monday += _WEEK
        return count

    def _is_taught(self, day: date, stage: str) -> bool:
        days, first, last = self.months.get((f"{day:%Y-%m}", stage), (0, None, None))
        return days > 0 and (first or day) <= day <= (last or day) and is_workday(day, self.special)

    def _is_term_end(self, period: Period, stage: str) -> bool:
        if period.type is not PeriodType.MONTH:
            return period.type is PeriodType.TERM
        term = containing(PeriodType.TERM, period.start)
        taught = [each.key for each in months_of(term) if self.months.get((each.key, stage), (0,))[0]]
        return period.key == (taught[-1] if taught else months_of(term)[-1].key)


def load_teaching(session: Session, periods: Collection[Period]) -> Teaching:
    """What the calendar says about some periods and the terms around them, in two statements."""
    if not periods:
        return Teaching({}, {})
    first, last = _span(periods)
    asked = select(SchoolCalendar).where(SchoolCalendar.month.between(f"{first:%Y-%m}", f"{last:%Y-%m}"))
    months = {
        (each.month, each.stage): (each.teaching_days, each.first_day, each.last_day) for each in session.scalars(asked)
    }
    return Teaching(months, special_days(session, first, last))


def _span(periods: Collection[Period]) -> tuple[date, date]:
    """The terms around some periods, and the week that ends in the next term."""
    first = containing(PeriodType.TERM, min(each.start for each in periods)).start
    return first, containing(PeriodType.TERM, max(each.end for each in periods)).end + _WEEK
