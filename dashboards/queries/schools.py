"""The schools in scope for an indicator and period: figure, duty and place, one row each.

What a unit of the bureau reports for the district has one row: the unit's.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.queries.similar import AMONG_SIMILAR, similar_to
from dashboards.view import View
from tenants.calendar.periods import Period, months_of
from tenants.indices.declared import INDICES
from tenants.returns.declaration import PeriodType

# Area as it was at the end of the period; the duty side sums up all the months of a wider span.
STATEMENT = text(f"""
    select s.school_id, s.school_code, s.name_zh, s.name_en, s.initials, b.area_code, g.peer_group,
        f.numerator::float8, f.denominator::float8, f.value::float8, f.is_partial, f.version_id,
        coalesce(o.owed, 0)::int, coalesce(o.overdue, 0)::int, coalesce(o.late, 0)::int, coalesce(o.waiting, 0)::int,
        coalesce(o.nil, 0)::int, coalesce(o.number, 0)::int, :of_index and exists (
            select from index_part p
            where p.district_id = f.district_id and p.indicator = f.indicator and p.period_key = f.period_key
                and p.school_id = f.school_id and p.state = 'missing'
        )
    from school s
    left join school_area b on b.district_id = s.district_id and b.school_id = s.school_id
        and b.valid_from <= :end and (b.valid_to is null or b.valid_to > :end)
    left join peer_group g on g.district_id = s.district_id and g.school_id = s.school_id
    left join fact f on f.district_id = s.district_id and f.school_id = s.school_id
        and f.indicator = :indicator and f.period_key = :period
    left join (
        select d.school_id, count(*) as owed,
            count(*) filter (where w.first_submitted_at is null and d.due_on < :today) as overdue,
            count(*) filter (where (w.first_submitted_at at time zone 'Asia/Shanghai')::date > d.due_on) as late,
            count(*) filter (where w.first_submitted_at is not null and not w.is_accepted) as waiting,
            count(*) filter (where w.is_nil) as nil, max(w.number) as number
        from duty d
        left join (
            select v.school_id, v.duty_id, min(v.submitted_at) as first_submitted_at,
                bool_or(v.accepted_at is not null) as is_accepted,
                bool_or(v.accepted_at is not null and v.nil_reason is not null) as is_nil,
                max(v.version_no) filter (where v.accepted_at is not null) as number
            from version v
            where v.return_code = :return_code and v.period_key = any(:months)
            group by v.school_id, v.duty_id
        ) w on w.school_id = d.school_id and w.duty_id = d.id
        where d.return_code = :return_code and d.period_key = any(:months)
        group by d.school_id
    ) o on o.school_id = s.school_id
    where case when cast(:unit as text) is null then s.kind = 'school' else s.school_code = :unit end
        and (f.school_id is not null
            or (s.status <> 'planned' and s.opened_on <= :end and (s.closed_on is null or s.closed_on > :start)))
        and (cast(:area as text) is null or b.area_code = :area)
        and (cast(:stage as text) is null or s.stages ? :stage)
        and (cast(:peer as text) is null or g.peer_group = :peer)
        and {AMONG_SIMILAR}
""")  # noqa: S608 - constants put together


class SchoolRow(NamedTuple):
    """One school: its figure (None where there is none) and how its duties of the period stand, as counts."""

    school_id: int
    school_code: str
    name_zh: str
    name_en: str
    initials: str
    area_code: str | None
    peer_group: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    is_partial: bool | None
    version_id: UUID | None
    owed: int
    overdue: int  # due date passed, nothing submitted
    late: int  # first submitted after the due date
    waiting: int  # submitted, not yet accepted
    nil: int  # accepted as nothing to report
    number: int  # highest accepted version number; above 1 it was corrected
    has_missing: bool = False  # of an index: a part was not handed in and counts as 0


def schools(session: Session, view: View, *, today: date) -> list[SchoolRow]:
    """The schools that the view names and the session may see."""
    return [SchoolRow._make(row) for row in session.execute(STATEMENT, asked(view, today=today))]


def asked(view: View, *, today: date) -> dict[str, Any]:
    """The values of the question."""
    period = view.period
    return {
        "indicator": view.indicator_code,
        "period": view.period_key,
        "return_code": view.ret.code,
        "months": duty_keys(view, period),
        "start": period.start,
        "end": period.end,
        "today": today,
        "unit": view.ret.unit,
        "of_index": view.indicator_code in INDICES,
        "area": view.area,
        "stage": view.stage,
        "peer": view.peer,
        **similar_to(view.like, period),
    }


def duty_keys(view: View, period: Period) -> list[str]:
    """The periods of the duties behind a figure: its own, or the months of a wider span."""
    if view.indicator.span is None or view.ret.period is not PeriodType.MONTH:
        return [period.key]
    return [month.key for month in months_of(period)]
