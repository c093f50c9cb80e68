"""Areas and the district: ratio of sums, mean or sum of the schools' facts, or how many of the open schools."""

from collections.abc import Collection, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.calendar.periods import period_of
from tenants.returns.declaration import Indicator

_FORGET = text("""
    delete from area_fact a
    using unnest(cast(:indicators as text[]), cast(:periods as text[])) as k(indicator, period_key)
    where a.indicator = k.indicator and a.period_key = k.period_key
""")
# A school counts for the area it belonged to at the end of the period, and for the district (area_code empty). The area
# is looked up fact by fact, by its key: a join is done school by school wherever the planner lacks statistics.
_SUM_UP = text("""
    insert into area_fact (
        district_id, indicator, period_key, area_code, numerator, denominator, value, schools, is_partial
    )
    select s.district_id, s.indicator, s.period_key, s.area_code,
        case s.how when 'mean' then s.sum_of_values else s.numerator end,
        case s.how when 'mean' then s.schools when 'ratio' then s.denominator when 'open_schools' then s.open end,
        case s.how
            when 'mean' then s.mean
            when 'sum' then s.numerator * s.scale
            when 'open_schools' then s.numerator / nullif(s.open, 0) * s.scale
            else s.numerator / nullif(s.denominator, 0) * s.scale
        end,
        s.schools, s.is_partial
    from (
        select f.district_id, f.indicator, f.period_key, f.period_end, f.how, f.scale, coalesce(f.area_code, '') as area_code,
            sum(f.numerator) filter (where f.how = 'sum' or f.denominator is not null) as numerator,
            sum(f.denominator) filter (where f.numerator is not null) as denominator,
            sum(f.value) as sum_of_values, avg(f.value) as mean, count(f.value) as schools,
            bool_or(f.is_partial) as is_partial
        from (
            select f.*, k.period_end, k.how, k.scale, (
                select b.area_code from school_area b
                where b.district_id = f.district_id and b.school_id = f.school_id
                    and b.valid_from <= k.period_end and (b.valid_to is null or b.valid_to > k.period_end)
                order by b.valid_from desc
                limit 1
            ) as area_code
            from unnest(
                cast(:indicators as text[]), cast(:periods as text[]), cast(:ends as date[]), cast(:hows as text[]),
                cast(:scales as int[])
            ) as k(indicator, period_key, period_end, how, scale)
            join fact f on f.indicator = k.indicator and f.period_key = k.period_key
        ) f
        group by grouping sets (
            (f.district_id, f.indicator, f.period_key, f.period_end, f.how, f.scale, f.area_code),
            (f.district_id, f.indicator, f.period_key, f.period_end, f.how, f.scale)
        )
        having grouping(f.area_code) = 1 or f.area_code is not null
    ) g
    cross join lateral (
        select g.*, case when g.how = 'open_schools' then (
            select count(*) from school o
            left join school_area oa on oa.district_id = o.district_id and oa.school_id = o.school_id
                and oa.valid_from <= g.period_end and (oa.valid_to is null or oa.valid_to > g.period_end)
            where o.district_id = g.district_id and o.opened_on <= g.period_end
                and (o.closed_on is null or o.closed_on > g.period_end)
                and o.kind = 'school' and o.status not in ('planned', 'suspended') and (g.area_code = '' or oa.area_code = g.area_code)
        ) end as open
    ) s
""")


def sum_up_areas(session: Session, figures: Collection[tuple[str, str]], indicators: Mapping[str, Indicator]) -> None:
    """Write the areas' and the district's figures of some indicators and periods anew."""
    listed = list(figures)
    keys = {"indicators": [each[0] for each in listed], "periods": [each[1] for each in listed]}
    declared = [indicators[code] for code, _ in listed]
    more = {
        "ends": [period_of(period).end for _, period in listed],
        "hows": [str(each.aggregation) for each in declared],
        "scales": [each.scale for each in declared],
    }
    session.execute(_FORGET, keys)
    session.execute(_SUM_UP, keys | more)
