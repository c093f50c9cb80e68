"""Which cells turn red or yellow while a clerk types: the rules within a row, as formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.workbook.fill import TemplateFill
from tenants.returns.declaration import Part, Return, Severity


@dataclass(frozen=True)
class RuleColour:
    """A rule's formula (true where it is broken) and the fields it colours."""

    formula: str
    fields: tuple[str, ...]
    severity: Severity


def rule_colours(
    ret: Return, part: Part, fill: TemplateFill, columns: Mapping[str, str], first_row: int
) -> list[RuleColour]:
    """The rules of a part that a spreadsheet can decide by itself."""
    return []
