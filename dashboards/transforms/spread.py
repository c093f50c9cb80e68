"""How values lie: quartiles, and counts in bins of equal, round width."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenants.returns.indicators import Band

_MOST_BINS = 24
_BANDS: tuple[Band | None, ...] = ("red", "amber", "green", None)


@dataclass(frozen=True)
class Spread:
    """Quartiles and bins; ``counts`` has one number for each bin in each band."""

    lower: float
    median: float
    upper: float
    edges: list[float]
    counts: dict[Band | None, list[int]]


def spread(values: Sequence[float], band: Callable[[float], Band | None]) -> Spread | None:
    """The spread of values, or None for fewer than four: quartiles of less say nothing."""
    if len(values) < 4:
        return None
    ordered = sorted(values)
    edges = bins_of(ordered[0], ordered[-1])
    width = edges[1] - edges[0]
    counts: dict[Band | None, list[int]] = {each: [0] * (len(edges) - 1) for each in _BANDS}
    for value in ordered:
        place = min(int((value - edges[0]) / width + 1e-9), len(edges) - 2)
        counts[band(value)][place] += 1
    return Spread(
        quantile(ordered, 0.25), quantile(ordered, 0.5), quantile(ordered, 0.75), edges,
        {each: numbers for each, numbers in counts.items() if any(numbers)},
    )  # fmt: skip


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest values, as percentile_cont and spreadsheets do."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def bins_of(low: float, high: float) -> list[float]:
    """Edges around two values, of a width 1, 2 or 5 times a power of ten, at most 24 bins."""
    reach = high - low
    if reach <= 0:
        reach = abs(high) or 1.0
    width = 10 ** math.floor(math.log10(reach / _MOST_BINS))
    while reach / width > _MOST_BINS - 2:
        width *= 2.5 if math.isclose(width / 10 ** math.floor(math.log10(width) + 1e-9), 2) else 2
    first = math.floor(low / width + 1e-9) * width
    count = max(1, math.floor((high - first) / width + 1e-9) + 1)
    if math.isclose(high, 100.0) and low >= 0:  # a share of 100 % belongs to the last bin below it
        count = max(1, math.ceil((100.0 - first) / width - 1e-9))
    return [round(first + width * number, 9) for number in range(count + 1)]
