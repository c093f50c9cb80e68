"""Parameters and limits as they hold on a day: the bureau's own values, else what is declared (catalogue 1.8, 2.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.models import CostShareLimit, MealFeeCap, ParameterValue, ReturnUse
from tenants.returns.declaration import Indicator
from tenants.returns.indicators import limits_of
from tenants.returns.lists import OWN_PREFIX
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS
from tenants.settings.models import CodeUse, IndicatorTarget

Dated = Mapping[tuple[str, ...], list[tuple[date, Any]]]  # key -> values by the day they hold from, ascending


@dataclass(frozen=True)
class Settings:
    """All of a district's parameters and limits, read once for a batch."""

    values: Dated = field(default_factory=dict)  # (code, stage)
    shares: Dated = field(default_factory=dict)  # (cost field,)
    caps: Dated = field(default_factory=dict)  # (stage, locality, charge mode, meal)
    uses: Mapping[str, tuple[date, date | None]] = field(default_factory=dict)  # return code -> first, last start
    targets: Dated = field(default_factory=dict)  # (indicator,)
    codes: Dated = field(default_factory=dict)  # (list, code): whether it is used

    def value(self, code: str, on: date, stage: str = "") -> Decimal | None:
        """A parameter on a day: the stage's own value, else that of all stages, else the declared default."""
        for key in dict.fromkeys([(code, stage), (code, "")]):
            holds, value = _latest(self.values.get(key, ()), on)
            if holds:
                return None if value is None else Decimal(value)
        return PARAMETERS[code].default

    def limits(
        self, indicator: Indicator, on: date, names: Mapping[str, Decimal | None] | None = None
    ) -> tuple[Decimal, Decimal] | None:
        """Target and red limit of an indicator on a day: the district's own, else the declared over parameters."""
        declared = limits_of(indicator, names)
        holds, own = _latest(self.targets.get((indicator.code,), ()), on)
        return own if holds and declared is not None else declared

    def retired(self, on: date) -> dict[str, frozenset[str]]:
        """The codes of each list that the district does not use on a day; one it added is used from its day on."""
        found: dict[str, set[str]] = {}
        for (name, code), held in self.codes.items():
            holds, is_used = _latest(held, on)
            if not is_used and (holds or code.startswith(OWN_PREFIX)):
                found.setdefault(name, set()).add(code)
        return {name: frozenset(codes) for name, codes in found.items()}

    def is_asked(self, return_code: str, period_start: date) -> bool:
        """Whether the bureau asks for a return for the period that starts on that day."""
        first, last = self.uses.get(return_code, (date.min, None))
        return first <= period_start and (last is None or period_start <= last)

    def cost_shares(self, on: date) -> dict[tuple[str, ...], dict[str, Any]]:
        """Lowest and highest share of total cost by cost field."""
        found = dict(COST_SHARE_LIMITS)
        for (name,), dated in self.shares.items():
            holds, value = _latest(dated, on)
            if holds:
                found[name] = value
        return {(name,): {"min_pct": low, "max_pct": high} for name, (low, high) in found.items()}

    def fee_caps(self, on: date, locality: str) -> dict[tuple[str, ...], dict[str, Any]]:
        """The most a school of that locality may charge, by stage, charge mode and meal."""
        found: dict[tuple[str, ...], dict[str, Any]] = {}
        for (stage, where, charge_mode, meal), dated in self.caps.items():
            holds, value = _latest(dated, on)
            if holds and where == locality:
                found[stage, charge_mode, meal] = {"cap_yuan": value}
        return found


def load_settings(session: Session) -> Settings:
    """The district's settings, in six statements."""
    values = session.scalars(select(ParameterValue))
    shares = session.scalars(select(CostShareLimit))
    caps = session.scalars(select(MealFeeCap))
    uses = session.scalars(select(ReturnUse))
    targets = session.scalars(select(IndicatorTarget))
    codes = session.scalars(select(CodeUse))
    return Settings(
        _dated(((each.code, each.stage), each.valid_from, each.value) for each in values),
        _dated(((each.cost_field,), each.valid_from, (each.min_pct, each.max_pct)) for each in shares),
        _dated(
            ((each.stage, each.locality, each.charge_mode, each.meal), each.valid_from, each.cap_yuan) for each in caps
        ),
        {each.return_code: (each.asked_from, each.asked_until) for each in uses},
        _dated(((each.indicator,), each.valid_from, (each.target, each.red)) for each in targets),
        _dated(((each.list_name, each.code), each.valid_from, each.is_used) for each in codes),
    )


def _dated(rows: Iterable[tuple[tuple[str, ...], date, Any]]) -> Dated:
    found: dict[tuple[str, ...], list[tuple[date, Any]]] = {}
    for key, valid_from, value in rows:
        found.setdefault(key, []).append((valid_from, value))
    for dated in found.values():
        dated.sort(key=lambda each: each[0])
    return found


def _latest(dated: Iterable[tuple[date, Any]], on: date) -> tuple[bool, Any]:
    holds, latest = False, None
    for valid_from, value in dated:
        if valid_from <= on:
            holds, latest = True, value
    return holds, latest
