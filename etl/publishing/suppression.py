"""Which counts of persons the public may not see, and which more must go so that those cannot be worked out.

Small is 1 to the threshold less one, of the persons counted or of those left over in their group; everybody in a group
is as telling as one. A hidden count is safe if its span, from all public numbers of this and every earlier release, is
as wide as the word it is replaced by.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from etl.publishing.intervals import Bounds, Equation, equation, feasible

_BOUNDLESS = 10**9


class Hidden(StrEnum):
    """Why a count is hidden."""

    SMALL = "small"  # shown as "<5"
    CLOSED = "closed"  # shown as hidden: few are left over, or "<5" in each part of a small total would say too much
    PARTNER = "partner"  # hidden so that another cannot be worked out


@dataclass(frozen=True)
class Count:
    """Persons with an attribute, out of a group whose size the public knows."""

    key: str  # the same for the same count in every release
    value: int
    group: int | None = None


@dataclass(frozen=True)
class Total:
    """A count that is the sum of others."""

    key: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """What was ever published: counts, which of them were shown, and how they add up."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True)
class Protected:
    """The outcome: what to hide and why, and small counts that earlier releases give away whatever is hidden now."""

    hidden: dict[str, Hidden]
    exposed: tuple[str, ...] = ()


def why_small(count: Count, least: int) -> Hidden | None:
    """Why a count may not be shown by itself."""
    if 0 < count.value < least:
        return Hidden.SMALL
    if count.value > 0 and count.group is not None and count.group - count.value < least:
        return Hidden.CLOSED
    return None


def protect(
    counts: Iterable[Count], totals: Sequence[Total], *, least: int, earlier: Earlier | None = None
) -> Protected:
    """Decide which counts to hide.

    Args:
        counts: All counts that would be public; a total is one of them.
        totals: How they add up.
        least: The smallest count of persons that is shown.
        earlier: What was published before; what was hidden then stays hidden, what was shown then is known.
    """
    before = earlier or Earlier()
    now = {each.key: each for each in counts}
    every = {**before.counts, **now}
    sums = list(dict.fromkeys([*totals, *before.totals]))
    hidden = {key: kind for key, count in now.items() if (kind := why_small(count, least))}
    for total in totals:
        if hidden.get(total.key) is not None:
            hidden |= {key: Hidden.CLOSED for key in total.parts if hidden.get(key) is Hidden.SMALL}
    hidden |= {key: before.hidden[key] for key in now if key in before.hidden}  # the word it has stays
    exposed: set[str] = set()
    while True:
        unknown = {**{k: v for k, v in before.hidden.items() if k not in before.shown}, **hidden}
        unknown = {key: kind for key, kind in unknown.items() if key not in before.shown}
        spans = _spans(every, unknown, sums, least)
        unsafe = [k for k in unknown if k not in exposed and not _is_safe(every[k], unknown[k], spans[k], least)]
        if not unsafe:
            return Protected(hidden, tuple(sorted(exposed | {key for key in hidden if key in before.shown})))
        partners = {key: _partner(key, every, sums, {*unknown, *before.shown}, now) for key in sorted(unsafe)}
        chosen = {each for each in partners.values() if each}
        if not chosen:
            exposed |= set(unsafe)
            continue
        hidden[min(chosen, key=lambda each: _cost(every[each], sums))] = Hidden.PARTNER


def _spans(counts: Mapping[str, Count], unknown: Mapping[str, Hidden], sums: Iterable[Total], least: int) -> Bounds:
    known = {key: each.value for key, each in counts.items() if key not in unknown}
    equations: list[Equation] = []
    for total in sums:
        made = equation({total.key: 1, **dict.fromkeys(total.parts, -1)}, known)
        if made is not None:
            equations.append(made)
    return feasible(equations, {key: _apriori(counts[key], kind, least) for key, kind in unknown.items()})


def _apriori(count: Count, kind: Hidden, least: int) -> tuple[int, int]:
    """What anybody knows of a hidden count from how it is shown."""
    most = count.group if count.group is not None else _BOUNDLESS
    if kind is Hidden.SMALL:
        return 1, min(least - 1, most)
    return (least if kind is Hidden.PARTNER and count.value >= least else 0), most


def _is_safe(count: Count, kind: Hidden, span: tuple[int, int], least: int) -> bool:
    if kind is Hidden.SMALL:
        most = least - 1 if count.group is None else min(least - 1, count.group)
        return span == (1, most)
    if kind is Hidden.PARTNER:
        return True
    if 0 < count.value < least:
        return span[0] <= 1 and span[1] >= min(least - 1, count.group or least)
    return count.group is None or (span[0] <= max(0, count.group - least) and span[1] == count.group)


def _partner(
    key: str, counts: Mapping[str, Count], sums: Iterable[Total], taken: Collection[str], now: Mapping[str, Count]
) -> str | None:
    """The cheapest count still shown in a sum with this one, or the sum itself."""
    around = [
        each
        for total in sums
        if key == total.key or key in total.parts
        for each in (total.key, *total.parts)
        if each != key and each not in taken and each in now
    ]
    return min(around, key=lambda each: _cost(counts[each], sums), default=None)


def _cost(count: Count, sums: Iterable[Total]) -> tuple[bool, bool, int, str]:
    """Parts before totals, what tells something before zeros, the small before the large."""
    return any(each.key == count.key for each in sums), count.value == 0, count.value, count.key
