"""The figures of returns catalogue 1.7: numerator and denominator of each indicator, and the band of a value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from tenants.returns.conditions import value_of
from tenants.returns.declaration import Direction, Indicator, Return
from tenants.returns.frame import Frame
from tenants.returns.kept import Kept
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.program import Program
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.tree import Node, Origin, Source, is_row_level
from tenants.returns.notation.types import Sort
from tenants.returns.planned import is_awaited

Band = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class Figure:
    """An indicator of one version; ``denominator`` is None for counts and amounts."""

    version: int
    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """The figure as shown, before rounding; None where the denominator is null or zero."""
        return value_from(self.indicator, self.numerator, self.denominator)


def value_from(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The value for a numerator and denominator, of one school or summed over many."""
    if numerator is None:
        return None
    if indicator.denominator is None:
        return numerator * indicator.scale
    return numerator * indicator.scale / denominator if denominator else None


def figures_of(ret: Return, frame: Frame) -> list[Figure]:
    """The figures of every version with rows in the indicator's part; a version without rows has none, not zero.

    An indicator with a span (``canteen_balance_rate`` over the term) sums the version's rows and the frame's other
    accepted months of that span; it has no numbers where the frame does not know them.
    """
    counted = _FUNCTIONS.of(ret)(frame)
    found: list[Figure] = []
    for indicator, (numerators, denominators) in zip(ret.indicators, counted, strict=True):
        rows = frame.parts.get(indicator.part)
        for version in dict.fromkeys(rows.owner if rows else ()):
            below = None if denominators is None else _exact(denominators[version])
            found.append(Figure(version, indicator, _exact(numerators[version]), below))
    return found


def band_of(
    indicator: Indicator, value: Decimal | None, parameters: Mapping[str, Decimal | None] | None = None
) -> Band | None:
    """Green where the target is met, red beyond the red limit, amber between (1.7); None without value or limits.

    Args:
        indicator: Its direction says which way is better; ``zero`` compares the distance from ``around``.
        value: As shown, in the indicator's unit.
        parameters: The bureau's values by code, for the period; a code left out has its default.
    """
    limits = limits_of(indicator, parameters)
    if value is None or limits is None:
        return None
    return band_within(indicator, value, *limits)


def band_within(indicator: Indicator, value: Decimal, target: Decimal, red: Decimal) -> Band:
    """The band of a value between limits that are known already."""
    distance = abs(value - indicator.around) if indicator.direction is Direction.ZERO else value
    if indicator.direction is Direction.HIGHER:
        return "green" if distance >= target else "red" if distance < red else "amber"
    return "green" if distance <= target else "red" if distance > red else "amber"


def limits_of(
    indicator: Indicator, parameters: Mapping[str, Decimal | None] | None = None
) -> tuple[Decimal, Decimal] | None:
    """Target and red limit as numbers; None for an indicator that is for information only."""
    if indicator.direction is Direction.NONE or indicator.target is None or indicator.red is None:
        return None
    names: dict[str, Any] = {f"P.{code}": value for code, value in (parameters or {}).items()}
    target, red = value_of(indicator.target, names), value_of(indicator.red, names)
    return None if target is None or red is None else (Decimal(target), Decimal(red))


def prove_figures(ret: Return) -> None:
    """Read and check the expressions of every indicator.

    Raises:
        NotationError: One cannot be read or does not fit.
    """
    for each in ret.indicators:
        for text in (each.numerator, each.denominator):
            if text is not None:
                _read(ret, each, text)


Counted = list[tuple[list[Any], list[Any] | None]]


def _compile(ret: Return) -> Callable[[Frame], Counted]:
    program = Program(ret)
    results = []
    for each in ret.indicators:
        lists = [_vector(program, each, text) for text in (each.numerator, each.denominator)]
        results.append(f"({', '.join(lists)})")
    return program.compiled("figures", f"[{', '.join(results)}]")


def _vector(program: Program, indicator: Indicator, text: str | None) -> str:
    if text is None:
        return "None"
    node = _read(program.ret, indicator, text)
    if any(_is_awaited(each, program.ret) for each in node.walk()):  # no figure until that return is filed
        return "[None] * F.versions"
    return program.vector(node, None)


def _is_awaited(node: Node, ret: Return) -> bool:
    source = getattr(node, "source", None)
    return isinstance(source, Source) and source.origin is Origin.OTHER and is_awaited(source.return_code, ret.code)


def _read(ret: Return, indicator: Indicator, text: str) -> Node:
    node = resolve(text, ret, indicator.part)
    if is_row_level(node) or node.type.sort is not Sort.NUMBER:
        raise NotationError(f"{indicator.code}: {text!r} is not one number for the version")
    return node


def _exact(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


_FUNCTIONS: Kept[Return, Callable[[Frame], Counted]] = Kept(_compile)
