"""The typed syntax tree of an expression: names resolved, every node with the type of its value."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from tenants.returns.declaration import Field
from tenants.returns.notation.types import BOOL, Type
from tenants.text import Text


class Origin(StrEnum):
    """Where rows come from."""

    OWN = "own"
    PREVIOUS = "previous"  # prev(): the latest earlier accepted version with rows
    LAST_YEAR = "last_year"  # ly()
    OTHER = "other"  # another return, in the matching period


@dataclass(frozen=True)
class Source:
    """The rows of a part that a name or an aggregate speaks of."""

    origin: Origin
    return_code: str
    part: str


@dataclass(frozen=True)
class Node:
    """An expression and the type of its value."""

    type: Type

    @cached_property
    def children(self) -> tuple["Node", ...]:
        """The expressions directly inside."""
        found: list[Node] = []
        for each in fields(self):
            value: Any = getattr(self, each.name)
            found += [item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, Node)]
        return tuple(found)

    def walk(self) -> Iterator["Node"]:
        """This expression and all inside it."""
        yield self
        for each in self.children:
            yield from each.walk()


@dataclass(frozen=True)
class Constant(Node):
    """A number, a text, yes or no, or a code."""

    value: Decimal | str | bool


@dataclass(frozen=True)
class Column(Node):
    """A field of the row at hand."""

    source: Source
    field: Field
    is_outer: bool = False  # ``this.x``: of the row around the aggregate


@dataclass(frozen=True)
class Derived(Node):
    """A declared name for an expression over the row, such as total_income."""

    name: str
    label: Text
    inner: Node


@dataclass(frozen=True)
class Scalar(Node):
    """One value for the whole version: ``school.x``, ``cal.x``, ``P.x``, ``period_end``."""

    name: str


@dataclass(frozen=True)
class Keyed(Node):
    """An expression over the row of the same key elsewhere: ``prev(x)``, ``ly(x)``, or the single row of a part."""

    source: Source
    item: Node


@dataclass(frozen=True)
class Aggregate(Node):
    """``sum``, ``count``, ``max``, ``min``, ``avg``, ``median`` or ``distinct`` over rows."""

    function: str
    source: Source
    item: Node | None  # None: rows are counted
    where: Node | None
    over: str | None  # term, school_year, year: these rows and those of the span's other periods


@dataclass(frozen=True)
class Lookup(Node):
    """A value of a reference table by its keys."""

    table: str
    column: str
    keys: tuple[Node, ...]


@dataclass(frozen=True)
class Arithmetic(Node):
    """``+ - * /`` of two numbers, or a date moved by days, or the days between two dates."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Function(Node):
    """``abs``, ``floor``, ``ceil``, ``min``, ``max`` or one of ``FUNCTIONS``, of values at hand."""

    name: str
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Workdays(Node):
    """``workdays(a, b)``: the bureau's working days after one day, up to another and including it."""

    after: Node
    until: Node


@dataclass(frozen=True)
class Choice(Node):
    """``if(condition, a, b)``."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Compare(Node):
    """``= != < <= > >=``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Near(Node):
    """``a ~ b ± n%``: at most n % of b apart; without the sign, at most n apart."""

    left: Node
    right: Node
    tolerance: Node
    is_percent: bool


@dataclass(frozen=True)
class Among(Node):
    """``x in (a, b)`` or ``x in a_list``."""

    item: Node
    values: tuple[Node, ...]
    list_name: str | None = None


@dataclass(frozen=True)
class Contains(Node):
    """``codes contains code``."""

    codes: Node
    item: Node


@dataclass(frozen=True)
class IsSet(Node):
    """``x is set``; ``x is null`` is its denial."""

    item: Node


@dataclass(frozen=True)
class Not(Node):
    """The denial of a condition."""

    item: Node


@dataclass(frozen=True)
class All(Node):
    """Conditions joined by ``and``."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Some(Node):
    """Conditions joined by ``or``."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Implies(Node):
    """``a implies b``."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Iff(Node):
    """Both hold or neither does."""

    left: Node
    right: Node


def clauses_of(node: Node) -> tuple[Node, ...]:
    """The operands of the outermost ``and``; the expression itself where there is none."""
    return node.items if isinstance(node, All) else (node,)


def is_row_level(node: Node) -> bool:
    """Whether the expression speaks of one row (a field outside an aggregate, or ``this.x`` in one)."""
    if isinstance(node, Aggregate):
        return any(_names_outer(each) for each in node.children)
    if isinstance(node, Column):
        return node.source.origin is Origin.OWN
    if isinstance(node, Keyed):
        return node.source.origin is not Origin.OTHER
    return any(is_row_level(each) for each in node.children)


def _names_outer(node: Node) -> bool:
    """Whether ``this.x`` is used, which stands for the row around; that of an aggregate inside is another row."""
    if isinstance(node, Aggregate):
        return False
    return (isinstance(node, Column) and node.is_outer) or any(_names_outer(each) for each in node.children)


def denied(node: Node) -> Node:
    """The denial of a condition."""
    return Not(BOOL, node)
