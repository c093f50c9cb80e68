"""Where a school's figure comes from: the accepted versions behind it, their figures, files and cells."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.queries.schools import duty_keys
from dashboards.view import View
from tenants.text import Text

_SOURCES = text("""
    select s.school_id, s.name_zh, s.name_en, b.name_zh as area_zh, b.name_en as area_en, g.peer_group,
        f.numerator::float8, f.denominator::float8, f.value::float8, f.is_partial,
        d.period_key, d.due_on, v.id, v.version_no, v.nil_reason, v.figures, v.cells, v.upload_id, v.declared_from,
        v.prepared_by_name, v.approved_by_name, v.accepted_by_name, v.accepted_at, u.filename,
        w.first_submitted_at, (
            select count(*) from finding x
            where x.district_id = v.district_id and x.school_id = v.school_id and x.version_id = v.id
        ) as findings
    from school s
    left join area b on b.district_id = s.district_id and b.area_code = s.area_code
    left join peer_group g on g.district_id = s.district_id and g.school_id = s.school_id
    left join fact f on f.district_id = s.district_id and f.school_id = s.school_id
        and f.indicator = :indicator and f.period_key = :period
    left join duty d on d.district_id = s.district_id and d.school_id = s.school_id
        and d.return_code = :return_code and d.period_key = any(:months)
    left join lateral (
        select min(e.submitted_at) as first_submitted_at
        from version e
        where e.district_id = d.district_id and e.school_id = d.school_id and e.duty_id = d.id
    ) w on true
    left join lateral (
        select e.* from version e
        where e.district_id = d.district_id and e.school_id = d.school_id and e.duty_id = d.id
            and e.accepted_at is not null
        order by e.version_no desc
        limit 1
    ) v on true
    left join upload u on u.district_id = v.district_id and u.school_id = v.school_id and u.id = v.upload_id
    where s.school_code = :school
    order by d.period_key
""")


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A duty behind the figure, and the version of it that counts, if one was accepted."""

    period_key: str
    due_on: date
    first_submitted_at: datetime | None
    version_id: UUID | None
    version_no: int | None
    nil_reason: str | None
    figures: dict[str, list[dict[str, Any]]]
    cells: dict[str, Any]
    upload_id: UUID | None
    declared_from: date | None
    filename: str | None
    prepared_by: str | None
    approved_by: str | None
    accepted_by: str | None  # None with accepted_at: accepted automatically
    accepted_at: datetime | None
    findings: int


@dataclass(frozen=True, kw_only=True)
class Sources:
    """A school's figure and what it was made of."""

    school_id: int
    school: Text
    area: Text
    peer_group: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    is_partial: bool
    filed: tuple[Filed, ...]


def sources(session: Session, view: View, school_code: str) -> Sources | None:
    """What stands behind a school's figure; None for a school that is not the session's to see."""
    asked = {
        "indicator": view.indicator_code,
        "period": view.period_key,
        "return_code": view.ret.code,
        "months": duty_keys(view, view.period),
        "school": school_code,
    }
    rows = session.execute(_SOURCES, asked).all()
    if not rows:
        return None
    first = rows[0]
    return Sources(
        school_id=first.school_id,
        school=Text(first.name_zh, first.name_en),
        area=Text(first.area_zh or "", first.area_en or ""),
        peer_group=first.peer_group,
        numerator=first.numerator,
        denominator=first.denominator,
        value=first.value,
        is_partial=bool(first.is_partial),
        filed=tuple(_filed(row) for row in rows if row.period_key is not None),
    )


def _filed(row: Any) -> Filed:
    return Filed(
        period_key=row.period_key,
        due_on=row.due_on,
        first_submitted_at=row.first_submitted_at,
        version_id=row.id,
        version_no=row.version_no,
        nil_reason=row.nil_reason,
        figures=row.figures or {},
        cells=row.cells or {},
        upload_id=row.upload_id,
        declared_from=row.declared_from,
        filename=row.filename,
        prepared_by=row.prepared_by_name,
        approved_by=row.approved_by_name,
        accepted_by=row.accepted_by_name,
        accepted_at=row.accepted_at,
        findings=row.findings,
    )
