"""Syntax to a typed tree: every name is found in the declaration, every operation fits its operands."""

from dataclasses import dataclass, replace
from decimal import Decimal

from lark import Token

from tenants.returns.codes import codes_of
from tenants.returns.declaration import Return
from tenants.returns.lists import LISTS
from tenants.returns.notation import typing_rules as fit
from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.names import EVER, REFERENCES, SPANS, scalar_type
from tenants.returns.notation.parsing import NotationError, Syntax, parse
from tenants.returns.notation.sources import facility_kind, is_of_events, part_named, part_of, qualified
from tenants.returns.notation.tree import (
    Aggregate,
    All,
    Among,
    Choice,
    Column,
    Constant,
    Contains,
    Derived,
    Iff,
    Implies,
    IsSet,
    Keyed,
    Lookup,
    Near,
    Node,
    Not,
    Origin,
    Scalar,
    Some,
    Source,
    Workdays,
)  # fmt: skip
from tenants.returns.notation.types import BOOL, NUMBER, TEXT, WHOLE, Sort, Type, type_of
from tenants.text import Text

_AGGREGATES = ("sum", "count", "max", "min", "avg", "median", "distinct")
_FUNCTIONS = ("abs", "floor", "ceil", "min", "max")


@dataclass(frozen=True)
class Place:
    """Where a name is read: the rows it speaks of, and the row around them inside an aggregate."""

    source: Source
    outer: Source | None = None


def resolve(text: str, ret: Return, part: str) -> Node:
    """The typed tree of an expression over a part of a return.

    Raises:
        NotationError: It cannot be read, names what is not declared, or compares what cannot be compared.
    """
    try:
        return _Resolver(ret).node(parse(text), Place(Source(Origin.OWN, ret.code, part)))
    except NotationError as error:
        raise NotationError(f"{ret.code}: {text!r}: {error}", says=error.says) from error


def resolve_condition(text: str, ret: Return, part: str) -> Node:
    """The same for what must be a condition."""
    node = resolve(text, ret, part)
    if node.type.sort is not Sort.BOOL:
        raise NotationError(
            f"{ret.code}: {text!r} is not a condition",
            says=Text(
                "这是一个值，不是条件：请写出应当成立的比较。",
                "That is a value, not a condition: write what must hold.",
            ),
        )
    return node


