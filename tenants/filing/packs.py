"""Receiving a pack: one workbook, an upload for each return that is due in a month; each stands or falls alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.accounts.roles import SCHOOL_ROLES
from tenants.base import new_key
from tenants.calendar.periods import Period
from tenants.errors import NotFound, OversightError
from tenants.filing.locks import ensure_role, latest_version
from tenants.filing.models import Duty, Pack, Upload, UploadState, VersionState
from tenants.filing.steps import Actor
from tenants.filing.uploads import Receipt, Sent, insert_upload, receipt_number, tidy
from tenants.returns.catalogue import filed_by_bureau
from tenants.scope.viewer import Viewer
from tenants.sets import is_any
from tenants.text import Text


class NothingDue(OversightError):
    """No return is due in the month."""

    says = Text("这个月没有应报的报表，不用报送。", "No return is due in this month; there is nothing to file.")


@dataclass(frozen=True)
class InPack:
    """A return of a pack."""

    duty: Duty
    upload: Upload | None


def pack_duties(session: Session, school_id: int, month: Period) -> list[Duty]:
    """The returns of a school that are due in a month, the earliest first."""
    asked = select(Duty).where(
        Duty.school_id == school_id,
        Duty.due_on.between(month.start, month.end),
        Duty.return_code.not_in(filed_by_bureau()),
    )
    return list(session.scalars(asked.order_by(Duty.due_on, Duty.return_code, Duty.period_key)))


def receive_pack(
    session: Session, viewer: Viewer, month: Period, *, sha256: bytes, filename: str, size_bytes: int, at: datetime
) -> Receipt:
    """Take in a pack that is already stored; the caller defers its check in the same transaction.

    Returns that are with the bureau or accepted are read too, to see whether the pack says the same; it changes
    nothing of them. The same file again gives the same receipt.

    Returns:
        The receipt; its ``upload_id`` is the pack's.

    Raises:
        NothingDue: The school owes nothing in that month.
    """
    ensure_role(viewer, *SCHOOL_ROLES)
    if viewer.school_id is None:
        raise NotFound
    owed = pack_duties(session, viewer.school_id, month)
    if not owed:
        raise NothingDue
    sent = Sent(sha256, tidy(filename), size_bytes, at)
    made = _insert(session, viewer, (viewer.district_id, viewer.school_id), month, sent)
    pack = _known(session, viewer.school_id, month, sha256)
    for duty in owed:
        number = receipt_number(session, duty.school_id, at)
        if insert_upload(session, viewer, duty, sent, receipt_no=number, pack_id=pack.id) is None:
            _read_again(session, duty, sha256)
    session.flush()
    return Receipt(pack.id, pack.receipt_no, is_new=made is not None)


def get_pack(session: Session, pack_id: UUID) -> Pack:
    """The pack, or NotFound."""
    pack = session.scalar(select(Pack).where(Pack.id == pack_id))
    if pack is None:
        raise NotFound
    return pack


def returns_of_pack(session: Session, pack: Pack, month: Period) -> list[InPack]:
    """What is due in the month, each with its upload out of this workbook."""
    owed = pack_duties(session, pack.school_id, month)
    asked = select(Upload).where(Upload.school_id == pack.school_id, Upload.sha256 == pack.sha256)
    uploads = {each.duty_id: each for each in session.scalars(asked)}
    return [InPack(duty, uploads.get(duty.id)) for duty in owed]


def tell_unknown_sheets(session: Session, sheets: Mapping[UUID, list[str]]) -> None:
    """Note the sheets of packs that belong to no return."""
    ids: dict[tuple[str, ...], list[UUID]] = {}
    for pack_id, names in sheets.items():
        ids.setdefault(tuple(names), []).append(pack_id)
    for told, packs in ids.items():  # nearly always one: none
        noted = update(Pack).where(is_any(Pack.id, packs)).values(unknown_sheets=list(told))
        session.execute(noted.execution_options(synchronize_session=False))


def packs_of(session: Session, school_id: int, month: Period) -> list[Pack]:
    """The packs a school sent for a month, the latest first."""
    asked = select(Pack).where(Pack.school_id == school_id, Pack.month == month.key)
    return list(session.scalars(asked.order_by(Pack.received_at.desc(), Pack.id.desc())))


def pack_values(who: Actor, school: tuple[int, int], month: Period, sent: Sent, *, receipt_no: str) -> dict[str, Any]:
    """The row of a new pack of a school (district and school id)."""
    return {
        "district_id": school[0],
        "school_id": school[1],
        "id": new_key(),
        "month": month.key,
        "receipt_no": receipt_no,
        "sha256": sent.sha256,
        "filename": sent.filename,
        "size_bytes": sent.size_bytes,
        "received_at": sent.at,
        "received_by": who.account_id,
        "received_by_name": who.account_name,
        "received_as": str(who.role),
    }


def _insert(session: Session, who: Actor, school: tuple[int, int], month: Period, sent: Sent) -> UUID | None:
    return session.scalar(
        insert(Pack)
        .values(pack_values(who, school, month, sent, receipt_no=receipt_number(session, school[1], sent.at)))
        .on_conflict_do_nothing(index_elements=["district_id", "school_id", "month", "sha256"])
        .returning(Pack.id)
    )


def _known(session: Session, school_id: int, month: Period, sha256: bytes) -> Pack:
    asked = select(Pack).where(Pack.school_id == school_id, Pack.month == month.key, Pack.sha256 == sha256)
    return session.scalars(asked).one()


def _read_again(session: Session, duty: Duty, sha256: bytes) -> None:
    """The same workbook again: it is read anew for a return whose figures it does not hold and that is still open."""
    known = session.scalars(select(Upload).where(Upload.duty_id == duty.id, Upload.sha256 == sha256)).one()
    latest = latest_version(session, duty.id)
    is_open = duty.closed_at is None and (latest is None or latest.state is VersionState.DRAFT)
    is_draft = latest is not None and latest.upload_id == known.id
    if is_open and not is_draft and known.state is not UploadState.WAITING:
        known.state, known.attempts = UploadState.WAITING, 0
