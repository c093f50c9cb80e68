"""The overview of a month: figures of areas and schools, what moved them, and which schools need attention most.

Each panel asks one statement of whole sets; the session's scope narrows it to the schools its owner may see.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.view import View
from tenants.calendar.periods import previous
from tenants.indices.declared import INDICES, OVERALL
from tenants.indices.models import PartState

MOST_ATTENTION = 10
_AREAS = text("""
    select f.area_code, a.name_zh, a.name_en, f.indicator, f.period_key, f.value::float8, f.schools, f.is_partial
    from area_fact f
    left join area a on a.district_id = f.district_id and a.area_code = f.area_code
    where f.indicator = any(:indicators) and f.period_key = any(:periods)
    order by f.area_code = '' desc, f.area_code
""")
_IN_AREA = """
    join school s on s.district_id = f.district_id and s.school_id = f.school_id
    left join school_area b on b.district_id = f.district_id and b.school_id = f.school_id
        and b.valid_from <= :end and (b.valid_to is null or b.valid_to > :end)
    where (cast(:area as text) is null or b.area_code = :area)"""
_SCHOOLS = text(f"""
    select s.school_code, s.name_zh, s.name_en, f.indicator, f.value::float8, f.is_partial, exists (
            select from index_part p
            where p.district_id = f.district_id and p.indicator = f.indicator and p.period_key = f.period_key
                and p.school_id = f.school_id and p.state = 'missing'
        ) as has_missing
    from fact f
    {_IN_AREA} and f.indicator = any(:indicators) and f.period_key = :period
""")  # noqa: S608 - constants put together
# What a part lifts an index above what it was, or holds it below, over the schools that have it in both months: so a part
# that newly counts moves the index by how much better or worse it is, not by all its points.
_MOVED = text(f"""
    with both_months as (
        select f.district_id, f.indicator, f.school_id,
            sum(f.value) filter (where f.period_key = :period) as latest,
            sum(f.value) filter (where f.period_key = :before) as earlier
        from fact f
        {_IN_AREA} and f.indicator = any(:indicators) and f.period_key in (:period, :before) and f.value is not null
        group by f.district_id, f.indicator, f.school_id
        having count(*) = 2
    ),
    whole as (
        select indicator, count(*)::int as schools, avg(latest)::float8 as latest, avg(earlier)::float8 as earlier
        from both_months group by indicator
    )
    select w.indicator, w.schools, w.latest, w.earlier, p.part, (sum(
            case p.period_key when :period then 1 else -1 end
            * case p.state when 'deducted' then -p.points else coalesce(p.share * (p.points - m.earlier), 0) end
        ) / w.schools)::float8 as moved,
        count(*) filter (where p.period_key = :period and p.state = 'missing')::int as missing
    from whole w
    join both_months m on m.indicator = w.indicator
    join index_part p on p.district_id = m.district_id and p.indicator = m.indicator and p.school_id = m.school_id
        and p.period_key in (:period, :before) and p.state <> 'capped'
    group by w.indicator, w.schools, w.latest, w.earlier, p.part
""")  # noqa: S608 - constants put together
_ATTENTION = text(f"""
    with lowest as (
        select f.district_id, f.school_id, s.school_code, s.name_zh, s.name_en, f.value
        from fact f
        {_IN_AREA} and f.indicator = :overall and f.period_key = :period and f.value is not null
        order by f.value, s.school_code
        limit :most
    )
    select l.school_code, l.name_zh, l.name_en, l.value::float8 as overall, p.indicator, p.part, p.state, p.points::float8,
        p.value::float8, p.source_period,
        (o.share * case p.state when 'deducted' then p.points when 'capped' then 0 else p.share * (100 - p.points) end
        )::float8 as lost
    from lowest l
    join index_part o on o.district_id = l.district_id and o.indicator = :overall and o.period_key = :period
        and o.school_id = l.school_id and o.state = 'counted'
    join index_part p on p.district_id = l.district_id and p.indicator = o.part and p.period_key = :period
        and p.school_id = l.school_id and p.state in ('counted', 'missing', 'deducted', 'capped')
    order by l.value, l.school_code, lost desc, p.part
""")  # noqa: S608 - constants put together


class AreaFigure(NamedTuple):
    """A figure of an area, or of the district, whose code is empty."""

    area_code: str
    name_zh: str | None
    name_en: str | None
    indicator: str
    period_key: str
    value: float | None
    schools: int
    is_partial: bool


class SchoolFigure(NamedTuple):
    """An index of a school."""

    school_code: str
    name_zh: str
    name_en: str
    indicator: str
    value: float | None
    is_partial: bool
    has_missing: bool  # a part was not handed in and counts as 0


class Moved(NamedTuple):
    """How a part moved an index, over the schools that have it in both months."""

    indicator: str
    schools: int
    now: float  # the index's mean over them
    then: float
    part: str
    moved: float  # points of the index
    missing: int  # schools for which the part counts as 0 now


class Lost(NamedTuple):
    """What a part costs one of the lowest schools."""

    school_code: str
    name_zh: str
    name_en: str
    overall: float
    indicator: str
    part: str
    state: PartState
    points: float
    value: float | None
    source_period: str | None
    lost: float  # points of the overall index


def area_figures(session: Session, view: View, indicators: Sequence[str]) -> list[AreaFigure]:
    """Some figures of the month and the one before, the district first."""
    periods = [view.period_key, previous(view.period).key]
    rows = session.execute(_AREAS, {"indicators": list(indicators), "periods": periods})
    return [AreaFigure._make(row) for row in rows]


def school_figures(session: Session, view: View) -> list[SchoolFigure]:
    """The indices of every school, or of those of the view's area."""
    rows = session.execute(_SCHOOLS, _about(view) | {"indicators": list(INDICES)})
    return [SchoolFigure._make(row) for row in rows]


def parts_that_moved(session: Session, view: View) -> list[Moved]:
    """What moved each index since the month before."""
    asked = {"before": previous(view.period).key, "indicators": list(INDICES)}
    return [Moved._make(row) for row in session.execute(_MOVED, _about(view) | asked)]


def parts_that_cost(session: Session, view: View) -> list[Lost]:
    """The schools with the lowest overall index, the lowest first, with what each part of the basic indices costs them."""
    asked = {"overall": OVERALL.code, "most": MOST_ATTENTION}
    rows = session.execute(_ATTENTION, _about(view) | asked)
    return [Lost._make(row)._replace(state=PartState(row.state)) for row in rows]


def _about(view: View) -> dict[str, object]:
    return {"period": view.period_key, "end": view.period.end, "area": view.area}
