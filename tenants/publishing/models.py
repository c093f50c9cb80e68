"""Releases: what two people decided to publish, and the frozen figures the public reads (schema ``release``)."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Numeric, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, SchoolOwned, new_key


class ReleaseState(StrEnum):
    """Where a release stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    REPLACED = "replaced"  # a later release of the same month is on show
    WITHDRAWN = "withdrawn"


class Release(DistrictOwned, Base):
    """A month put before the public; the one who approves is not the one who proposed."""

    __tablename__ = "release"
    __table_args__ = (
        ForeignKeyConstraint(["district_id"], ["district.district_id"]),
        CheckConstraint("approved_by <> proposed_by", name="two_persons"),
        CheckConstraint("(state = 'proposed') or (state = 'withdrawn') or (approved_by is not null)", name="approved"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    period_key: Mapped[str]  # a month
    state: Mapped[ReleaseState] = mapped_column(default=ReleaseState.PROPOSED)
    note: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[UUID]
    proposed_by_name: Mapped[str]
    proposed_at: Mapped[datetime]
    approved_by: Mapped[UUID | None]
    approved_by_name: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    withdrawn_by_name: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
    schools: Mapped[int | None]  # how many schools it shows; None until it is on show


class ReleaseVersion(SchoolOwned, Base):
    """A version whose figures a release showed: what a later release of the month is compared with."""

    __tablename__ = "release_version"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "release_id"], ["release.district_id", "release.id"]),
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
    )

    release_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    version_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class DisclosedCount(DistrictOwned, Base):
    """A count of persons that a release showed or hid. Kept for ever: what was public once stays known."""

    __tablename__ = "disclosed_count"
    __table_args__ = (ForeignKeyConstraint(["district_id", "release_id"], ["release.district_id", "release.id"]),)

    release_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    count_key: Mapped[str] = mapped_column(primary_key=True)  # of etl.publishing.counts; the same in every release
    total_key: Mapped[str | None]  # the count it is a part of
    value: Mapped[int]
    group_size: Mapped[int | None]
    hidden: Mapped[str | None]  # why (etl.publishing.suppression), None where it was shown


class PublicRelease(Base):
    """A release as the public sees it."""

    __tablename__ = "month"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(primary_key=True)
    district_code: Mapped[str]
    district_zh: Mapped[str]
    district_en: Mapped[str]
    period_key: Mapped[str]
    published_at: Mapped[datetime]
    is_current: Mapped[bool]
    public_cell_min: Mapped[int]  # the smallest count of persons that was shown


class PublicSchool(Base):
    """A school's public registry fields at the time of the release."""

    __tablename__ = "school"
    __table_args__ = (Index("ix_school_school_code", "school_code"), {"schema": "release"})

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True
    )
    school_code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    profile: Mapped[dict[str, Any]]  # public fields of catalogue 2.1 by code
    area_zh: Mapped[str]
    area_en: Mapped[str]


class PublicRow(Base):
    """One row of a return with its public fields; what is hidden is left out of ``figures`` and named in ``hidden``."""

    __tablename__ = "row"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True
    )
    school_code: Mapped[str] = mapped_column(primary_key=True)
    return_code: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]]
    hidden: Mapped[dict[str, Any]]  # "small" or "hidden", by field


class PublicFiling(Base):
    """What a school filed of a return by the time of the release: a version, a nil return, or nothing yet."""

    __tablename__ = "filing"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True
    )
    school_code: Mapped[str] = mapped_column(primary_key=True)
    return_code: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str]
    version_no: Mapped[int | None]  # None: owed, and not accepted yet
    accepted_on: Mapped[date | None]
    nil_reason: Mapped[str | None]


class PublicChange(Base):
    """A figure that a later release of the same month corrected; both values are None where either is hidden."""

    __tablename__ = "change"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True
    )
    school_code: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # within the school
    changed_on: Mapped[date]
    return_code: Mapped[str]
    part: Mapped[str]
    row_key: Mapped[dict[str, Any]]  # the key fields of the row
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    is_hidden: Mapped[bool]
    reason: Mapped[str]


class PublicIndicator(Base):
    """One public indicator of a school; both parts and the value are rounded, None where suppressed or without value."""

    __tablename__ = "indicator"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True
    )
    school_code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    district_value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    target: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    red: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    schools: Mapped[int]  # with a value in the district's figure
    is_partial: Mapped[bool]
    is_hidden: Mapped[bool]


class PublicVisit(Base):
    """A visit of inspectors as the public sees it: its result, once the school has signed and objections are decided."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_school_code", "school_code", "visited_on"), {"schema": "release"})

    visit_no: Mapped[str] = mapped_column(primary_key=True)  # begins with the school's code
    district_code: Mapped[str]
    school_code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    visit_type: Mapped[str]
    scheme_code: Mapped[str]
    visited_on: Mapped[date]
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    grade: Mapped[str]
    star: Mapped[int]
    vetoes: Mapped[str]
    version_no: Mapped[int]
    published_on: Mapped[date]
    corrected_on: Mapped[date | None]  # where a later version took the place of the first


class PublicFinding(Base):
    """A finding of a published visit, once its deadline has passed, and when its rectification passed the recheck."""

    __tablename__ = "visit_finding"
    __table_args__ = {"schema": "release"}

    visit_no: Mapped[str] = mapped_column(ForeignKey("release.visit.visit_no", ondelete="CASCADE"), primary_key=True)
    finding_no: Mapped[str] = mapped_column(primary_key=True)
    item_zh: Mapped[str]
    item_en: Mapped[str]
    severity: Mapped[str]
    description: Mapped[str]
    deadline: Mapped[date]
    closed_on: Mapped[date | None]


class PublicYearScore(Base):
    """The year score of a school whose visits of the year are published."""

    __tablename__ = "year_score"
    __table_args__ = {"schema": "release"}

    school_code: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str] = mapped_column(primary_key=True)  # a school year
    district_code: Mapped[str]
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    grade_at_best: Mapped[str]  # by the vetoes; empty without one


class PublicReply(Base):
    """A reply to a complaint that the school let be published; nothing of who complained, or of what was said."""

    __tablename__ = "complaint_reply"
    __table_args__ = (Index("ix_complaint_reply_closed_on", "closed_on"), {"schema": "release"})

    complaint_no: Mapped[str] = mapped_column(primary_key=True)
    district_code: Mapped[str]
    school_code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    domain_zh: Mapped[str]
    domain_en: Mapped[str]
    reply: Mapped[str]
    closed_on: Mapped[date]


class PublicComplaints(Base):
    """How many complaints a school took in a school year, and how they were dealt with."""

    __tablename__ = "complaint_year"
    __table_args__ = {"schema": "release"}

    school_code: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str] = mapped_column(primary_key=True)
    district_code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    received: Mapped[int]
    acknowledged_in_time: Mapped[int]
    due: Mapped[int]  # closed, or past the day by which they should have been
    closed_in_time: Mapped[int]
