"""A broken rule in words: the values it found, written as a reader writes them, and what to do about it."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tenants.personal.masking import masked
from tenants.returns.codes import label_of
from tenants.returns.declaration import PLACES, Return, Sensitivity
from tenants.returns.frame import Broken
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.tree import Aggregate, Column, Keyed, Node
from tenants.returns.notation.types import Sort
from tenants.text import Text

EMPTY = Text("（空）", "(empty)")
NONE = Text("（无）", "none")
YES, NO = Text("是", "yes"), Text("否", "no")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def words_of(ret: Return, broken: Broken) -> tuple[Text, Text]:
    """What is wrong, with the values found, and the remedy."""
    check = checks_of(ret).by_rule[broken.rule.code, broken.rule.part]
    values = {name: shown(broken.values[name], node) for name, node in check.placeholders.items()}
    clauses = [_filled(broken.rule.clauses[each], values) for each in broken.faults if broken.rule.clauses]
    values["clauses"] = Text(_joined([each.zh for each in clauses]), "; ".join(each.en for each in clauses))
    return _filled(broken.rule.says, values), _filled(broken.rule.remedy, values)


def shown(value: Any, node: Node) -> Text:
    """A value as a reader writes it: labels for codes, thousands parted, dates as 2026-10-31."""
    if value is None:
        return EMPTY
    if _is_personal(node):
        return Text(*[masked(_plain(value, node))] * 2)
    match node.type.sort:
        case Sort.CODE:
            return label_of(node.type.codes or "", value)
        case Sort.CODES:
            labels = [label_of(node.type.codes, each) if node.type.codes else _same(str(each)) for each in value]
            return (
                Text("、".join(each.zh for each in labels), ", ".join(each.en for each in labels)) if labels else NONE
            )
        case Sort.BOOL:
            return YES if value else NO
    return _same(_plain(value, node))


def _same(text: str) -> Text:
    return Text(text, text)


def _is_personal(node: Node) -> bool:
    """Whether a value tells of one person; a count of persons does not."""
    is_count = isinstance(node, Aggregate) and node.function in ("count", "distinct")
    columns = () if is_count else (each for each in node.walk() if isinstance(each, Column))
    return node.type.sort is not Sort.BOOL and any(each.field.sensitivity is Sensitivity.PERSONAL for each in columns)


def _plain(value: Any, node: Node) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)):
        places = _places(node)
        if places is not None:
            return f"{value:,.{places}f}"
        text = f"{value:,.2f}"
        return text.rstrip("0").rstrip(".")
    return str(value)


def _places(node: Node) -> int | None:
    """Decimal places to show; None for as many as needed, at most two."""
    if isinstance(node, (Keyed, Aggregate)) and node.item is not None:
        return _places(node.item) if not (isinstance(node, Aggregate) and node.function == "count") else 0
    if isinstance(node, Column):
        return PLACES.get(node.field.kind)
    if node.type.is_money:
        return 2
    return 0 if node.type.is_whole else None


def _filled(text: Text, values: dict[str, Text]) -> Text:
    zh = _PLACEHOLDER.sub(lambda found: values[found[1]].zh, text.zh)
    return Text(zh, _PLACEHOLDER.sub(lambda found: values[found[1]].en, text.en))


def _joined(parts: list[str]) -> str:
    return ("；" if any("（" in each or "，" in each for each in parts) else "、").join(parts)
