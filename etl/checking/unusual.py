"""Whether a figure lies far from what the school's own months, the year before or its peers let one expect.

A figure is far where its distance from the median is more than 3.5 robust standard deviations: 3.5 / 0.6745 median
absolute deviations (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). Ten months often repeat themselves,
so the deviation has a floor: a tenth of the median over a school's own months, 15 % over its peers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tenants.returns.declaration import Field, Kind

FOR_SCHOOL, BESIDE_LAST_YEAR, AMONG_PEERS = "unusual_for_school", "unusual_beside_last_year", "unusual_among_peers"
LEAST_PERIODS = 5
LEAST_PEERS = 5
_DEVIATIONS = 3.5 / 0.6745
_FLOOR_OWN, _FLOOR_PEERS = 0.10, 0.15
_LAST_YEAR_SHARE = 0.6  # further from last year's figure than this share of it is far
_SEASON_SHARE = 0.5  # nearer to last year's figure than this share of it is the season
_LEAST, _LEAST_YUAN = 2.0, 100.0  # a deviation smaller than this never counts


@dataclass(frozen=True)
class Measured:
    """A figure as reported, and for each pupil and teaching day (None where these are not known)."""

    value: float
    each: float | None = None


@dataclass(frozen=True)
class Spread:
    """The median of several figures and how far they commonly lie from it."""

    median: float
    deviation: float

    def is_far(self, value: float) -> bool:
        """Whether a value lies out of the usual range; around nothing there is none."""
        return self.median != 0 and abs(value - self.median) > _DEVIATIONS * self.deviation

    @property
    def usual(self) -> tuple[float, float]:
        """The range beyond which a value is far."""
        reach = _DEVIATIONS * self.deviation
        return max(0.0, self.median - reach), self.median + reach


@dataclass(frozen=True)
class Beside:
    """What a figure is compared with."""

    earlier: Sequence[Measured] = ()
    last_year: Measured | None = None
    peers: Sequence[Measured] = ()


@dataclass(frozen=True)
class Unusual:
    """A figure that is far, from what, and how far."""

    code: str
    times: float  # deviations, or tenths of last year's figure: to put the strangest first
    own: Spread | None  # of the school's earlier periods, where there are enough
    peers_median: float | None  # for a school of this size and these days


def judge(field: Field, now: Measured, beside: Beside) -> Unusual | None:
    """Whether a figure is far from the school's own months; where these are few, from last year or from its peers.

    It must be far both as reported and for each pupil and day, so that neither a short month nor a change of the
    number of pupils is asked about. What is far from the months before but near to last year's is the season. What was
    as far among peers in an earlier month was asked about then: that school is different.
    """
    own = _spreads(beside.earlier, field, _FLOOR_OWN) if len(beside.earlier) >= LEAST_PERIODS else None
    among = _spreads(beside.peers, field, _FLOOR_PEERS) if len(beside.peers) >= LEAST_PEERS else None
    whole = own[0] if own else None
    middle = _for_school(now, *among) if among else None
    year = beside.last_year
    if own and _is_far(now, own) and not (year and abs(now.value - year.value) <= _SEASON_SHARE * abs(year.value)):
        return Unusual(FOR_SCHOOL, abs(now.value - own[0].median) / own[0].deviation, whole, middle)
    if not own and year is not None and year.value != 0:
        is_far = abs(now.value - year.value) > _DEVIATIONS * _least(field)
        is_far = is_far and _is_beyond(now.value, year.value) and _is_beyond(now.each, year.each)
        return Unusual(BESIDE_LAST_YEAR, 10 * abs(now.value / year.value - 1), None, middle) if is_far else None
    if among and _is_far_among(field, now, among) and not any(_is_far_among(field, m, among) for m in beside.earlier):
        used, value = (among[1], now.each) if among[1] and now.each is not None else (among[0], now.value)
        return Unusual(AMONG_PEERS, abs(value - used.median) / used.deviation, whole, middle)
    return None


Spreads = tuple[Spread, Spread | None]  # as reported; for each pupil and day


def _spreads(measures: Sequence[Measured], field: Field, floor: float) -> Spreads:
    least = _least(field)
    whole = _spread([each.value for each in measures], floor, least)
    known = [(each.value, each.each) for each in measures if each.each is not None]
    if len(known) < LEAST_PERIODS:
        return whole, None
    sizes = [value / each for value, each in known if each]
    return whole, _spread([each for _, each in known], floor, least / median(sizes) if sizes else least)


def _least(field: Field) -> float:
    return _LEAST_YUAN if field.kind is Kind.MONEY else _LEAST


def _spread(values: Sequence[float], floor: float, least: float) -> Spread:
    middle = median(values)
    return Spread(middle, max(median([abs(value - middle) for value in values]), floor * abs(middle), least))


def _is_far(now: Measured, spreads: Spreads) -> bool:
    whole, each = spreads
    return whole.is_far(now.value) and (each is None or now.each is None or each.is_far(now.each))


def _is_far_among(field: Field, one: Measured, spreads: Spreads) -> bool:
    """Amounts grow with the school and count for each pupil and day; of other figures both must be far."""
    whole, each = spreads
    if each is None or one.each is None:
        return field.kind is Kind.PCT and whole.is_far(one.value)
    return each.is_far(one.each) and (_is_amount(field) or whole.is_far(one.value))


def _is_amount(field: Field) -> bool:
    return field.kind is Kind.MONEY or (field.unit is not None and field.unit.en.startswith(("kg", "kWh")))


def _is_beyond(now: float | None, year: float | None) -> bool:
    return now is None or year is None or abs(now - year) > _LAST_YEAR_SHARE * abs(year)


def _for_school(now: Measured, whole: Spread, each: Spread | None) -> float:
    return each.median * now.value / now.each if each is not None and now.each else whole.median
