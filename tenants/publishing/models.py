"""Releases: what two people decided to publish, and the frozen figures the public reads (schema ``release``)."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Numeric, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, new_key


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
    schools: Mapped[int | None]  # how many schools it shows


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


class PublicSchool(Base):
    """A school's public registry fields at the time of the release."""

    __tablename__ = "school"
    __table_args__ = (Index("ix_school_school_code", "school_code"), {"schema": "release"})

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True)
    school_code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    profile: Mapped[dict[str, Any]]  # public fields of catalogue 2.1 by code
    area_zh: Mapped[str]
    area_en: Mapped[str]


class PublicRow(Base):
    """One row of a return with its public fields; ``hidden`` names the fields whose value is a suppressed small count."""

    __tablename__ = "row"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True)
    school_code: Mapped[str] = mapped_column(primary_key=True)
    return_code: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    period_key: Mapped[str]
    version_no: Mapped[int]
    figures: Mapped[dict[str, Any]]
    hidden: Mapped[list[str]]


class PublicIndicator(Base):
    """One public indicator of a school; both parts and the value are rounded, None where suppressed or without value."""

    __tablename__ = "indicator"
    __table_args__ = {"schema": "release"}

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.month.release_id", ondelete="CASCADE"), primary_key=True)
    school_code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    district_value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    is_hidden: Mapped[bool]
