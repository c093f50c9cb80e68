"""Explaining queries: the words a school gives the bureau for what is unusual."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.filing.errors import JustificationLength, NotADraft, NotAQuery
from tenants.filing.locks import ensure_filer, ensure_open, ensure_unchanged, locked_version, the_duty, touch
from tenants.filing.models import FindingRow, Version, VersionState
from tenants.filing.steps import record
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer

SHORTEST, LONGEST = 10, 500


def justify(session: Session, viewer: Viewer, finding_id: UUID, text: str, *, revision: int, at: datetime) -> Version:
    """Explain one query of a draft; gives the version with its new revision. See ``justify_all``."""
    version_id = session.scalar(select(FindingRow.version_id).where(FindingRow.id == finding_id))
    if version_id is None:
        raise NotFound
    return justify_all(session, viewer, version_id, {finding_id: text}, revision=revision, at=at)


def justify_all(
    session: Session, viewer: Viewer, version_id: UUID, texts: Mapping[UUID, str], *, revision: int, at: datetime
) -> Version:
    """Explain several queries of a version at once; what is said already with the same words changes nothing.

    A query that came up after submission (catalogue 1.6) may be explained on the submitted or accepted version too.

    Raises:
        NotFound: The version or a finding is not in scope.
        NotADraft: The version is submitted.
        NotAQuery: A finding is an error or a warning.
        JustificationLength: A text has not 10 to 500 characters.
        DraftChanged: The draft changed since that revision.
    """
    version = locked_version(session, version_id)
    ensure_filer(viewer, version)
    findings = _findings(session, version, texts)
    said = {finding_id: text.strip() for finding_id, text in texts.items()}
    new = {each: text for each, text in said.items() if findings[each].justification != text}
    if not new:
        return version
    _ensure_explainable(session, version, [findings[each] for each in new], list(new.values()))
    if version.state is VersionState.DRAFT:
        ensure_unchanged(session, version, revision)
        touch(version, at=at)
    for finding_id, text in new.items():
        finding = findings[finding_id]
        finding.justification, finding.justified_at = text, at
        finding.justified_by, finding.justified_by_name = viewer.account_id, viewer.account_name
        told = {"revision": version.revision, "finding": str(finding_id), "code": finding.code, "cell": finding.cell}
        record(session, viewer, version, "justified", at=at, reason=text, details=told)
    session.flush()
    return version


def _findings(session: Session, version: Version, texts: Mapping[UUID, str]) -> dict[UUID, FindingRow]:
    found = session.scalars(
        select(FindingRow)
        .where(FindingRow.version_id == version.id, FindingRow.id.in_(list(texts)))
        .execution_options(populate_existing=True)
    )
    findings = {each.id: each for each in found}
    if set(findings) != set(texts):
        raise NotFound
    return findings


def _ensure_explainable(session: Session, version: Version, findings: list[FindingRow], texts: list[str]) -> None:
    if version.state is not VersionState.DRAFT and not all(
        each.is_deferred_outcome and version.state in (VersionState.SUBMITTED, VersionState.ACCEPTED)
        for each in findings
    ):
        raise NotADraft
    if version.state is VersionState.DRAFT:
        ensure_open(the_duty(session, version.duty_id))
    if any(each.severity is not Severity.QUERY for each in findings):
        raise NotAQuery
    for text in texts:
        if not SHORTEST <= len(text) <= LONGEST:
            raise JustificationLength(length=len(text))