class _Resolver:
    """Reads the names of one return."""

    def __init__(self, ret: Return) -> None:
        self.ret = ret
        self.open: list[str] = []  # names being written out, to refuse one that speaks of itself

    def node(self, syntax: Syntax, place: Place) -> Node:
        """What the syntax says at a place."""
        found: Node = getattr(self, f"_{syntax.data}")(syntax, place)
        return found

    # conditions

    def _implies(self, syntax: Syntax, place: Place) -> Node:
        return Implies(BOOL, *self._conditions(syntax, place))

    def _iff(self, syntax: Syntax, place: Place) -> Node:
        return Iff(BOOL, *self._conditions(syntax, place))

    def _any(self, syntax: Syntax, place: Place) -> Node:
        return Some(BOOL, tuple(self._conditions(syntax, place)))

    def _all(self, syntax: Syntax, place: Place) -> Node:
        return All(BOOL, tuple(self._conditions(syntax, place)))

    def _denial(self, syntax: Syntax, place: Place) -> Node:
        return Not(BOOL, *self._conditions(syntax, place))

    def _conditions(self, syntax: Syntax, place: Place) -> list[Node]:
        return [fit.condition(self.node(each, place)) for each in _trees(syntax)]

    def _compare(self, syntax: Syntax, place: Place) -> Node:
        left_syntax, operator, right_syntax = syntax.children
        left = self.node(_tree(left_syntax), place)
        right = self._beside(left, _tree(right_syntax), place)
        return fit.compare(str(operator), left, right)

    def _is_set(self, syntax: Syntax, place: Place) -> Node:
        return IsSet(BOOL, self.node(_trees(syntax)[0], place))

    def _is_null(self, syntax: Syntax, place: Place) -> Node:
        return Not(BOOL, self._is_set(syntax, place))

    def _among(self, syntax: Syntax, place: Place) -> Node:
        first, *rest = _trees(syntax)
        item = self.node(first, place)
        values = tuple(self._beside(item, each, place) for each in rest)
        for each in values:
            if not isinstance(each, Constant):
                raise NotationError("only fixed values may be listed after 'in'", "in 后面的括号里只能列出固定的值")
            fit.compare("=", item, each)
        return Among(BOOL, item, values)

    def _in_list(self, syntax: Syntax, place: Place) -> Node:
        item, name = self.node(_trees(syntax)[0], place), str(syntax.children[1])
        if item.type.sort is not Sort.CODE or name not in LISTS:
            raise NotationError(f"{name} is not a list of codes", f"{name} 不是代码表")
        if not set(LISTS[name]) <= set(LISTS[item.type.codes or ""]):
            raise NotationError(
                f"{name} has codes that are not in {item.type.codes}", f"{name} 中有 {item.type.codes} 没有的代码"
            )
        return Among(BOOL, item, tuple(Constant(item.type, code) for code in LISTS[name]), name)

    def _contains(self, syntax: Syntax, place: Place) -> Node:
        first, second = _trees(syntax)
        codes = self.node(first, place)
        if codes.type.sort is not Sort.CODES or codes.type.codes is None:
            raise NotationError("only a set of codes contains one", "contains 左边应为可选多项的字段")
        item = self._beside(replace(codes, type=Type(Sort.CODE, codes.type.codes)), second, place)
        if item.type != Type(Sort.CODE, codes.type.codes):
            raise NotationError(f"that is not a code of {codes.type.codes}", f"不是 {codes.type.codes} 中的代码")
        return Contains(BOOL, codes, item)

    def _near(self, syntax: Syntax, place: Place) -> Node:
        left, right, tolerance = (fit.number(self.node(each, place)) for each in _trees(syntax))
        return Near(BOOL, left, right, tolerance, is_percent=isinstance(syntax.children[-1], Token))

    def _beside(self, other: Node, syntax: Syntax, place: Place) -> Node:
        """What stands beside a code: a bare name of its list is that code."""
        if other.type.sort is Sort.CODE and syntax.data == "name":
            name = str(syntax.children[0])
            if name in codes_of(other.type.codes or ""):
                return Constant(other.type, name)
        return self.node(syntax, place)

    # values

    def _number(self, syntax: Syntax, place: Place) -> Node:
        text = str(syntax.children[0])
        return Constant(NUMBER if "." in text else WHOLE, Decimal(text))

    def _string(self, syntax: Syntax, place: Place) -> Node:
        return Constant(TEXT, str(syntax.children[0])[1:-1])

    def _true(self, syntax: Syntax, place: Place) -> Node:
        return Constant(BOOL, True)

    def _false(self, syntax: Syntax, place: Place) -> Node:
        return Constant(BOOL, False)

    def _add(self, syntax: Syntax, place: Place) -> Node:
        return self._arithmetic("+", syntax, place)

    def _subtract(self, syntax: Syntax, place: Place) -> Node:
        return self._arithmetic("-", syntax, place)

    def _multiply(self, syntax: Syntax, place: Place) -> Node:
        return self._arithmetic("*", syntax, place)

    def _divide(self, syntax: Syntax, place: Place) -> Node:
        return self._arithmetic("/", syntax, place)

    def _arithmetic(self, operator: str, syntax: Syntax, place: Place) -> Node:
        left, right = (self.node(each, place) for each in _trees(syntax))
        return fit.arithmetic(operator, left, right)

    def _negate(self, syntax: Syntax, place: Place) -> Node:
        zero = Constant(WHOLE, Decimal(0))
        return fit.arithmetic("-", zero, self.node(_trees(syntax)[0], place))

    def _name(self, syntax: Syntax, place: Place) -> Node:
        name = str(syntax.children[0])
        head, _, rest = name.partition(".")
        if (known := scalar_type(name)) is not None:
            return Scalar(known, name)
        if head == "this":
            if place.outer is None:
                raise NotationError(
                    "'this' is the row around an aggregate, and there is none", "this 指汇总之外的那一行，此处没有"
                )
            found = self._field(place.outer, rest)
            if not isinstance(found, Column):
                raise NotationError("'this' takes a field", "this 后面应为字段")
            return replace(found, is_outer=True)
        if not rest:
            return self._field(place.source, name)
        source, field = qualified(self.ret, name)
        if (source.return_code, source.part) == (place.source.return_code, place.source.part):
            return self._field(place.source, field)
        return self._elsewhere(source, field, place)

    def _elsewhere(self, source: Source, field: str, place: Place) -> Node:
        """A field of another part outside an aggregate: its single row, or the row of the same facility."""
        part = part_of(self.ret, source)
        facility = facility_kind(part)
        same = part.key == ("facility_no",) and facility == facility_kind(part_of(self.ret, place.source))
        if part.key and not same:
            raise NotationError(
                f"{source.part} has many rows: sum, count, max, min or avg them",
                f"{source.part} 有多行：请用 sum、count、max、min 或 avg 汇总",
            )
        item = self._field(source, field)
        return Keyed(item.type, source, item)

    def _field(self, source: Source, name: str) -> Node:
        part = part_of(self.ret, source)
        if name in part.derived:
            inner = self._written_out(name, part.derived[name], Place(source))
            return Derived(inner.type, name, part.derived_labels[name], inner)
        for each in part.fields:
            if each.code == name:
                return Column(type_of(each), source, each)
        raise NotationError(
            f"{name} is not a field of {source.return_code}.{source.part}",
            f"{source.return_code}.{source.part} 没有字段 {name}",
        )

    def _lookup(self, syntax: Syntax, place: Place) -> Node:
        table, _, column = str(syntax.children[0]).partition(".")
        if table not in REFERENCES or column not in REFERENCES[table].columns:
            raise NotationError(f"{table}.{column} is not in a reference table", f"参照表中没有 {table}.{column}")
        keys = tuple(self.node(each, place) for each in _trees(syntax))
        wanted = REFERENCES[table].keys
        if len(keys) != len(wanted):
            raise NotationError(f"{table} has {len(wanted)} keys", f"{table} 需要{len(wanted)}个查找值")
        for each, type_ in zip(keys, wanted, strict=True):
            is_any = each.type.sort is Sort.CODES and REFERENCES[table].columns[column][0].sort is Sort.BOOL
            given = replace(each.type, sort=Sort.CODE) if is_any and len(wanted) == 1 else each.type
            if given != (type_ or TEXT):
                raise NotationError(f"a key of {table} does not fit", f"{table} 的查找值类型不符")
        return Lookup(REFERENCES[table].columns[column][0], table, column, keys)

    # calls

    def _call(self, syntax: Syntax, place: Place) -> Node:
        name = str(syntax.children[0])
        arguments = [each for each in _trees(syntax) if each.data not in ("where", "over")]
        clauses = {each.data: each.children[0] for each in _trees(syntax) if each.data in ("where", "over")}
        if name in _AGGREGATES and (len(arguments) == 1):
            return self._aggregate(name, arguments[0], clauses, place)
        if clauses:
            raise NotationError(f"{name} takes neither where nor over", f"{name} 不能带 where 或 over")
        if name in ("prev", "ly") and len(arguments) == 1:
            origin = Origin.PREVIOUS if name == "prev" else Origin.LAST_YEAR
            source = replace(place.source, origin=origin)
            item = self.node(arguments[0], Place(source))
            return Keyed(item.type, source, item)
        if name == "met" and len(arguments) == 1:
            return self._met(str(arguments[0].children[0])[1:-1], place)
        items = tuple(self.node(each, place) for each in arguments)
        if name == "if" and len(items) == 3:
            return Choice(fit.same(items[1], items[2]), fit.condition(items[0]), items[1], items[2])
        if name == "workdays" and [each.type.sort for each in items] == [Sort.DATE, Sort.DATE]:
            return Workdays(WHOLE, *items)
        if name in _FUNCTIONS or name in FUNCTIONS:
            return fit.function(name, items)
        raise NotationError(f"{name} is not a function of the notation", f"没有 {name} 这个函数")

    def _met(self, code: str, place: Place) -> Node:
        """The condition of another rule of the same return: rows that meet it are counted by indicators."""
        for rule in self.ret.rules:
            if rule.code == code and rule.part == place.source.part:
                return self._written_out(code, rule.holds, place)
        raise NotationError(f"{code} is not a rule over {place.source.part}", f"{place.source.part} 没有规则 {code}")

    def _written_out(self, name: str, text: str, place: Place) -> Node:
        """The expression that a name stands for."""
        if name in self.open:
            raise NotationError(f"{name} speaks of itself", f"{name} 引用了自己")
        self.open.append(name)
        found = self.node(parse(text), place)
        self.open.pop()
        return found

    def _aggregate(self, name: str, argument: Syntax, clauses: dict[str, Syntax | Token], place: Place) -> Node:
        where, over = clauses.get("where"), clauses.get("over")
        source, item_syntax = self._rows(argument, _tree(where) if where else None, place)
        inner = Place(source, place.source)
        item = self.node(item_syntax, inner) if item_syntax is not None else None
        condition = fit.condition(self.node(_tree(where), inner)) if where is not None else None
        if over is not None and (str(over) not in SPANS or source.origin not in (Origin.OWN, Origin.OTHER)):
            raise NotationError(
                "'over' takes month, term, school_year, year or ever, and no rows of earlier periods",
                "over 后面应为 month、term、school_year、year 或 ever，且不能用于以往各期的行",
            )
        if over is not None and str(over) == EVER and not is_of_events(self.ret, source):
            raise NotationError("'over ever' takes records of events only", "over ever 只能用于按事件填报的报表")
        type_ = fit.aggregate(name, item)
        return Aggregate(type_, name, source, item, condition, None if over is None else str(over))

    def _rows(self, argument: Syntax, where: Syntax | None, place: Place) -> tuple[Source, Syntax | None]:
        """The rows an aggregate runs over, and what it takes of each: None where the rows themselves are meant."""
        if argument.data == "call" and str(argument.children[0]) in ("prev", "ly"):
            origin = Origin.PREVIOUS if str(argument.children[0]) == "prev" else Origin.LAST_YEAR
            source, item = self._rows(_trees(argument)[0], where, place)
            return replace(source, origin=origin), item
        if argument.data == "name" and (rows := part_named(self.ret, str(argument.children[0]))) is not None:
            return rows, None
        named = {
            qualified(self.ret, str(token))[0]
            for tree in (argument, where)
            if tree is not None
            for token in tree.scan_values(lambda each: isinstance(each, Token) and each.type == "NAME")
            if "." in token and not _is_fixed(str(token))
        }
        if len(named) > 1:
            raise NotationError("an aggregate runs over the rows of one part", "一次汇总只能针对一张表的行")
        return (named.pop() if named else place.source), argument


def _is_fixed(name: str) -> bool:
    return scalar_type(name) is not None or name.startswith("this.") or name.partition(".")[0] in REFERENCES


def _trees(syntax: Syntax) -> list[Syntax]:
    return [each for each in syntax.children if not isinstance(each, Token)]


def _tree(syntax: Syntax | Token) -> Syntax:
    if isinstance(syntax, Token):
        raise NotationError(f"{syntax} is out of place", f"{syntax} 的位置不对")
    return syntax
