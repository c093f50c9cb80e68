"""Complaints before the public: replies that may be read by everybody, and how many were dealt with in time (R32, 6)."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from tenants.calendar.workdays import bureau_day
from tenants.publishing.models import PublicComplaints, PublicReply
from tenants.registry.models import District
from tenants.returns.codes import label_of

# Only what counts: the accepted version of a complaint with the highest number. Contacts and contents are not read.
_REPLIES = text("""
    select m.complaint_no, s.school_code, s.name_zh, s.name_en, m.complaint_domain, m.public_reply, m.closed_at
    from returns.complaint_main m
    join version v on v.district_id = m.district_id and v.school_id = m.school_id and v.id = m.version_id
    join school s on s.district_id = m.district_id and s.school_id = m.school_id
    where m.publish_reply and m.public_reply is not null and m.closed_at <= :at
        and v.accepted_at is not null and not exists (
            select from version n where n.district_id = v.district_id and n.school_id = v.school_id
                and n.duty_id = v.duty_id and n.version_no > v.version_no and n.accepted_at is not null
        )
""")
_NOTICES = text("""
    select c.number as complaint_no, coalesce(s.school_code, '') as school_code, coalesce(s.name_zh, d.name_zh) as name_zh,
        coalesce(s.name_en, d.name_en) as name_en, c.domain as complaint_domain, c.public_reply, c.closed_at
    from complaint_notice c
    join district d on d.district_id = c.district_id
    left join school s on s.district_id = c.district_id and s.school_code = c.school_code
    where c.state = 'closed' and c.public_reply is not null
""")
_YEARS = text("""
    select s.school_code, s.name_zh, s.name_en, a.period_key, a.denominator as received,
        coalesce(a.numerator, 0) as acknowledged, coalesce(c.denominator, 0) as due, coalesce(c.numerator, 0) as closed
    from fact a
    join school s on s.district_id = a.district_id and s.school_id = a.school_id
    left join fact c on c.district_id = a.district_id and c.school_id = a.school_id and c.period_key = a.period_key
        and c.indicator = 'complaint_close_rate'
    where a.indicator = 'complaint_ack_rate' and a.denominator > 0
""")


def publish_complaints(session: Session, *, at: datetime) -> None:
    """Bring what the public reads of the complaints of the district in scope to the day."""
    code = session.scalars(select(District.code)).one()
    for table in (PublicReply, PublicComplaints):
        session.execute(delete(table).where(table.district_code == code))
    replies = [_reply(each, code) for each in session.execute(_REPLIES, {"at": at})]
    replies += [_reply(each, code) for each in session.execute(_NOTICES)]
    years = [_year(each, code) for each in session.execute(_YEARS)]
    if replies:
        session.execute(insert(PublicReply), replies)
    if years:
        session.execute(insert(PublicComplaints), years)


def _reply(row: Any, district_code: str) -> dict[str, Any]:
    domain = label_of("complaint_domain", row.complaint_domain)
    return {
        "complaint_no": row.complaint_no,
        "district_code": district_code,
        "school_code": row.school_code,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "domain_zh": domain.zh,
        "domain_en": domain.en,
        "reply": row.public_reply,
        "closed_on": bureau_day(row.closed_at),
    }


def _year(row: Any, district_code: str) -> dict[str, Any]:
    return {
        "school_code": row.school_code,
        "period_key": row.period_key,
        "district_code": district_code,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "received": int(row.received),
        "acknowledged_in_time": int(row.acknowledged),
        "due": int(row.due),
        "closed_in_time": int(row.closed),
    }
