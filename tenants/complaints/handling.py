"""How the bureau deals with complaints from the public: acknowledged, looked into, closed with or without a public reply."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.audit.services import record
from tenants.complaints.errors import ActionTooShort, NotWaiting
from tenants.complaints.models import ComplaintNotice, NoticeState
from tenants.complaints.receiving import Contact, opened
from tenants.errors import NotFound
from tenants.personal.keyring import Keyring
from tenants.scope.viewer import Viewer

_SHORTEST_ACTION = 20
_UPHELD = ("upheld", "partly")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a complaint came to."""

    finding: str  # L.finding_result
    action: str
    public_reply: str  # empty: not published


def notices(session: Session, state: NoticeState | None, *, most: int = 500) -> list[ComplaintNotice]:
    """Complaints in a state, or all; those that wait longest first, closed ones the latest first."""
    asked = select(ComplaintNotice)
    if state is not None:
        asked = asked.where(ComplaintNotice.state == state)
    oldest = ComplaintNotice.received_at
    return list(session.scalars(asked.order_by(oldest.desc() if state is NoticeState.CLOSED else oldest).limit(most)))


def notice_of(session: Session, notice_id: UUID, *, lock: bool = False) -> ComplaintNotice:
    """One complaint, or NotFound."""
    asked = select(ComplaintNotice).where(ComplaintNotice.id == notice_id)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(asked)
    if found is None:
        raise NotFound
    return found


def acknowledge(session: Session, viewer: Viewer, notice_id: UUID, *, at: datetime) -> None:
    """Say that it is being dealt with.

    Raises:
        NotWaiting: That was said before.
    """
    notice = notice_of(session, notice_id, lock=True)
    if notice.state is not NoticeState.RECEIVED:
        raise NotWaiting
    notice.state, notice.acknowledged_at, notice.handled_by_name = NoticeState.ACKNOWLEDGED, at, viewer.account_name
    session.flush()
    _note(session, viewer, notice, "complaint_acknowledged", at=at)


def close(session: Session, viewer: Viewer, notice_id: UUID, outcome: Outcome, *, at: datetime) -> None:
    """Close it with what was found and done.

    Raises:
        NotWaiting: It is not acknowledged, or closed already.
        ActionTooShort: It is upheld, and the action has less than 20 characters.
    """
    notice = notice_of(session, notice_id, lock=True)
    if notice.state is not NoticeState.ACKNOWLEDGED:
        raise NotWaiting
    if outcome.finding in _UPHELD and len(outcome.action) < _SHORTEST_ACTION:
        raise ActionTooShort
    notice.state, notice.closed_at, notice.handled_by_name = NoticeState.CLOSED, at, viewer.account_name
    notice.finding, notice.action = outcome.finding, outcome.action
    notice.public_reply = outcome.public_reply or None
    session.flush()
    _note(session, viewer, notice, "complaint_closed", at=at)


def open_contact(
    session: Session, viewer: Viewer, notice_id: UUID, keyring: Keyring, *, at: datetime, address: str
) -> Contact:
    """Who complained, with an entry in the audit trail; NotFound where nobody said."""
    notice = notice_of(session, notice_id)
    if notice.contact is None:
        raise NotFound
    _note(session, viewer, notice, "personal_read", at=at, address=address)
    return opened(notice.contact, keyring)


def rewrap_contacts(session: Session, keyring: Keyring) -> int:
    """Wrap every contact of the district with the newest key; gives how many."""
    kept = list(session.scalars(select(ComplaintNotice).where(ComplaintNotice.contact.is_not(None))))
    for each in kept:
        each.contact = keyring.rewrap(each.contact or b"")
    session.flush()
    return len(kept)


def _note(
    session: Session, viewer: Viewer, notice: ComplaintNotice, action: str, *, at: datetime, address: str = ""
) -> None:
    record(
        session,
        action,
        district_id=viewer.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=str(viewer.role),
        at=at,
        subject=notice.number,
        address=address,
        notice=str(notice.id),
    )
