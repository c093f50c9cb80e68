"""All of a school on one sheet: who it is, and its figures of the periods of every trend."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

_SCHOOL = text("""
    select s.school_id, s.school_code, s.name_zh, s.name_en, s.school_type, s.stages, s.sponsor, s.locality, s.boarding,
        s.canteen_mode, s.status, a.name_zh as area_zh, a.name_en as area_en, g.peer_group
    from school s
    left join area a on a.district_id = s.district_id and a.area_code = s.area_code
    left join peer_group g on g.district_id = s.district_id and g.school_id = s.school_id
    where s.kind = 'school' and s.school_code = any(:codes)
    order by array_position(cast(:codes as text[]), s.school_code)
""")
_HISTORY = text("""
    select f.school_id, f.indicator, f.period_key, f.numerator::float8, f.denominator::float8, f.value::float8, f.is_partial
    from unnest(cast(:indicators as text[]), cast(:periods as text[])) as k(indicator, period_key)
    join fact f on f.indicator = k.indicator and f.period_key = k.period_key and f.school_id = any(:schools)
""")


class SchoolRow(NamedTuple):
    """What the registry says of a school, and its peer group."""

    school_id: int
    school_code: str
    name_zh: str
    name_en: str
    school_type: str
    stages: list[str]
    sponsor: str
    locality: str
    boarding: str
    canteen_mode: str
    status: str
    area_zh: str | None
    area_en: str | None
    peer_group: str | None


class HistoryRow(NamedTuple):
    """A figure of a school for a period."""

    school_id: int
    indicator: str
    period_key: str
    numerator: float | None
    denominator: float | None
    value: float | None
    is_partial: bool


def schools_named(session: Session, codes: Collection[str]) -> list[SchoolRow]:
    """The schools of some codes that are in scope, in the order of the codes."""
    return [SchoolRow._make(row) for row in session.execute(_SCHOOL, {"codes": list(codes)})]


def histories(session: Session, school_ids: Collection[int], asked: Collection[tuple[str, str]]) -> list[HistoryRow]:
    """The figures of schools for indicators and periods, in no order; one statement."""
    values = {
        "schools": list(school_ids),
        "indicators": [indicator for indicator, _ in asked],
        "periods": [period_key for _, period_key in asked],
    }
    return [HistoryRow._make(row) for row in session.execute(_HISTORY, values)]
