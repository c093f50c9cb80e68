"""Peer groups (catalogue 5): same main stage, locality and boarding; small groups fall back to wider ones."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.orm import Session

LEAST_SCHOOLS = 4  # in a group, and with a value before its median is shown
LEAST_FOR_QUARTILES = 8  # who knows the median and two of the others could work out a smaller group's values

# One row per open school and level, narrowest first. The highest stage counts, a nine-year school as junior.
_MEMBERS = """
    select m.district_id, m.school_id, l.level, l.peer_group
    from (
        select s.district_id, s.school_id, s.locality,
            case
                when s.school_type = 'nine_year' then 'junior'
                when s.stages ? 'special' then 'special'
                when s.stages ? 'vocational' then 'vocational'
                when s.stages ? 'senior' then 'senior'
                when s.stages ? 'junior' then 'junior'
                when s.stages ? 'primary' then 'primary'
                else 'preschool'
            end as stage,
            case s.boarding when 'none' then 'day' else 'boarding' end as boarding
        from school s
        where s.status = 'open' and s.kind = 'school'
    ) m
    cross join lateral (values
        (1, m.stage || '/' || m.locality || '/' || m.boarding),
        (2, m.stage || '/' || m.boarding),
        (3, m.stage)
    ) as l(level, peer_group)"""
_GROUP = text(f"""
    with member as ({_MEMBERS}),
    sized as (select m.*, count(*) over (partition by m.peer_group) as schools from member m),
    chosen as (
        select distinct on (school_id) district_id, school_id, peer_group
        from sized
        where schools >= :least or level = 3
        order by school_id, level
    ),
    gone as (
        delete from peer_group g where not exists (select from chosen c where c.school_id = g.school_id)
    )
    insert into peer_group as g (district_id, school_id, peer_group)
    select district_id, school_id, peer_group from chosen
    on conflict (district_id, school_id) do update set peer_group = excluded.peer_group
    where g.peer_group <> excluded.peer_group
""")  # noqa: S608 - constants put together
_FORGET = text("""
    delete from peer_fact p
    using unnest(cast(:indicators as text[]), cast(:periods as text[])) as k(indicator, period_key)
    where p.indicator = k.indicator and p.period_key = k.period_key
""")
_SPREAD = text(f"""
    insert into peer_fact (
        district_id, indicator, period_key, peer_group, schools, lower_quartile, median, upper_quartile
    )
    select f.district_id, f.indicator, f.period_key, m.peer_group, count(*),
        case when count(*) >= :least_for_quartiles
            then percentile_cont(0.25) within group (order by f.value::double precision) end,
        percentile_cont(0.5) within group (order by f.value::double precision),
        case when count(*) >= :least_for_quartiles
            then percentile_cont(0.75) within group (order by f.value::double precision) end
    from unnest(cast(:indicators as text[]), cast(:periods as text[])) as k(indicator, period_key)
    join fact f on f.indicator = k.indicator and f.period_key = k.period_key and f.value is not null
    join ({_MEMBERS}) m on m.school_id = f.school_id
    group by f.district_id, f.indicator, f.period_key, m.peer_group
    having count(*) >= :least
""")  # noqa: S608 - constants put together


def group_schools(session: Session) -> None:
    """Put every open school of the district in its peer group."""
    session.execute(_GROUP, {"least": LEAST_SCHOOLS})


def spread_peers(session: Session, figures: Collection[tuple[str, str]]) -> None:
    """Median, and quartiles where the group is large enough, of some indicators and periods over every group."""
    keys = {"indicators": [each[0] for each in figures], "periods": [each[1] for each in figures]}
    session.execute(_FORGET, keys)
    session.execute(_SPREAD, keys | {"least": LEAST_SCHOOLS, "least_for_quartiles": LEAST_FOR_QUARTILES})
