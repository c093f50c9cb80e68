"""Taking hold of what is about to change, so that a second click, person or delivery waits and sees."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role, filers_of, signer_of
from tenants.calendar.periods import period_of
from tenants.errors import NotAllowed, NotFound
from tenants.filing.errors import DraftChanged, DutyClosed, ReasonMissing
from tenants.filing.models import Duty, Version
from tenants.filing.steps import edits_since
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return
from tenants.scope.viewer import Viewer


def the_duty(session: Session, duty_id: UUID) -> Duty:
    """The duty in scope, or NotFound."""
    duty = session.scalar(select(Duty).where(Duty.id == duty_id))
    if duty is None:
        raise NotFound
    return duty


def locked_version(session: Session, version_id: UUID) -> Version:
    """The version in scope as it is now, held until the transaction ends, or NotFound."""
    version = session.scalar(
        select(Version).where(Version.id == version_id).with_for_update().execution_options(populate_existing=True)
    )
    if version is None:
        raise NotFound
    return version


def latest_version(session: Session, duty_id: UUID, *, lock: bool = False) -> Version | None:
    """The version of a duty with the highest number."""
    asked = select(Version).where(Version.duty_id == duty_id).order_by(Version.version_no.desc()).limit(1)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalar(asked)


def ensure_open(duty: Duty) -> None:
    """DutyClosed if the bureau closed the period."""
    if duty.closed_at is not None:
        raise DutyClosed


def ensure_unchanged(session: Session, version: Version, revision: int) -> None:
    """DraftChanged, with what changed and by whom, if the draft is not the one the caller looked at."""
    if version.revision != revision:
        raise DraftChanged(edits_since(session, version, revision), revision=version.revision)


def ensure_role(viewer: Viewer, *roles: Role | str) -> None:
    """NotAllowed unless the viewer acts in one of the roles."""
    if str(viewer.role) not in {str(role) for role in roles}:
        raise NotAllowed


def ensure_filer(viewer: Viewer, about: Duty | Version) -> None:
    """NotAllowed unless the viewer's role fills in the return: the school's own people, or inspectors a visit."""
    ensure_role(viewer, *filers_of(_declared(about).filler))


def ensure_signer(viewer: Viewer, about: Duty | Version) -> None:
    """NotAllowed unless the viewer's role signs the return."""
    ensure_role(viewer, signer_of(_declared(about).filler))


def _declared(about: Duty | Version) -> Return:
    return get_return(about.return_code, period_of(about.period_key).start)


def declaration_of(version: Version) -> Return:
    """The declaration a version was checked by: that of its day."""
    return get_return(version.return_code, version.declared_from)


def good_reason(text: str) -> str:
    """A reason without the spaces around it; ReasonMissing if it has not 10 to 500 characters."""
    text = text.strip()
    if not 10 <= len(text) <= 500:
        raise ReasonMissing
    return text


def touch(version: Version, *, at: datetime) -> int:
    """Count a change of a draft; gives its new revision."""
    version.revision += 1
    version.changed_at = at
    return version.revision
