"""Expressions over one row or over named values alone: field conditions, "applies when", targets."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tenants.returns.declaration import Part, PeriodType, Return
from tenants.returns.notation import runtime
from tenants.returns.notation.names import OPEN_FACILITIES
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.program import leaves_of
from tenants.returns.notation.python import PythonLogic
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.tree import Column, Derived, Node, Scalar, Workdays
from tenants.returns.parameters import PARAMETERS
from tenants.text import Text

Names = Mapping[str, Any]
Condition = Callable[[Names], Any]

_NOWHERE = Return(
    number="", code="", label=Text("", ""), period=PeriodType.EVENT, due="", filler="", accepting="",
    parts=(Part(code="main", label=Text("", ""), fields=()),),
)  # fmt: skip


def condition_of(expression: str, ret: Return, part: str) -> Condition:
    """An expression as a function of names: fields of the row, and ``school.x``, ``cal.x``, ``P.x`` where it uses them.

    The result is None where a value it needs is missing; a name left out is missing, but a parameter has its default.

    Raises:
        NotationError: It cannot be read, or looks beyond one row.
    """
    return _compile(resolve(expression, ret, part))


def value_of(expression: str, names: Names | None = None) -> Any:
    """The value of an expression over ``school.x``, ``cal.x`` and ``P.x`` alone."""
    return _without_rows(expression)(names or {})


def applies_to(ret: Return, school: Names) -> bool:
    """Whether a return is due from a school or a unit of the bureau at all (its filler and "applies when" line).

    Args:
        ret: The declaration.
        school: Registry values by field code: ``canteen_mode``, ``stages`` (a tuple), ...;
            ``bureau_unit`` is the code of a unit.
    """
    if ret.unit != school.get("bureau_unit"):
        return False
    if ret.applies_when is None:
        return True
    return value_of(ret.applies_when, {f"school.{code}": value for code, value in school.items()}) is True


@cache
def _without_rows(expression: str) -> Condition:
    return _compile(resolve(expression, _NOWHERE, "main"))


def _compile(node: Node) -> Condition:
    variables: dict[Node, str] = {}
    readers: list[str] = []
    for leaf in _plain_leaves(node):
        if leaf in variables:
            continue
        variables[leaf] = f"x{len(variables)}"
        name = leaf.field.code if isinstance(leaf, Column) else leaf.name
        default = PARAMETERS[name[2:]].default if name.startswith("P.") else None
        readers.append(f"names.get({name!r})" if default is None else f"names.get({name!r}, Decimal('{default}'))")
    names = ", ".join(variables.values())
    logic = _Open(variables)
    body = f"lambda {names}: {logic.nullable(node)}"
    namespace: dict[str, Any] = {"__builtins__": {}, **runtime.NAMES}
    # The text is written by our own compiler from a parsed tree, not taken from anywhere.
    function: Condition = eval(f"lambda names: ({body})({', '.join(readers)})", namespace)  # noqa: S307
    return function


class _Open(PythonLogic):
    """Derived names are written out: there is no list to keep them in."""

    def _known(self, leaf: Node) -> list[str]:
        return self.needs(leaf.inner) if isinstance(leaf, Derived) else super()._known(leaf)

    def _leaf(self, leaf: Node) -> str:
        return self.value(leaf.inner) if isinstance(leaf, Derived) else super()._leaf(leaf)


def _plain_leaves(node: Node) -> list[Column | Scalar]:
    if any(isinstance(each, Workdays) for each in node.walk()):
        raise NotationError("a condition of one row has no calendar")
    found: list[Column | Scalar] = []
    for leaf in leaves_of(node):
        if isinstance(leaf, Derived):
            found += _plain_leaves(leaf.inner)
        elif isinstance(leaf, Column) or (isinstance(leaf, Scalar) and leaf.name not in OPEN_FACILITIES):
            found.append(leaf)
        else:
            raise NotationError("a condition of one row looks at nothing else")
    return found
