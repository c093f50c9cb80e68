"""Short constructors of rules, one for each severity; words are given in pairs, Chinese and English."""

from typing import TypedDict, Unpack

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

Pair = tuple[str, str]
LISTED = ("{clauses}。", "Found: {clauses}.")
"""The words of a rule whose operands have words of their own."""


class Options(TypedDict, total=False):
    """What any rule may say beside its condition and words."""

    part: str
    anchor: tuple[str, ...]


def error(code: str, holds: str, says: Pair, remedy: Pair, *clauses: Pair, **options: Unpack[Options]) -> Rule:
    """What cannot be true; it blocks."""
    return _rule(Severity.ERROR, code, holds, says, remedy, clauses, options)


def query(code: str, holds: str, says: Pair, remedy: Pair, *clauses: Pair, **options: Unpack[Options]) -> Rule:
    """What may be true and asks for a reason."""
    return _rule(Severity.QUERY, code, holds, says, remedy, clauses, options)


def warning(code: str, holds: str, says: Pair, remedy: Pair, *clauses: Pair, **options: Unpack[Options]) -> Rule:
    """What is worth a look."""
    return _rule(Severity.WARNING, code, holds, says, remedy, clauses, options)


def _rule(
    severity: Severity, code: str, holds: str, says: Pair, remedy: Pair, clauses: tuple[Pair, ...], options: Options
) -> Rule:
    words = tuple(Text(*each) for each in clauses)
    return Rule(
        code=code, severity=severity, holds=holds, says=Text(*says), remedy=Text(*remedy), clauses=words, **options
    )
