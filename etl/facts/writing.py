"""Facts of accepted versions: one figure per indicator, period and school, then areas and peers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.bulk import load_rows
from etl.facts.areas import sum_up_areas
from etl.facts.peers import group_schools, spread_peers
from etl.facts.spans import companions, partial_spans, period_key_of
from etl.filing.frames import Surroundings, frame_of, subject_of
from tenants.facts import Fact
from tenants.filing.models import Version
from tenants.returns.declaration import Indicator, Return
from tenants.returns.indicators import figures_of

Figures = set[tuple[str, str]]  # indicator and period key
_MOST = Decimal(10) ** 14  # numeric(20, 6)
FACT_COLUMNS = (
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


def hold_facts(session: Session) -> None:
    """Let one transaction at a time write the district's facts, so that sums over schools see each other's."""
    session.execute(_LOCK, {"kind": _LOCK_CLASS})


def write_facts(
    session: Session, ret: Return, versions: Sequence[Version], around: Surroundings, *, at: datetime
) -> Figures:
    """Write the facts of versions that count, all of one return; gives the figures that areas and peers must follow.

    What these versions said before is taken away first, so that a figure that is no more does not stay. The caller
    holds the district's facts (``hold_facts``).
    """
    beside = companions(session, ret, versions)
    listed = [*versions, *beside]
    wide = [each for each in ret.indicators if each.span is not None]
    spans = {(version.school_id, period_key_of(each, version)) for version in listed for each in wide}
    partial = partial_spans(session, ret, spans, at=at)
    frame = frame_of(ret, [subject_of(each) for each in listed], around)
    rows: dict[tuple[str, str, int], tuple[Any, ...]] = {}
    for figure in figures_of(ret, frame):
        version, indicator = listed[figure.version], figure.indicator
        is_unknown = figure.numerator is None and figure.denominator is None
        if is_unknown or (figure.version >= len(versions) and indicator.span is None):
            continue
        period_key = period_key_of(indicator, version)
        rows[indicator.code, period_key, version.school_id] = (
            version.district_id, indicator.code, period_key, version.school_id, _fitting(figure.numerator),
            _fitting(figure.denominator), _fitting(figure.value),
            indicator.span is not None and (version.school_id, period_key) in partial, version.id, version.accepted_at,
        )  # fmt: skip
    touched = {
        (each.code, period_key_of(each, version), version.school_id) for version in versions for each in ret.indicators
    }
    replace_facts(session, touched, rows.values())
    return {(indicator, period_key) for indicator, period_key, _ in touched}


def replace_facts(session: Session, touched: Iterable[tuple[str, str, int]], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows of facts in place of all that was said of some indicators, periods and schools before."""
    _forget(session, touched)
    load_rows(session, Fact.__table__, FACT_COLUMNS, rows)


def write_marts(session: Session, figures: Figures, indicators: Mapping[str, Indicator]) -> None:
    """Areas, district and peer groups of the figures, after all their facts are written."""
    if not figures:
        return
    ordered = sorted(figures)
    sum_up_areas(session, ordered, indicators)
    group_schools(session)
    spread_peers(session, ordered)


def _forget(session: Session, touched: Iterable[tuple[str, str, int]]) -> None:
    ordered = sorted(touched)
    keys = {"indicators": [each[0] for each in ordered], "periods": [each[1] for each in ordered]}
    session.execute(_FORGET, keys | {"schools": [each[2] for each in ordered]})


def _fitting(value: Decimal | None) -> Decimal | None:
    """What the column holds; a figure beyond it is no figure."""
    return None if value is None or abs(value) >= _MOST else round(value, 6)
