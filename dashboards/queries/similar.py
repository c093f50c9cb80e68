"""The schools like a school, and how they stand together in many figures."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.calendar.periods import Period, containing
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import PeriodType

_YEAR = text("select school_year, weights from similar_year where school_year <= :year order by 1 desc limit 1")
# Of a school outside the scope nothing is known but that it is on the list.
_LISTED = text("""
    select p.place, s.school_code, s.name_zh, s.name_en, t.pupils, t.diners_share::float8, t.boarders_share::float8,
        t.aided_share::float8, t.supply_mode, t.locality
    from (
        select 0 as place, :school_id as other_id
        union all
        select place, other_id from similar_school where school_id = :school_id and school_year = :year
    ) p
    left join school s on s.school_id = p.other_id
    left join similar_trait t on t.school_id = p.other_id and t.school_year = :year
    order by p.place
""")
_SPREAD = text("""
    select indicator, period_key, schools, better, lower_quartile, median, upper_quartile, dots
    from sec.spread_of_similar(:school_id, :year, :indicators, :periods, :aims, cast(:arounds as numeric[]))
""")


# A condition on ``school s``: one of the schools like another, or that school itself.
AMONG_SIMILAR = """(cast(:like as text) is null or s.school_code = :like or s.school_id in (
            select p.other_id from similar_school p
            join school own on own.district_id = p.district_id and own.school_id = p.school_id
            where own.school_code = :like
                and p.school_year = (select max(y.school_year) from similar_year y where y.school_year <= :school_year)
        ))"""


class FrozenYear(NamedTuple):
    """The school year whose lists hold in a period, and the weights they were made by."""

    school_year: str
    weights: dict[str, float]


class Likeness(NamedTuple):
    """One school of a list with what it was compared by; at place 0 the school itself. Not in scope: all None."""

    place: int
    school_code: str | None
    name_zh: str | None
    name_en: str | None
    pupils: int | None
    diners_share: float | None
    boarders_share: float | None
    aided_share: float | None
    supply_mode: str | None
    locality: str | None


class SimilarSpread(NamedTuple):
    """The schools of a list in one figure: median from 4 with a value on; the rest from 8 on, dots of ratios alone."""

    indicator: str
    period_key: str
    schools: int
    better: int | None  # than the school itself
    lower: float | None
    median: float
    upper: float | None
    dots: list[float] | None  # ascending, without names


def similar_to(school_code: str | None, period: Period) -> dict[str, str | None]:
    """The values of ``AMONG_SIMILAR``; without a school it holds for all."""
    return {"like": school_code, "school_year": containing(PeriodType.SCHOOL_YEAR, period.start).key}


def frozen_year(session: Session, period: Period) -> FrozenYear | None:
    """The lists that hold in a period: of its school year, or of the latest one frozen before it."""
    row = session.execute(_YEAR, {"year": containing(PeriodType.SCHOOL_YEAR, period.start).key}).one_or_none()
    return FrozenYear._make(row) if row else None


def likenesses(session: Session, school_id: int, school_year: str) -> list[Likeness]:
    """The school itself, then the schools of its list that the session may know of."""
    rows = session.execute(_LISTED, {"school_id": school_id, "year": school_year})
    return [Likeness._make(row) for row in rows]


def spreads_of_similar(
    session: Session, school_id: int, school_year: str, asked: Collection[tuple[str, str]]
) -> list[SimilarSpread]:
    """How the schools of a list stand in indicators and periods; nothing for a school outside the scope."""
    declared = [find_indicator(code)[1] for code, _ in asked]
    values = {
        "school_id": school_id,
        "year": school_year,
        "indicators": [code for code, _ in asked],
        "periods": [period_key for _, period_key in asked],
        "aims": [str(each.direction) for each in declared],
        "arounds": [each.around for each in declared],
    }
    return [SimilarSpread._make(row) for row in session.execute(_SPREAD, values)]
