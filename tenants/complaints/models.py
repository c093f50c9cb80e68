"""Complaints handed in on the public pages; a school never sees who complained."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, new_key


class NoticeState(StrEnum):
    """How far the bureau is."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class ComplaintNotice(DistrictOwned, Base):
    """One complaint from the public: what it is about, and what the bureau found, did and replied."""

    __tablename__ = "complaint_notice"
    __table_args__ = (
        Index("uq_complaint_notice_number", "number", unique=True),
        Index("ix_complaint_notice_state", "district_id", "state", "received_at"),
        CheckConstraint("length(content) between 10 and 2000", name="content"),
        CheckConstraint("(state = 'received') = (acknowledged_at is null)", name="acknowledged_at"),
        CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_at"),
        CheckConstraint("(state = 'closed') = (finding is not null and action is not null)", name="finding"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    number: Mapped[str]  # what the complainant is told
    received_at: Mapped[datetime]
    school_code: Mapped[str | None]  # None: about no school in particular
    domain: Mapped[str]  # L.complaint_domain
    content: Mapped[str]
    contact: Mapped[bytes | None]  # name and phone, wrapped by the keys from outside; None: anonymous
    state: Mapped[NoticeState]
    acknowledged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    finding: Mapped[str | None]  # L.finding_result
    action: Mapped[str | None]
    public_reply: Mapped[str | None]  # for everybody, without names
    handled_by_name: Mapped[str | None]
