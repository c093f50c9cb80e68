"""Schools in order of an indicator, each with its band and rank."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboards.queries.limits import Limits
from dashboards.queries.schools import SchoolRow
from dashboards.transforms.standing import Shown, shown_as
from dashboards.view import Order, View
from tenants.returns.declaration import Aggregation, Direction, Indicator
from tenants.returns.indicators import Band

_LAST = {shown: place for place, shown in enumerate(
    (Shown.MISSING, Shown.WAITING, Shown.NOT_DUE, Shown.NO_VALUE, Shown.NIL, Shown.NOT_ASKED)
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranked:
    """A school in its place; without a value it has neither rank nor band."""

    row: SchoolRow
    shown: Shown
    band: Band | None
    rank: int | None


@dataclass(frozen=True)
class Ranking:
    """All schools asked for, in order, with what they add up to."""

    schools: list[Ranked]
    value: float | None  # of all of them together (catalogue 1.7)
    numerator: float | None
    denominator: float | None
    band: Band | None
    shown: Counter[Shown]
    bands: Counter[Band | None]  # of those with a value
    late: int

    @property
    def values(self) -> list[float]:
        """The values there are, in order of the list."""
        return [each.row.value for each in self.schools if each.row.value is not None]


def band_of(indicator: Indicator, value: float | None, limit: tuple[float, float] | None) -> Band | None:
    """Green where the target is met, red beyond the red limit, amber between (catalogue 1.7)."""
    if value is None or limit is None:
        return None
    target, red = limit
    if indicator.direction is Direction.HIGHER:
        return "green" if value >= target else "red" if value < red else "amber"
    distance = abs(value - float(indicator.around)) if indicator.direction is Direction.ZERO else value
    return "green" if distance <= target else "red" if distance > red else "amber"


def badness(indicator: Indicator, value: float) -> float:
    """Grows as a value gets worse; an indicator for information only is read as higher first."""
    if indicator.direction is Direction.LOWER:
        return value
    if indicator.direction is Direction.ZERO:
        return abs(value - float(indicator.around))
    return -value


def rank(rows: Sequence[SchoolRow], indicator: Indicator, limits: Limits) -> list[Ranked]:
    """Rank schools, best first; ties share the better rank, schools without a value come last and have none."""
    valued = [row for row in rows if row.value is not None]
    valued.sort(key=lambda row: (badness(indicator, row.value or 0.0), row.school_code))
    ranked: list[Ranked] = []
    place, before = 0, math.nan
    for number, row in enumerate(valued, 1):
        bad = badness(indicator, row.value or 0.0)
        if bad != before:
            place, before = number, bad
        limit = limits[_main_stage(row)]
        ranked.append(Ranked(row, Shown.VALUE, band_of(indicator, row.value, limit), place))
    others = [(shown_as(row), row) for row in rows if row.value is None]
    others.sort(key=lambda each: (_LAST[each[0]], each[1].school_code))
    return ranked + [Ranked(row, shown, None, None) for shown, row in others]


def ranking(rows: Sequence[SchoolRow], view: View, limits: Limits) -> Ranking:
    """Everything a panel says of some schools; a band in the view narrows the list, not the totals."""
    indicator = view.indicator
    ranked = rank(rows, indicator, limits)
    value, numerator, denominator = together(rows, indicator)
    return Ranking(
        schools=ordered([each for each in ranked if view.band in (None, each.band)], view.order),
        value=value,
        numerator=numerator,
        denominator=denominator,
        band=band_of(indicator, value, limits[""]) if indicator.aggregation is not Aggregation.SUM else None,
        shown=Counter(each.shown for each in ranked),
        bands=Counter(each.band for each in ranked if each.shown is Shown.VALUE),
        late=sum(1 for row in rows if row.late),
    )


def ordered(ranked: Iterable[Ranked], order: Order) -> list[Ranked]:
    """Best or worst first; those without a value stay last."""
    listed = list(ranked)
    if order == "best":
        return listed
    valued = [each for each in listed if each.rank is not None]
    return valued[::-1] + [each for each in listed if each.rank is None]


def together(rows: Iterable[SchoolRow], indicator: Indicator) -> tuple[float | None, float | None, float | None]:
    """Value, numerator and denominator of many schools: ratio of sums, mean of values, or sum (catalogue 1.7)."""
    if indicator.aggregation is Aggregation.MEAN:
        values = [row.value for row in rows if row.value is not None]
        return (math.fsum(values) / len(values), math.fsum(values), len(values)) if values else (None, None, None)
    if indicator.aggregation is Aggregation.OPEN_SCHOOLS:
        listed = list(rows)
        counted = math.fsum(row.numerator for row in listed if row.numerator is not None)
        return (counted * indicator.scale / len(listed) if listed else None), counted, len(listed)
    if indicator.aggregation is Aggregation.SUM:
        found = [row.numerator for row in rows if row.numerator is not None]
        return (math.fsum(found) * indicator.scale, math.fsum(found), None) if found else (None, None, None)
    pairs = [(row.numerator, row.denominator) for row in rows]
    both = [(above, below) for above, below in pairs if above is not None and below is not None]
    if not both:
        return None, None, None
    above, below = math.fsum(each for each, _ in both), math.fsum(each for _, each in both)
    return (above * indicator.scale / below if below else None), above, below


def _main_stage(row: SchoolRow) -> str:
    return row.peer_group.split("/", 1)[0] if row.peer_group else ""
