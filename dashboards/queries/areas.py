"""Areas and the district for an indicator and period: ratio of sums, mean or sum (catalogue 1.7)."""

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.queries.similar import AMONG_SIMILAR, similar_to
from dashboards.view import View

STATEMENT = text("""
    select f.area_code, a.name_zh, a.name_en, f.numerator::float8, f.denominator::float8, f.value::float8, f.schools,
        f.is_partial
    from area_fact f
    left join area a on a.district_id = f.district_id and a.area_code = f.area_code
    where f.indicator = :indicator and f.period_key = :period
    order by f.area_code
""")
# The same over some schools only; the rules are those of etl.facts.areas.
_NARROWED = text(f"""
    select t.area_code, a.name_zh, a.name_en, t.numerator::float8, t.denominator::float8,
        (case :how when 'mean' then t.mean when 'sum' then t.numerator * :scale
            else t.numerator / nullif(t.denominator, 0) * :scale end)::float8 as value,
        t.schools, t.is_partial
    from (
        select coalesce(b.area_code, '') as area_code,
            sum(f.numerator) filter (where :how = 'sum' or f.denominator is not null) as numerator,
            sum(f.denominator) filter (where f.numerator is not null) as denominator,
            avg(f.value) as mean, count(f.value) as schools, bool_or(f.is_partial) as is_partial
        from fact f
        join school s on s.district_id = f.district_id and s.school_id = f.school_id
        left join school_area b on b.district_id = f.district_id and b.school_id = f.school_id
            and b.valid_from <= :end and (b.valid_to is null or b.valid_to > :end)
        left join peer_group g on g.district_id = f.district_id and g.school_id = f.school_id
        where f.indicator = :indicator and f.period_key = :period
            and (cast(:stage as text) is null or s.stages ? :stage)
            and (cast(:peer as text) is null or g.peer_group = :peer)
            and {AMONG_SIMILAR}
        group by grouping sets ((b.area_code), ())
        having (grouping(b.area_code) = 1 and count(*) > 0) or b.area_code is not null
    ) t
    left join area a on a.area_code = t.area_code
    order by t.area_code
""")  # noqa: S608 - constants put together


class AreaRow(NamedTuple):
    """One area; the district (or all schools asked for) has an empty code."""

    area_code: str
    name_zh: str | None
    name_en: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    schools: int  # with a value
    is_partial: bool


def areas(session: Session, view: View) -> list[AreaRow]:
    """Every area with a figure: from the mart, or summed anew where stage or peer group narrow the schools."""
    asked = {"indicator": view.indicator_code, "period": view.period_key}
    if not view.is_narrowed:
        return [AreaRow._make(row) for row in session.execute(STATEMENT, asked)]
    more = {
        "end": view.period.end,
        "how": str(view.indicator.aggregation),
        "scale": view.indicator.scale,
        "stage": view.stage,
        "peer": view.peer,
        **similar_to(view.like, view.period),
    }
    return [AreaRow._make(row) for row in session.execute(_NARROWED, asked | more)]
