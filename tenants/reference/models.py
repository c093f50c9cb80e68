"""The reference tables of returns catalogue 2.3 that a district keeps; without rows the declared defaults hold."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, Money


class AidProgramme(DistrictOwned, Base):
    """What a pupil of a stage is entitled to a term, where the amount is fixed (catalogue 1.10)."""

    __tablename__ = "aid_programme"

    programme: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    yuan_a_term: Mapped[Money]


class EnergyCoefficient(DistrictOwned, Base):
    """Standard coal of one unit of an energy, in kg (GB/T 2589-2020; natural gas and biomass set by the district)."""

    __tablename__ = "energy_coefficient"

    energy_type: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    kgce: Mapped[Decimal] = mapped_column(Numeric(12, 6))


class FoodItem(DistrictOwned, Base):
    """What canteens buy."""

    __tablename__ = "food_item"

    item_code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    food_category: Mapped[str]  # L.food_category
    unit: Mapped[str]  # kg, piece, box, litre


class Supplier(DistrictOwned, Base):
    """An enterprise in the district's supplier pool."""

    __tablename__ = "supplier"

    credit_code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    licence_no: Mapped[str | None]
    licence_valid_to: Mapped[date | None]
    categories: Mapped[list[str]]  # L.procurement_subject
    pool_status: Mapped[str]  # in, suspended, out
    entered_on: Mapped[date]
    left_on: Mapped[date | None]
    last_score: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))


class CentralPurchase(DistrictOwned, Base):
    """Whether a category of food is bought for the whole district."""

    __tablename__ = "central_purchase"

    food_category: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    is_central: Mapped[bool]


class MenuReference(DistrictOwned, Base):
    """What a lunch or dinner of a pupil of a stage is compared with, in grams (WS/T 554-2017)."""

    __tablename__ = "menu_reference"

    stage: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    veg_low: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    meat_low: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    salt_high: Mapped[Decimal] = mapped_column(Numeric(8, 2))
