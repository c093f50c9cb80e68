"""How schools file, as facts of a month: what came by its due date, what was sent back, what nobody has read yet.

What is due today is not judged before tomorrow, so a share of returns on time changes once a day alone.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.facts.writing import Figures
from tenants.calendar.periods import Period
from tenants.indices.declared import ON_TIME, OPEN_QUERIES, REWORK
from tenants.returns.catalogue import filed_by_bureau

_MONTHS = """unnest(cast(:months as text[]), cast(:firsts as date[]), cast(:lasts as date[])) as m(period_key, first, last)
    join school s on s.kind = 'school' and (cast(:schools as int[]) is null or s.school_id = any(:schools))"""
_INTO = """
    insert into fact (district_id, indicator, period_key, school_id, numerator, denominator, value, is_partial)
    select g.district_id, :indicator, g.period_key, g.school_id, g.above, {below}, {value}, g.last >= :today
    from ("""
_RATIO = _INTO.format(below="g.below", value="100.0 * g.above / g.below")
_FORGET = text("""
    delete from fact
    where indicator = any(:indicators) and period_key = any(:months)
        and (cast(:schools as int[]) is null or school_id = any(:schools))
""")
_STATEMENTS = {
    ON_TIME: text(f"""{_RATIO}
        select s.district_id, s.school_id, m.period_key, m.last, count(*) as below,
            count(*) filter (where exists (
                select from version v
                where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
                    and (v.submitted_at at time zone 'Asia/Shanghai')::date <= d.due_on
            )) as above
        from {_MONTHS}
        join duty d on d.district_id = s.district_id and d.school_id = s.school_id
            and d.due_on between m.first and m.last and d.due_on < :today and d.return_code <> all(:of_bureau)
        group by s.district_id, s.school_id, m.period_key, m.last
    ) g"""),  # noqa: S608 - constants put together
    REWORK: text(f"""{_RATIO}
        select s.district_id, s.school_id, m.period_key, m.last, count(*) as below,
            count(*) filter (where v.state = 'sent_back') as above
        from {_MONTHS}
        join version v on v.district_id = s.district_id and v.school_id = s.school_id
            and (v.submitted_at at time zone 'Asia/Shanghai')::date between m.first and m.last
            and v.return_code <> all(:of_bureau)
        group by s.district_id, s.school_id, m.period_key, m.last
    ) g"""),  # noqa: S608 - constants put together
    OPEN_QUERIES: text(f"""{_INTO.format(below="null", value="g.above")}
        select s.district_id, s.school_id, m.period_key, m.last, count(v.id) as above
        from {_MONTHS}
        left join (
            finding f
            join version v on v.district_id = f.district_id and v.school_id = f.school_id and v.id = f.version_id
                and v.submitted_at is not null
        ) on f.district_id = s.district_id and f.school_id = s.school_id and f.severity = 'query'
            and (f.justified_at at time zone 'Asia/Shanghai')::date <= m.last
            and (f.read_at is null or (f.read_at at time zone 'Asia/Shanghai')::date > m.last)
        where s.opened_on <= m.last and (s.closed_on is null or s.closed_on > m.last) and s.status <> 'planned'
        group by s.district_id, s.school_id, m.period_key, m.last
    ) g"""),  # noqa: S608 - constants put together
}


def write_timeliness(
    session: Session, months: Collection[Period], schools: Collection[int] | None, *, today: date
) -> Figures:
    """Write the three figures of some months anew, for some schools or all; gives what marts must follow."""
    asked = {
        "months": [each.key for each in months],
        "firsts": [each.start for each in months],
        "lasts": [each.end for each in months],
        "schools": None if schools is None else list(schools),
        "today": today,
    }
    session.execute(_FORGET, {**asked, "indicators": list(_STATEMENTS)})
    for indicator, statement in _STATEMENTS.items():
        session.execute(statement, {**asked, "indicator": indicator, "of_bureau": sorted(filed_by_bureau())})
    return {(indicator, each.key) for indicator in _STATEMENTS for each in months}
