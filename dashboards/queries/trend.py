"""An indicator over time: district, area and school for the bureau; a school with its peers for the school."""

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.view import View
from tenants.calendar.periods import Period, previous, year_before
from tenants.returns.declaration import PeriodType

_POINTS = {PeriodType.MONTH: 13, PeriodType.TERM: 6, PeriodType.SCHOOL_YEAR: 5, PeriodType.YEAR: 5}

STATEMENT = text("""
    select case area_code when '' then 'district' else 'area' end as line, period_key, value::float8, schools,
        is_partial, null::float8 as lower, null::float8 as upper
    from area_fact
    where indicator = :indicator and period_key = any(:periods) and area_code in ('', coalesce(:area, ''))
    union all
    select 'school', f.period_key, f.value::float8, 1, f.is_partial, null, null
    from fact f
    join school s on s.district_id = f.district_id and s.school_id = f.school_id
    where f.indicator = :indicator and f.period_key = any(:periods) and s.school_code = :school
""")
_SCHOOL = text("""
    select 'school' as line, period_key, value::float8, 1 as schools, is_partial, null::float8 as lower,
        null::float8 as upper
    from fact
    where school_id = :school_id and indicator = :indicator and period_key = any(:periods)
    union all
    select p.peer_group, p.period_key, p.median::float8, p.schools, false, p.lower_quartile::float8,
        p.upper_quartile::float8
    from peer_fact p
    join peer_group g on g.school_id = :school_id
        and p.peer_group in (g.peer_group, split_part(g.peer_group, '/', 1) || '/' || split_part(g.peer_group, '/', 3),
            split_part(g.peer_group, '/', 1))
    where p.indicator = :indicator and p.period_key = any(:periods)
""")


class Point(NamedTuple):
    """A line's value for a period: a school, an area, the district, or the median of a peer group."""

    line: str
    period_key: str
    value: float | None
    schools: int
    is_partial: bool
    lower: float | None
    upper: float | None


def trend(session: Session, view: View) -> list[Point]:
    """District, chosen area and chosen school over the periods up to the view's."""
    asked = {
        "indicator": view.indicator_code,
        "periods": [period.key for period in periods_until(view.period)],
        "area": view.area,
        "school": view.school,
    }
    return [Point._make(row) for row in session.execute(STATEMENT, asked)]


def own_trend(session: Session, view: View, school_id: int) -> list[Point]:
    """A school and the medians of the groups it may be compared with."""
    asked = {
        "indicator": view.indicator_code,
        "periods": [period.key for period in periods_until(view.period)],
        "school_id": school_id,
    }
    return [Point._make(row) for row in session.execute(_SCHOOL, asked)]


def periods_until(period: Period) -> list[Period]:
    """The periods of a trend, oldest first; of months the same one a year ago comes along."""
    periods = [period]
    while len(periods) < _POINTS[period.type]:
        periods.append(previous(periods[-1]))
    assert period.type is not PeriodType.MONTH or periods[-1] == year_before(period)
    return periods[::-1]
