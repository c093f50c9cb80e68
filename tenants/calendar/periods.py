"""What a period key means: spans of time, their neighbours and the wider spans that hold them (catalogue 1.4)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tenants.returns.declaration import PeriodType
from tenants.text import Text

_MONTH = re.compile(r"((?:19|20)\d{2})-(0[1-9]|1[0-2])")
_TERM = re.compile(r"((?:19|20)\d{2})-(\d{4})-([12])")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})-(\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_EVENT = re.compile(r"((?:19|20)\d{2}-\d{2}-\d{2})\.(\d{4})")
AUTUMN, SPRING = 1, 2
_KEPT = 4096  # periods are asked for by every filing, and few of them at a time


@dataclass(frozen=True, order=True)
class Period:
    """A span of time with the catalogue's key; ordered by key, which within a type is the order of time."""

    key: str
    type: PeriodType
    start: date
    end: date  # the last day of it

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def holds(self, day: date) -> bool:
        """Whether the day is within it."""
        return self.start <= day <= self.end


@lru_cache(maxsize=_KEPT)
def period_of(key: str) -> Period:
    """The period of a key from 1900 to 2099; ValueError for what is none."""
    if found := _MONTH.fullmatch(key):
        return _month(int(found[1]), int(found[2]))
    if (found := _TERM.fullmatch(key)) and int(found[2]) == int(found[1]) + 1:
        return _term(int(found[1]), int(found[3]))
    if (found := _SCHOOL_YEAR.fullmatch(key)) and int(found[2]) == int(found[1]) + 1:
        return _school_year(int(found[1]))
    if _YEAR.fullmatch(key):
        return _year(int(key))
    if found := _EVENT.fullmatch(key):
        return event_on(date.fromisoformat(found[1]), int(found[2]))
    raise ValueError(f"not a period key: {key!r}")


def event_on(day: date, serial: int) -> Period:
    """The period of an event: its day, with the serial of its record within school, return and year.

    Of the key ``2026-10-15.0003`` the record number follows: ``<school_code>-<prefix>-2026-0003`` (catalogue 1.4).
    """
    return Period(f"{day.isoformat()}.{serial:04d}", PeriodType.EVENT, day, day)


def iso_week(day: date) -> str:
    """The week of a day as catalogue R04 writes it: ``2026-W46``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def serial_of(event: Period) -> int:
    """The serial of an event's record."""
    return int(event.key[-4:])


@lru_cache(maxsize=_KEPT)
def containing(kind: PeriodType, day: date) -> Period:
    """The period of that type a day lies in; ValueError for events, which have no span."""
    if kind is PeriodType.MONTH:
        return _month(day.year, day.month)
    if kind is PeriodType.YEAR:
        return _year(day.year)
    opened = day.year if day.month >= 9 else day.year - 1
    if kind is PeriodType.SCHOOL_YEAR:
        return _school_year(opened)
    if kind is PeriodType.TERM:
        return _term(opened, SPRING if 2 <= day.month <= 8 else AUTUMN)
    raise ValueError("an event has no span")


def previous(period: Period) -> Period:
    """The period of the same type that ends the day before."""
    return containing(period.type, period.start - timedelta(days=1))


def following(period: Period) -> Period:
    """The period of the same type that starts the day after."""
    return containing(period.type, period.end + timedelta(days=1))


def year_before(period: Period) -> Period:
    """The same period one year earlier; of an event one that never was."""
    if period.type is PeriodType.EVENT:
        return event_on(period.start - timedelta(days=365), 0)
    return containing(period.type, period.start.replace(year=period.start.year - 1))


@lru_cache(maxsize=_KEPT)
def months_of(period: Period) -> tuple[Period, ...]:
    """The months of a period, in order."""
    months = [containing(PeriodType.MONTH, period.start)]
    while months[-1].end < period.end:
        months.append(following(months[-1]))
    return tuple(months)


@lru_cache(maxsize=_KEPT)
def periods_between(kind: PeriodType, first: date, last: date) -> tuple[Period, ...]:
    """The periods of a type that start within two days, in order."""
    period = containing(kind, first)
    found = [period] if period.start >= first else []
    while (period := following(period)).start <= last:
        found.append(period)
    return tuple(found)


def matching(period: Period, other: PeriodType) -> Period:
    """The period of another return's type that rules look at: the same month, else the wider span around the period.

    A wider period looks at the span of the other type that its last day lies in. Events have no one period.
    """
    return period if period.type is other else containing(other, period.end)


def name_of(period: Period) -> Text:
    """The period in words: 2026年10月, October 2026."""
    year = period.start.year
    if period.type is PeriodType.EVENT:
        month, day, serial = period.start.month, period.start.day, serial_of(period)
        return Text(f"{year}年{month}月{day}日（第{serial}号）", f"{day} {_MONTHS[month - 1]} {year} (no. {serial})")
    if period.type is PeriodType.MONTH:
        return Text(f"{year}年{period.start.month}月", f"{_MONTHS[period.start.month - 1]} {year}")
    if period.type is PeriodType.YEAR:
        return Text(f"{year}年", str(year))
    if period.type is PeriodType.SCHOOL_YEAR:
        return Text(f"{year}–{year + 1}学年", f"School year {year}–{year + 1}")
    opened, term = int(period.key[:4]), period.key[-1]
    season = {"1": Text("第一学期", "Autumn term"), "2": Text("第二学期", "Spring term")}[term]
    return Text(f"{opened}–{opened + 1}学年{season.zh}", f"{season.en} {opened}–{opened + 1}")


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _year(year: int) -> Period:
    return Period(f"{year:04d}", PeriodType.YEAR, date(year, 1, 1), date(year, 12, 31))


def _month(year: int, month: int) -> Period:
    last = date(year, month, monthrange(year, month)[1])
    return Period(f"{year:04d}-{month:02d}", PeriodType.MONTH, date(year, month, 1), last)


def _term(opened: int, term: int) -> Period:
    key = f"{opened:04d}-{opened + 1:04d}-{term}"
    if term == AUTUMN:
        return Period(key, PeriodType.TERM, date(opened, 9, 1), date(opened + 1, 1, 31))
    return Period(key, PeriodType.TERM, date(opened + 1, 2, 1), date(opened + 1, 8, 31))


def _school_year(opened: int) -> Period:
    key = f"{opened:04d}-{opened + 1:04d}"
    return Period(key, PeriodType.SCHOOL_YEAR, date(opened, 9, 1), date(opened + 1, 8, 31))
