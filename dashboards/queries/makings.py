"""What a figure that no return states is made of: the parts of an index, or the filings behind a figure of timeliness."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.view import View
from tenants.indices.declared import BASIC, INDICES, ON_TIME, OPEN_QUERIES, REWORK
from tenants.indices.models import PartState
from tenants.returns.catalogue import filed_by_bureau

_PARTS = text("""
    select part, state, weight, share::float8, points::float8, value::float8, source_period
    from index_part
    where school_id = :school_id and indicator = :indicator and period_key = :period
""")
_DUE = """
    select d.return_code, d.period_key, d.due_on, w.version_id, w.first_at, w.is_sent_back, 0 as queries
    from duty d
    cross join lateral (
        select (array_agg(v.id order by v.version_no desc))[1] as version_id, min(v.submitted_at) as first_at,
            coalesce(bool_or(v.state = 'sent_back'), false) as is_sent_back
        from version v
        where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
            and v.submitted_at is not null
    ) w
    where d.school_id = :school_id and d.due_on between :start and :end and d.due_on < :today
        and d.return_code <> all(:of_bureau)
    order by d.due_on, d.return_code, d.period_key
"""
_HANDED_IN = """
    select d.return_code, d.period_key, d.due_on, v.id as version_id, v.submitted_at as first_at,
        v.state = 'sent_back' as is_sent_back, 0 as queries
    from version v
    join duty d on d.district_id = v.district_id and d.school_id = v.school_id and d.id = v.duty_id
    where v.school_id = :school_id and (v.submitted_at at time zone 'Asia/Shanghai')::date between :start and :end
        and v.return_code <> all(:of_bureau)
    order by is_sent_back desc, v.submitted_at
"""
_UNREAD = """
    select d.return_code, d.period_key, d.due_on, v.id as version_id, v.submitted_at as first_at, false as is_sent_back,
        count(*)::int as queries
    from finding f
    join version v on v.district_id = f.district_id and v.school_id = f.school_id and v.id = f.version_id
    join duty d on d.district_id = v.district_id and d.school_id = v.school_id and d.id = v.duty_id
    where f.school_id = :school_id and f.severity = 'query' and v.submitted_at is not null
        and (f.justified_at at time zone 'Asia/Shanghai')::date <= :end
        and (f.read_at is null or (f.read_at at time zone 'Asia/Shanghai')::date > :end)
    group by d.return_code, d.period_key, d.due_on, v.id, v.submitted_at
    order by v.submitted_at
"""
_ACCEPTED = """
    select d.return_code, d.period_key, d.due_on, v.id as version_id, v.submitted_at as first_at, false as is_sent_back,
        0 as queries
    from version v
    join duty d on d.district_id = v.district_id and d.school_id = v.school_id and d.id = v.duty_id
    where v.school_id = :school_id and v.return_code = :return_code and v.accepted_at is not null
        and (v.period_key = :period or v.period_key between cast(:start as text) and cast(:end as text) || '.9999')
        and not exists (
            select from version n
            where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
                and n.version_no > v.version_no and n.accepted_at is not null
        )
    order by d.period_key
"""
_FILINGS = {ON_TIME: text(_DUE), REWORK: text(_HANDED_IN), OPEN_QUERIES: text(_UNREAD)}
_FORMED_FROM = {part.indicator: part.formed_from for index in BASIC for part in index.parts if part.formed_from}


class PartRow(NamedTuple):
    """A part of an index, as it was kept with it."""

    part: str
    state: PartState
    weight: int
    share: float | None
    points: float | None
    value: float | None
    source_period: str | None


class FilingRow(NamedTuple):
    """A return that a figure of timeliness counts."""

    return_code: str
    period_key: str
    due_on: date
    version_id: UUID | None
    first_at: datetime | None
    is_sent_back: bool
    queries: int


def parts_of_index(session: Session, view: View, school_id: int) -> Sequence[PartRow]:
    """The parts of a school's index, in the order they are declared; deductions and caps last."""
    asked = {"school_id": school_id, "indicator": view.indicator_code, "period": view.period_key}
    rows = [PartRow._make(row) for row in session.execute(_PARTS, asked)]
    places = {part.indicator: place for place, part in enumerate(INDICES[view.indicator_code].parts)}
    found = [row._replace(state=PartState(row.state)) for row in rows]
    return sorted(found, key=lambda row: (places.get(row.part, len(places)), row.part))


def filings_behind(session: Session, view: View, school_id: int, *, today: date) -> Sequence[FilingRow]:
    """The school's returns that a figure of timeliness counts, or that a part of an index is formed of."""
    statement = _FILINGS.get(view.indicator_code, text(_ACCEPTED))
    asked = {
        "school_id": school_id,
        "start": view.period.start,
        "end": view.period.end,
        "today": today,
        "of_bureau": sorted(filed_by_bureau()),
        "return_code": _FORMED_FROM.get(view.indicator_code),
        "period": view.period_key,
    }
    return [FilingRow._make(row) for row in session.execute(statement, asked)]
