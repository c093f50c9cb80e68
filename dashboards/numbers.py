"""How a figure is written: places and unit of its indicator, a dash where there is none."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from tenants.returns.declaration import Indicator
from tenants.text import Lang, Text

DASH = "—"
_SHORT = 5  # characters of a unit that stands beside a bar


def spoken(value: float | None, indicator: Indicator, lang: Lang) -> str:
    """A value with its unit: 91.2%, 1,250.00 元, 85.3 pupils."""
    if value is None:
        return DASH
    unit = indicator.unit.say(lang)
    return f"{plain(value, indicator)}{unit}" if unit == "%" else f"{plain(value, indicator)} {unit}"


def brief(value: float | None, indicator: Indicator, lang: Lang) -> str:
    """The same where there is little room: a long unit is left to the axis."""
    return spoken(value, indicator, lang) if len(indicator.unit.say(lang)) <= _SHORT else plain(value, indicator)


def plain(value: float | None, indicator: Indicator) -> str:
    """A value without its unit, with the places of its indicator."""
    return DASH if value is None else grouped(value, indicator.places)


def grouped(value: float | None, places: int) -> str:
    """Digits in groups of three, rounded half up as a clerk does, with a real minus sign."""
    if value is None:
        return DASH
    rounded = Decimal(repr(float(value))).quantize(_places(places), rounding=ROUND_HALF_UP)
    return f"{abs(rounded):,.{places}f}" if rounded >= 0 else f"−{abs(rounded):,.{places}f}"


def exact(value: float | Decimal | None) -> str:
    """A count or an amount as it is: no places where there are none, at most two."""
    if value is None:
        return DASH
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return grouped(float(number), 0 if number == number.to_integral_value() else 2)


def points(change: float, indicator: Indicator, lang: Lang) -> str:
    """A difference without its sign: 0.8 个百分点, 12.5 g."""
    unit = _POINTS if indicator.unit.en == "%" else indicator.unit
    return f"{grouped(abs(change), indicator.places)} {unit.say(lang)}"


_POINTS = Text("个百分点", "percentage points")


@lru_cache
def _places(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)
