"""Marking explanations as read: the school sees that the bureau has taken note."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.filing.errors import NotAQuery
from tenants.filing.locks import declaration_of, ensure_role, locked_version
from tenants.filing.models import FindingRow, Version
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer


def mark_read(session: Session, viewer: Viewer, finding_id: UUID, *, at: datetime) -> Version:
    """Note that the accepting role has read one explanation; the first reading stays. Gives the finding's version.

    Raises:
        NotFound: The finding is not in scope, or belongs to no version.
        NotAllowed: The viewer's role is not the accepting one of the return.
        NotAQuery: There is no explanation to read.
    """
    finding = session.scalar(select(FindingRow).where(FindingRow.id == finding_id))
    if finding is None or finding.version_id is None:
        raise NotFound
    version = locked_version(session, finding.version_id)
    ensure_role(viewer, declaration_of(version).accepting)
    if finding.severity is not Severity.QUERY or finding.justification is None:
        raise NotAQuery
    if finding.read_at is None:
        finding.read_by, finding.read_at = viewer.account_id, at
        session.flush()
    return version
