"""The returns that are declared, as valid on a day.

Importing this module reads and checks every expression of every declaration: one that does not fit stops the program
at its start, not a school in the middle of a filing.
"""

import gc
from collections.abc import Sequence
from datetime import date

from tenants.accounts.roles import is_about_schools
from tenants.indices.declared import OVERSIGHT
from tenants.returns.conditions import condition_of, value_of
from tenants.returns.declaration import FigureSource, Indicator, PeriodType, Return
from tenants.returns.declared import VERSIONS
from tenants.returns.indicators import limits_of, prove_figures
from tenants.returns.kept import Kept
from tenants.returns.notation.checks import checks_of
from tenants.returns.own import own_returns


def get_return(code: str, on: date) -> Return:
    """The declaration of a return that is valid on a day; for days before the first one, the first one.

    Raises:
        KeyError: No return has that code.
    """
    versions = _BY_CODE.of(VERSIONS).get(code) or _by_code(own_returns()).get(code)
    if versions is None:
        raise KeyError(code)
    return next((each for each in versions if each.valid_from <= on), versions[-1])


def all_returns(on: date) -> tuple[Return, ...]:
    """Every return as valid on a day, in the order of the catalogue; then what the district at work asks for beside."""
    return tuple(get_return(code, on) for code in dict.fromkeys(each.code for each in every_version()))


def every_version() -> tuple[Return, ...]:
    """Every declaration there is, old versions too, and the supplementary ones of the district at work."""
    own = own_returns()
    return (*VERSIONS, *own) if own else VERSIONS


def event_codes() -> frozenset[str]:
    """The returns that are filed when something happens, a record for each event (catalogue 1.4)."""
    return frozenset(each.code for each in VERSIONS if each.period is PeriodType.EVENT)


def filed_by_bureau() -> frozenset[str]:
    """The returns that somebody of the bureau files about a school."""
    return frozenset(each.code for each in VERSIONS if is_about_schools(each.filler))


def find_indicator(code: str) -> tuple[FigureSource, Indicator]:
    """An indicator with the newest declaration that has it: of a return, or of the indices over all of them.

    Raises:
        KeyError: Nothing declares it.
    """
    found = _INDICATORS.of(VERSIONS).get(code) or _indicators(own_returns()).get(code)
    if found is None:
        raise KeyError(code)
    return found


def _by_code(returns: Sequence[Return]) -> dict[str, list[Return]]:
    """The versions of each return, the newest first."""
    found: dict[str, list[Return]] = {}
    for each in sorted(returns, key=lambda each: each.valid_from, reverse=True):
        found.setdefault(each.code, []).append(each)
    return found


def _indicators(returns: Sequence[Return]) -> dict[str, tuple[FigureSource, Indicator]]:
    """Each indicator with its source, the newest first; the indices over all returns last."""
    newest_first = sorted(returns, key=lambda each: each.valid_from, reverse=True)
    found: dict[str, tuple[FigureSource, Indicator]] = {}
    for source in (*newest_first, OVERSIGHT):
        for each in source.indicators:
            found.setdefault(each.code, (source, each))
    return found


_BY_CODE: Kept[Sequence[Return], dict[str, list[Return]]] = Kept(_by_code, most=2)
_INDICATORS: Kept[Sequence[Return], dict[str, tuple[FigureSource, Indicator]]] = Kept(_indicators, most=2)


def prove(ret: Return) -> None:
    """Read all that a declaration says in the notation.

    Raises:
        NotationError: It names what is not declared, or compares what cannot be compared.
    """
    checks_of(ret)
    for part, each in ret.each_field():
        for condition in (each.required_when, each.empty_when):
            if condition is not None:
                condition_of(condition, ret, part.code)
    prove_figures(ret)
    for indicator in ret.indicators:
        limits_of(indicator)
    if ret.applies_when is not None:
        value_of(ret.applies_when)


for _each in VERSIONS:
    prove(_each)
gc.freeze()  # a million objects that stay as long as the process: the collector need not go through them ever again
