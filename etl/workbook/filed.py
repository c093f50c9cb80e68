"""What reading a workbook gives, and what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from etl.workbook.layout import Stamp
from tenants.returns.findings import Finding
from tenants.text import Text


@dataclass(frozen=True)
class Expected:
    """What the duty wants: a workbook made for anything else is refused by name.

    A template without a school (``school_code`` empty in its stamp) is taken for any.
    """

    return_code: str
    period_key: str
    school_code: str
    school_name: Text
    by_pack: bool = False  # it came with others in one file on purpose


@dataclass
class PartRead:
    """The rows of one part as read: values typed, None where empty or not understood.

    Values: int, Decimal, date, datetime, bool, str (also codes), tuple of str (several codes) or None. Every row has
    every field of the part.
    """

    sheet: str
    columns: dict[str, str]  # field -> column letters; a missing column is absent
    rows: list[dict[str, Any]] = field(default_factory=list)
    source_rows: list[int] = field(default_factory=list)  # row of the sheet, from 1, for each of the rows
    unclear: set[tuple[int, str]] = field(default_factory=set)  # index of the row and field: not empty, not understood

    def keep(self, indexes: Sequence[int]) -> dict[int, int]:
        """Leave out every other row; gives the new index of each that is left."""
        moved = {old: new for new, old in enumerate(indexes)}
        self.rows = [self.rows[index] for index in indexes]
        self.source_rows = [self.source_rows[index] for index in indexes] if self.source_rows else []
        self.unclear = {(moved[row], code) for row, code in self.unclear if row in moved}
        return moved

    def cell(self, code: str, row: int) -> str | None:
        """The address of a field in the row with that index; None for a column the sheet lacks."""
        return f"{self.columns[code]}{self.source_rows[row]}" if code in self.columns else None


@dataclass
class Reading:
    """One workbook: whose it is, what it says, what could not be understood."""

    stamp: Stamp | None
    parts: dict[str, PartRead]
    findings: list[Finding]
    refused: bool  # not a filing of this duty: no cell was read, the findings say why
    is_absent: bool = False  # refused only because the pack has no figures of this return
    unknown_sheets: list[str] = field(default_factory=list)  # of a pack: nothing of them was read
    context: dict[str, Any] = field(
        default_factory=dict
    )  # what the template carried for checking offline; not to be trusted
