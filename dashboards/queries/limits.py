"""Target and red limit of an indicator: the district's own, else as declared, over parameters by stage and day."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.models import ParameterValue
from tenants.calendar.parameters import Settings, load_settings
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Indicator
from tenants.returns.indicators import limits_of
from tenants.returns.parameters import PARAMETERS
from tenants.settings.models import IndicatorTarget

_PARAMETER = re.compile(r"\bP\.(\w+)")
_STAGES = ("preschool", "primary", "junior", "senior", "vocational", "special")

Limits = dict[str, tuple[float, float] | None]  # by main stage; "" for areas and the district


def limits(session: Session, indicator: Indicator, on: date) -> Limits:
    """Limits by stage; asks for parameters only where the declaration names one."""
    if limits_of(indicator) is None:
        return dict.fromkeys(("", *_STAGES))
    codes = sorted(set(_PARAMETER.findall(f"{indicator.target or ''} {indicator.red or ''}")))
    settings = Settings(_values(session, codes) if codes else {}, targets=_targets(session, [indicator.code]))

    def of(stage: str) -> tuple[float, float] | None:
        found = settings.limits(indicator, on, {code: settings.value(code, on, stage) for code in codes})
        return None if found is None else (float(found[0]), float(found[1]))

    return {stage: of(stage) for stage in ("", *_STAGES)} if codes else dict.fromkeys(("", *_STAGES), of(""))


def own_limits(
    session: Session, asked: Mapping[str, date], *, stage: str = ""
) -> Mapping[str, tuple[float, float] | None]:
    """The limits of many indicators, each on its day, by the parameters of a main stage or of all."""
    settings = load_settings(session)
    found: dict[str, tuple[float, float] | None] = {}
    for code, on in asked.items():
        indicator = find_indicator(code)[1]
        names = {each: settings.value(each, on, stage) for each in PARAMETERS}
        limit = settings.limits(indicator, on, names)
        found[code] = (float(limit[0]), float(limit[1])) if limit else None
    return found


def _targets(session: Session, codes: list[str]) -> dict[tuple[str, ...], list[tuple[date, tuple[Decimal, Decimal]]]]:
    rows = session.scalars(select(IndicatorTarget).where(IndicatorTarget.indicator.in_(codes)))
    found: dict[tuple[str, ...], list[tuple[date, tuple[Decimal, Decimal]]]] = {}
    for each in sorted(rows, key=lambda row: row.valid_from):
        found.setdefault((each.indicator,), []).append((each.valid_from, (each.target, each.red)))
    return found


def _values(session: Session, codes: list[str]) -> dict[tuple[str, ...], list[tuple[date, Decimal | None]]]:
    rows = session.scalars(select(ParameterValue).where(ParameterValue.code.in_(codes)))
    found: dict[tuple[str, ...], list[tuple[date, Decimal | None]]] = {}
    for each in sorted(rows, key=lambda row: row.valid_from):
        found.setdefault((each.code, each.stage), []).append((each.valid_from, each.value))
    return found
