"""The tables of similar schools: what a school year's lists were made from, and the lists. Rows are only added."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, SchoolOwned

Share = Numeric(7, 6)  # 0 to 1


class SimilarYear(DistrictOwned, Base):
    """A school year whose lists are frozen, with the weights they were made by."""

    __tablename__ = "similar_year"

    school_year: Mapped[str] = mapped_column(primary_key=True)
    weights: Mapped[dict[str, Any]] = mapped_column(JSONB)  # by trait
    frozen_at: Mapped[datetime]


class SimilarTrait(SchoolOwned, Base):
    """What a school was compared by in a school year; None where it was not known when the list was made."""

    __tablename__ = "similar_trait"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        ForeignKeyConstraint(["district_id", "school_year"], ["similar_year.district_id", "similar_year.school_year"]),
        CheckConstraint("pupils > 0", name="pupils"),
    )

    school_year: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str]  # the highest one, a nine-year school as junior
    has_boarders: Mapped[bool]  # by the registry
    pupils: Mapped[int]
    diners_share: Mapped[Decimal | None] = mapped_column(Share)
    boarders_share: Mapped[Decimal | None] = mapped_column(Share)
    aided_share: Mapped[Decimal | None] = mapped_column(Share)
    supply_mode: Mapped[str]  # L.canteen_mode
    locality: Mapped[str]  # L.locality


class SimilarSchool(SchoolOwned, Base):
    """One school like another in a school year. The bureau reads it; a school knows only the spread of all together."""

    __tablename__ = "similar_school"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "school_year"],
            ["similar_trait.district_id", "similar_trait.school_id", "similar_trait.school_year"],
        ),
        ForeignKeyConstraint(["district_id", "other_id"], ["school.district_id", "school.school_id"]),
        CheckConstraint("other_id <> school_id", name="other_id"),
    )

    school_year: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # 1 is the most alike
    other_id: Mapped[int]
    distance: Mapped[Decimal] = mapped_column(Share)
