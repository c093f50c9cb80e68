"""Closing a period: from then on nothing more is taken, until the bureau opens it again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role
from tenants.filing.locks import ensure_role
from tenants.filing.models import Duty
from tenants.filing.steps import step_of
from tenants.scope.viewer import Viewer


def close_duties(session: Session, viewer: Viewer, return_code: str, period_key: str, *, at: datetime) -> int:
    """Close a return's period for every school of the district; gives how many duties were open."""
    duties = _duties(session, viewer, return_code, period_key, is_closed=False)
    for duty in duties:
        duty.closed_at = at
        session.add(step_of(viewer, duty, "closed", at=at))
    session.flush()
    return len(duties)


def open_duties(
    session: Session, viewer: Viewer, return_code: str, period_key: str, *, school_id: int | None = None, at: datetime
) -> int:
    """Take filings of a closed period again, of every school or of one; gives how many duties were closed."""
    duties = _duties(session, viewer, return_code, period_key, is_closed=True)
    duties = [each for each in duties if school_id in (None, each.school_id)]
    for duty in duties:
        duty.closed_at = None
        session.add(step_of(viewer, duty, "opened", at=at))
    session.flush()
    return len(duties)


def _duties(session: Session, viewer: Viewer, return_code: str, period_key: str, *, is_closed: bool) -> Sequence[Duty]:
    ensure_role(viewer, Role.BUREAU_ADMIN)
    asked = select(Duty).where(Duty.return_code == return_code, Duty.period_key == period_key)
    asked = asked.where(Duty.closed_at.is_not(None) if is_closed else Duty.closed_at.is_(None))
    return session.scalars(asked.with_for_update()).all()
