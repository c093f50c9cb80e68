"""Facts of accepted versions: one figure per indicator, period and school, then areas and peers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session
from tenants.returns.indicators import figures_of

from etl.bulk import load_rows
from etl.facts.areas import sum_up_areas
from etl.facts.peers import group_schools, spread_peers
from etl.filing.frames import Subject, Surroundings, frame_of
from tenants.calendar.periods import containing, months_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.facts import Fact
from tenants.filing.models import Version
from tenants.returns.declaration import Indicator, Return

Figures = set[tuple[str, str]]  # indicator and period key
_MOST = Decimal(10) ** 14  # numeric(20, 6)
_COLUMNS = (
    "district_id", "indicator", "period_key", "school_id", "numerator", "denominator", "value", "is_partial",
    "version_id", "accepted_at",
)  # fmt: skip
_LOCK = text("select pg_advisory_xact_lock(:kind, (select sec.district()))")
_LOCK_CLASS = 0x466163
_FORGET = text("""
    delete from fact f
    using unnest(cast(:indicators as text[]), cast(:periods as text[]), cast(:schools as int[]))
        as k(indicator, period_key, school_id)
    where f.indicator = k.indicator and f.period_key = k.period_key and f.school_id = k.school_id
""")
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


def hold_facts(session: Session) -> None:
    """Let one transaction at a time write the district's facts, so that sums over schools see each other's."""
    session.execute(_LOCK, {"kind": _LOCK_CLASS})


def write_facts(
    session: Session, ret: Return, versions: Sequence[Version], around: Surroundings, *, at: datetime
) -> Figures:
    """Write the facts of versions that count, all of one return; gives the figures that areas and peers must follow.

    The caller holds the district's facts (``hold_facts``).
    """
    subjects = [Subject(each.school_id, each.period_key, each.figures) for each in versions]
    frame = frame_of(ret, subjects, around)
    spans = {each.code: each for each in ret.indicators}
    rows: dict[tuple[str, str, int], tuple[Any, ...]] = {}
    for figure in figures_of(ret, frame):
        version, indicator = versions[figure.version], spans[figure.indicator]
        numerator, denominator = figure.numerator, figure.denominator
        if numerator is None and denominator is None:
            continue
        period_key = _period_key(indicator, version)
        value = value_of(indicator, numerator, denominator)
        rows[indicator.code, period_key, version.school_id] = (
            version.district_id, indicator.code, period_key, version.school_id, _fitting(numerator),
            _fitting(denominator), _fitting(value), False, version.id, version.accepted_at,
        )  # fmt: skip
    touched = {
        (each.code, _period_key(each, version), version.school_id) for version in versions for each in ret.indicators
    }
    _forget(session, touched)
    load_rows(session, Fact.__table__, _COLUMNS, rows.values())
    _mark_partial(session, ret, touched, at=at)
    return {(indicator, period_key) for indicator, period_key, _ in touched}


def write_marts(session: Session, figures: Figures, indicators: Mapping[str, Indicator]) -> None:
    """Areas, district and peer groups of the figures, after all their facts are written."""
    if not figures:
        return
    ordered = sorted(figures)
    sum_up_areas(session, ordered, indicators)
    group_schools(session)
    spread_peers(session, ordered)


def value_of(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """A figure's value: a null or zero denominator gives none, which is not zero (catalogue 1.7)."""
    if numerator is None:
        return None
    if indicator.denominator is None:
        return Decimal(numerator)
    return Decimal(numerator) / Decimal(denominator) * indicator.scale if denominator else None


def _period_key(indicator: Indicator, version: Version) -> str:
    if indicator.span is None:
        return version.period_key
    return containing(indicator.span, period_of(version.period_key).start).key


def _forget(session: Session, touched: Iterable[tuple[str, str, int]]) -> None:
    indicators, periods, schools = _columns(touched)
    session.execute(_FORGET, {"indicators": indicators, "periods": periods, "schools": schools})


def _mark_partial(session: Session, ret: Return, touched: Iterable[tuple[str, str, int]], *, at: datetime) -> None:
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


def _columns(touched: Iterable[tuple[str, str, int]]) -> tuple[list[str], list[str], list[int]]:
    ordered = sorted(touched)
    return [each[0] for each in ordered], [each[1] for each in ordered], [each[2] for each in ordered]


def _fitting(value: Decimal | int | None) -> Decimal | None:
    """What the column holds; a figure beyond it is no figure."""
    if value is None or abs(value) >= _MOST:
        return None
    return round(Decimal(value), 6)
