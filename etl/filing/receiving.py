"""Many originals taken in at once by the bureau: a fixed number of statements for a batch, whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.bulk import load_mappings
from tenants.calendar.periods import Period
from tenants.filing.models import Duty, Pack, Step, Upload
from tenants.filing.packs import pack_values
from tenants.filing.steps import step_of
from tenants.filing.uploads import Filer, Sent, receipt_of, upload_values
from tenants.sets import are_any


@dataclass(frozen=True)
class PackSent:
    """A workbook with several returns of a school."""

    school: tuple[int, int]  # district and school
    school_code: str
    month: Period
    sent: Sent


@dataclass(frozen=True)
class FileSent:
    """A workbook, or the sheets of a pack, for one duty."""

    duty: Duty
    school_code: str
    sent: Sent
    pack_id: UUID | None


def add_packs(session: Session, filer: Filer, packs: Sequence[PackSent]) -> list[UUID]:
    """The id of each pack; one that was received before keeps its own."""
    if not packs:
        return []
    rows: list[dict[str, Any]] = [
        pack_values(filer, each.school, each.month, each.sent, receipt_no=receipt_of(each.school_code, each.sent.at))
        for each in packs
    ]
    load_mappings(session, Pack.__table__, rows, keeps_known=True)
    asked = {(each.school[1], each.month.key, each.sent.sha256) for each in packs}
    place = are_any((Pack.school_id, Pack.month, Pack.sha256), asked)
    found = session.execute(select(Pack.id, Pack.school_id, Pack.month, Pack.sha256).where(place))
    ids = {(row.school_id, row.month, row.sha256): row.id for row in found}
    return [ids[each.school[1], each.month.key, each.sent.sha256] for each in packs]


def add_uploads(session: Session, filer: Filer, files: Sequence[FileSent]) -> list[tuple[UUID, str]]:
    """Id and receipt number of each upload; duties may be in any state. One that is known keeps its own."""
    if not files:
        return []
    rows: list[dict[str, Any]] = [
        upload_values(
            filer, each.duty, each.sent, receipt_no=receipt_of(each.school_code, each.sent.at), pack_id=each.pack_id
        )
        for each in files
    ]
    load_mappings(session, Upload.__table__, rows, keeps_known=True)
    asked = {(each.duty.school_id, each.duty.id, each.sent.sha256) for each in files}
    columns = (Upload.id, Upload.receipt_no, Upload.filename, Upload.duty_id, Upload.sha256)
    found = session.execute(select(*columns).where(are_any((Upload.school_id, Upload.duty_id, Upload.sha256), asked)))
    known = {(row.duty_id, row.sha256): row for row in found}
    told = [known[each.duty.id, each.sent.sha256] for each in files]
    alone = [(each, row) for each, row in zip(files, told, strict=True) if each.pack_id is None]
    session.add_all(_step(filer, each, row) for each, row in alone)
    session.flush()
    return [(row.id, row.receipt_no) for row in told]


def _step(filer: Filer, each: FileSent, row: Any) -> Step:
    step = step_of(
        filer, each.duty, "uploaded", at=each.sent.at, details={"filename": row.filename, "receipt": row.receipt_no}
    )
    step.upload_id = row.id
    return step
