"""What can be worked out about hidden counts: the span each may lie in, given every public number around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Bounds = dict[str, tuple[int, int]]
_ROUNDS = 60  # of narrowing; each needs few
_MOST_EQUATIONS = 4000


@dataclass(frozen=True)
class Equation:
    """Whole-number unknowns with signs whose sum is known: ``a + b - c = 7``."""

    terms: frozenset[tuple[str, int]]
    value: int

    @property
    def unknowns(self) -> frozenset[str]:
        """The names in it."""
        return frozenset(name for name, _ in self.terms)


def equation(terms: Mapping[str, int], known: Mapping[str, int]) -> Equation | None:
    """``sum of terms = 0`` with the known values put in; None where nothing unknown is left."""
    left = {name: sign for name, sign in terms.items() if name not in known and sign}
    value = -sum(sign * known[name] for name, sign in terms.items() if name in known)
    return Equation(frozenset(left.items()), value) if left else None


def feasible(equations: Iterable[Equation], bounds: Mapping[str, tuple[int, int]]) -> Bounds:
    """The span of every unknown that all equations leave open.

    Equations that share unknowns are also subtracted from each other: that is how "the district" and "the district
    without one school" give that school away.
    """
    found = dict(bounds)
    every = _with_differences(set(equations))
    for _ in range(_ROUNDS):
        if not sum(_narrow(each, found) for each in every):  # all of them, not only the first that narrows
            break
    return found


def _with_differences(equations: set[Equation]) -> list[Equation]:
    every, fresh = set(equations), set(equations)
    for _ in range(3):
        by_name: dict[str, list[Equation]] = {}
        for each in every:
            for name in each.unknowns:
                by_name.setdefault(name, []).append(each)
        made = {
            difference
            for one in fresh
            for other in {each for name in one.unknowns for each in by_name[name]}
            if one is not other and (difference := _difference(one, other)) is not None
        } - every
        if not made or len(every) + len(made) > _MOST_EQUATIONS:
            break
        every |= made
        fresh = made
    return sorted(every, key=lambda each: (len(each.terms), sorted(each.terms), each.value))


def _difference(one: Equation, other: Equation) -> Equation | None:
    """One less the other, if that leaves no more unknowns than the larger of the two had."""
    left, right = dict(one.terms), dict(other.terms)
    terms = {name: left.get(name, 0) - right.get(name, 0) for name in left.keys() | right.keys()}
    terms = {name: sign for name, sign in terms.items() if sign}
    if not terms or len(terms) >= max(len(left), len(right)) or any(abs(sign) > 1 for sign in terms.values()):
        return None
    return Equation(frozenset(terms.items()), one.value - other.value)


def _narrow(each: Equation, bounds: Bounds) -> bool:
    """Narrow the unknowns of one equation; gives whether anything changed."""
    spans = {name: _times(bounds[name], sign) for name, sign in each.terms}
    lowest, highest = sum(low for low, _ in spans.values()), sum(high for _, high in spans.values())
    changed = False
    for name, sign in each.terms:
        low, high = spans[name]
        span = _times((each.value - (highest - high), each.value - (lowest - low)), sign)
        before = bounds[name]
        after = max(before[0], span[0]), min(before[1], span[1])
        if after != before:
            bounds[name] = after
            changed = True
    return changed


def _times(span: tuple[int, int], sign: int) -> tuple[int, int]:
    return (span[0] * sign, span[1] * sign) if sign > 0 else (span[1] * sign, span[0] * sign)
