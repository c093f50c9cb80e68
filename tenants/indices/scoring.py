"""An index from its parts: weights scaled over those that count, missing ones as nothing, then deductions and caps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tenants.indices.declared import LEAST_WEIGHT, VETO, VETO_CAPS, Deduction, Index, Part
from tenants.indices.models import PartState

_COUNTING = frozenset({PartState.COUNTED, PartState.MISSING})
_NOTHING, _ALL = Decimal(0), Decimal(100)


@dataclass(frozen=True)
class Found:
    """What is known of a part at a month."""

    state: PartState
    value: Decimal | None = None
    period_key: str | None = None
    grade_at_best: str = ""  # by the vetoes of the inspection it comes from


@dataclass(frozen=True)
class Line:
    """A part in the index, as it is kept."""

    part: str
    state: PartState
    weight: int = 0
    share: Decimal | None = None
    points: Decimal | None = None
    value: Decimal | None = None
    period_key: str | None = None


@dataclass(frozen=True)
class Formed:
    """An index of a school for a month; ``value`` is None where the parts that count are worth too little."""

    value: Decimal | None
    points: Decimal  # weighted, before deductions and caps
    weight: int  # of the parts that count
    lines: tuple[Line, ...]

    @property
    def is_awaiting(self) -> bool:
        """Whether a part may still come."""
        return any(each.state is PartState.AWAITED for each in self.lines)


LEFT_OUT = Found(PartState.LEFT_OUT)


def form(index: Index, found: Mapping[str, Found], full_at: Mapping[str, Decimal | None]) -> Formed | None:
    """The index of one school at one month (catalogue 5); None where too few of its parts apply to the school.

    Args:
        index: Its parts and rules.
        found: What is known of each indicator it names; one left out does not apply.
        full_at: The parameters that parts name, for that month and stage.
    """
    known = [(part, found.get(part.indicator, LEFT_OUT)) for part in index.parts]
    if sum(part.weight for part, each in known if each.state is not PartState.LEFT_OUT) < LEAST_WEIGHT:
        return None
    weight = sum(part.weight for part, each in known if each.state in _COUNTING)
    lines = [_line(part, each, weight, full_at) for part, each in known]
    points = sum((each.weight * each.points for each in lines if each.points is not None), _NOTHING) / 100
    if weight < LEAST_WEIGHT:
        return Formed(None, points, weight, tuple(lines))
    changes = [*_deducted(index.less, found), *_capped(index, known)]
    value = points * 100 / weight
    for each in changes:
        if each.points is not None:
            is_deduction = each.state is PartState.DEDUCTED
            value = max(_NOTHING, value - each.points) if is_deduction else min(value, each.points)
    return Formed(value, points, weight, (*lines, *changes))


def points_of(part: Part, value: Decimal, full_at: Mapping[str, Decimal | None]) -> Decimal:
    """The points of a value, from 0 to 100: the value itself, or its share of the parameter that earns everything."""
    if part.full_at is not None:
        full = full_at.get(part.full_at)
        value = value * 100 / full if full else _ALL
    return max(_NOTHING, min(_ALL, value))


def _line(part: Part, each: Found, weight: int, full_at: Mapping[str, Decimal | None]) -> Line:
    if each.state not in _COUNTING:
        return Line(part.indicator, each.state, part.weight, period_key=each.period_key)
    points = _NOTHING if each.value is None else points_of(part, each.value, full_at)
    share = Decimal(part.weight) / weight
    return Line(part.indicator, each.state, part.weight, share, points, each.value, each.period_key)


def _deducted(less: Deduction | None, found: Mapping[str, Found]) -> Sequence[Line]:
    each = found.get(less.indicator, LEFT_OUT) if less else LEFT_OUT
    if less is None or not each.value or each.value < 0:
        return ()
    off = each.value * less.each
    off = off if less.most is None else min(off, Decimal(less.most))
    return (Line(less.indicator, PartState.DEDUCTED, points=off, value=each.value, period_key=each.period_key),)


def _capped(index: Index, known: Sequence[tuple[Part, Found]]) -> Sequence[Line]:
    return tuple(
        Line(VETO, PartState.CAPPED, points=Decimal(VETO_CAPS[each.grade_at_best]), period_key=each.period_key)
        for part, each in known
        if part.indicator == index.caps_from and each.grade_at_best in VETO_CAPS
    )
