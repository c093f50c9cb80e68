"""Declarations with the rules a district wrote itself: they run, are explained and coloured like the others."""

from dataclasses import replace

from tenants.returns.declaration import Return, Rule
from tenants.returns.kept import Kept

PREFIX = "LR-"
"""Codes of local rules begin with this; no rule of the catalogue does."""

_MOST = 64  # districts and wordings of one return at a time; more are made again


def with_rules(ret: Return, rules: tuple[Rule, ...]) -> Return:
    """The declaration with these rules after its own; the same object for the same rules, so that it compiles once."""
    if not rules:
        return ret
    made = _MADE.of(ret)
    found = made.get(rules)
    if found is None:
        if len(made) >= _MOST:
            made.clear()
        found = made[rules] = replace(ret, rules=(*ret.rules, *rules))
    return found


def is_local(code: str) -> bool:
    """Whether a rule was written by the district."""
    return code.startswith(PREFIX)


def _none_yet(_: Return) -> dict[tuple[Rule, ...], Return]:
    return {}


_MADE: Kept[Return, dict[tuple[Rule, ...], Return]] = Kept(_none_yet)
