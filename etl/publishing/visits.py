"""Results of inspections before the public, by themselves and in time (returns catalogue 6 and R37).

A visit is published when the school has signed it and may object no longer, or its objection is decided; a school that
does not sign keeps it back for 20 working days from its entry and no longer. Findings follow their deadlines.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from tenants.calendar.special_days import special_days
from tenants.calendar.workdays import add_workdays, bureau_day
from tenants.inspections.replies import OBJECTION_WORKDAYS
from tenants.inspections.schemes import items_on
from tenants.inspections.year_score import year_scores
from tenants.publishing.models import PublicFinding, PublicVisit, PublicYearScore
from tenants.registry.models import District, School
from tenants.text import Text

LATEST_WORKDAYS = 20
_MOST_DAYS = 60  # within which so many working days surely lie
# The version of each visit that holds, with what was said of it and when its first version was entered.
_ENTERED = text("""
    select v.id, v.school_id, v.version_no, v.period_key, v.accepted_at, s.school_code, s.name_zh, s.name_en, t.visit_no,
        t.visit_type, t.scheme_code, t.score, t.grade, t.star, t.vetoes,
        (select min(o.accepted_at) from version o where o.school_id = v.school_id and o.duty_id = v.duty_id) as entered_at,
        (select max(r.at) from visit_reply r where r.school_id = v.school_id and r.version_id = v.id
            and r.kind = 'signed') as signed_at,
        (select max(r.at) from visit_reply r where r.school_id = v.school_id and r.version_id = v.id
            and r.kind = 'objection') as objected_at,
        (select max(r.at) from visit_reply r where r.school_id = v.school_id and r.version_id = v.id
            and r.kind = 'decision') as decided_at
    from returns.inspection_visit_visit t
    join version v on v.district_id = t.district_id and v.school_id = t.school_id and v.id = t.version_id
    join school s on s.district_id = v.district_id and s.school_id = v.school_id
    where v.state = 'accepted' and t.score is not null and not exists (
        select from version n where n.district_id = v.district_id and n.school_id = v.school_id
            and n.duty_id = v.duty_id and n.version_no > v.version_no
    )
""")
_FINDINGS = text("""
    select f.version_id, f.finding_no, f.item_code, f.severity, f.description, f.deadline, e.closed_on
    from returns.inspection_visit_finding f
    join version v on v.district_id = f.district_id and v.school_id = f.school_id and v.id = f.version_id
    left join lateral (
        select max(e.on) as closed_on from duty d
        join rectification_entry e on e.district_id = d.district_id and e.school_id = d.school_id and e.duty_id = d.id
        where d.district_id = v.district_id and d.school_id = v.school_id and d.return_code = 'rectification'
            and d.period_key = left(v.period_key, 10) || '.' || right(f.finding_no, 4) and e.kind = 'passed'
    ) e on true
    where f.version_id = any(:versions) and f.deadline < :today
""")


def publish_visits(session: Session, *, at: datetime) -> int:
    """Bring the public results of the district in scope to the day; gives how many visits are on show."""
    today = bureau_day(at)
    district = session.scalars(select(District)).one()
    entered = session.execute(_ENTERED).all()
    first = min((bureau_day(each.entered_at) for each in entered), default=today)
    special = special_days(session, first, today + timedelta(days=_MOST_DAYS))
    shown = [each for each in entered if public_from(each, special) <= today]
    _write_visits(session, district.code, shown, today)
    _write_findings(session, shown, today)
    _write_year_scores(session, district.code, shown)
    return len(shown)


def public_from(visit: Any, special: dict[date, bool]) -> date:
    """The first day a visit is shown: objections decided first, and 20 working days after its entry at the latest."""
    latest = add_workdays(bureau_day(visit.signed_at or visit.entered_at), LATEST_WORKDAYS, special)
    if visit.decided_at is not None:
        return min(latest, bureau_day(visit.decided_at))
    if visit.signed_at is None or visit.objected_at is not None:
        return latest
    return min(latest, add_workdays(bureau_day(visit.signed_at), OBJECTION_WORKDAYS + 1, special))


def _write_visits(session: Session, district_code: str, shown: list[Any], today: date) -> None:
    """What is on show stays since the day it came; what is open again goes until it is decided."""
    numbers = [each.visit_no for each in shown]
    gone = delete(PublicVisit).where(PublicVisit.district_code == district_code, PublicVisit.visit_no.not_in(numbers))
    session.execute(gone)
    if not shown:
        return
    put = upsert(PublicVisit).values([_visit(each, district_code, today) for each in shown])
    kept = {"visit_no", "published_on"}
    fresh = {each.name: put.excluded[each.name] for each in PublicVisit.__table__.columns if each.name not in kept}
    session.execute(put.on_conflict_do_update(index_elements=["visit_no"], set_=fresh))


def _visit(each: Any, district_code: str, today: date) -> dict[str, Any]:
    return {
        "visit_no": each.visit_no,
        "district_code": district_code,
        "school_code": each.school_code,
        "name_zh": each.name_zh,
        "name_en": each.name_en,
        "visit_type": each.visit_type,
        "scheme_code": each.scheme_code,
        "visited_on": date.fromisoformat(each.period_key[:10]),
        "score": each.score,
        "grade": each.grade,
        "star": each.star,
        "vetoes": each.vetoes,
        "version_no": each.version_no,
        "published_on": today,
        "corrected_on": bureau_day(each.accepted_at) if each.accepted_at > each.entered_at else None,
    }


def _write_findings(session: Session, shown: list[Any], today: date) -> None:
    visits = {each.id: each for each in shown}
    days = {each.id: date.fromisoformat(each.period_key[:10]) for each in shown}
    items = items_on(session, set(days.values()))
    named = {day: {item.item_code: item.text for item in listed} for day, listed in items.items()}
    session.execute(delete(PublicFinding).where(PublicFinding.visit_no.in_([each.visit_no for each in shown])))
    found = session.execute(_FINDINGS, {"versions": list(visits), "today": today})
    rows = []
    for each in found:
        item = named[days[each.version_id]].get(each.item_code, Text(each.item_code, each.item_code))
        rows.append(
            {
                "visit_no": visits[each.version_id].visit_no,
                "finding_no": each.finding_no,
                "item_zh": item.zh,
                "item_en": item.en,
                "severity": each.severity,
                "description": each.description,
                "deadline": each.deadline,
                "closed_on": each.closed_on,
            }
        )
    if rows:
        session.execute(insert(PublicFinding), rows)


def _write_year_scores(session: Session, district_code: str, shown: list[Any]) -> None:
    """A year counts once its annual visit is on show."""
    codes = dict(session.execute(select(School.school_id, School.school_code)).all())
    versions = {each.id for each in shown}
    session.execute(delete(PublicYearScore).where(PublicYearScore.district_code == district_code))
    rows = [
        {
            "school_code": codes[each.school_id],
            "period_key": each.period_key,
            "district_code": district_code,
            "score": each.score,
            "grade_at_best": each.grade_at_best,
        }
        for each in year_scores(session)
        if each.version_id in versions
    ]
    if rows:
        session.execute(insert(PublicYearScore), rows)
