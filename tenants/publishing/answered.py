"""What the public reads of complaints: published replies, and by school year how many were dealt with in time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from tenants.publishing.models import PublicComplaints, PublicReply


def replies_on_show(session: Session, typed: str = "", *, most: int, skip: int = 0) -> list[PublicReply]:
    """Replies of schools that the words fit by name or code, the latest first."""
    asked = _fitting(select(PublicReply), PublicReply, typed)
    ordered = asked.order_by(PublicReply.closed_on.desc(), PublicReply.complaint_no)
    return list(session.scalars(ordered.limit(most).offset(skip)))


def count_replies(session: Session, typed: str = "") -> int:
    """How many there are."""
    return session.scalar(_fitting(select(func.count()).select_from(PublicReply), PublicReply, typed)) or 0


def complaint_years(session: Session, typed: str = "") -> Sequence[Row[Any]]:
    """By school year: schools, complaints, acknowledged in time, due, closed in time; of the schools the words fit."""
    table = PublicComplaints
    sums = (func.sum(each) for each in (table.received, table.acknowledged_in_time, table.due, table.closed_in_time))
    asked = _fitting(select(table.period_key, func.count().label("schools"), *sums), table, typed)
    return session.execute(asked.group_by(table.period_key).order_by(table.period_key.desc())).all()


def _fitting(asked: Any, table: Any, typed: str) -> Any:
    words = typed.strip()
    if not words:
        return asked
    return asked.where(
        or_(
            table.name_zh.icontains(words, autoescape=True),
            table.name_en.icontains(words, autoescape=True),
            table.school_code.startswith(words, autoescape=True),
        )
    )
