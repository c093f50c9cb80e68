"""The tables of figures: one fact per indicator, period and school, and the marts that answer a dashboard at once."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned

Figure = Numeric(20, 6)


class Fact(DistrictOwned, Base):
    """An indicator of a school for a period (returns catalogue 1.7, 5).

    It comes from the latest accepted version, or is formed of other figures and then has no version of its own.

    The primary key carries the figures (``INCLUDE``), so that a trend reads the index alone.
    """

    __tablename__ = "fact"
    __table_args__ = (
        PrimaryKeyConstraint(
            "district_id",
            "indicator",
            "period_key",
            "school_id",
            postgresql_include=["numerator", "denominator", "value"],
        ),
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        Index("ix_fact_school", "district_id", "school_id", "indicator", "period_key"),
    )

    indicator: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    numerator: Mapped[Decimal | None] = mapped_column(Figure)
    denominator: Mapped[Decimal | None] = mapped_column(Figure)  # None for counts and amounts
    value: Mapped[Decimal | None] = mapped_column(Figure)  # None where the denominator is null or zero
    is_partial: Mapped[bool] = mapped_column(default=False)  # provisional: the span is not over, or not all is in
    version_id: Mapped[UUID | None]
    accepted_at: Mapped[datetime | None]


class AreaFact(DistrictOwned, Base):
    """An indicator of an area (or of the district, ``area_code`` empty) for a period: ratio of sums, mean or sum."""

    __tablename__ = "area_fact"

    indicator: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str] = mapped_column(primary_key=True)
    area_code: Mapped[str] = mapped_column(primary_key=True, default="")
    numerator: Mapped[Decimal | None] = mapped_column(Figure)
    denominator: Mapped[Decimal | None] = mapped_column(Figure)
    value: Mapped[Decimal | None] = mapped_column(Figure)
    schools: Mapped[int]  # with a value
    is_partial: Mapped[bool] = mapped_column(default=False)


class PeerFact(DistrictOwned, Base):
    """The spread of an indicator over a peer group (catalogue 5); only groups of 4 or more schools have a row, of 8 or more quartiles."""

    __tablename__ = "peer_fact"

    indicator: Mapped[str] = mapped_column(primary_key=True)
    period_key: Mapped[str] = mapped_column(primary_key=True)
    peer_group: Mapped[str] = mapped_column(primary_key=True)  # "junior/town/boarding", "junior/boarding" or "junior"
    schools: Mapped[int]
    lower_quartile: Mapped[Decimal | None] = mapped_column(Figure)
    median: Mapped[Decimal | None] = mapped_column(Figure)
    upper_quartile: Mapped[Decimal | None] = mapped_column(Figure)


class PeerGroup(DistrictOwned, Base):
    """The peer group a school is compared with, kept with the facts."""

    __tablename__ = "peer_group"
    __table_args__ = (ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),)

    school_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    peer_group: Mapped[str]
