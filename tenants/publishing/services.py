"""Publishing a month: one person proposes, another approves; what is on show can be replaced or withdrawn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.accounts.roles import Permission, may
from tenants.audit.services import record
from tenants.calendar.periods import name_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.errors import NotAllowed, NotFound
from tenants.publishing.days import month_opens_on
from tenants.publishing.errors import (
    AlreadyProposed,
    NotProposed,
    NotPublished,
    NotYetPublic,
    ReasonNeeded,
    SamePerson,
)
from tenants.publishing.models import Release, ReleaseState
from tenants.scope.viewer import Viewer
from tenants.text import Text

_SHORTEST, _LONGEST = 10, 500


def propose(session: Session, viewer: Viewer, period_key: str, *, note: str = "", at: datetime) -> Release:
    """Propose to publish a month, or to replace what is on show for it with what is accepted now.

    Raises:
        NotAllowed: The viewer's role may not propose.
        NotYetPublic: The publication day is not reached.
        AlreadyProposed: A proposal for the month waits.
    """
    _ensure(viewer, Permission.PROPOSE_RELEASE)
    month = period_of(period_key)
    opens = month_opens_on(month)
    if bureau_day(at) < opens:
        day = Text(f"{opens.year}年{opens.month}月{opens.day}日", f"{opens.day} {opens:%B %Y}")
        raise NotYetPublic(month=name_of(month), day=day)
    waiting = select(Release.id).where(Release.period_key == month.key, Release.state == ReleaseState.PROPOSED)
    if session.scalar(waiting.with_for_update()) is not None:
        raise AlreadyProposed(month=name_of(month))
    release = Release(
        district_id=viewer.district_id,
        period_key=month.key,
        note=note.strip()[:_LONGEST],
        proposed_by=viewer.account_id,
        proposed_by_name=viewer.account_name,
        proposed_at=at,
    )
    session.add(release)
    session.flush()
    _record(session, viewer, "release_proposed", release, at=at)
    return release


def approve(session: Session, viewer: Viewer, release_id: UUID, *, at: datetime) -> Release:
    """Approve another person's proposal; the caller defers its freezing in the same transaction. Again, nothing changes.

    Raises:
        NotAllowed: The viewer's role may not approve.
        SamePerson: The viewer proposed it.
        NotProposed: Somebody else dealt with it.
    """
    _ensure(viewer, Permission.APPROVE_RELEASE)
    release = _locked(session, release_id)
    if release.state is ReleaseState.PUBLISHED and release.approved_by == viewer.account_id:
        return release
    if release.state is not ReleaseState.PROPOSED:
        raise NotProposed
    if release.proposed_by == viewer.account_id:
        raise SamePerson
    on_show = select(Release).where(Release.period_key == release.period_key, Release.state == ReleaseState.PUBLISHED)
    for each in session.scalars(on_show.with_for_update()):
        each.state = ReleaseState.REPLACED
    release.state, release.approved_at = ReleaseState.PUBLISHED, at
    release.approved_by, release.approved_by_name = viewer.account_id, viewer.account_name
    session.flush()
    _record(session, viewer, "release_approved", release, at=at)
    return release


def withdraw(session: Session, viewer: Viewer, release_id: UUID, reason: str, *, at: datetime) -> Release:
    """Take back a proposal, or take what is on show off the public pages (the caller defers that, as for approval).

    Raises:
        NotAllowed: The viewer's role may not approve releases, or withdraws another person's proposal without that.
        NotPublished: It is neither proposed nor on show.
        ReasonNeeded: What is on show goes only with a reason of 10 to 500 characters.
    """
    _ensure(viewer, Permission.PROPOSE_RELEASE)
    release = _locked(session, release_id)
    if release.state is ReleaseState.WITHDRAWN:
        return release
    if release.state not in (ReleaseState.PROPOSED, ReleaseState.PUBLISHED):
        raise NotPublished
    reason = reason.strip()
    if release.state is ReleaseState.PUBLISHED and not _SHORTEST <= len(reason) <= _LONGEST:
        raise ReasonNeeded
    if release.state is ReleaseState.PUBLISHED:
        _ensure(viewer, Permission.APPROVE_RELEASE)
    release.state, release.withdrawn_at = ReleaseState.WITHDRAWN, at
    release.withdrawn_by_name, release.withdrawn_reason = viewer.account_name, reason[:_LONGEST]
    session.flush()
    _record(session, viewer, "release_withdrawn", release, at=at, reason=reason)
    return release


def _ensure(viewer: Viewer, permission: Permission) -> None:
    if not may(viewer.role, permission):
        raise NotAllowed


def _locked(session: Session, release_id: UUID) -> Release:
    asked = select(Release).where(Release.id == release_id).with_for_update()
    release = session.scalar(asked.execution_options(populate_existing=True))
    if release is None:
        raise NotFound
    return release


def _record(session: Session, viewer: Viewer, action: str, release: Release, *, at: datetime, reason: str = "") -> None:
    details: dict[str, Any] = {"release": str(release.id)} | ({"reason": reason} if reason else {})
    record(
        session,
        action,
        district_id=viewer.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=str(viewer.role),
        at=at,
        subject=release.period_key,
        **details,
    )
