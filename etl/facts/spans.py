"""Figures over a term or a year: which periods they are for, from which version, and whether months are missing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.filing.earlier import owed_and_not_accepted
from tenants.calendar.periods import containing, months_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Version
from tenants.returns.declaration import Indicator, PeriodType, Return


def period_key_of(indicator: Indicator, version: Version) -> str:
    """The period a version's figure is for: its own, or the wider span that contains it."""
    return version.period_key if indicator.span is None else _span_of(indicator.span, version.period_key)


def companions(session: Session, ret: Return, versions: Sequence[Version]) -> list[Version]:
    """For each school and span in which only nil versions are at hand: its latest version with rows, if there is one.

    A nil month has no figures of its own, but the term's must follow when it takes the place of a month with rows.
    """
    spans = {each.span for each in ret.indicators if each.span is not None}
    filled = {
        (each.school_id, span, _span_of(span, each.period_key)) for each in versions if each.figures for span in spans
    }
    bare = {(each.school_id, span, _span_of(span, each.period_key)) for each in versions for span in spans} - filled
    if not bare:
        return []
    asked = (
        select(Version)
        .where(
            Version.return_code == ret.code,
            Version.school_id.in_({school_id for school_id, _, _ in bare}),
            Version.period_key.in_({month.key for _, _, key in bare for month in months_of(period_of(key))}),
            Version.accepted_at.is_not(None),
        )
        .order_by(Version.school_id, Version.period_key, Version.version_no)
    )
    counting = {(each.school_id, each.period_key): each for each in session.scalars(asked)}
    latest = {
        (each.school_id, span, _span_of(span, each.period_key)): each
        for each in counting.values()
        if each.figures
        for span in spans
    }
    return list({each.id: each for key, each in latest.items() if key in bare}.values())


def partial_spans(
    session: Session, ret: Return, spans: Collection[tuple[int, str]], *, at: datetime
) -> set[tuple[int, str]]:
    """Which spans are partial: a month of them is owed and not accepted, or has not begun.

    Args:
        session: A worker's session.
        ret: The return whose months count.
        spans: School and key of the wider period.
        at: The moment; months that begin later are not in.
    """
    months = list(dict.fromkeys((school, month) for school, key in spans for month in months_of(period_of(key))))
    asked = ((owner, school, month.key) for owner, (school, month) in enumerate(months))
    missing = {months[owner] for owner in owed_and_not_accepted(session, ret.code, asked)}
    today = bureau_day(at)
    return {
        (school, key)
        for school, key in spans
        if any(month.start > today or (school, month) in missing for month in months_of(period_of(key)))
    }


def _span_of(span: PeriodType, period_key: str) -> str:
    return containing(span, period_of(period_key).start).key
