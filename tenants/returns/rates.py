"""Short constructors of indicators by the shape of their figure; labels and formulas in pairs, Chinese and English."""

from decimal import Decimal
from typing import TypedDict, Unpack

from tenants.returns.declaration import Aggregation, Direction, Indicator, PeriodType
from tenants.text import Text

Pair = tuple[str, str]
PERCENT = Text("%", "%")
UP, DOWN, NONE = Direction.HIGHER, Direction.LOWER, Direction.NONE


class Options(TypedDict, total=False):
    """What any indicator may say of itself beside its label, parts and formula."""

    part: str
    direction: Direction
    target: str
    red: str
    around: Decimal
    aggregation: Aggregation
    places: int
    span: PeriodType
    counts_persons: bool
    public: bool


def percentage(
    code: str, label: Pair, numerator: str, denominator: str, formula: Pair, **options: Unpack[Options]
) -> Indicator:
    """A share in %; higher is better unless it says otherwise."""
    options.setdefault("direction", UP)
    return Indicator(
        code=code,
        label=Text(*label),
        numerator=numerator,
        denominator=denominator,
        unit=PERCENT,
        scale=100,
        formula=Text(*formula),
        **options,
    )


def ratio(
    code: str, label: Pair, numerator: str, denominator: str, unit: Pair, formula: Pair, **options: Unpack[Options]
) -> Indicator:
    """One amount for each of another; for information unless it says otherwise."""
    options.setdefault("direction", NONE)
    return Indicator(
        code=code,
        label=Text(*label),
        numerator=numerator,
        denominator=denominator,
        unit=Text(*unit),
        formula=Text(*formula),
        **options,
    )


def total(code: str, label: Pair, numerator: str, unit: Pair, formula: Pair, **options: Unpack[Options]) -> Indicator:
    """A count or an amount, added up over schools."""
    options.setdefault("direction", NONE)
    options.setdefault("aggregation", Aggregation.SUM)
    options.setdefault("places", 0)
    return Indicator(
        code=code,
        label=Text(*label),
        numerator=numerator,
        denominator=None,
        unit=Text(*unit),
        formula=Text(*formula),
        **options,
    )
