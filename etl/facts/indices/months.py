"""Which months' indices follow from a version: those its figures stand for, and all since for longer periods."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from etl.facts.spans import period_key_of
from tenants.calendar.periods import Period, containing, period_of, periods_between, previous
from tenants.filing.models import Duty, Version
from tenants.indices.declared import BASIC
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Indicator, PeriodType

RECENT = 13  # months formed anew every morning: a due date passes, a month ends

SchoolMonths = set[tuple[int, str]]  # school and month key


def feeding(return_code: str) -> list[Indicator]:
    """The indicators in the indices that a return states or stands behind."""
    parts = {part.indicator: part.formed_from for index in BASIC for part in index.parts}
    parts |= {index.less.indicator: None for index in BASIC if index.less}
    found = []
    for code, formed_from in parts.items():
        source, indicator = find_indicator(code)
        if return_code == (formed_from or source.code):
            found.append(indicator)
    return found


def months_after(versions: Iterable[Version], *, today: date) -> SchoolMonths:
    """The schools and months whose indices some versions may change."""
    found: SchoolMonths = set()
    fed: dict[str, list[Indicator]] = {}
    for version in versions:
        if version.return_code not in fed:
            fed[version.return_code] = feeding(version.return_code)
        for indicator in fed[version.return_code]:
            period = period_of(period_key_of(indicator, version))
            if period.type is PeriodType.EVENT:
                period = containing(PeriodType.MONTH, period.start)
            last = period.end if period.type is PeriodType.MONTH else today
            found |= {(version.school_id, each.key) for each in _until(period.start, last)}
    return found


def recent_months(today: date) -> list[Period]:
    """The months that may change without anything being filed, the current one last."""
    months = [containing(PeriodType.MONTH, today)]
    while len(months) < RECENT:
        months.append(previous(months[-1]))
    return months[::-1]


def all_months(session: Session, today: date) -> list[Period]:
    """Every month since something was first owed."""
    first = session.scalar(select(func.min(Duty.due_on)))
    return [] if first is None else _until(previous(containing(PeriodType.MONTH, first)).start, today)


def _until(first: date, last: date) -> list[Period]:
    return list(periods_between(PeriodType.MONTH, first, last))
