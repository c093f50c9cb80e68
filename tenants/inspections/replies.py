"""What is said of a visit once it is entered: the head signs and may object, the bureau decides (catalogue R37)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role
from tenants.calendar.special_days import special_days
from tenants.calendar.workdays import bureau_day, workdays_between
from tenants.filing.locks import ensure_role, good_reason, locked_version
from tenants.filing.models import Version, VersionState
from tenants.filing.queries import get_version
from tenants.filing.reviewing import reopen_for
from tenants.filing.steps import record
from tenants.inspections.errors import (
    AlreadySaid,
    NoObjection,
    NotEntered,
    NotSigned,
    TooLateToObject,
)
from tenants.inspections.models import ReplyKind, VisitReply
from tenants.scope.viewer import Viewer

VISIT = "inspection_visit"
OBJECTION_WORKDAYS = 5
Replies = dict[ReplyKind, VisitReply]


def replies_of(session: Session, version_ids: Collection[UUID]) -> dict[UUID, Replies]:
    """What was said of some versions of visits."""
    found: dict[UUID, Replies] = {}
    for each in session.scalars(select(VisitReply).where(VisitReply.version_id.in_(version_ids))):
        found.setdefault(each.version_id, {})[each.kind] = each
    return found


def sign_visit(session: Session, viewer: Viewer, version_id: UUID, *, at: datetime) -> None:
    """Sign as head of the school that the visit was read; it does not say that the school agrees.

    Raises:
        NotAllowed: The viewer is not the head.
        NotEntered: The visit is a draft or is being corrected.
        AlreadySaid: It is signed.
    """
    ensure_role(viewer, Role.SCHOOL_HEAD)
    version = _entered(session, version_id)
    _say(session, viewer, version, ReplyKind.SIGNED, "", at=at)
    record(session, viewer, version, "visit_signed", at=at)
    session.flush()


def object_to(session: Session, viewer: Viewer, version_id: UUID, words: str, *, at: datetime) -> None:
    """Object, within five working days of the signature.

    Raises:
        NotAllowed, NotEntered, AlreadySaid: As for ``sign_visit``.
        NotSigned: It is not signed yet.
        TooLateToObject: The days are over.
        ReasonMissing: The reason has not 10 to 500 characters.
    """
    ensure_role(viewer, Role.SCHOOL_HEAD)
    version = _entered(session, version_id)
    said = replies_of(session, [version_id]).get(version_id, {})
    if ReplyKind.SIGNED not in said:
        raise NotSigned
    if not may_still_object(session, said[ReplyKind.SIGNED].at, at):
        raise TooLateToObject
    words = good_reason(words)
    _say(session, viewer, version, ReplyKind.OBJECTION, words, at=at)
    record(session, viewer, version, "visit_objected", at=at, reason=words)
    session.flush()


def decide(session: Session, viewer: Viewer, version_id: UUID, words: str, *, is_upheld: bool, at: datetime) -> None:
    """Decide on an objection; one that is upheld opens the visit again, for the inspector to correct.

    Raises:
        NotAllowed: The viewer is not the bureau's administrator: no inspector decides on a visit.
        NotEntered, AlreadySaid, ReasonMissing: As for ``object_to``.
        NoObjection: There is none.
    """
    ensure_role(viewer, Role.BUREAU_ADMIN)
    version = _entered(session, version_id, held=True)
    said = replies_of(session, [version_id]).get(version_id, {})
    if ReplyKind.OBJECTION not in said:
        raise NoObjection
    words = good_reason(words)
    _say(session, viewer, version, ReplyKind.DECISION, words, at=at, is_upheld=is_upheld)
    record(session, viewer, version, "visit_upheld" if is_upheld else "visit_rejected", at=at, reason=words)
    session.flush()
    if is_upheld:
        reopen_for(session, viewer, version, words, at=at)


def may_still_object(session: Session, signed_at: datetime, now: datetime) -> bool:
    """Whether the working days for an objection are not over."""
    first, last = bureau_day(signed_at), bureau_day(now)
    return workdays_between(first, last, special_days(session, first, last)) <= OBJECTION_WORKDAYS


def _entered(session: Session, version_id: UUID, *, held: bool = False) -> Version:
    """The visit; held where it may be changed, which a school may not."""
    version = locked_version(session, version_id) if held else get_version(session, version_id)
    if version.return_code != VISIT or version.state is not VersionState.ACCEPTED:
        raise NotEntered
    return version


def _say(
    session: Session,
    viewer: Viewer,
    version: Version,
    kind: ReplyKind,
    words: str,
    *,
    at: datetime,
    is_upheld: bool | None = None,
) -> None:
    try:
        with session.begin_nested():
            session.add(
                VisitReply(
                    district_id=version.district_id,
                    school_id=version.school_id,
                    version_id=version.id,
                    kind=kind,
                    at=at,
                    account_id=viewer.account_id,
                    account_name=viewer.account_name,
                    role=str(viewer.role),
                    words=words,
                    is_upheld=is_upheld,
                )
            )
    except IntegrityError as doubled:
        raise AlreadySaid from doubled
