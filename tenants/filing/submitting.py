"""The head's signature and the nil return: how a draft becomes the bureau's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tenants.calendar.periods import period_of
from tenants.filing.attachments import drop_loose_files
from tenants.filing.automatic import accept_at_once
from tenants.filing.digest import digest_of
from tenants.filing.errors import (
    AlreadyAccepted,
    NotADraft,
    OpenFindings,
    SignatureOutdated,
    StillReading,
    UnderReview,
)
from tenants.filing.locks import (
    ensure_filer,
    ensure_open,
    ensure_signer,
    ensure_unchanged,
    latest_version,
    locked_version,
    the_duty,
    touch,
)
from tenants.filing.models import (
    DeferredRule,
    FindingRow,
    NilReason,
    Source,
    Upload,
    UploadState,
    Version,
    VersionState,
)
from tenants.filing.steps import record
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer


def sign_and_submit(
    session: Session, viewer: Viewer, version_id: UUID, *, digest: bytes, revision: int, at: datetime
) -> Version:
    """Sign the figures on screen, as head of the school or as the inspector of a visit, and hand them to the bureau; a second click changes nothing.

    Raises:
        NotAllowed: The viewer does not sign this return.
        NotADraft: The version is submitted, by someone else or with other figures.
        DutyClosed: The period is closed.
        StillReading: A newer file waits to be read.
        DraftChanged: The draft changed since that revision.
        OpenFindings: An error is open, or a query lacks its justification.
        SignatureOutdated: The figures are not those of the digest.
    """
    version = locked_version(session, version_id)
    ensure_signer(viewer, version)
    if version.state is not VersionState.DRAFT:
        if version.digest == digest and version.approved_by == viewer.account_id:
            return version
        raise NotADraft
    ensure_open(the_duty(session, version.duty_id))
    _ensure_all_read(session, version)
    ensure_unchanged(session, version, revision)
    errors, queries = open_findings(session, version.id)
    if errors or queries:
        raise OpenFindings(errors=errors, queries=queries)
    if digest_of(version) != digest:
        raise SignatureOutdated
    drop_loose_files(session, version)
    version.state, version.digest, version.submitted_at = VersionState.SUBMITTED, digest, at
    version.approved_by, version.approved_by_name = viewer.account_id, viewer.account_name
    record(session, viewer, version, "submitted", at=at, details={"digest": digest.hex()})
    session.flush()
    accept_at_once(session, version, at=at)
    return version


def file_nil(session: Session, viewer: Viewer, duty_id: UUID, reason: NilReason | str, *, at: datetime) -> Version:
    """Make the duty's draft a nil version: no rows, a reason, to be signed like any other.

    Raises:
        NotFound, DutyClosed, UnderReview, AlreadyAccepted: As for an upload.
        StillReading: A file waits to be read.
    """
    reason = NilReason(reason)
    duty = the_duty(session, duty_id)
    ensure_filer(viewer, duty)
    ensure_open(duty)
    latest = latest_version(session, duty_id, lock=True)
    if latest is not None and latest.state is VersionState.SUBMITTED:
        raise UnderReview
    if latest is not None and latest.state is VersionState.ACCEPTED:
        raise AlreadyAccepted
    if latest is not None and latest.state is VersionState.DRAFT:
        if latest.nil_reason is reason:
            return latest
        _ensure_all_read(session, latest)
        _empty(session, latest)
        version = latest
    else:
        version = Version(
            district_id=duty.district_id,
            school_id=duty.school_id,
            duty_id=duty.id,
            return_code=duty.return_code,
            period_key=duty.period_key,
            version_no=latest.version_no + 1 if latest else 1,
            state=VersionState.DRAFT,
            declared_from=get_return(duty.return_code, period_of(duty.period_key).start).valid_from,
            revision=0,
            figures={},
            cells={},
            created_at=at,
        )
        session.add(version)
    version.nil_reason, version.source = reason, Source.FORM
    version.prepared_by, version.prepared_by_name = viewer.account_id, viewer.account_name
    revision = touch(version, at=at)
    session.flush()
    record(session, viewer, version, "nil_filed", at=at, details={"revision": revision, "nil_reason": str(reason)})
    session.flush()
    return version


def open_findings(session: Session, version_id: UUID) -> tuple[int, int]:
    """How many errors are open and how many queries lack their justification."""
    row = session.execute(
        select(
            func.count().filter(FindingRow.severity == Severity.ERROR),
            func.count().filter(FindingRow.severity == Severity.QUERY, FindingRow.justification.is_(None)),
        ).where(FindingRow.version_id == version_id)
    ).one()
    return row[0], row[1]


def _ensure_all_read(session: Session, version: Version) -> None:
    waiting = select(Upload.id).where(Upload.duty_id == version.duty_id, Upload.state == UploadState.WAITING).limit(1)
    if session.scalar(waiting) is not None:
        raise StillReading


def _empty(session: Session, version: Version) -> None:
    session.execute(delete(FindingRow).where(FindingRow.version_id == version.id))
    session.execute(delete(DeferredRule).where(DeferredRule.version_id == version.id))
    version.figures, version.cells, version.upload_id = {}, {}, None
