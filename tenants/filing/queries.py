"""Reading duties, versions and what belongs to them, within the scope of the session."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.filing.difference import Change, changes_between
from tenants.filing.locks import declaration_of, the_duty
from tenants.filing.models import LEFT_OUT, Duty, FindingRow, ReturnedCell, Step, Upload, Version
from tenants.returns.declaration import Severity

_Thing = TypeVar("_Thing")
_SEVERITIES = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.WARNING: 2}


def get_duty(session: Session, duty_id: UUID) -> Duty:
    """The duty, or NotFound."""
    return the_duty(session, duty_id)


def get_version(session: Session, version_id: UUID) -> Version:
    """The version, or NotFound."""
    return _one(session, Version, Version.id == version_id)


def get_upload(session: Session, upload_id: UUID) -> Upload:
    """The upload, or NotFound."""
    return _one(session, Upload, Upload.id == upload_id)


def versions_of(session: Session, duty_id: UUID) -> list[Version]:
    """All versions of a duty, the newest first."""
    asked = select(Version).where(Version.duty_id == duty_id).order_by(Version.version_no.desc())
    return list(session.scalars(asked))


def version_before(session: Session, version: Version) -> Version | None:
    """The version with the number before, to show the difference from."""
    asked = select(Version).where(Version.duty_id == version.duty_id, Version.version_no < version.version_no)
    return session.scalar(asked.order_by(Version.version_no.desc()).limit(1))


def counting_version(session: Session, duty_id: UUID) -> Version | None:
    """The version whose figures count: the latest that was accepted, also while it is reopened."""
    asked = select(Version).where(Version.duty_id == duty_id, Version.accepted_at.is_not(None))
    return session.scalar(asked.order_by(Version.version_no.desc()).limit(1))


def findings_of(session: Session, *, version_id: UUID | None = None, upload_id: UUID | None = None) -> list[FindingRow]:
    """The findings of a version or of a refused upload: errors, queries, warnings, each in the order of the file."""
    asked = select(FindingRow).where(
        FindingRow.version_id == version_id if version_id else FindingRow.upload_id == upload_id
    )
    if not version_id:
        asked = asked.where(FindingRow.version_id.is_(None))
    return sorted(session.scalars(asked), key=lambda each: (_SEVERITIES[each.severity], each.ordinal))


def steps_of(session: Session, duty_id: UUID) -> list[Step]:
    """What happened to a duty, the latest first."""
    asked = select(Step).where(Step.duty_id == duty_id).order_by(Step.at.desc(), Step.id.desc())
    return list(session.scalars(asked))


def uploads_of(session: Session, duty_id: UUID) -> list[Upload]:
    """The originals received for a duty, the latest first; not the packs that said nothing about it."""
    asked = (
        select(Upload)
        .where(Upload.duty_id == duty_id, Upload.state.not_in(LEFT_OUT))
        .order_by(Upload.received_at.desc(), Upload.id.desc())
    )
    return list(session.scalars(asked))


def findings_of_uploads(session: Session, upload_ids: Collection[UUID]) -> list[FindingRow]:
    """What was found in several files, in order."""
    asked = select(FindingRow).where(FindingRow.upload_id.in_(upload_ids))
    return list(session.scalars(asked.order_by(FindingRow.upload_id, FindingRow.ordinal)))


def returned_cells(session: Session, version_id: UUID) -> list[ReturnedCell]:
    """The cells named when the version was sent back."""
    asked = select(ReturnedCell).where(ReturnedCell.version_id == version_id)
    return list(session.scalars(asked.order_by(ReturnedCell.part, ReturnedCell.row_no, ReturnedCell.field)))


def difference(new: Version, old: Version) -> list[Change]:
    """Every value that differs between two versions of a duty, rows of the same key side by side."""
    return changes_between(old.figures, new.figures, {part.code: part.key for part in declaration_of(new).parts})


def _one(session: Session, kind: type[_Thing], condition: ColumnElement[bool]) -> _Thing:
    found = session.scalar(select(kind).where(condition))
    if found is None:
        raise NotFound
    return found
