"""Returns of the catalogue that are not declared yet: what rules that wait for them may name.

A rule over one of these is read and checked like any other, and waits. When the return is declared its entry goes.
"""

from tenants.returns.declaration import Part
from tenants.returns.declared import COMING
from tenants.text import Text

PLANNED: dict[str, tuple[Text, tuple[Part, ...]]] = {}


def is_awaited(code: str, reader: str) -> bool:
    """Whether a return that a rule of another one looks at is not filed yet, so that the rule waits."""
    return code in PLANNED or (code in _COMING and reader not in _COMING)


_COMING = frozenset(each.code for each in COMING)
