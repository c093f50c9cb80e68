"""Which operands fit which operation, and the type of its value."""

from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.tree import Arithmetic, Compare, Function, Iff, Node, Not
from tenants.returns.notation.types import BOOL, DATE, MONEY, NUMBER, WHOLE, Sort, Type

_ORDERED = {Sort.NUMBER, Sort.DATE, Sort.MOMENT}


def condition(node: Node) -> Node:
    """The node, if it is a condition."""
    if node.type.sort is not Sort.BOOL:
        raise NotationError(
            f"a condition is expected, not a {node.type.sort}", f"此处应为条件，而不是{node.type.sort.zh}"
        )
    return node


def number(node: Node) -> Node:
    """The node, if it is a number."""
    if node.type.sort is not Sort.NUMBER:
        raise NotationError(f"a number is expected, not a {node.type.sort}", f"此处应为数字，而不是{node.type.sort.zh}")
    return node


def same(left: Node, right: Node) -> Type:
    """The common type of two values; a code list matters as much as the sort."""
    if (left.type.sort, left.type.codes) != (right.type.sort, right.type.codes):
        raise NotationError(
            f"{_named(left.type)} is not {_named(right.type)}",
            f"{_named_zh(left.type)}与{_named_zh(right.type)}不能比较",
        )
    return _number_type(left, right) if left.type.sort is Sort.NUMBER else left.type


def compare(operator: str, left: Node, right: Node) -> Node:
    """A comparison; of two conditions it is ``iff``."""
    same(left, right)
    if left.type.sort is Sort.BOOL:
        if operator not in ("=", "!="):
            raise NotationError("conditions are equal or not, never greater", "条件之间只能比较相等或不等")
        equal = Iff(BOOL, left, right)
        return equal if operator == "=" else Not(BOOL, equal)
    if operator not in ("=", "!=") and left.type.sort not in _ORDERED:
        raise NotationError(
            f"a {left.type.sort} is equal or not, never greater", f"{left.type.sort.zh}只能比较相等或不等"
        )
    return Compare(BOOL, operator, left, right)


def arithmetic(operator: str, left: Node, right: Node) -> Node:
    """``+ - * /`` of numbers; a date plus or minus days; the days between two dates."""
    sorts = left.type.sort, right.type.sort
    if sorts == (Sort.NUMBER, Sort.NUMBER):
        type_ = _number_type(left, right)
        if operator == "/":
            type_ = MONEY if left.type.is_money and not right.type.is_money else NUMBER
        return Arithmetic(type_, operator, left, right)
    if operator in "+-" and sorts == (Sort.DATE, Sort.NUMBER):
        return Arithmetic(DATE, operator, left, right)
    if operator == "-" and sorts == (Sort.DATE, Sort.DATE):
        return Arithmetic(WHOLE, operator, left, right)
    raise NotationError(
        f"{sorts[0]} {operator} {sorts[1]} has no meaning", f"{sorts[0].zh} {operator} {sorts[1].zh} 没有意义"
    )


def function(name: str, items: tuple[Node, ...]) -> Node:
    """``abs``, ``floor`` and ``ceil`` of one number, ``min`` and ``max`` of several values of one type, and those of
    ``FUNCTIONS``."""
    if found := FUNCTIONS.get(name):
        if tuple(each.type.sort for each in items) != found.takes:
            raise NotationError(
                f"{name} takes {', '.join(found.takes)}",
                f"{name} 的参数应为：{'、'.join(each.zh for each in found.takes)}",
            )
        return Function(found.gives, name, items)
    if name in ("abs", "floor", "ceil"):
        if len(items) != 1:
            raise NotationError(f"{name} takes one number", f"{name} 只取一个数字")
        return Function(WHOLE if name != "abs" else number(items[0]).type, name, (number(items[0]),))
    type_ = items[0].type
    for each in items[1:]:
        type_ = same(items[0], each)
    if type_.sort not in _ORDERED:
        raise NotationError(f"{name} takes numbers or dates", f"{name} 只用于数字或日期")
    return Function(type_, name, items)


def aggregate(name: str, item: Node | None) -> Type:
    """The type of an aggregate over rows."""
    if name == "count":
        if item is not None:
            condition(item)
        return WHOLE
    if item is None:
        raise NotationError(f"{name} takes a field, not rows", f"{name} 括号内应为字段，而不是整张表")
    if name == "distinct":
        if item.type.sort not in (Sort.CODE, Sort.TEXT, Sort.DATE):
            raise NotationError("distinct takes a code, a text or a date", "distinct 只用于代码、文字或日期字段")
        return Type(Sort.CODES, item.type.codes)
    if name in ("sum", "avg", "median"):
        number(item)
        return item.type if name == "sum" else Type(Sort.NUMBER, None, item.type.is_money)
    if item.type.sort not in _ORDERED:
        raise NotationError(f"{name} takes numbers or dates", f"{name} 只用于数字或日期")
    return item.type


def _number_type(left: Node, right: Node) -> Type:
    if left.type.is_money or right.type.is_money:
        return MONEY
    return WHOLE if left.type.is_whole and right.type.is_whole else NUMBER


def _named_zh(type_: Type) -> str:
    return f"{type_.sort.zh}（{type_.codes}）" if type_.codes else type_.sort.zh


def _named(type_: Type) -> str:
    return f"{type_.sort} of {type_.codes}" if type_.codes else str(type_.sort)
