"""What an index is made of, kept beside it: the answer to "why?" and to what moved it."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned
from tenants.facts import Figure


class PartState(StrEnum):
    """How a part stands in an index."""

    COUNTED = "counted"
    MISSING = "missing"  # overdue by more than ten days and not handed in: counts as 0
    AWAITED = "awaited"  # owed, but not accepted yet: left out for now
    LEFT_OUT = "left_out"  # it does not apply to the school
    DEDUCTED = "deducted"  # its points are taken off
    CAPPED = "capped"  # its points are the most the index may be


class IndexPart(DistrictOwned, Base):
    """A part of a school's index for a month."""

    __tablename__ = "index_part"
    __table_args__ = (ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),)

    indicator: Mapped[str] = mapped_column(primary_key=True)  # the index
    period_key: Mapped[str] = mapped_column(primary_key=True)  # the month
    school_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(primary_key=True)  # an indicator; of a cap ``VETO``
    state: Mapped[PartState]
    weight: Mapped[int]  # points it is worth; 0 for deductions and caps
    share: Mapped[Decimal | None] = mapped_column(Figure)  # of the index: weight over the weights that count
    points: Mapped[Decimal | None] = mapped_column(Figure)  # 0 to 100; taken off, or the cap
    value: Mapped[Decimal | None] = mapped_column(Figure)  # of its indicator
    source_period: Mapped[str | None]  # the period the value is for
