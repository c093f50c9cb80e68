"""The declarations: every package of ``tenants.returns`` that declares a ``RETURN`` is one, and nothing lists them.

A new version of a return is a ``RETURN`` of another package with the same code and a later ``valid_from``. A package that
says ``IS_COMING = True`` is declared and tested but not filed yet: no duty, no table, and rules that look at it wait.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from tenants import returns
from tenants.returns.declaration import Return


def _packages() -> Iterator[ModuleType]:
    for found in iter_modules(returns.__path__, f"{returns.__name__}."):
        if found.ispkg:
            package = import_module(found.name)
            if hasattr(package, "RETURN"):
                yield package


def _in_order(*, coming: bool) -> tuple[Return, ...]:
    """By the number of the catalogue, of one return the earlier version first."""
    listed: list[Return] = [each.RETURN for each in _packages() if getattr(each, "IS_COMING", False) is coming]
    return tuple(sorted(listed, key=lambda each: (each.number, each.valid_from)))


VERSIONS: tuple[Return, ...] = _in_order(coming=False)
COMING: tuple[Return, ...] = _in_order(coming=True)
