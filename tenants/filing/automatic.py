"""Acceptance without a person: a version without queries counts after five working days (catalogue 1.5)."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Exists, exists, insert, select, update
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.calendar.special_days import special_days
from tenants.calendar.workdays import bureau_day, workdays_later
from tenants.filing.models import FindingRow, Step, Version, VersionState
from tenants.filing.steps import SYSTEM, SYSTEM_ROLE
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import AUTOMATIC, Severity

WORKDAYS = 5
_LONGEST = timedelta(days=60)  # far enough back for the special days of any version still waiting


def accept_due(session: Session, *, at: datetime) -> list[UUID]:
    """Accept every submitted version of the district without a query whose five working days are over.

    Set-based; versions that somebody holds at the moment are left for the next run.
    """
    asked = (
        select(Version.id, Version.submitted_at)
        .where(Version.state == VersionState.SUBMITTED, Version.submitted_at <= at - timedelta(days=WORKDAYS))
        .where(~_has_queries())
    )
    candidates = session.execute(asked).all()
    if not candidates:
        return []
    earliest = min(each.submitted_at for each in candidates)
    special = special_days(session, bureau_day(earliest), bureau_day(at) + _LONGEST)
    due = [each.id for each in candidates if workdays_later(each.submitted_at, WORKDAYS, special) <= at]
    held = select(Version.id).where(Version.id.in_(due), Version.state == VersionState.SUBMITTED, ~_has_queries())
    taken = session.scalars(held.with_for_update(skip_locked=True)).all()
    if not taken:
        return []
    accepted = session.execute(
        update(Version)
        .where(Version.id.in_(taken))
        .values(state=VersionState.ACCEPTED, accepted_at=at)
        .returning(Version.district_id, Version.school_id, Version.duty_id, Version.id)
    ).all()
    session.execute(
        insert(Step),
        [
            {
                "district_id": each.district_id,
                "school_id": each.school_id,
                "id": new_key(),
                "duty_id": each.duty_id,
                "version_id": each.id,
                "at": at,
                "account_name": SYSTEM.zh,
                "role": SYSTEM_ROLE,
                "action": "accepted_automatically",
                "reason": "",
                "details": {"workdays": WORKDAYS},
            }
            for each in accepted
        ],
    )
    return [each.id for each in accepted]


def accept_at_once(session: Session, version: Version, *, at: datetime) -> bool:
    """Accept a version on its submission where its return asks for no acceptance by a person (catalogue 1.5)."""
    if get_return(version.return_code, version.declared_from).accepting != AUTOMATIC:
        return False
    version.state, version.accepted_at = VersionState.ACCEPTED, at
    session.flush()
    session.add(
        Step(
            district_id=version.district_id,
            school_id=version.school_id,
            duty_id=version.duty_id,
            version_id=version.id,
            at=at,
            account_name=SYSTEM.zh,
            role=SYSTEM_ROLE,
            action="accepted_automatically",
            reason="",
            details={"workdays": 0},
        )
    )
    session.flush()
    return True


def _has_queries() -> Exists:
    return exists().where(
        FindingRow.version_id == Version.id,
        FindingRow.school_id == Version.school_id,
        FindingRow.severity == Severity.QUERY,
    )
