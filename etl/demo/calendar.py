"""The demo district's calendar: terms of any school year, holidays as proclaimed, meal fee caps."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tenants.calendar.periods import Period, containing, months_of
from tenants.calendar.seeding import FeeCap, Holiday, TeachingMonth
from tenants.returns.declaration import PeriodType
from tenants.text import Text

# First and last day, working weekends: the State Council's notices for 2025 and 2026; beyond them, fixed days only.
_HOLIDAYS = (
    (Text("国庆节、中秋节", "National Day and Mid-Autumn"), date(2025, 10, 1), date(2025, 10, 8)),
    (Text("元旦", "New Year"), date(2026, 1, 1), date(2026, 1, 3)),
    (Text("春节", "Spring Festival"), date(2026, 2, 15), date(2026, 2, 23)),
    (Text("清明节", "Qingming"), date(2026, 4, 4), date(2026, 4, 6)),
    (Text("劳动节", "Labour Day"), date(2026, 5, 1), date(2026, 5, 5)),
    (Text("端午节", "Dragon Boat Festival"), date(2026, 6, 19), date(2026, 6, 21)),
    (Text("中秋节", "Mid-Autumn"), date(2026, 9, 25), date(2026, 9, 27)),
    (Text("国庆节", "National Day"), date(2026, 10, 1), date(2026, 10, 7)),
)
_MADE_UP = (
    date(2025, 9, 28), date(2025, 10, 11), date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
)  # fmt: skip
_WORKED = Text("调休上班", "Working day")
_KNOWN_UNTIL = date(2026, 12, 31)
_FIXED = (
    (1, 1, 1, Text("元旦", "New Year")),
    (5, 1, 3, Text("劳动节", "Labour Day")),
    (10, 1, 7, Text("国庆节", "National Day")),
)
STAGES = ("preschool", "primary", "junior", "senior", "vocational", "special")


def holidays(first: date, last: date) -> list[Holiday]:
    """The special days between two days: weekdays off and weekends worked."""
    days = {day: Holiday(day, True, _WORKED) for day in _MADE_UP}
    spans = [*_HOLIDAYS, *_fixed(max(first.year, _KNOWN_UNTIL.year + 1), last.year)]
    for name, start, end in spans:
        for n in range((end - start).days + 1):
            if (day := start + timedelta(days=n)).weekday() < 5:
                days[day] = Holiday(day, False, name)
    return [days[day] for day in sorted(days) if first <= day <= last]


def teaching_months(year: Period) -> list[TeachingMonth]:
    """The teaching days of a school year for every stage."""
    special = {each.day: each.is_workday for each in holidays(year.start, year.end)}
    found = []
    for stage in STAGES:
        taught = [day for start, end in _terms(year.start.year, stage) for day in _taught(start, end, special)]
        for month in months_of(year):
            days = [day for day in taught if month.holds(day)]
            found.append(
                TeachingMonth(
                    month=month.key,
                    stage=stage,
                    teaching_days=len(days),
                    first_day=min(days, default=None),
                    last_day=max(days, default=None),
                )
            )
    return found


def term_days(term: Period) -> tuple[date, date]:
    """The first and last teaching day of a term in most schools."""
    autumn, spring = _terms(containing(PeriodType.SCHOOL_YEAR, term.start).start.year, "primary")
    return autumn if autumn[0] >= term.start else spring


def school_years(first: date, last: date) -> list[Period]:
    """The school years that two days and all between them lie in."""
    years = [containing(PeriodType.SCHOOL_YEAR, first)]
    while years[-1].end < last:
        years.append(containing(PeriodType.SCHOOL_YEAR, years[-1].end + timedelta(days=1)))
    return years


def fee_caps() -> list[FeeCap]:
    """The most a school may charge, by stage, place, way of paying and meal."""
    package = {"preschool": 330, "primary": 250, "junior": 290, "senior": 320, "vocational": 310, "special": 240}
    swipe = {"breakfast": Decimal("4.5"), "lunch": Decimal(12), "dinner": Decimal(11), "snack": Decimal(4)}
    less = {"city": Decimal(1), "town": Decimal("0.94"), "rural": Decimal("0.88")}
    found = []
    for stage in STAGES:
        for locality, factor in less.items():
            whole = (Decimal(package[stage]) * factor).quantize(Decimal(1))
            shares = {
                "breakfast": Decimal("0.35"),
                "lunch": Decimal(1),
                "dinner": Decimal("0.9"),
                "snack": Decimal("0.3"),
            }
            for meal, share in shares.items():
                found.append(FeeCap(stage, locality, "package", meal, (whole * share).quantize(Decimal(1))))
                a_meal = (swipe[meal] * factor).quantize(Decimal("0.1"))
                found.append(FeeCap(stage, locality, "swipe", meal, a_meal))
    return found


def _terms(opened: int, stage: str) -> tuple[tuple[date, date], tuple[date, date]]:
    """First and last day of both terms; the upper schools start a little earlier and end a little later."""
    is_upper = stage in ("senior", "vocational")
    autumn = date(opened, 9, 1), _friday_before(date(opened + 1, 1, 30 if is_upper else 25))
    spring_start = date(opened + 1, 2, 25) if is_upper else _monday_from(date(opened + 1, 3, 1))
    spring_end = _friday_before(date(opened + 1, 7, 10)) if is_upper else _friday_before(date(opened + 1, 6, 30))
    return autumn, (spring_start, spring_end)


def _taught(start: date, end: date, special: dict[date, bool]) -> Iterator[date]:
    for n in range((end - start).days + 1):
        day = start + timedelta(days=n)
        if special.get(day, day.weekday() < 5):
            yield day


def _fixed(first: int, last: int) -> Iterator[tuple[Text, date, date]]:
    for year in range(first, last + 1):
        for month, day, days, name in _FIXED:
            start = date(year, month, day)
            yield name, start, start + timedelta(days=days - 1)


def _friday_before(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 4) % 7)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
