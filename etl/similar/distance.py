"""How unlike two schools are, and which are the nearest.

The distance is one minus the general coefficient of similarity of J. C. Gower, "A general coefficient of similarity and
some of its properties", Biometrics 27 (1971) 857-871: the weighted mean, over the traits known of both schools, of
their differences from 0 to 1. A share or the logarithm of the pupils differs by its distance over the range among
the schools within the same walls; a code differs by 0 or 1. A trait unknown of one of the two is left out and the
others weigh more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tenants.similar.traits import SHARES

LEAST, MOST = 8, 12
NEAR = 0.25  # beyond the eighth, a school is like another only up to this distance


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What one school is compared by; shares run from 0 to 1, None where not known."""

    school_id: int
    stage: str
    has_boarders: bool
    pupils: int
    diners_share: float | None = None
    boarders_share: float | None = None
    aided_share: float | None = None
    supply_mode: str
    locality: str


@dataclass(frozen=True)
class Similar:
    """One school on another's list."""

    other_id: int
    distance: float


def nearest(schools: Iterable[Traits], weights: Mapping[str, float]) -> dict[int, list[Similar]]:
    """For each school the others most like it, the nearest first.

    Args:
        schools: All that may be compared; those of another stage, or with boarders where one has none, never are.
        weights: By code of a trait; only the proportions count.

    Returns:
        By school the 8 nearest, and up to 12 while they are within 0.25; fewer where fewer are within the walls.
    """
    walled: dict[tuple[str, bool], list[Traits]] = {}
    for each in schools:
        walled.setdefault((each.stage, each.has_boarders), []).append(each)
    return {school_id: found for group in walled.values() for school_id, found in _within(group, weights).items()}


def distances(schools: Sequence[Traits], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """The distances between schools of the same walls, 0 to 1; 1 where nothing is known of both."""
    total = np.zeros((len(schools), len(schools)))
    weight = np.zeros_like(total)
    for code, apart in _differences(schools).items():
        known = ~np.isnan(apart)
        total += np.where(known, apart, 0.0) * weights[code]
        weight += known * weights[code]
    return np.divide(total, weight, out=np.ones_like(total), where=weight > 0)


def _differences(schools: Sequence[Traits]) -> dict[str, NDArray[np.float64]]:
    numbers = {"pupils": np.log([float(each.pupils) for each in schools])}
    numbers |= {code: np.array([getattr(each, code) for each in schools], dtype=float) for code in SHARES}
    found = {code: _apart(values) for code, values in numbers.items()}
    for code in ("supply_mode", "locality"):
        codes = np.array([getattr(each, code) for each in schools])
        found[code] = (codes[:, None] != codes[None, :]).astype(float)
    return found


def _apart(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = values[~np.isnan(values)]
    span = float(known.max() - known.min()) if known.size else 0.0
    return np.abs(values[:, None] - values[None, :]) / (span or 1.0)


def _within(group: Sequence[Traits], weights: Mapping[str, float]) -> dict[int, list[Similar]]:
    apart = np.round(distances(group, weights), 6)
    ids = np.array([each.school_id for each in group])
    found = {}
    for at, each in enumerate(group):
        order = [int(other) for other in np.lexsort((ids, apart[at])) if other != at][:MOST]
        listed = [Similar(int(ids[other]), float(apart[at][other])) for other in order]
        found[each.school_id] = [one for place, one in enumerate(listed) if place < LEAST or one.distance <= NEAR]
    return found
