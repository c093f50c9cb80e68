"""Duties, what was filed for them, what was found, and every step with who, when and why."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, SchoolOwned, new_key
from tenants.returns.declaration import Severity


class VersionState(StrEnum):
    """Where a version stands (returns catalogue 1.5)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"


class NilReason(StrEnum):
    """Why there is nothing to report (1.5)."""

    NO_FACILITY = "no_facility"
    NO_ACTIVITY = "no_activity"
    CLOSED_PERIOD = "closed_period"


class Source(StrEnum):
    """How the figures came."""

    FORM = "form"
    FILE = "file"
    API = "api"


class UploadState(StrEnum):
    """How far the system is with a stored original."""

    WAITING = "waiting"
    READ = "read"  # its rows are a draft, findings or not
    REFUSED = "refused"  # not a filing of this duty; the findings say why
    ABSENT = "absent"  # the pack it came in holds no figures of this return
    UNCHANGED = "unchanged"  # the pack repeats what was handed in already


LEFT_OUT = (UploadState.ABSENT, UploadState.UNCHANGED)
"""A pack came, but it says nothing new about the duty: as if there were no upload."""


class Duty(SchoolOwned, Base):
    """A return a school owes for a period."""

    __tablename__ = "duty"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        Index("uq_duty_return_code_period_key", "district_id", "school_id", "return_code", "period_key", unique=True),
        Index("ix_duty_period", "district_id", "return_code", "period_key"),
        Index("ix_duty_id", "district_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    return_code: Mapped[str]  # a code of tenants.returns
    period_key: Mapped[str]  # catalogue 1.4
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None]  # the bureau closed the period: nothing more is taken


class Pack(SchoolOwned, Base):
    """A workbook with all returns that are due in a month, as received; each of its returns is an upload."""

    __tablename__ = "pack"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        Index("uq_pack_sha256", "district_id", "school_id", "month", "sha256", unique=True),
        Index("uq_pack_receipt_no", "district_id", "school_id", "receipt_no", unique=True),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    month: Mapped[str]  # 2026-11: the month in which its returns are due
    receipt_no: Mapped[str]
    sha256: Mapped[bytes]
    filename: Mapped[str]
    size_bytes: Mapped[int]
    received_at: Mapped[datetime]
    received_by: Mapped[UUID]  # account
    received_by_name: Mapped[str]
    received_as: Mapped[str]  # role
    unknown_sheets: Mapped[list[str] | None]  # that belong to no return; None until it is read


class Upload(SchoolOwned, Base):
    """An original as received, kept for ever under its content hash; the same file again is the same row."""

    __tablename__ = "upload"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("uq_upload_sha256", "district_id", "school_id", "duty_id", "sha256", unique=True),
        Index("uq_upload_receipt_no", "district_id", "school_id", "receipt_no", unique=True),
        Index("ix_upload_waiting", "district_id", "received_at", postgresql_where="state = 'waiting'"),
        Index("ix_upload_id", "district_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    receipt_no: Mapped[str]  # <school_code>-<yyyymmdd>-<6 characters>
    sha256: Mapped[bytes]
    filename: Mapped[str]
    size_bytes: Mapped[int]
    received_at: Mapped[datetime]
    received_by: Mapped[UUID]  # account
    received_by_name: Mapped[str]
    pack_id: Mapped[UUID | None]  # it came with others in one workbook
    source: Mapped[Source] = mapped_column(default=Source.FILE)  # an original of the form was made from its rows
    state: Mapped[UploadState] = mapped_column(default=UploadState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    version_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None]


class Version(SchoolOwned, Base):
    """One filing of a return for a period; a correction is a new row with the next number.

    A trigger refuses changes of the figures once the version is submitted.
    """

    __tablename__ = "version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("uq_version_number", "district_id", "school_id", "duty_id", "version_no", unique=True),
        Index("ix_version_state", "district_id", "state", "return_code"),
        Index("ix_version_period", "district_id", "return_code", "period_key"),
        Index("ix_version_school_period", "district_id", "school_id", "return_code", "period_key"),
        Index("ix_version_to_load", "district_id", postgresql_where="accepted_at is not null and loaded_at is null"),
        Index("ix_version_id", "district_id", "id"),
        CheckConstraint("version_no >= 1", name="version_no"),
        CheckConstraint("(state = 'draft') or (digest is not null)", name="digest_when_signed"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    return_code: Mapped[str]
    period_key: Mapped[str]
    version_no: Mapped[int]  # from 1; the accepted one with the highest number counts
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    source: Mapped[Source] = mapped_column(default=Source.FILE)
    declared_from: Mapped[date]  # valid_from of the declaration it was checked by
    revision: Mapped[int] = mapped_column(default=1)  # grows with every change: who saves an old draft is told
    upload_id: Mapped[UUID | None]
    nil_reason: Mapped[NilReason | None]
    figures: Mapped[dict[str, Any]]
    """``{part: [{field: value}]}``: numbers and dates as text, booleans as such, empty left out."""
    cells: Mapped[dict[str, Any]]
    """``{part: {"sheet": ..., "columns": {field: "C"}, "rows": [3, 4]}}``: where each value stood."""
    digest: Mapped[bytes | None]  # SHA-256 of the figures that the head signed
    prepared_by: Mapped[UUID]
    prepared_by_name: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    approved_by: Mapped[UUID | None]
    approved_by_name: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]  # None with accepted_at set: accepted automatically
    accepted_by_name: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    loaded_at: Mapped[datetime | None]  # its typed rows, deferred rules and facts are written


class FileKind(StrEnum):
    """What an attached file is, by its content."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"
    XLSX = "xlsx"


class Attachment(SchoolOwned, Base):
    """A file behind a field of a version, stored by its content like an original.

    A trigger refuses to add or remove one once the version is submitted. A correction has rows of its own.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"], ["version.district_id", "version.school_id", "version.id"]
        ),
        Index(
            "uq_attachment_sha256",
            *("district_id", "school_id", "version_id", "part", "field", "row_key", "sha256"),
            unique=True,
        ),
        CheckConstraint("size_bytes between 1 and 10485760", name="size_bytes"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    version_id: Mapped[UUID]
    part: Mapped[str]
    field: Mapped[str]
    row_key: Mapped[str]  # JSON of the row's key values: rows may move when a workbook is uploaded again
    sha256: Mapped[bytes]
    filename: Mapped[str]  # cleaned, with the ending of its kind
    size_bytes: Mapped[int]
    kind: Mapped[FileKind]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID]  # account
    added_by_name: Mapped[str]


