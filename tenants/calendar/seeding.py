"""Setting up a district's calendar, holidays, parameters and limits from plain data; doing it again changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.base import Base
from tenants.calendar.models import CostShareLimit, MealFeeCap, ParameterValue, ReturnUse, SchoolCalendar, SpecialDay
from tenants.calendar.periods import containing
from tenants.returns.declaration import PeriodType
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS
from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class TeachingMonth:
    """Teaching days of a month for a stage."""

    month: str  # 2026-10
    stage: str
    teaching_days: int
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Holiday:
    """A day on which the bureau rests on a weekday, or works at a weekend."""

    day: date
    is_workday: bool
    name: Text


@dataclass(frozen=True)
class FeeCap:
    """The most a school may charge."""

    stage: str
    locality: str
    charge_mode: str
    meal: str
    cap_yuan: Decimal


def seed_calendar(
    session: Session, district_id: int, months: Iterable[TeachingMonth], holidays: Iterable[Holiday] = ()
) -> None:
    """Set the teaching months and special days; what is there for the same keys is replaced."""
    _set(session, SchoolCalendar, [_month_row(district_id, each) for each in months])
    days = [
        {
            "district_id": district_id, "day": each.day, "is_workday": each.is_workday,
            "name_zh": each.name.zh, "name_en": each.name.en,
        }
        for each in holidays
    ]  # fmt: skip
    _set(session, SpecialDay, days)


def seed_settings(
    session: Session, district_id: int, *, valid_from: date, caps: Iterable[FeeCap] = (),
    parameters: dict[str, Decimal] | None = None,
) -> None:  # fmt: skip
    """Write down the declared parameters and cost share limits as the district's own from a day on.

    Args:
        session: A session that may write the district's settings.
        district_id: The district.
        valid_from: The first day they hold.
        caps: Highest meal prices, which have no default.
        parameters: Values that differ from the declared ones.
    """
    own = {code: each.default for code, each in PARAMETERS.items() if each.default is not None} | (parameters or {})
    common = {"district_id": district_id, "valid_from": valid_from}
    _set(session, ParameterValue, [common | {"code": code, "stage": "", "value": own[code]} for code in own])
    shares = COST_SHARE_LIMITS.items()
    limits = [common | {"cost_field": name, "min_pct": low, "max_pct": high} for name, (low, high) in shares]
    _set(session, CostShareLimit, limits)
    named = ("stage", "locality", "charge_mode", "meal", "cap_yuan")
    _set(session, MealFeeCap, [common | {name: getattr(each, name) for name in named} for each in caps])


def seed_uses(session: Session, district_id: int, asked_from: dict[str, date]) -> None:
    """Ask for returns, by code, for the periods from a day on; those not named are asked for since always."""
    rows = [
        {"district_id": district_id, "return_code": code, "asked_from": day, "asked_until": None}
        for code, day in asked_from.items()
    ]
    _set(session, ReturnUse, rows)


def _month_row(district_id: int, each: TeachingMonth) -> dict[str, Any]:
    first = date.fromisoformat(f"{each.month}-01")
    return {
        "district_id": district_id,
        "school_year": containing(PeriodType.SCHOOL_YEAR, first).key,
        "month": each.month,
        "stage": each.stage,
        "term": int(containing(PeriodType.TERM, first).key[-1]),
        "first_day": each.first_day,
        "last_day": each.last_day,
        "teaching_days": each.teaching_days,
    }


def _set(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    keys = [column.name for column in table.__table__.primary_key]
    statement = insert(table).values(rows)
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))
