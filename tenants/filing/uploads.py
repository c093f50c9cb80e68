"""Receiving an original: stored, receipted, never twice."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role
from tenants.base import new_key
from tenants.calendar.workdays import bureau_day
from tenants.filing.errors import AlreadyAccepted, UnderReview
from tenants.filing.locks import ensure_filer, ensure_open, latest_version, the_duty
from tenants.filing.models import Duty, Source, Upload, UploadState, VersionState
from tenants.filing.steps import Actor, step_of
from tenants.registry.models import Tenant
from tenants.scope.viewer import Viewer

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else on paper
_RECEIVED = {Source.FILE: "uploaded", Source.FORM: "form_checked", Source.API: "sent_by_program"}  # the step it is


@dataclass(frozen=True)
class Sent:
    """An original that is stored already, with its tidied name."""

    sha256: bytes
    filename: str
    size_bytes: int
    at: datetime
    source: Source = Source.FILE


@dataclass(frozen=True)
class Filer:
    """In whose name files are taken in outside a browser."""

    account_id: UUID
    account_name: str
    role: Role


@dataclass(frozen=True)
class Receipt:
    """What the school gets at once for a file."""

    upload_id: UUID
    receipt_no: str
    is_new: bool  # False: this very file was received for the duty before


def receive_upload(
    session: Session,
    viewer: Viewer,
    duty_id: UUID,
    *,
    sha256: bytes,
    filename: str,
    size_bytes: int,
    at: datetime,
    source: Source = Source.FILE,
) -> Receipt:
    """Take in an original that is already stored; the caller defers its check in the same transaction.

    The same file again gives the same receipt. If another file has replaced its figures since, it is read again.

    Raises:
        NotFound: The duty is not in scope.
        DutyClosed: The period is closed.
        UnderReview: A version is submitted.
        AlreadyAccepted: A version is accepted.
    """
    duty = the_duty(session, duty_id)
    ensure_filer(viewer, duty)
    if known := _known(session, duty, sha256):
        _read_again(session, duty, known)
        return Receipt(known.id, known.receipt_no, is_new=False)
    ensure_open(duty)
    ensure_taken(session, duty)
    original = Sent(sha256, tidy(filename), size_bytes, at, source)
    upload_id = insert_upload(session, viewer, duty, original, receipt_no=receipt_number(session, duty.school_id, at))
    known = _known(session, duty, sha256)
    if known is None:  # the row another transaction inserted is visible by now: read committed
        raise RuntimeError("an upload vanished")
    if upload_id is None:
        return Receipt(known.id, known.receipt_no, is_new=False)
    action = _RECEIVED[source]
    step = step_of(viewer, duty, action, at=at, details={"filename": known.filename, "receipt": known.receipt_no})
    step.upload_id = known.id
    session.add(step)
    session.flush()
    return Receipt(known.id, known.receipt_no, is_new=True)


def _known(session: Session, duty: Duty, sha256: bytes) -> Upload | None:
    return session.scalar(select(Upload).where(Upload.duty_id == duty.id, Upload.sha256 == sha256))


def ensure_taken(session: Session, duty: Duty) -> None:
    """UnderReview or AlreadyAccepted if the duty's figures can no longer change."""
    latest = latest_version(session, duty.id)
    if latest is not None and latest.state is VersionState.SUBMITTED:
        raise UnderReview
    if latest is not None and latest.state is VersionState.ACCEPTED:
        raise AlreadyAccepted


def _read_again(session: Session, duty: Duty, known: Upload) -> None:
    """Going back to an earlier file: it waits again if the draft holds another one's figures."""
    if known.state is not UploadState.READ or duty.closed_at is not None:
        return
    latest = latest_version(session, duty.id)
    if latest is not None and latest.state is VersionState.DRAFT and latest.upload_id != known.id:
        known.state, known.attempts = UploadState.WAITING, 0
        session.flush()


def insert_upload(
    session: Session, viewer: Actor, duty: Duty, sent: Sent, *, receipt_no: str, pack_id: UUID | None = None
) -> UUID | None:
    """The new upload's id, or None if the same file was received for the duty before."""
    return session.scalar(
        insert(Upload)
        .values(upload_values(viewer, duty, sent, receipt_no=receipt_no, pack_id=pack_id))
        .on_conflict_do_nothing(index_elements=["district_id", "school_id", "duty_id", "sha256"])
        .returning(Upload.id)
    )


def upload_values(
    actor: Actor, duty: Duty, sent: Sent, *, receipt_no: str, pack_id: UUID | None = None
) -> dict[str, Any]:
    """The row of a new upload."""
    return {
        "district_id": duty.district_id,
        "school_id": duty.school_id,
        "id": new_key(),
        "duty_id": duty.id,
        "receipt_no": receipt_no,
        "sha256": sent.sha256,
        "filename": sent.filename,
        "size_bytes": sent.size_bytes,
        "received_at": sent.at,
        "received_by": actor.account_id,
        "received_by_name": actor.account_name,
        "pack_id": pack_id,
        "source": sent.source,
        "state": UploadState.WAITING,
        "attempts": 0,
    }


def receipt_number(session: Session, school_id: int, at: datetime) -> str:
    """A new receipt number of a school: ``<school_code>-<yyyymmdd>-<6 characters>``."""
    school_code = session.scalars(select(Tenant.school_code).where(Tenant.school_id == school_id)).one()
    return receipt_of(school_code, at)


def receipt_of(school_code: str, at: datetime) -> str:
    """A new receipt number for a school whose code is known."""
    serial = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{school_code}-{bureau_day(at):%Y%m%d}-{serial}"


def tidy(filename: str) -> str:
    """The last part of the name, without control characters, at most 200 characters."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in name if each.isprintable()).strip()[-200:] or "—"
