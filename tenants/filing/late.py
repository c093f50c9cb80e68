"""How much is late in a scope, counted by the database: a bureau's home page needs the numbers, not the lines."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from tenants.filing.models import Duty, Version, VersionState


@dataclass(frozen=True)
class Late:
    """What is past its due date and not handed in."""

    duties: int
    schools: int


def count_late(session: Session, today: date) -> Late:
    """Duties due before today without a version that is handed in or accepted."""
    handed_in = exists().where(
        and_(
            Version.district_id == Duty.district_id,
            Version.school_id == Duty.school_id,
            Version.duty_id == Duty.id,
            Version.state.in_((VersionState.SUBMITTED, VersionState.ACCEPTED)),
        )
    )
    asked = select(func.count(), func.count(Duty.school_id.distinct())).where(Duty.due_on < today, ~handed_in)
    row = session.execute(asked).one()
    return Late(row[0], row[1])
