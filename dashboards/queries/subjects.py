"""Many indicators at once: each at its latest period up to a month, by area, with how many schools are in which band."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.returns.declaration import Indicator

# The period is that of the district's figure, so that all areas of a row are of one time.
_FIGURES = text("""
    with asked as (
        select * from unnest(
            cast(:indicators as text[]), cast(:lasts as text[]), cast(:directions as text[]), cast(:targets as numeric[]),
            cast(:reds as numeric[]), cast(:arounds as numeric[])
        ) as k(indicator, last, direction, target, red, around)
    ),
    latest as (
        select k.*, f.period_key
        from asked k
        cross join lateral (
            select max(f.period_key) as period_key
            from area_fact f
            where f.indicator = k.indicator and f.area_code = '' and f.period_key <= k.last and f.schools > 0
        ) f
        where f.period_key is not null
    ),
    judged as (
        select l.indicator, case
            when l.target is null or l.red is null then null
            when l.direction = 'higher' then case when v.at >= l.target then 'green' when v.at < l.red then 'red' else 'amber' end
            else case when v.at <= l.target then 'green' when v.at > l.red then 'red' else 'amber' end
        end as band
        from latest l
        join fact f on f.indicator = l.indicator and f.period_key = l.period_key and f.value is not null
        cross join lateral (
            select case l.direction when 'zero' then abs(f.value - l.around) else f.value end as at
        ) v
    ),
    bands as (
        select indicator, count(*) filter (where band = 'green')::int as green,
            count(*) filter (where band = 'amber')::int as amber, count(*) filter (where band = 'red')::int as red
        from judged group by indicator
    )
    select l.indicator, l.period_key, a.area_code, a.value::float8, a.schools, a.is_partial, coalesce(b.green, 0),
        coalesce(b.amber, 0), coalesce(b.red, 0)
    from latest l
    join area_fact a on a.indicator = l.indicator and a.period_key = l.period_key
    left join bands b on b.indicator = l.indicator
    order by a.area_code
""")


class SubjectFigure(NamedTuple):
    """An indicator of an area (or of the district, code empty) at its latest period, with the schools in each band."""

    indicator: str
    period_key: str
    area_code: str
    value: float | None
    schools: int
    is_partial: bool
    green: int  # schools of the viewer, the same in every row of the indicator
    amber: int
    red: int


def subject_figures(
    session: Session,
    asked: Sequence[tuple[Indicator, str]],
    limit_of: dict[str, tuple[float, float] | None],
) -> list[SubjectFigure]:
    """The latest figures of indicators up to a period each; one never reported has no row.

    Args:
        session: In the viewer's scope.
        asked: Indicators, each with the key of the last period to look at.
        limit_of: Target and red limit by indicator.
    """
    limits = [limit_of.get(each.code) for each, _ in asked]
    rows = session.execute(
        _FIGURES,
        {
            "indicators": [each.code for each, _ in asked],
            "lasts": [last for _, last in asked],
            "directions": [str(each.direction) for each, _ in asked],
            "targets": [None if limit is None else Decimal(str(limit[0])) for limit in limits],
            "reds": [None if limit is None else Decimal(str(limit[1])) for limit in limits],
            "arounds": [each.around for each, _ in asked],
        },
    )
    return [SubjectFigure._make(row) for row in rows]
