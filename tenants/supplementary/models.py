"""Definitions of supplementary returns, and the one table that holds the accepted rows of all of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, SchoolOwned
from tenants.filing.models import Version


class SupplementaryReturn(DistrictOwned, Base):
    """A return a district defines itself. Once published it is never rewritten: another one takes its place."""

    __tablename__ = "supplementary_return"

    code: Mapped[str] = mapped_column(primary_key=True)  # s12_1: district and number, unlike any code of the catalogue
    number: Mapped[str]  # S1
    label_zh: Mapped[str]
    label_en: Mapped[str]
    period: Mapped[str]
    due: Mapped[str]
    accepting: Mapped[str]
    basis: Mapped[str]
    fields: Mapped[list[Any]] = mapped_column(JSONB)  # one document for each field, in order
    published_from: Mapped[date | None]  # None: a draft
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class SupplementaryRow(SchoolOwned, Base):
    """One row of an accepted version of a supplementary return; its values are checked by the definition."""

    __tablename__ = "supplementary_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"], [Version.district_id, Version.school_id, Version.id]
        ),
        CheckConstraint("row_no >= 1", name="row_no"),
    )

    version_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    return_code: Mapped[str]
    period_key: Mapped[str]
    version_no: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
