"""The bureau's decisions: accept, send back naming cells, reopen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from tenants.filing.drafts import next_draft
from tenants.filing.errors import NoSuchCell, NotAccepted, NotWaiting
from tenants.filing.locks import (
    declaration_of,
    ensure_open,
    ensure_role,
    good_reason,
    latest_version,
    locked_version,
    the_duty,
)
from tenants.filing.models import FindingRow, ReturnedCell, Version, VersionState
from tenants.filing.steps import record
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer


@dataclass(frozen=True)
class CellToReturn:
    """A value the school is to correct; without a reason of its own it takes that of the decision."""

    part: str
    field: str
    row_no: int
    reason: str = ""


def accept(session: Session, viewer: Viewer, version_id: UUID, *, at: datetime) -> Version:
    """Accept a submitted version; its figures count from now on. A second click changes nothing.

    The caller defers the writing of facts in the same transaction.

    Raises:
        NotAllowed: The viewer's role is not the accepting one of the return.
        NotWaiting: The version is not submitted, or was dealt with by someone else.
    """
    version = _for_decision(session, viewer, version_id)
    if version.state is VersionState.ACCEPTED and version.accepted_by == viewer.account_id:
        return version
    if version.state is not VersionState.SUBMITTED:
        raise NotWaiting
    version.state, version.accepted_at = VersionState.ACCEPTED, at
    version.accepted_by, version.accepted_by_name = viewer.account_id, viewer.account_name
    _mark_read(session, viewer, version, at=at)
    record(session, viewer, version, "accepted", at=at)
    session.flush()
    return version


def send_back(
    session: Session, viewer: Viewer, version_id: UUID, cells: Sequence[CellToReturn], reason: str, *, at: datetime
) -> Version:
    """Return a submitted version for correction; gives the new draft, in which only the named cells are open.

    Without cells the whole return is open. The version itself stays as it was signed.

    Raises:
        NotAllowed, NotWaiting: As for ``accept``.
        ReasonMissing: The reason has not 10 to 500 characters.
        NoSuchCell: A cell is not in the version.
    """
    version = _for_decision(session, viewer, version_id)
    if version.state is VersionState.SENT_BACK and (draft := _follower(session, version)):
        return draft
    if version.state is not VersionState.SUBMITTED:
        raise NotWaiting
    reason = good_reason(reason)
    _ensure_cells(version, cells)
    version.state = VersionState.SENT_BACK
    named = [
        ReturnedCell(
            district_id=version.district_id,
            school_id=version.school_id,
            duty_id=version.duty_id,
            version_id=version.id,
            part=cell.part,
            field=cell.field,
            row_no=cell.row_no,
            reason=cell.reason.strip() or reason,
        )
        for cell in dict.fromkeys(cells)
    ]
    session.add_all(named)
    _mark_read(session, viewer, version, at=at)
    told = [{"part": each.part, "field": each.field, "row_no": each.row_no, "reason": each.reason} for each in named]
    record(session, viewer, version, "sent_back", at=at, reason=reason, details={"cells": told})
    session.flush()
    return next_draft(session, version, named, at=at)


def reopen(session: Session, viewer: Viewer, version_id: UUID, reason: str, *, at: datetime) -> Version:
    """Open an accepted version for correction; gives the new draft. What was accepted counts until that is accepted.

    Raises:
        NotAllowed: The viewer's role is not the accepting one of the return.
        DutyClosed: The period is closed; the administrator opens it first (``open_duties``).
        NotAccepted: The version is not the accepted one that counts.
        ReasonMissing: The reason has not 10 to 500 characters.
    """
    version = _for_decision(session, viewer, version_id)
    return reopen_for(session, viewer, version, reason, at=at)


def reopen_for(session: Session, viewer: Viewer, version: Version, reason: str, *, at: datetime) -> Version:
    """Open an accepted version that the caller holds and may decide on; see ``reopen``."""
    if version.state is VersionState.REOPENED and (draft := _follower(session, version)):
        return draft
    if version.state is not VersionState.ACCEPTED:
        raise NotAccepted
    reason = good_reason(reason)
    ensure_open(the_duty(session, version.duty_id))
    version.state = VersionState.REOPENED
    record(session, viewer, version, "reopened", at=at, reason=reason)
    session.flush()
    return next_draft(session, version, (), at=at)


def _for_decision(session: Session, viewer: Viewer, version_id: UUID) -> Version:
    version = locked_version(session, version_id)
    ensure_role(viewer, declaration_of(version).accepting)
    return version


def _follower(session: Session, version: Version) -> Version | None:
    latest = latest_version(session, version.duty_id)
    return latest if latest and latest.version_no == version.version_no + 1 else None


def _ensure_cells(version: Version, cells: Sequence[CellToReturn]) -> None:
    ret = declaration_of(version)
    known = {(part.code, each.code) for part, each in ret.each_field()}
    for cell in cells:
        rows = version.figures.get(cell.part, [])
        if (cell.part, cell.field) not in known or not 1 <= cell.row_no <= len(rows):
            raise NoSuchCell(cell=f"{cell.part}.{cell.field} {cell.row_no}")


def _mark_read(session: Session, viewer: Viewer, version: Version, *, at: datetime) -> None:
    session.execute(
        update(FindingRow)
        .where(FindingRow.version_id == version.id, FindingRow.severity == Severity.QUERY, FindingRow.read_at.is_(None))
        .values(read_by=viewer.account_id, read_at=at)
    )
