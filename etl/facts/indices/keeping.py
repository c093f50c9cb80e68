"""Keeping indices and timeliness true: after versions are loaded, every morning, and all of them when recomputed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.facts.indices.formed import write_disclosed, write_year_scores
from etl.facts.indices.forming import write_indices
from etl.facts.indices.months import all_months, months_after, recent_months, schools_turning
from etl.facts.indices.timeliness import write_timeliness
from etl.facts.writing import Figures
from tenants.calendar.periods import Period, period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Version
from tenants.indices.declared import OVERSIGHT
from tenants.registry.models import School
from tenants.returns.declaration import Indicator

DECLARED: dict[str, Indicator] = {each.code: each for each in OVERSIGHT.indicators}


def follow_versions(session: Session, versions: Sequence[Version], *, at: datetime) -> Figures:
    """Form anew what follows from versions whose facts were written."""
    today = bureau_day(at)
    wanted = months_after(versions, today=today)
    schools = {each.school_id for each in versions}
    figures = write_timeliness(session, recent_months(today)[-2:], schools, today=today)
    if any(each.return_code == "disclosure" for each in versions):
        figures |= write_disclosed(session, schools)
    if wanted:
        written, scores = write_year_scores(session, {each for each, _ in wanted})
        months = {key: period_of(key) for key in sorted({each[1] for each in wanted})}
        figures |= written | write_indices(session, wanted, months, scores, today=today)
    return figures


def follow_the_day(session: Session, *, at: datetime) -> Figures:
    """Form anew what changes as days pass: the last two months, and a year of schools with something newly overdue."""
    today = bureau_day(at)
    months = recent_months(today)
    every, turning = _schools(session), schools_turning(session, today)
    wanted = {(school_id, each.key) for school_id in every for each in months[-2:]}
    wanted |= {(school_id, each.key) for school_id in turning for each in months}
    return write_timeliness(session, months[-3:], None, today=today) | _form(session, wanted, months, today)


def form_everything(session: Session, *, at: datetime) -> Figures:
    """Form anew every month since something was first owed."""
    today = bureau_day(at)
    months = all_months(session, today)
    wanted = {(school_id, each.key) for school_id in _schools(session) for each in months}
    return write_timeliness(session, months, None, today=today) | _form(session, wanted, months, today)


def _form(session: Session, wanted: set[tuple[int, str]], months: Collection[Period], today: date) -> Figures:
    written, scores = write_year_scores(session, None)
    figures = written | write_disclosed(session, None)
    return figures | write_indices(session, wanted, {each.key: each for each in months}, scores, today=today)


def _schools(session: Session) -> Sequence[int]:
    return session.scalars(select(School.school_id)).all()
