"""Asking the head to sign: the clerk's word that the figures are ready, seen in the head's list and in the history."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.filing.errors import NotADraft, OpenFindings
from tenants.filing.locks import ensure_filer, ensure_open, locked_version, the_duty
from tenants.filing.models import Step, Version, VersionState
from tenants.filing.steps import record
from tenants.filing.submitting import open_findings
from tenants.scope.viewer import Viewer

ASKED = "asked_to_sign"


def ask_to_sign(session: Session, viewer: Viewer, version_id: UUID, *, at: datetime) -> Step:
    """Tell the head that a draft is ready; asking again for the same figures changes nothing.

    Raises:
        NotADraft: The version is submitted.
        DutyClosed: The period is closed.
        OpenFindings: An error is open, or a query lacks its justification.
    """
    version = locked_version(session, version_id)
    ensure_filer(viewer, version)
    if version.state is not VersionState.DRAFT:
        raise NotADraft
    ensure_open(the_duty(session, version.duty_id))
    errors, queries = open_findings(session, version.id)
    if errors or queries:
        raise OpenFindings(errors=errors, queries=queries)
    if asked := asked_for(session, version):
        return asked
    step = record(session, viewer, version, ASKED, at=at, details={"asked_revision": version.revision})
    session.flush()
    return step


def asked_for(session: Session, version: Version) -> Step | None:
    """The step by which the head was asked to sign the draft as it is now."""
    asked = select(Step).where(Step.version_id == version.id, Step.action == ASKED).order_by(Step.at.desc()).limit(1)
    step = session.scalar(asked)
    return step if step is not None and step.details.get("asked_revision") == version.revision else None