class FindingRow(SchoolOwned, Base):
    """A finding of a version or of a refused upload, with the school's justification where it is a query."""

    __tablename__ = "finding"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("ix_finding_version", "district_id", "school_id", "version_id"),
        Index("ix_finding_upload", "district_id", "school_id", "upload_id"),
        Index("ix_finding_deferred_outcome", "district_id", "version_id", postgresql_where="is_deferred_outcome"),
        CheckConstraint("length(justification) between 10 and 500", name="justification"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    version_id: Mapped[UUID | None]
    upload_id: Mapped[UUID | None]
    ordinal: Mapped[int]
    code: Mapped[str]
    severity: Mapped[Severity]
    part: Mapped[str | None]
    field: Mapped[str | None]
    row_no: Mapped[int | None]
    sheet: Mapped[str | None]
    cell: Mapped[str | None]
    header_zh: Mapped[str | None]
    header_en: Mapped[str | None]
    value: Mapped[str | None]
    also: Mapped[list[str]] = mapped_column(default=list)
    says_zh: Mapped[str]
    says_en: Mapped[str]
    remedy_zh: Mapped[str]
    remedy_en: Mapped[str]
    is_deferred_outcome: Mapped[bool] = mapped_column(default=False)  # attached after acceptance (catalogue 1.6)
    justification: Mapped[str | None]
    justified_by: Mapped[UUID | None]
    justified_by_name: Mapped[str | None]
    justified_at: Mapped[datetime | None]
    read_by: Mapped[UUID | None]  # the bureau has read the justification
    read_at: Mapped[datetime | None]


class DeferredRule(SchoolOwned, Base):
    """A rule that waits for another return to be accepted (catalogue 1.6)."""

    __tablename__ = "deferred_rule"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("ix_deferred_rule_waits_for", "district_id", "school_id", "waits_for"),
    )

    version_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    rule_code: Mapped[str] = mapped_column(primary_key=True)
    duty_id: Mapped[UUID]
    waits_for: Mapped[str]  # the return's code
    settled_at: Mapped[datetime | None]


class ReturnedCell(SchoolOwned, Base):
    """A cell the reviewer sent back: only these reopen in the next draft."""

    __tablename__ = "returned_cell"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("ix_returned_cell_version", "district_id", "school_id", "version_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    version_id: Mapped[UUID]  # the version sent back
    part: Mapped[str]
    field: Mapped[str]
    row_no: Mapped[int]
    reason: Mapped[str]


class Step(SchoolOwned, Base):
    """One thing that happened to a duty: who, when, what, why. Rows are only ever added."""

    __tablename__ = "step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("ix_step_duty", "district_id", "school_id", "duty_id", "at"),
        Index("ix_step_school_id", "district_id", "school_id", "at"),
        Index("ix_step_account_name", "district_id", "account_name", "at"),
        Index("ix_step_action", "district_id", "action", "at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    version_id: Mapped[UUID | None]
    upload_id: Mapped[UUID | None]
    at: Mapped[datetime]
    account_id: Mapped[UUID | None]  # None: the system
    account_name: Mapped[str]
    role: Mapped[str]
    action: Mapped[str]  # uploaded, read, refused, justified, signed, submitted, accepted, sent_back, reopened, ...
    reason: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ApiAnswer(SchoolOwned, Base):
    """What a program was answered to a request with an idempotency key: the same again gets the same."""

    __tablename__ = "api_answer"
    __table_args__ = (ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),)

    account_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_sha256: Mapped[bytes]  # of method, address and body
    status: Mapped[int | None]  # None only within the transaction that answers
    body: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
