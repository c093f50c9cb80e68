"""The bureau's calendar and settings: teaching days, working days, parameters and limits by ``valid_from``."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, Money


class SchoolCalendar(DistrictOwned, Base):
    """Teaching days of one month for one stage (catalogue 2.3)."""

    __tablename__ = "school_calendar"

    school_year: Mapped[str] = mapped_column(primary_key=True)  # 2026-2027
    month: Mapped[str] = mapped_column(primary_key=True)  # 2026-10
    stage: Mapped[str] = mapped_column(primary_key=True)  # L.stage
    term: Mapped[int]  # 1 autumn, 2 spring
    first_day: Mapped[date | None]  # first and last teaching day of the month; None where there is none
    last_day: Mapped[date | None]
    teaching_days: Mapped[int]


class SpecialDay(DistrictOwned, Base):
    """A holiday on a weekday or a working day at a weekend, as the bureau proclaims it."""

    __tablename__ = "special_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name_zh: Mapped[str]
    name_en: Mapped[str]


class ParameterValue(DistrictOwned, Base):
    """A parameter's value from a day on (catalogue 1.8); without a row the declared default holds."""

    __tablename__ = "parameter_value"

    code: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True, default="")  # "" = all stages
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))


class CostShareLimit(DistrictOwned, Base):
    """Lowest and highest share of total cost for a cost field of R05, in % (catalogue 2.3)."""

    __tablename__ = "cost_share_limit"

    cost_field: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    min_pct: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    max_pct: Mapped[Decimal] = mapped_column(Numeric(5, 2))


class MealFeeCap(DistrictOwned, Base):
    """The most a school may charge: a month for package, a meal for swipe (catalogue 2.3)."""

    __tablename__ = "meal_fee_cap"

    stage: Mapped[str] = mapped_column(primary_key=True)
    locality: Mapped[str] = mapped_column(primary_key=True)
    charge_mode: Mapped[str] = mapped_column(primary_key=True)
    meal: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    cap_yuan: Mapped[Money]


class ReturnUse(DistrictOwned, Base):
    """From which day on the bureau asks for a return; without a row it is asked for since it was declared."""

    __tablename__ = "return_use"

    return_code: Mapped[str] = mapped_column(primary_key=True)
    asked_from: Mapped[date]  # periods that start on this day or later
    asked_until: Mapped[date | None]  # and not after this one
