"""Expressions in words, by the labels of the declaration: for the data dictionary, in Chinese and English."""

from decimal import Decimal

from tenants.returns.codes import label_of
from tenants.returns.declaration import Return
from tenants.returns.declared import COMING, VERSIONS
from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.names import REFERENCES, SPANS, scalar_label
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.sources import part_of
from tenants.returns.notation.tree import (
    Aggregate,
    All,
    Among,
    Arithmetic,
    Choice,
    Column,
    Compare,
    Constant,
    Contains,
    Derived,
    Function,
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
from tenants.returns.notation.types import Sort
from tenants.returns.planned import PLANNED
from tenants.text import Lang, Text

_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "+": "+", "-": "−", "*": "×", "/": "÷"}
_AGGREGATES = {
    "sum": Text("{}的总和", "sum of {}"),
    "count": Text("符合（{}）的行数", "number of rows where ({})"),
    "max": Text("最大的{}", "greatest {}"),
    "min": Text("最小的{}", "smallest {}"),
    "avg": Text("平均{}", "mean {}"),
    "median": Text("{}的中位数", "median of {}"),
    "distinct": Text("填报的全部{}", "all {} reported"),
}
_FUNCTIONS = {
    "abs": Text("{}的绝对值", "absolute value of {}"),
    "floor": Text("{}取整（舍）", "{} rounded down"),
    "ceil": Text("{}取整（入）", "{} rounded up"),
    "min": Text("{}中的较小者", "the smaller of {}"),
    "max": Text("{}中的较大者", "the greater of {}"),
}
_EARLIER = {
    Origin.PREVIOUS: Text("上期{}", "{} of the period before"),
    Origin.LAST_YEAR: Text("去年同期{}", "{} a year earlier"),
}
_NAMED = (Column, Derived, Scalar, Keyed)


def expression_words(expression: str, ret: Return, part: str) -> Text:
    """An expression of the notation in words."""
    node = resolve(expression, ret, part)
    return Text(in_words(node, ret, "zh"), in_words(node, ret, "en"))


def in_words(node: Node, ret: Return, lang: Lang) -> str:
    """A tree in the words of one language."""
    return _Words(ret, lang).of(node)


