"""Schools with their latest visit and open findings, visits, and what waits for a recheck; within the session's scope."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.filing.models import Duty, Version
from tenants.filing.queries import counting_version
from tenants.inspections.replies import VISIT
from tenants.text import Text

_COUNTS = """v.accepted_at is not null and not exists (
        select from version n
        where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
            and n.version_no > v.version_no and n.accepted_at is not null
    )"""
_OPEN = """d.return_code = 'rectification' and not exists (
        select from rectification_entry e
        where e.district_id = d.district_id and e.school_id = d.school_id and e.duty_id = d.id and e.kind = 'passed'
    ) and not exists (
        select from version w
        where w.district_id = d.district_id and w.school_id = d.school_id and w.duty_id = d.id
            and w.nil_reason is not null and w.accepted_at is not null
    )"""
_SCHOOLS = text(f"""
    select s.school_id, s.school_code, s.name_zh, s.name_en, s.area_code, l.duty_id, l.started_at, l.visit_type, l.score,
        l.grade, o.open, o.late
    from school s
    left join lateral (
        select v.duty_id, t.started_at, t.visit_type, t.score, t.grade
        from returns.inspection_visit_visit t
        join version v on v.district_id = t.district_id and v.school_id = t.school_id and v.id = t.version_id
        where t.district_id = s.district_id and t.school_id = s.school_id and {_COUNTS}
        order by t.started_at desc
        limit 1
    ) l on true
    cross join lateral (
        select count(*) as open, count(*) filter (where d.due_on < :today) as late
        from duty d
        where d.district_id = s.district_id and d.school_id = s.school_id and {_OPEN}
    ) o
    where s.status = 'open' and s.kind = 'school' and (cast(:school_id as int) is null or s.school_id = :school_id)
    order by s.sort_key
""")  # noqa: S608 - constants put together
_VISITS = text(f"""
    select v.duty_id, v.id as version_id, v.school_id, s.name_zh, s.name_en, t.visit_no, t.visit_type, t.started_at,
        t.score, t.grade, t.star, t.vetoes, (
            select count(*) from returns.inspection_visit_finding f
            where f.district_id = t.district_id and f.school_id = t.school_id and f.version_id = t.version_id
        ) as findings,
        (select r.at from visit_reply r where r.district_id = v.district_id and r.school_id = v.school_id
            and r.version_id = v.id and r.kind = 'signed') as signed_at,
        (select r.at from visit_reply r where r.district_id = v.district_id and r.school_id = v.school_id
            and r.version_id = v.id and r.kind = 'objection') as objected_at,
        (select r.at from visit_reply r where r.district_id = v.district_id and r.school_id = v.school_id
            and r.version_id = v.id and r.kind = 'decision') as decided_at
    from returns.inspection_visit_visit t
    join version v on v.district_id = t.district_id and v.school_id = t.school_id and v.id = t.version_id
    join school s on s.district_id = v.district_id and s.school_id = v.school_id
    where {_COUNTS}
    order by t.started_at desc, t.visit_no
    limit :most
""")  # noqa: S608
_WAITING = text(f"""
    select d.id as duty_id, s.name_zh, s.name_en, s.school_code, d.period_key, d.due_on, v.submitted_at
    from duty d
    join school s on s.district_id = d.district_id and s.school_id = d.school_id
    join version v on v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
    where {_OPEN} and v.state = 'accepted' and {_COUNTS}
    order by v.submitted_at
    limit :most
""")  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class SchoolLine:
    """A school, its latest visit and its open findings."""

    school_id: int
    school_code: str
    name: Text
    area_code: str
    duty_id: UUID | None
    visited_at: datetime | None
    visit_type: str | None
    score: Decimal | None
    grade: str | None
    open: int
    late: int


@dataclass(frozen=True)
class FoundItem:
    """A finding of a visit, with its rectification where it is owed already."""

    row: dict[str, Any]
    duty_id: UUID | None


def schools_seen(session: Session, today: date, *, school_id: int | None = None) -> list[SchoolLine]:
    """Every open school in scope, or one of them, in one statement."""
    return [
        SchoolLine(
            school_id=row.school_id,
            school_code=row.school_code,
            name=Text(row.name_zh, row.name_en),
            area_code=row.area_code,
            duty_id=row.duty_id,
            visited_at=row.started_at,
            visit_type=row.visit_type,
            score=row.score,
            grade=row.grade,
            open=row.open,
            late=row.late,
        )
        for row in session.execute(_SCHOOLS, {"today": today, "school_id": school_id})
    ]


def visits_seen(session: Session, *, most: int = 500) -> list[Any]:
    """Visits that are entered, the latest first, with what was said of them."""
    return list(session.execute(_VISITS, {"most": most}).all())


def waiting_rechecks(session: Session, *, most: int = 500) -> list[Any]:
    """Rectifications that schools report done and nobody has rechecked, the longest waiting first."""
    return list(session.execute(_WAITING, {"most": most}).all())


def the_visit(session: Session, duty_id: UUID) -> tuple[Duty, Version]:
    """A visit with the version of it that counts, or NotFound."""
    duty = session.scalar(select(Duty).where(Duty.id == duty_id, Duty.return_code == VISIT))
    version = counting_version(session, duty_id) if duty is not None else None
    if duty is None or version is None:
        raise NotFound
    return duty, version


def findings_of_visit(session: Session, version: Version) -> list[FoundItem]:
    """The findings of a visit, each with its rectification."""
    day = version.period_key[:10]
    keys = {f"{day}.{row['finding_no'][-4:]}": row for row in version.figures.get("finding", ())}
    asked = select(Duty.period_key, Duty.id).where(
        Duty.school_id == version.school_id, Duty.return_code == "rectification", Duty.period_key.in_(keys)
    )
    duties = {row.period_key: row.id for row in session.execute(asked)}
    return [FoundItem(row, duties.get(key)) for key, row in keys.items()]


def finding_of(session: Session, duty: Duty) -> dict[str, Any] | None:
    """The finding a rectification is about, by the visit that counts; None where a correction has withdrawn it."""
    asked = select(Version.duty_id).where(
        Version.school_id == duty.school_id,
        Version.return_code == VISIT,
        Version.period_key.like(f"{duty.period_key[:10]}.%"),
        Version.accepted_at.is_not(None),
    )
    for visit_id in session.scalars(asked.distinct()):
        version = counting_version(session, visit_id)
        for row in version.figures.get("finding", ()) if version is not None else ():
            if row["finding_no"][-4:] == duty.period_key[-4:]:
                found: dict[str, Any] = {**row, "visit_duty_id": visit_id}
                return found
    return None
