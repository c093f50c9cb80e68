"""Geometry of the bars and lines that stand in a page without a script; colours and type come from the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 320, 96
_TOP, _BOTTOM, _SIDE = 12, 14, 8


@dataclass(frozen=True)
class Point:
    """A month's value on the drawing."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Line:
    """A line in pieces: a month without a value is a gap, not a bridge."""

    pieces: list[list[Point]]
    base: float | None  # where the target lies, if it is on the drawing

    @property
    def points(self) -> list[Point]:
        """Every point."""
        return [each for piece in self.pieces for each in piece]

    def path(self, piece: Sequence[Point]) -> str:
        """The coordinates of a piece for a polyline."""
        return " ".join(f"{each.x},{each.y}" for each in piece)


def share_of(value: Decimal, largest: Decimal) -> float:
    """The length of a bar, 0 to 100."""
    return round(float(max(value, Decimal(0)) / largest * 100), 2) if largest > 0 else 0.0


def line_of(
    values: Sequence[Decimal | None],
    labels: Sequence[str],
    target: Decimal | None = None,
    *,
    least_span: Decimal | None = None,
) -> Line:
    """A line through the values, oldest first, on a scale that does not make much of little.

    Args:
        values: By month; None leaves a gap.
        labels: The values in words.
        target: Drawn where it is within reach of the values.
        least_span: The scale is at least as wide (shares); without it, it begins at zero (amounts and counts).
    """
    known = [each for each in values if each is not None]
    if not known:
        return Line([], None)
    low, high = (min(known), max(known)) if least_span is not None else (min([*known, Decimal(0)]), max(known))
    if target is not None and low - (least_span or 0) <= target <= high + (least_span or 0):
        low, high = min(low, target), max(high, target)
    if least_span is not None and high - low < least_span:
        middle = (low + high) / 2
        low, high = middle - least_span / 2, middle + least_span / 2
    span = high - low or Decimal(1)
    step = (WIDTH - 2 * _SIDE) / max(1, len(values) - 1)

    def height_of(value: Decimal) -> float:
        share = float((value - low) / span)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    pieces: list[list[Point]] = [[]]
    for at, (value, label) in enumerate(zip(values, labels, strict=True)):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(Point(round(_SIDE + at * step, 1), height_of(value), label))
    is_within = target is not None and low <= target <= high
    return Line([each for each in pieces if each], height_of(target) if is_within and target is not None else None)
