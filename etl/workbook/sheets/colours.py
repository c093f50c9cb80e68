"""Which cells turn red or yellow while a clerk types: the rules within a row, as formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from etl.checking.context import known_values
from etl.workbook.fill import TemplateFill
from tenants.calendar.periods import period_of
from tenants.returns.declaration import Part, Return, Severity
from tenants.returns.local import with_rules
from tenants.returns.notation.excel import to_excel
from tenants.returns.parameters import PARAMETERS


@dataclass(frozen=True)
class RuleColour:
    """A rule's formula without its equals sign, true where it is broken, and the fields it colours."""

    formula: str
    fields: tuple[str, ...]
    severity: Severity


def rule_colours(ret: Return, part: Part, fill: TemplateFill, cells: Mapping[str, str]) -> list[RuleColour]:
    """The rules of a part that a spreadsheet can decide by itself, errors first.

    Args:
        ret: The declaration.
        part: The part.
        fill: The template's surroundings: parameters and registry values stand in formulas as constants.
        cells: The cell of each field in the first row, with its column fixed: ``$D4``.
    """
    period = period_of(fill.period_key)
    known: dict[str, Any] = {f"P.{code}": each.default for code, each in PARAMETERS.items()}
    known |= known_values(fill.context)
    known |= {"period_start": period.start, "period_end": period.end}
    names = {name: text for name, value in known.items() if (text := _constant(value)) is not None}
    names.update(cells)
    found = []
    ret = with_rules(ret, fill.local_rules)
    for rule in ret.rules:
        is_old = rule.until is not None and rule.until < period.start
        is_new = rule.since is not None and period.start < rule.since
        if rule.part == part.code and rule.severity is not Severity.WARNING and not is_old and not is_new:
            for each in to_excel(rule, ret, names.get):
                fields = tuple(code for code in each.fields if code in cells)
                if fields:
                    found.append(RuleColour(each.formula, fields, rule.severity))
    return sorted(found, key=lambda each: each.severity is not Severity.ERROR)


def _constant(value: Any) -> str | None:
    """A value as a formula writes it; None for what it cannot say."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | Decimal():
            return str(value)
        case date():
            return f"DATE({value.year},{value.month},{value.day})"
        case str():
            return '"' + value.replace('"', '""') + '"'
        case tuple():
            return '"' + ",".join(str(each) for each in value).replace('"', '""') + '"'
    return None
