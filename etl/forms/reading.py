"""The rows of a form as the figures they mean: cleaned as the cells of a workbook are, by the same functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from etl.workbook.cleaning import Unclear, clean, is_blank
from etl.workbook.filed import PartRead
from etl.workbook.layout import fields_on
from etl.workbook.rows import unclear_finding
from tenants.returns.declaration import Return
from tenants.returns.findings import Finding


class Typed(Protocol):
    """A row as it was typed."""

    @property
    def id(self) -> UUID:
        """Its name on the page."""

    @property
    def part(self) -> str:
        """The part it belongs to."""

    @property
    def cells(self) -> Mapping[str, Any]:
        """Texts by field."""


@dataclass
class FormReading:
    """What the rows say; rows without any text count as little as empty rows of a sheet."""

    parts: dict[str, PartRead] = field(default_factory=dict)
    rows: dict[str, list[UUID]] = field(default_factory=dict)  # by part, in the order of the figures
    findings: list[Finding] = field(default_factory=list)

    def row_id(self, part: str | None, row_no: int | None) -> UUID | None:
        """The row that a finding names."""
        listed = self.rows.get(part or "", [])
        return listed[row_no - 1] if row_no and row_no <= len(listed) else None


def read_form(ret: Return, rows: Sequence[Typed], start: date) -> FormReading:
    """Every row of a form, in the order given.

    Args:
        ret: The declaration.
        rows: What was typed.
        start: The first day of the period: which fields are asked for.
    """
    reading = FormReading()
    for part in ret.parts:
        fields = fields_on(part, start)
        read = reading.parts[part.code] = PartRead("", {})
        ids = reading.rows[part.code] = []
        for row in rows:
            if row.part != part.code or all(is_blank(row.cells.get(each.code)) for each in fields):
                continue
            ids.append(row.id)
            values: dict[str, Any] = {each.code: None for each in part.fields}
            for each in fields:
                value = clean(row.cells.get(each.code), each)
                if isinstance(value, Unclear):
                    read.unclear.add((len(read.rows), each.code))
                    place = {"part": part.code, "row_no": len(ids)}
                    reading.findings.append(unclear_finding(value, row.cells[each.code], each, place))
                    value = None
                values[each.code] = value
            read.rows.append(values)
            read.source_rows.append(len(ids))
    return reading
