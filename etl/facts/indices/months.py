"""Which months' indices follow from a version: those its figures stand for, and all since for longer periods."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from etl.facts.spans import period_key_of
from tenants.calendar.periods import Period, containing, period_of, periods_between, previous
from tenants.filing.models import Duty, Version
from tenants.indices.declared import BASIC, GRACE_DAYS
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Indicator, PeriodType

RECENT = 13  # months that a return overdue, or a finding, may still change
_LOOK_BACK = timedelta(days=30)  # so many mornings may be missed
_TURNING = text("""
    select distinct d.school_id
    from duty d
    where d.due_on between :first and :last and d.return_code = any(:returns) and not exists (
        select from version v
        where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
            and v.submitted_at is not null
    )
    union
    select d.school_id
    from version v join duty d on d.district_id = v.district_id and d.school_id = v.school_id and d.id = v.duty_id
    where v.submitted_at >= :first and d.due_on < :last and d.return_code = any(:returns)
        and (v.submitted_at at time zone 'Asia/Shanghai')::date > d.due_on + :grace
    union
    select v.school_id from version v where v.return_code = 'inspection_visit' and v.accepted_at is not null
""")

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


def schools_turning(session: Session, today: date) -> set[int]:
    """Schools whose indices change as days pass: a return is newly overdue, or handed in after all, or a finding may be."""
    last = today - timedelta(days=GRACE_DAYS)
    asked = {"first": last - _LOOK_BACK, "last": last, "returns": sorted(_fed_by()), "grace": GRACE_DAYS}
    return set(session.scalars(_TURNING, asked))


def all_months(session: Session, today: date) -> list[Period]:
    """Every month since something was first owed."""
    first = session.scalar(select(func.min(Duty.due_on)))
    return [] if first is None else _until(previous(containing(PeriodType.MONTH, first)).start, today)


def _fed_by() -> set[str]:
    parts = [part for index in BASIC for part in index.parts]
    return {part.formed_from or find_indicator(part.indicator)[0].code for part in parts}


def _until(first: date, last: date) -> list[Period]:
    return list(periods_between(PeriodType.MONTH, first, last))
