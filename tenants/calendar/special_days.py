"""Holidays and make-up days as the bureau proclaimed them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.models import SpecialDay


def special_days(session: Session, first: date, last: date) -> dict[date, bool]:
    """The district's special days between two days, both included: whether the bureau works."""
    found = session.execute(
        select(SpecialDay.day, SpecialDay.is_workday).where(SpecialDay.day.between(first, last))
    ).all()
    return {each.day: each.is_workday for each in found}
