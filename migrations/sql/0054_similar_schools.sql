-- How the schools on a school's list stand together in some figures: no name, no single school. As the owner, because a
-- school may not read the others' figures; for a school of the scope alone. Fewer than four with a value say nothing;
-- quartiles, how many are better, and dots come from eight on, and dots of ratios only: an amount or a count would tell
-- whose it is.
create function sec.spread_of_similar(
    school_id integer, school_year text, indicators text[], periods text[], aims text[], arounds numeric[]
) returns table (
    indicator text, period_key text, schools integer, better integer, lower_quartile double precision,
    median double precision, upper_quartile double precision, dots double precision[]
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select g.indicator, g.period_key, g.schools, case when g.schools >= 8 then g.better end,
        case when g.schools >= 8 then g.quartiles[1] end, g.quartiles[2],
        case when g.schools >= 8 then g.quartiles[3] end, case when g.schools >= 8 and g.is_ratio then g.dots end
    from (
        select k.indicator, k.period_key, count(*)::integer as schools, bool_and(f.denominator is not null) as is_ratio,
            case when bool_and(own.value is not null) then (count(*) filter (where case k.aim
                when 'lower' then f.value < own.value
                when 'zero' then abs(f.value - k.around) < abs(own.value - k.around)
                else f.value > own.value end))::integer end as better,
            percentile_cont(array[0.25, 0.5, 0.75]) within group (order by f.value::double precision) as quartiles,
            array_agg(f.value::double precision order by f.value) as dots
        from (
            select c.district_id from sec.current_grant() c
            where c.schools is null or spread_of_similar.school_id = any(c.schools)
        ) scope
        cross join unnest(indicators, periods, aims, arounds) as k(indicator, period_key, aim, around)
        join public.similar_school p on p.district_id = scope.district_id
            and p.school_id = spread_of_similar.school_id and p.school_year = spread_of_similar.school_year
        join public.fact f on f.district_id = p.district_id and f.school_id = p.other_id
            and f.indicator = k.indicator and f.period_key = k.period_key and f.value is not null
        left join public.fact own on own.district_id = p.district_id and own.school_id = p.school_id
            and own.indicator = k.indicator and own.period_key = k.period_key
        group by k.indicator, k.period_key
        having count(*) >= 4
    ) g
$$;
revoke all on function sec.spread_of_similar(integer, text, text[], text[], text[], numeric[]) from public;
grant execute on function sec.spread_of_similar(integer, text, text[], text[], text[], numeric[])
    to houqin_listed, houqin_district;
