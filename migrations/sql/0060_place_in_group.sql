-- How many schools of a school's peer group (catalogue 5) have a better value in some figures, and how many have one at
-- all; from eight on, for a school of the scope alone. As the owner, because a school may not read the others' figures.
-- A group is named by what its schools share: stage/locality/boarding, stage/boarding or stage.
create function sec.place_in_group(
    school_id integer, groups text[], indicators text[], periods text[], aims text[], arounds numeric[]
) returns table (indicator text, period_key text, schools integer, better integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with scope as (
        select c.district_id from sec.current_grant() c
        where c.schools is null or place_in_group.school_id = any(c.schools)
    ),
    member as (
        select s.district_id, s.school_id, s.locality, s.boarding <> 'none' as has_boarders,
            case
                when s.school_type = 'nine_year' then 'junior'
                when s.stages ? 'special' then 'special'
                when s.stages ? 'vocational' then 'vocational'
                when s.stages ? 'senior' then 'senior'
                when s.stages ? 'junior' then 'junior'
                when s.stages ? 'primary' then 'primary'
                else 'preschool'
            end as stage
        from scope join public.school s on s.district_id = scope.district_id
        where s.status = 'open' and s.kind = 'school'
    )
    select k.indicator, k.period_key, count(*)::integer, (count(*) filter (where case k.aim
        when 'lower' then f.value < own.value
        when 'zero' then abs(f.value - k.around) < abs(own.value - k.around)
        else f.value > own.value end))::integer
    from unnest(groups, indicators, periods, aims, arounds) as k(peer_group, indicator, period_key, aim, around)
    cross join member me
    join member m on m.stage = me.stage
        and (k.peer_group not like '%/%' or m.has_boarders = me.has_boarders)
        and (k.peer_group not like '%/%/%' or m.locality = me.locality)
    join public.fact own on own.district_id = me.district_id and own.school_id = me.school_id
        and own.indicator = k.indicator and own.period_key = k.period_key and own.value is not null
    join public.fact f on f.district_id = m.district_id and f.school_id = m.school_id
        and f.indicator = k.indicator and f.period_key = k.period_key and f.value is not null
    where me.school_id = place_in_group.school_id
    group by k.indicator, k.period_key
    having count(*) >= 8
$$;
revoke all on function sec.place_in_group(integer, text[], text[], text[], text[], numeric[]) from public;
grant execute on function sec.place_in_group(integer, text[], text[], text[], text[], numeric[])
    to houqin_listed, houqin_district;
