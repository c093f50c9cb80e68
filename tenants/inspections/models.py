"""A district's own inspection schemes, what is said of a visit once it is entered, and what inspectors recheck."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, SchoolOwned, new_key


class PublishedItem(DistrictOwned, Base):
    """An item of a scheme of the district (catalogue 4.1); a change is a whole new version from a later day on."""

    __tablename__ = "scheme_item"

    scheme_code: Mapped[str] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    domain: Mapped[str]
    text_zh: Mapped[str]
    text_en: Mapped[str]
    method: Mapped[str]  # L.scoring
    max_points: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    lo: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    hi: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    evidence: Mapped[str]  # L.evidence
    data_indicator: Mapped[str | None]
    veto_code: Mapped[str | None]
    veto_below: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))  # share below which the veto is surely met
    na_when: Mapped[str | None]


class ReplyKind(StrEnum):
    """What may be said of a visit, each once for a version of it."""

    SIGNED = "signed"  # by the head: read
    OBJECTION = "objection"  # by the head, within days of the signature
    DECISION = "decision"  # by the bureau, on the objection


class VisitReply(SchoolOwned, Base):
    """What the school and the bureau say of a visit that is entered. Rows are only ever added."""

    __tablename__ = "visit_reply"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"], ["version.district_id", "version.school_id", "version.id"]
        ),
        Index("uq_visit_reply_kind", "district_id", "school_id", "version_id", "kind", unique=True),
        CheckConstraint("(kind = 'signed') or length(words) between 10 and 500", name="words"),
        CheckConstraint("(kind = 'decision') = (is_upheld is not null)", name="is_upheld"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    version_id: Mapped[UUID]
    kind: Mapped[ReplyKind]
    at: Mapped[datetime]
    account_id: Mapped[UUID]
    account_name: Mapped[str]
    role: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    is_upheld: Mapped[bool | None]  # of a decision


class EntryKind(StrEnum):
    """What an inspector enters of a rectification."""

    EXTENSION = "extension"  # more time, once
    PASSED = "passed"  # L.recheck_result
    FAILED = "failed"


class RectificationEntry(SchoolOwned, Base):
    """What an inspector granted or found when rechecking. Rows are only ever added, by the bureau alone."""

    __tablename__ = "rectification_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index(
            "uq_rectification_entry_recheck", "district_id", "school_id", "duty_id", "attempt", unique=True,
            postgresql_where="kind <> 'extension'",
        ),
        Index(
            "uq_rectification_entry_extension", "district_id", "school_id", "duty_id", unique=True,
            postgresql_where="kind = 'extension'",
        ),
        CheckConstraint("attempt >= 1", name="attempt"),
        CheckConstraint("(kind = 'passed') = (until is null)", name="until"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    attempt: Mapped[int]
    kind: Mapped[EntryKind]
    on: Mapped[date]  # of the recheck, or of the grant
    until: Mapped[date | None]  # the day given by an extension or after a failed recheck
    words: Mapped[str] = mapped_column(default="")
    account_id: Mapped[UUID]
    account_name: Mapped[str]
    at: Mapped[datetime]
