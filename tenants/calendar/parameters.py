"""Parameters and limits as they hold on a day: the bureau's own values, else what is declared (catalogue 1.8, 2.3)."""

from collections.abc import Iterable, Mapping, Sequence
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
    asked = session.execute
    values = asked(select(ParameterValue.code, ParameterValue.stage, ParameterValue.valid_from, ParameterValue.value))
    share, cap, target, code = CostShareLimit, MealFeeCap, IndicatorTarget, CodeUse
    shares = asked(select(share.cost_field, share.valid_from, share.min_pct, share.max_pct))
    caps = asked(select(cap.stage, cap.locality, cap.charge_mode, cap.meal, cap.valid_from, cap.cap_yuan))
    uses = asked(select(ReturnUse.return_code, ReturnUse.asked_from, ReturnUse.asked_until))
    targets = asked(select(target.indicator, target.valid_from, target.target, target.red))
    codes = asked(select(code.list_name, code.code, code.valid_from, code.is_used))
    return Settings(
        _dated((key, day, value) for *key, day, value in values),
        _dated(((name,), day, (low, high)) for name, day, low, high in shares),
        _dated((key, day, value) for *key, day, value in caps),
        {name: (first, last) for name, first, last in uses},
        _dated(((name,), day, (target, red)) for name, day, target, red in targets),
        _dated((key, day, is_used) for *key, day, is_used in codes),
    )


def _dated(rows: Iterable[tuple[Sequence[str], date, Any]]) -> Dated:
    found: dict[tuple[str, ...], list[tuple[date, Any]]] = {}
    for key, valid_from, value in rows:
        found.setdefault(tuple(key), []).append((valid_from, value))
    for dated in found.values():
        dated.sort(key=lambda each: each[0])
    return found


def _latest(dated: Iterable[tuple[date, Any]], on: date) -> tuple[bool, Any]:
    holds, latest = False, None
    for valid_from, value in dated:
        if valid_from <= on:
            holds, latest = True, value
    return holds, latest
