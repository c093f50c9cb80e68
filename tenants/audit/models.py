"""What was done outside the filing of returns: sign-ins, changed roles, releases, downloads."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, new_key


class AuditEntry(DistrictOwned, Base):
    """One thing an account did: who, when, what, to what. Rows are only added; the bureau reads them, a school its own."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_at", "district_id", "at"),
        Index("ix_audit_entry_account_id", "district_id", "account_id", "at"),
        Index("ix_audit_entry_account_name", "district_id", "account_name", "at"),
        Index("ix_audit_entry_action", "district_id", "action", "at"),
        Index("ix_audit_entry_subject", "district_id", "subject", "at"),
        Index("ix_audit_entry_school_id", "district_id", "school_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    at: Mapped[datetime]
    account_id: Mapped[UUID | None]  # None: the system
    account_name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    school_id: Mapped[int | None]  # whose person did it, or whose values it was about: the head reads it too
    action: Mapped[str]  # signed_in, password_changed, role_given, release_proposed, downloaded, ...
    subject: Mapped[str] = mapped_column(default="")  # what it was done to, as a person would name it
    address: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
