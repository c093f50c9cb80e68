"""Figures over a term or a year: which periods they are for, from which version, and whether months are missing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants.calendar.periods import containing, months_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Version
from tenants.returns.declaration import Indicator, PeriodType, Return

# A wider span is partial while a month of it is owed and not accepted, or has not begun.
_MARK_PARTIAL = text("""
    update fact f set is_partial = p.is_partial
    from (
        select k.indicator, k.period_key, k.school_id, bool_or(
            k.month_start > :today or exists (
                select from duty d
                where d.school_id = k.school_id and d.return_code = k.return_code and d.period_key = k.month
                    and not exists (
                        select from version v
                        where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
                            and v.accepted_at is not null
                    )
            )
        ) as is_partial
        from unnest(
            cast(:indicators as text[]), cast(:periods as text[]), cast(:schools as int[]), cast(:codes as text[]),
            cast(:months as text[]), cast(:starts as date[])
        ) as k(indicator, period_key, school_id, return_code, month, month_start)
        group by k.indicator, k.period_key, k.school_id
    ) p
    where f.indicator = p.indicator and f.period_key = p.period_key and f.school_id = p.school_id
        and f.is_partial <> p.is_partial
""")


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


def mark_partial(session: Session, ret: Return, touched: Iterable[tuple[str, str, int]], *, at: datetime) -> None:
    """Say of figures over a span whether all due months of it are in.

    Args:
        session: A worker's session.
        ret: The return they come from.
        touched: Indicator, period and school of the figures just written.
        at: The moment; months that begin later are not in.
    """
    wide = {each.code for each in ret.indicators if each.span is not None}
    keys = [
        (indicator, period_key, school_id, month)
        for indicator, period_key, school_id in sorted(touched)
        if indicator in wide
        for month in months_of(period_of(period_key))
    ]
    if not keys:
        return
    session.execute(
        _MARK_PARTIAL,
        {
            "today": bureau_day(at),
            "indicators": [each[0] for each in keys],
            "periods": [each[1] for each in keys],
            "schools": [each[2] for each in keys],
            "codes": [ret.code] * len(keys),
            "months": [each[3].key for each in keys],
            "starts": [each[3].start for each in keys],
        },
    )


def _span_of(span: PeriodType, period_key: str) -> str:
    return containing(span, period_of(period_key).start).key