class _Words:
    def __init__(self, ret: Return, lang: Lang) -> None:
        self.ret, self.lang = ret, lang

    def of(self, node: Node) -> str:
        """The words of a node."""
        return (self._condition(node) if node.type.sort is Sort.BOOL else None) or self._value(node)

    def _condition(self, node: Node) -> str | None:
        """The words of a condition; None for a yes-or-no value that stands alone in an expression."""
        say = self._say
        match node:
            case All(items=items):
                return say("，且", " and ").join(self._inner(each) for each in items)
            case Some(items=items):
                return say("或", " or ").join(self._inner(each) for each in items)
            case Not(item=IsSet(item=item)):
                return say("{}没有填", "{} is empty").format(self.of(item))
            case Not(item=item) if isinstance(item, _NAMED):
                return say("{}为“否”", "{} is no").format(self._leaf(item))
            case Not(item=item):
                return say("不符合（{}）", "not ({})").format(self.of(item))
            case Implies(left=left, right=right):
                return say("如果{}，则{}", "if {}, then {}").format(self._inner(left), self._inner(right))
            case Iff(left=left, right=right):
                words = say("（{}）与（{}）要么都成立，要么都不成立", "({}) and ({}) both hold or neither does")
                return words.format(self.of(left), self.of(right))
            case IsSet(item=item):
                return say("{}已填", "{} is filled in").format(self.of(item))
            case _ if isinstance(node, _NAMED):
                return say("{}为“是”", "{} is yes").format(self._leaf(node))
        return None

    def _value(self, node: Node) -> str:
        say = self._say
        match node:
            case Compare(operator=operator, left=left, right=right):
                return f"{self.of(left)} {_SIGNS[operator]} {self.of(right)}"
            case Arithmetic(operator=operator, left=left, right=right):
                return (
                    f"{self._operand(left, operator, False)} {_SIGNS[operator]} {self._operand(right, operator, True)}"
                )
            case Near():
                return self._near(node)
            case Among(item=item, values=values):
                listed = say("、", ", ").join(self.of(each) for each in values)
                return say("{}是{}之一", "{} is one of {}").format(self.of(item), listed)
            case Contains(codes=codes, item=item):
                return say("{}包括{}", "{} include {}").format(self.of(codes), self.of(item))
            case Choice(condition=condition, then=then, otherwise=otherwise):
                parts = self.of(condition), self.of(then), self.of(otherwise)
                return say("（{}的取{}，否则取{}）", "({}: {}, else {})").format(parts[0], parts[1], parts[2])
            case Function(name=name, items=items) if name in FUNCTIONS:
                return FUNCTIONS[name].words.say(self.lang).format(*(self._inner(each) for each in items))
            case Workdays(after=after, until=until):
                return say("{}之后到{}的工作日数", "working days after {} up to {}").format(
                    self.of(after), self.of(until)
                )
            case Function(name=name, items=items):
                return (
                    _FUNCTIONS[name].say(self.lang).format(say("与", " and ").join(self._inner(each) for each in items))
                )
        return self._leaf(node)

    def _leaf(self, node: Node) -> str:
        say = self._say
        match node:
            case Constant(value=value) if node.type.sort is Sort.CODE:
                return f"“{label_of(node.type.codes or '', str(value)).say(self.lang)}”"
            case Constant(value=bool() as value):
                return say("是", "yes") if value else say("否", "no")
            case Constant(value=value):
                return f"{value:f}" if isinstance(value, Decimal) else self._field_label(str(value))
            case Column(source=source, field=each):
                return self._owner(source) + each.label.say(self.lang)
            case Derived(label=words):
                return words.say(self.lang)
            case Scalar(name=name):
                quoted = name.startswith("P.")
                return ("“{}”" if quoted else "{}").format(scalar_label(name).say(self.lang))
            case Keyed(source=source, item=item):
                return _EARLIER.get(source.origin, Text("{}", "{}")).say(self.lang).format(self.of(item))
            case Aggregate():
                return self._aggregate(node)
            case Lookup(table=table, column=column, keys=keys):
                label = REFERENCES[table].columns[column][1].say(self.lang)
                listed = say("、", ", ").join(self.of(each) for each in keys)
                return say("{}（{}）", "{} ({})").format(label, listed)
        raise TypeError(node)

    def _near(self, node: Near) -> str:
        sign = "%" if node.is_percent else ""
        words = self._say("{}与{}相差不超过{}{}", "{} and {} are at most {}{} apart")
        return words.format(self._inner(node.left), self._inner(node.right), self.of(node.tolerance), sign)

    def _aggregate(self, node: Aggregate) -> str:
        say = self._say
        item = self._part_label(node.source) if node.item is None else self._inner(node.item)
        item = _EARLIER.get(node.source.origin, Text("{}", "{}")).say(self.lang).format(item)
        if node.function == "count" and node.item is None:
            words = say("{}的行数", "number of rows of {}").format(item)
        else:
            words = _AGGREGATES[node.function].say(self.lang).format(item)
        if node.where is not None:
            words = say("{}（仅{}）", "{} (only where {})").format(words, self.of(node.where))
        if node.over is not None:
            words = say("{1}{0}", "{0} over the {1}").format(words, SPANS[node.over].say(self.lang))
        return words

    def _inner(self, node: Node) -> str:
        """The words of a part; in brackets where they are made of parts themselves."""
        compound = isinstance(node, (All, Some, Implies, Arithmetic))
        return self._say("（{}）", "({})").format(self.of(node)) if compound else self.of(node)

    def _operand(self, node: Node, operator: str, is_right: bool) -> str:
        """An operand; in brackets where the sum or product would read otherwise."""
        if not isinstance(node, Arithmetic):
            return self.of(node)
        is_looser = node.operator in "+-" and (operator in "*/" or (is_right and operator == "-"))
        return self._inner(node) if is_looser or (is_right and operator == "/") else self.of(node)

    def _owner(self, source: Source) -> str:
        """The other return a field belongs to, named before it."""
        if source.origin is not Origin.OTHER:
            return ""
        return self._say("{}的", "{}: ").format(self._return_label(source.return_code).say(self.lang))

    def _part_label(self, source: Source) -> str:
        return self._owner(source) + part_of(self.ret, source).label.say(self.lang)

    def _return_label(self, code: str) -> Text:
        found = (each.label for each in (*VERSIONS, *COMING) if each.code == code)
        return next(found, None) or PLANNED[code][0]

    def _field_label(self, code: str) -> str:
        """A key of a reference table that is the name of a field."""
        found = (each.label.say(self.lang) for _, each in self.ret.each_field() if each.code == code)
        return next(found, code)

    def _say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en
