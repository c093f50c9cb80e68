"""Target and red limit of an indicator, which may be parameters that the bureau sets by stage and day."""

import re
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.models import ParameterValue
from tenants.calendar.parameters import Settings
from tenants.returns.declaration import Indicator
from tenants.returns.indicators import limits_of

_PARAMETER = re.compile(r"\bP\.(\w+)")
_STAGES = ("preschool", "primary", "junior", "senior", "vocational", "special")

Limits = dict[str, tuple[float, float] | None]  # by main stage; "" for areas and the district


def limits(session: Session, indicator: Indicator, on: date) -> Limits:
    """Limits by stage; asks the database only where the declaration names a parameter."""
    codes = sorted(set(_PARAMETER.findall(f"{indicator.target or ''} {indicator.red or ''}")))
    settings = Settings(_values(session, codes)) if codes else Settings()

    def of(stage: str) -> tuple[float, float] | None:
        found = limits_of(indicator, {code: settings.value(code, on, stage) for code in codes})
        return None if found is None else (float(found[0]), float(found[1]))

    return {stage: of(stage) for stage in ("", *_STAGES)} if codes else dict.fromkeys(("", *_STAGES), of(""))


def _values(session: Session, codes: list[str]) -> dict[tuple[str, ...], list[tuple[date, Decimal | None]]]:
    rows = session.scalars(select(ParameterValue).where(ParameterValue.code.in_(codes)))
    found: dict[tuple[str, ...], list[tuple[date, Decimal | None]]] = {}
    for each in sorted(rows, key=lambda row: row.valid_from):
        found.setdefault((each.code, each.stage), []).append((each.valid_from, each.value))
    return found
