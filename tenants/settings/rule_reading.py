"""A rule as a bureau wrote it: read, bounded and compiled before it is kept; what is wrong is said at its field."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lark import Token

from tenants.returns.declaration import Return, Rule, Sensitivity, Severity
from tenants.returns.local import is_local
from tenants.returns.notation.checks import Checks
from tenants.returns.notation.parsing import NotationError, Syntax, parse
from tenants.returns.notation.resolving import resolve, resolve_condition
from tenants.returns.notation.tree import Aggregate, Column, Node
from tenants.text import Text

LONGEST = {"holds": 1000, "says_zh": 300, "says_en": 300, "remedy_zh": 200, "remedy_en": 200}
_DEEPEST = 30
_MOST_NODES = 200
_MOST_AGGREGATES = 8
_MOST_DIGITS = 15
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_MISSING = Text("请填写。", "Fill this in.")
_TOO_LONG = Text("最多{most}个字。", "At most {most} characters.")
_TOO_LARGE = Text("条件太复杂，请拆成几条规则。", "The condition is too large: make several rules of it.")
_TOO_MANY_DIGITS = Text("数字最多{most}位。", "A number has at most {most} digits.")
_PART = Text("请选择一张表。", "Choose a table.")
_SEVERITY = Text("请选择级别。", "Choose a severity.")
_PERSONAL = Text("{name}是个人信息，不能用于本地规则。", "{name} is personal data; a local rule cannot use it.")
_LOCAL = Text("不能引用其他本地规则。", "It cannot speak of another local rule.")
_BRACES = Text("花括号要成对：{{字段}}。", "Braces come in pairs: {{field}}.")
_AT = Text("“{name}”：{problem}", "“{name}”: {problem}")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A rule as typed."""

    part: str
    severity: str
    holds: str
    says_zh: str
    says_en: str
    remedy_zh: str
    remedy_en: str

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> "Written":
        """From the texts of a form; control characters are dropped, lines joined."""
        return cls(**{name: _plain(typed.get(name, "")) for name in cls.__dataclass_fields__})


def read_rule(ret: Return, written: Written, code: str) -> tuple[Rule | None, dict[str, Text]]:
    """The rule, proved to compile within its return, or what is wrong by field of ``Written``."""
    problems = _problems_of_form(ret, written)
    if problems:
        return None, problems
    rule = as_rule(written, code)
    for name, text in (("holds", written.holds), *_expressions(written)):
        try:
            _prove_expression(text, ret, rule.part, is_condition=name == "holds")
        except NotationError as error:
            said = error.says if name == "holds" else _AT.fill(name=text, problem=error.says)
            problems.setdefault(name, said)
    if not problems:
        try:
            Checks(replace(ret, rules=(*ret.rules, rule))).prove()
        except NotationError as error:
            problems["holds"] = error.says
    return (None, problems) if problems else (rule, problems)


def as_rule(written: Written, code: str) -> Rule:
    """A rule of the notation; where English is not given, the Chinese words stand for it."""
    return Rule(
        code=code,
        severity=Severity(written.severity),
        part=written.part,
        holds=written.holds,
        says=Text(written.says_zh, written.says_en or written.says_zh),
        remedy=Text(written.remedy_zh, written.remedy_en or written.remedy_zh),
    )


def _problems_of_form(ret: Return, written: Written) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if all(each.code != written.part for each in ret.parts):
        problems["part"] = _PART
    if written.severity not in set(Severity):
        problems["severity"] = _SEVERITY
    for name, most in LONGEST.items():
        text = getattr(written, name)
        if not text and not name.endswith("_en"):
            problems[name] = _MISSING
        elif len(text) > most:
            problems[name] = _TOO_LONG.fill(most=most)
        elif name != "holds" and set("{}") & set(_PLACEHOLDER.sub("", text)):
            problems[name] = _BRACES.fill()
    return problems


def _expressions(written: Written) -> list[tuple[str, str]]:
    """The placeholders of the words, each with the field it stands in."""
    names = ("says_zh", "says_en", "remedy_zh", "remedy_en")
    return [(name, text) for name in names for text in _PLACEHOLDER.findall(getattr(written, name))]


def _prove_expression(text: str, ret: Return, part: str, *, is_condition: bool) -> None:
    _prove_size(parse(text))
    node = resolve_condition(text, ret, part) if is_condition else resolve(text, ret, part)
    nodes = list(node.walk())
    aggregates = sum(isinstance(each, Aggregate) for each in nodes)
    if len(nodes) > _MOST_NODES or aggregates > _MOST_AGGREGATES:
        raise NotationError("too large", says=_TOO_LARGE)
    for each in nodes:
        _prove_open(each)


def _prove_open(node: Node) -> None:
    if isinstance(node, Column) and node.field.sensitivity is Sensitivity.PERSONAL:
        raise NotationError("personal", says=_PERSONAL.fill(name=node.field.label))


def _prove_size(syntax: Syntax) -> None:
    """Bound depth and numbers before anything walks the tree by recursion."""
    level: list[Syntax] = [syntax]
    depth = nodes = 0
    while level:
        depth, nodes = depth + 1, nodes + len(level)
        if depth > _DEEPEST or nodes > _MOST_NODES:
            raise NotationError("too large", says=_TOO_LARGE)
        for tree in level:
            for each in tree.children:
                _prove_token(each)
        level = [each for tree in level for each in tree.children if not isinstance(each, Token)]


def _prove_token(each: Syntax | Token) -> None:
    if not isinstance(each, Token):
        return
    if each.type == "NUMBER" and len(each) > _MOST_DIGITS:
        raise NotationError("too many digits", says=_TOO_MANY_DIGITS.fill(most=_MOST_DIGITS))
    if each.type == "STRING" and is_local(each[1:-1]):
        raise NotationError("a local rule", says=_LOCAL)


def _plain(text: str) -> str:
    joined = " ".join(text.split())
    return "".join(each for each in joined if unicodedata.category(each) not in {"Cc", "Cf", "Cs"})
