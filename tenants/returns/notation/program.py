"""Trees as generated source over column lists: each column, group and lookup is made once and shared.

A list is *aligned* with rows (those of a source) or with the versions of the batch. The source is made of names this
module chooses and of constants the tree holds; no text of an expression gets into it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tenants.returns.declaration import Need, Return
from tenants.returns.notation import runtime
from tenants.returns.notation.logic import LEAVES
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.python import PythonLogic
from tenants.returns.notation.sources import facility_field, part_of
from tenants.returns.notation.tree import (
    Aggregate,
    All,
    Column,
    Compare,
    Derived,
    Keyed,
    Lookup,
    Node,
    Origin,
    Scalar,
    Source,
)  # fmt: skip
from tenants.returns.notation.types import type_of

Write = Callable[[PythonLogic], str]
_SPACES = {Origin.OWN: "parts", Origin.PREVIOUS: "previous", Origin.LAST_YEAR: "last_year"}


@dataclass(frozen=True)
class Rowset:
    """The rows a list is aligned with; ``over`` adds those of a span's other periods (of another return: all)."""

    source: Source
    over: str | None = None


@dataclass
class Program:
    """Source in the making for one return."""

    ret: Return
    lines: list[str] = field(default_factory=list)
    made: dict[Any, str] = field(default_factory=dict)

    def compiled(self, name: str, result: str) -> Callable[..., Any]:
        """The function of a frame that the lines and the result make."""
        body = "\n".join(f"    {line}" for line in [*self.lines, f"return {result}"])
        namespace: dict[str, Any] = {"__builtins__": {}, **runtime.NAMES}
        exec(compile(f"def {name}(F):\n{body}\n", f"<{self.ret.code}.{name}>", "exec"), namespace)  # noqa: S102
        function: Callable[..., Any] = namespace[name]
        return function

    def keep(self, key: Any, expression: str) -> str:
        """The variable that holds the expression's value; the same key is made once."""
        if key not in self.made:
            self.made[key] = f"v{len(self.made)}"
            self.lines.append(f"{self.made[key]} = {expression}")
        return self.made[key]

    def own(self, part: str) -> Rowset:
        """The rows of a part of the return itself."""
        return Rowset(Source(Origin.OWN, self.ret.code, part))

    # comprehensions

    def each(
        self, nodes: Iterable[Node], at: Rowset | None, result: Write, *, test: Write | None = None, key: str = ""
    ) -> str:
        """A list over rows (or versions): ``result`` of each where ``test`` holds; ``i`` is its index."""
        leaves = list(dict.fromkeys(leaf for node in nodes for leaf in leaves_of(node)))
        logic = PythonLogic({leaf: f"x{number}" for number, leaf in enumerate(leaves)})
        lists = [self.aligned(leaf, at) for leaf in leaves]
        names = list(logic.variables.values())
        if key:
            names, lists = [key, *names], [self.owners(at), *lists]
        condition = f" if {test(logic)}" if test is not None else ""
        if not names:
            return f"[{result(logic)} for i in range({self.length(at)}){condition}]"
        if len(names) == 1:
            return f"[{result(logic)} for i, {names[0]} in enumerate({lists[0]}){condition}]"
        return f"[{result(logic)} for i, ({', '.join(names)}) in enumerate(zip({', '.join(lists)})){condition}]"

    def vector(self, node: Node, at: Rowset | None) -> str:
        """The list of a node's values, None where unknown."""
        if isinstance(node, LEAVES):
            return self.aligned(node, at)
        return self.keep((node, at), self.each([node], at, lambda logic: logic.nullable(node)))

    # lists

    def rows(self, at: Rowset) -> str:
        """The Rows themselves."""
        source = at.source
        if source.origin is Origin.OTHER:
            expression = f"other(F, {source.return_code!r}, {source.part!r}, {at.over!r})"
        elif at.over is not None:
            expression = f"joined(F, {source.part!r}, {at.over!r})"
        else:
            expression = f"rows(F, {_SPACES[source.origin]!r}, {source.part!r})"
        return self.keep(("rows", at), expression)

    def owners(self, at: Rowset | None) -> str:
        """The version of each row."""
        if at is None:
            return self.keep("versions", "range(F.versions)")
        return self.keep(("owner", at), f"{self.rows(at)}.owner")

    def length(self, at: Rowset | None) -> str:
        """How many rows, or versions."""
        return "F.versions" if at is None else f"len({self.owners(at)})"

    def aligned(self, leaf: Node, at: Rowset | None) -> str:
        """The list of a leaf's values."""
        match leaf:
            case Column(field=each):
                if at is None or leaf.is_outer:
                    raise NotationError(
                        f"{each.code} is a value of a row, and no row is meant",
                        f"{each.code} 是一行的值，此处不针对某一行",
                    )
                return self.keep(("column", at, each.code), f"column({self.rows(at)}, {each.code!r})")
            case Derived(inner=inner):
                return self.keep((leaf, at), self.each([inner], at, lambda logic: logic.nullable(inner)))
            case Scalar(name=name):
                return self._spread(self.keep(("scalar", name), f"scalar(F, {name!r})"), at)
            case Keyed():
                return self._keyed(leaf, at)
            case Aggregate():
                return self._aggregate(leaf, at)
            case Lookup(table=table, column=column, keys=keys):
                made = self.each(keys, at, lambda logic: f"({', '.join(logic.nullable(key) for key in keys)},)")
                return self.keep((leaf, at), f"looked_up(F, {table!r}, {column!r}, {self.owners(at)}, {made})")
        raise TypeError(leaf)

    def _spread(self, by_version: str, at: Rowset | None) -> str:
        if at is None:
            return by_version
        return self.keep(("spread", by_version, at), f"[{by_version}[o] for o in {self.owners(at)}]")

    def _keyed(self, leaf: Keyed, at: Rowset | None) -> str:
        there = Rowset(leaf.source)
        keys = part_of(self.ret, leaf.source).key
        if keys and at is None:
            raise NotationError("a row's earlier value needs a row", "以往的值要针对某一行")
        values = self.vector(leaf.item, there)
        if not keys:
            pairs = f"zip({self.owners(there)}, {values})"
            return self._spread(self.keep((leaf, None), f"matched({pairs}, range(F.versions))"), at)
        codes = [repr(key) for key in keys]
        assert at is not None
        theirs = ", ".join([self.owners(there), *(f"column({self.rows(there)}, {code})" for code in codes)])
        ours = ", ".join([self.owners(at), *(f"column({self.rows(at)}, {code})" for code in codes)])
        return self.keep((leaf, at), f"matched(zip(zip({theirs}), {values}), zip({ours}))")

    def _aggregate(self, leaf: Aggregate, at: Rowset | None) -> str:
        there = Rowset(leaf.source, leaf.over)
        rest, links, crossing = _links(leaf.where)
        counted = [leaf.item] if leaf.function == "count" and leaf.item is not None else []
        conditions = [*counted, *rest]
        item = None if leaf.function == "count" else leaf.item
        facility = self._shared_facility(leaf, at)
        theirs = [*([facility] if facility else []), *(column for column, _ in links)]
        crossed = list(dict.fromkeys(each for node in crossing for each in leaves_of(node)))
        inner, outer = ([each for each in crossed if _is_outer(each) is side] for side in (False, True))
        nodes = [*conditions, *theirs, *inner, *([item] if item is not None else [])]

        def pair(logic: PythonLogic) -> str:
            keys = "".join(f" {logic.value(each)}," for each in theirs)
            key = f"(o,{keys})" if theirs or crossing else "o"
            value = "1" if item is None else logic.nullable(item)
            met = "".join(f"{logic.variables[each]}, " for each in inner)
            return f"({key}, ({value}, ({met})))" if crossing else f"({key}, {value})"

        def test(logic: PythonLogic) -> str:
            return logic.together([logic.true(each) for each in conditions])

        pairs = self.each(nodes, there, pair, test=test, key="o")
        strict = item is not None and _is_required(item)
        tail = f"strict={strict}, known={self._known(leaf, there)}"
        if not theirs and not crossing:
            made = f"by_version({leaf.function!r}, {pairs}, F, {tail})"
            return self._spread(self.keep((leaf, None), made), at)
        if at is None:
            raise NotationError("'this' needs a row around the aggregate", "this 要在某一行的规则里使用")
        ours = [self._facility_column(at)] if facility else []
        ours += [self.aligned(column, at) for _, column in links]
        wanted = f"zip({', '.join([self.owners(at), *ours])})"
        tail += f", facility={facility is not None}"
        if not crossing:
            return self.keep((leaf, at), f"by_row({leaf.function!r}, {pairs}, {wanted}, {tail})")
        around = f"zip({', '.join(self.aligned(_inner(each), at) for each in outer)})"
        logic = PythonLogic({each: f"y{number}" for number, each in enumerate([*inner, *outer])})
        meets = (
            f"lambda {', '.join(logic.variables.values())}: {logic.together([logic.true(each) for each in crossing])}"
        )
        return self.keep((leaf, at), f"by_row_where({leaf.function!r}, {pairs}, {wanted}, {around}, {meets}, {tail})")

    def _known(self, leaf: Aggregate, there: Rowset) -> str:
        """The versions for which rows can be there at all."""
        if leaf.source.origin in (Origin.PREVIOUS, Origin.LAST_YEAR):
            return self.keep(("known", there), f"set({self.owners(there)})")
        if leaf.over is not None and leaf.source.origin is Origin.OWN:
            return f"None if {leaf.source.part!r} in F.{leaf.over} else set()"
        return "None"

    def _shared_facility(self, leaf: Aggregate, at: Rowset | None) -> Column | None:
        """The facility of the rows elsewhere, where the row at hand has one of the same kind (catalogue 1.6)."""
        if leaf.source.origin is not Origin.OTHER or at is None:
            return None
        theirs = facility_field(part_of(self.ret, leaf.source))
        ours = facility_field(part_of(self.ret, at.source))
        if theirs is None or ours is None or theirs.facility_kind != ours.facility_kind:
            return None
        return Column(type_of(theirs), leaf.source, theirs)

    def _facility_column(self, at: Rowset) -> str:
        ours = facility_field(part_of(self.ret, at.source))
        assert ours is not None
        return self.keep(("column", at, ours.code), f"column({self.rows(at)}, {ours.code!r})")


