"""Keeping indices and timeliness true: after versions are loaded, every morning, and all of them when recomputed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.facts.indices.formed import write_disclosed, write_year_scores
from etl.facts.indices.forming import write_indices
from etl.facts.indices.months import all_months, months_after, recent_months
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
    """Form anew what changes as days pass: the last thirteen months of every school."""
    return _all_schools(session, recent_months(bureau_day(at)), at=at)


def form_everything(session: Session, *, at: datetime) -> Figures:
    """Form anew every month since something was first owed."""
    return _all_schools(session, all_months(session, bureau_day(at)), at=at)


def _all_schools(session: Session, months: Collection[Period], *, at: datetime) -> Figures:
    today = bureau_day(at)
    schools = list(session.scalars(select(School.school_id)))
    wanted = {(school_id, month.key) for school_id in schools for month in months}
    written, scores = write_year_scores(session, None)
    return (
        written
        | write_disclosed(session, None)
        | write_timeliness(session, months, None, today=today)
        | write_indices(session, wanted, {each.key: each for each in months}, scores, today=today)
    )
