"""Adding to the audit trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tenants.audit.models import AuditEntry
from tenants.base import new_key


def record(
    session: Session,
    action: str,
    *,
    district_id: int,
    account_id: UUID | None,
    account_name: str,
    at: datetime,
    role: str = "",
    school_id: int | None = None,
    subject: str = "",
    address: str = "",
    **details: Any,
) -> None:
    """Add an entry in the caller's transaction, so that it stands or falls with what it tells of."""
    session.execute(
        insert(AuditEntry)
        .values(
            district_id=district_id,
            id=new_key(),
            at=at,
            account_id=account_id,
            account_name=account_name,
            role=role,
            school_id=school_id,
            action=action,
            subject=subject,
            address=address,
            details=details,
        )
        .inline()  # nothing is read back: most roles may add an entry and not read one
    )