def leaves_of(node: Node) -> Iterable[Node]:
    """The leaves of an expression, not looking inside them."""
    if isinstance(node, LEAVES):
        yield node
        return
    for each in node.children:
        yield from leaves_of(each)


def _is_outer(leaf: Node) -> bool:
    """Whether it is a value of the row around: a field of it, or what a reference table says of its fields."""
    if isinstance(leaf, Lookup):
        return bool(leaf.keys) and all(_is_outer(each) for each in leaf.keys)
    return isinstance(leaf, Column) and leaf.is_outer


def _links(where: Node | None) -> tuple[list[Node], list[tuple[Node, Node]], list[Node]]:
    """A ``where`` parted into plain conditions, equalities with the row around (``stage = this.stage``), and others.

    The equalities find the rows by key; every other condition that names the row around is tried on what they leave.
    """
    if where is None:
        return [], [], []
    plain: list[Node] = []
    crossing: list[Node] = []
    links: list[tuple[Node, Node]] = []
    for each in where.items if isinstance(where, All) else (where,):
        outer = [leaf for leaf in leaves_of(each) if _is_outer(leaf)]
        match each:
            case Compare(operator="=", left=(Column() | Lookup()) as left, right=(Column() | Lookup()) as right) if (
                len(outer) == 1
            ):
                links.append((left, right) if _is_outer(right) else (right, left))
            case _ if outer:
                crossing.append(each)
            case _:
                plain.append(each)
    return plain, [(theirs, _inner(ours)) for theirs, ours in links], crossing


def _inner(leaf: Node) -> Node:
    """A value of the row around as that row itself reads it."""
    if isinstance(leaf, Lookup):
        return replace(leaf, keys=tuple(_inner(each) for each in leaf.keys))
    return replace(leaf, is_outer=False) if isinstance(leaf, Column) else leaf


def _is_required(node: Node) -> bool:
    fields = [each.field for each in node.walk() if isinstance(each, Column)]
    return all(each.need is Need.REQUIRED for each in fields)
