"""Marks on accepted versions: what a reviewer should look at twice. Only the bureau reads them."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, SchoolOwned, new_key
from tenants.text import Text


class MarkKind(StrEnum):
    """What a mark is about."""

    REPEATED_FIGURES = "repeated_figures"
    LAST_DIGITS = "last_digits"
    SAME_JUSTIFICATION = "same_justification"


MARK_LABELS = {
    MarkKind.REPEATED_FIGURES: Text("与上期相同的数字", "Figures repeated from last time"),
    MarkKind.LAST_DIGITS: Text("末位数字分布", "Pattern of last digits"),
    MarkKind.SAME_JUSTIFICATION: Text("说明照搬", "The same explanation again"),
}


class QualityMark(SchoolOwned, Base):
    """One mark of a version, kept when it was accepted; the review page works marks out afresh."""

    __tablename__ = "quality_mark"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
        Index("ix_quality_mark_version", "district_id", "school_id", "version_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    duty_id: Mapped[UUID]
    version_id: Mapped[UUID]
    kind: Mapped[MarkKind]
    says_zh: Mapped[str]
    says_en: Mapped[str]
