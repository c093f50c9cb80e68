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
        short = {key: spans[key][1] < _widest(every[key], unknown[key], least)[1] for key in unsafe}
        chosen = _partners(short, every, sums, _Shown(unknown, before.shown, now), least)
        if not chosen:
            exposed |= set(unsafe)
        hidden |= dict.fromkeys(chosen, Hidden.PARTNER)


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
    return (least if kind is Hidden.PARTNER else 0), most


def _widest(count: Count, kind: Hidden, least: int) -> tuple[int, int]:
    """The span a hidden count must have left: from at most this, to at least this."""
    group = count.group if count.group is not None else _BOUNDLESS
    if kind is Hidden.PARTNER:
        return _BOUNDLESS, 0
    if 0 < count.value < least:
        return 1, min(least - 1, group)
    return max(least, group - least), group  # in a tiny group nothing between few and nearly all is left


def _is_safe(count: Count, kind: Hidden, span: tuple[int, int], least: int) -> bool:
    low, high = _widest(count, kind, least)
    return span[0] <= low and span[1] >= high


@dataclass(frozen=True)
class _Shown:
    """What may still be hidden: the counts of this release that are shown, and were in no release before."""

    unknown: Collection[str]
    known_before: Collection[str]
    now: Collection[str]

    def __contains__(self, key: str) -> bool:
        return key in self.now and key not in self.unknown and key not in self.known_before


def _partners(
    unsafe: Mapping[str, bool], counts: Mapping[str, Count], sums: Sequence[Total], shown: _Shown, least: int
) -> set[str]:
    """For each sum around an unsafe count, the cheapest count still shown that leaves more doubt.

    One at a time for each sum: often that is enough, and a second one would hide more than is needed. Where a sum has
    nothing left to hide, the sums of what is hidden in it are looked at, and so on.

    Args:
        unsafe: Counts that can be worked out too well, and whether they may seem too small to be more than they are.
        counts: Every count.
        sums: How they add up.
        shown: What may still be hidden.
        least: The smallest count of persons that is shown.
    """
    totals = {total.key for total in sums}
    chosen: set[str] = set()
    for key, is_short_above in sorted(unsafe.items()):
        reached, ring = {key}, [key]
        while ring:
            members = [{total.key, *total.parts} for total in sums if reached.intersection((total.key, *total.parts))]
            around = set().union(*members)
            if chosen & around:  # another unsafe count is helped there already
                break
            useful = [
                each for each in around if each in shown and _leaves_doubt(counts[each], totals, is_short_above, least)
            ]
            if useful:
                chosen.add(min(useful, key=lambda each: _cost(counts[each], totals)))
                break
            ring = [each for each in around if each in shown.unknown and each not in reached]
            reached.update(ring)
    return chosen


def _leaves_doubt(count: Count, totals: Collection[str], is_short_above: bool, least: int) -> bool:
    """Whether hiding it helps. Nothing hides behind a zero; who knows that it is the threshold has no room above it."""
    return count.value >= least and (count.key in totals or not is_short_above or count.value > least)


def _cost(count: Count, totals: Collection[str]) -> tuple[bool, int, str]:
    """Parts before totals, the small before the large."""
    return count.key in totals, count.value, count.key
