"""The returns that are declared, as valid on a day."""

from collections.abc import Sequence
from datetime import date

from tenants.returns import canteen_finance, canteen_operations, school_profile
from tenants.returns.declaration import Indicator, Return

_VERSIONS: tuple[Return, ...] = (school_profile.RETURN, canteen_operations.RETURN, canteen_finance.RETURN)


def get_return(code: str, on: date) -> Return:
    """The declaration of a return that is valid on a day; for days before the first one, the first one.

    Raises:
        KeyError: No return has that code.
    """
    return _valid([each for each in _VERSIONS if each.code == code], code, on)


def all_returns(on: date) -> tuple[Return, ...]:
    """Every return as valid on a day, in the order of the catalogue."""
    return tuple(get_return(code, on) for code in dict.fromkeys(each.code for each in _VERSIONS))


def every_version() -> tuple[Return, ...]:
    """Every declaration there is, old versions too."""
    return _VERSIONS


def find_indicator(code: str) -> tuple[Return, Indicator]:
    """An indicator with the newest declaration that has it.

    Raises:
        KeyError: No return declares it.
    """
    for ret in sorted(_VERSIONS, key=lambda each: each.valid_from, reverse=True):
        for each in ret.indicators:
            if each.code == code:
                return ret, each
    raise KeyError(code)


def _valid(versions: Sequence[Return], code: str, on: date) -> Return:
    if not versions:
        raise KeyError(code)
    ordered = sorted(versions, key=lambda each: each.valid_from)
    return next((each for each in reversed(ordered) if each.valid_from <= on), ordered[0])
