"""The registry: districts, areas, schools with their dated memberships, events and facilities (returns catalogue 2)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Identity, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, SchoolOwned


class District(Base):
    """One education bureau."""

    __tablename__ = "district"

    district_id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # GB/T 2260, six digits
    name_zh: Mapped[str]
    name_en: Mapped[str]


class Area(DistrictOwned, Base):
    """A part of the district with schools and inspectors of its own (片区)."""

    __tablename__ = "area"
    __table_args__ = (ForeignKeyConstraint(["district_id"], ["district.district_id"]),)

    area_code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]


class Tenant(SchoolOwned, Base):
    """Whoever files: a school, or a unit of the bureau that files for the whole district (catalogue 1.1).

    Both stand in one table, so that duties, versions and their isolation are the same. Whoever asks for ``School``
    gets schools alone; duties, filing and review ask for ``Tenant``.
    """

    __tablename__ = "school"
    __table_args__ = (
        ForeignKeyConstraint(["district_id"], ["district.district_id"]),
        Index("uq_school_district_id_school_code", "district_id", "school_code", unique=True),
        CheckConstraint(
            "case kind when 'school' then school_code ~ '^[0-9]{10}$'"
            " when 'bureau_unit' then school_code ~ '^[a-z_]+$' else false end",
            name="school_code",
        ),
        CheckConstraint(
            "kind <> 'school' or (school_type is not null and sponsor is not null and locality is not null"
            " and stages is not null and region_code is not null and area_code is not null and boarding is not null"
            " and canteen_mode is not null and nutrition_pilot is not null)",
            name="described",
        ),
        CheckConstraint("(status in ('merged', 'closed')) = (closed_on is not null)", name="closed_on"),  # RG-02
        CheckConstraint("closed_on >= opened_on", name="closed_after_opened"),  # RG-03
    )
    __mapper_args__ = {"polymorphic_on": "kind"}

    school_id: Mapped[int] = mapped_column(Identity(), primary_key=True, sort_order=-2)
    kind: Mapped[str] = mapped_column(server_default="school")
    school_code: Mapped[str]  # of a unit its code in L.bureau_unit
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    short_name_zh: Mapped[str] = mapped_column(default="")
    area_code: Mapped[str] = mapped_column(nullable=True)  # today's, history in school_area; a unit has none
    office_phone: Mapped[str] = mapped_column(default="")
    address_zh: Mapped[str] = mapped_column(default="")
    address_en: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="open")  # L.school_status
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    sort_key: Mapped[str]  # pinyin, correctable (there is no zh collation in the embedded server)
    initials: Mapped[str]  # pinyin initials for search: cgxx


class School(Tenant):
    """A school as it is today; what it was is in its events, areas and filed returns (catalogue 2.1)."""

    __mapper_args__ = {"polymorphic_identity": "school", "polymorphic_load": "inline"}

    credit_code: Mapped[str | None]
    school_type: Mapped[str] = mapped_column(nullable=True)  # L.school_type
    sponsor: Mapped[str] = mapped_column(nullable=True)  # L.sponsor
    locality: Mapped[str] = mapped_column(nullable=True)  # L.locality
    stages: Mapped[list[str]] = mapped_column(nullable=True)  # codes of L.stage
    region_code: Mapped[str] = mapped_column(nullable=True)
    parent_school_code: Mapped[str | None]
    boarding: Mapped[str] = mapped_column(nullable=True)  # L.boarding
    canteen_mode: Mapped[str] = mapped_column(nullable=True)  # L.canteen_mode
    nutrition_pilot: Mapped[str] = mapped_column(nullable=True)  # L.nutrition_pilot
    lon: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    lat: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))


class BureauUnit(Tenant):
    """A unit of the bureau that files returns for the district, such as the aid centre."""

    __mapper_args__ = {"polymorphic_identity": "bureau_unit", "polymorphic_load": "inline"}


class SchoolArea(SchoolOwned, Base):
    """The area a school belongs to from a day on; a move adds a row and history stays."""

    __tablename__ = "school_area"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        ForeignKeyConstraint(["district_id", "area_code"], ["area.district_id", "area.area_code"]),
        CheckConstraint("valid_to > valid_from", name="valid_to"),
    )

    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]  # the first day it no longer holds
    area_code: Mapped[str]


class SchoolEvent(SchoolOwned, Base):
    """An opening, renaming, merger or closure (catalogue 2.2)."""

    __tablename__ = "school_event"
    __table_args__ = (ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),)

    event_no: Mapped[str] = mapped_column(primary_key=True)
    event_type: Mapped[str]  # L.event_type
    event_date: Mapped[date]
    from_codes: Mapped[str] = mapped_column(default="-")
    to_codes: Mapped[str] = mapped_column(default="-")
    name_before: Mapped[str | None]
    name_after: Mapped[str | None]
    doc_no: Mapped[str | None]


class Facility(SchoolOwned, Base):
    """A canteen, dormitory, shop, water point or building of a school (catalogue 2.3)."""

    __tablename__ = "facility"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        CheckConstraint("facility_no ~ '^[CDSWB][0-9]{2}$'", name="facility_no"),
    )

    facility_no: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]  # L.facility_kind
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
