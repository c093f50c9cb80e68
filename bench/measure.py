"""Time candidates and baselines side by side: interleaved rounds, medians, ratios and their spread."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Work = Callable[[], Any]
SPREAD_LIMIT = 0.25  # a row whose ratio varies more than this between rounds is measured again


@dataclass(frozen=True)
class Timing:
    """Seconds of one contender over the rounds."""

    seconds: list[float]

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.seconds)


@dataclass
class Row:
    """One line of the table: what was measured, against what, and the goal."""

    name: str
    candidate_ms: float
    baseline: str
    baseline_ms: float
    ratio: float
    spread: float
    goal: str
    met: bool
    broken: bool  # missed by more than 25 %
    per: str = ""
    notes: dict[str, Any] = field(default_factory=dict)


def side_by_side(contenders: Mapping[str, Work], *, rounds: int = 5) -> dict[str, Timing]:
    """Run all contenders in turn, A B C A B C, after one warm-up each, so that drift of the machine hits them alike."""
    for work in contenders.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    return {name: Timing(values) for name, values in seconds.items()}


def spread_of(candidate: Timing, baseline: Timing) -> float:
    """Half the range of the round-by-round ratio, as a share of its median."""
    ratios = [a / b for a, b in zip(candidate.seconds, baseline.seconds, strict=True)]
    return (max(ratios) - min(ratios)) / 2 / statistics.median(ratios)


def compare(
    name: str,
    contenders: Mapping[str, Work],
    *,
    candidate: str,
    baseline: str,
    at_most: float | None = None,
    at_least_faster: float | None = None,
    plus_ms: float = 0.0,
    rounds: int = 5,
    per: int = 1,
    unit: str = "",
) -> tuple[Row, dict[str, Timing]]:
    """Measure and judge one row.

    Args:
        name: What the row shows.
        contenders: Callables by name; candidate and baseline among them.
        candidate: The contender that is judged.
        baseline: The contender it is held against.
        at_most: Goal: candidate / baseline is at most this.
        at_least_faster: Goal: baseline / candidate is at least this.
        plus_ms: Allowance added to the baseline for ``at_most`` goals.
        rounds: Counted rounds.
        per: Items handled in one call; times are given for one item.
        unit: What an item is.
    """
    times = side_by_side(contenders, rounds=rounds)
    if spread_of(times[candidate], times[baseline]) > SPREAD_LIMIT:
        times = side_by_side(contenders, rounds=rounds * 2)
    ours, theirs = times[candidate].median, times[baseline].median
    if at_least_faster is not None:
        ratio, goal = theirs / ours, f"≥ {at_least_faster:g}× as fast"
        met, broken = ratio >= at_least_faster, ratio < at_least_faster / 1.25
    elif at_most is not None:
        ratio = ours / theirs
        allowed = at_most * theirs + plus_ms / 1000
        goal = f"≤ {at_most:g}×" + (f" + {plus_ms:g} ms" if plus_ms else "")
        met, broken = ours <= allowed, ours > allowed * 1.25
    else:
        ratio, goal, met, broken = ours / theirs, "–", True, False
    row = Row(
        name=name, candidate_ms=ours * 1000 / per, baseline=baseline, baseline_ms=theirs * 1000 / per, ratio=ratio,
        spread=spread_of(times[candidate], times[baseline]), goal=goal, met=met, broken=broken, per=unit,
    )  # fmt: skip
    return row, times
