"""Geometry of a strip: a school's value among the unnamed values of schools like it; colours come from the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 120, 20
_SIDE = 7


@dataclass(frozen=True)
class Strip:
    """Where things lie along the strip."""

    dots: list[float]
    box: tuple[float, float] | None  # from the lower to the upper quartile
    median: float | None
    own: float | None


def strip_of(
    own: float | None, dots: Sequence[float], quartiles: tuple[float, float] | None, median: float | None
) -> Strip | None:
    """Places of the values on one scale; None where there is nothing to lie among."""
    known = [each for each in (own, median, *dots, *(quartiles or ())) if each is not None]
    if median is None or not known:
        return None
    low, high = min(known), max(known)

    def at(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(_SIDE + share * (WIDTH - 2 * _SIDE), 1)

    return Strip(
        dots=[at(each) for each in dots],
        box=(at(quartiles[0]), at(quartiles[1])) if quartiles else None,
        median=at(median),
        own=None if own is None else at(own),
    )
