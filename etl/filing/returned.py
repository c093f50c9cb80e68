"""What may change in a correction: only the cells the reviewer sent back (catalogue 1.5, issue 7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.filing.messages import ADDED, DROPPED, EMPTY, filing_finding
from tenants.filing.difference import Change, changes_between
from tenants.filing.drafts import finding_for_returned
from tenants.filing.found import as_text, cell_address
from tenants.filing.models import ReturnedCell
from tenants.personal.masking import HIDDEN
from tenants.personal.sealing import is_sealed
from tenants.returns.declaration import Return, Sensitivity
from tenants.returns.findings import Finding
from tenants.text import Text


@dataclass(frozen=True)
class SentBack:
    """The version that was sent back, and its cells that are open."""

    figures: Mapping[str, Any]
    cells: Sequence[ReturnedCell]


def findings_of_correction(
    ret: Return, sent_back: SentBack, figures: Mapping[str, Any], cells: Mapping[str, Any]
) -> list[Finding]:
    """An error at every other cell that changed, and the reviewer's query at every returned cell that did not.

    A returned key field opens its whole row. Without returned cells everything is open.
    """
    if not sent_back.cells:
        return []
    keys = {part.code: part.key for part in ret.parts}
    changes = changes_between(sent_back.figures, figures, keys)
    changed = {(each.part, each.key, each.field) for each in changes}
    is_open = _Open(ret, sent_back)
    found = list(_too_much(ret, changes, cells, is_open))
    for cell in sent_back.cells:
        key = _key_of(ret, sent_back.figures, cell)
        row_no = _row_of(ret, figures, cell, key)
        if row_no is not None and (cell.part, key, cell.field) not in changed:
            found.append(finding_for_returned(ret, cell, figures, cells, row_no=row_no))
    return found


class _Open:
    """Which changes are allowed."""

    def __init__(self, ret: Return, sent_back: SentBack) -> None:
        self.cells: set[tuple[str, tuple[Any, ...], str]] = set()
        self.rows: set[tuple[str, tuple[Any, ...]]] = set()
        self.new_rows: dict[str, int] = {}
        for cell in sent_back.cells:
            key = _key_of(ret, sent_back.figures, cell)
            self.cells.add((cell.part, key, cell.field))
            if cell.field in ret.part(cell.part).key and (cell.part, key) not in self.rows:
                self.rows.add((cell.part, key))
                self.new_rows[cell.part] = self.new_rows.get(cell.part, 0) + 1

    def allows(self, change: Change) -> bool:
        return (change.part, change.key) in self.rows or (change.part, change.key, change.field) in self.cells

    def takes_new_row(self, part: str) -> bool:
        left = self.new_rows.get(part, 0)
        self.new_rows[part] = left - 1
        return left > 0


def _too_much(ret: Return, changes: list[Change], cells: Mapping[str, Any], is_open: _Open) -> Iterator[Finding]:
    rows_told: set[tuple[str, int, bool]] = set()
    for change in changes:
        if is_open.allows(change):
            continue
        if not (change.is_new_row or change.is_lost_row):
            yield _changed(ret, change, cells)
            continue
        row = (change.part, change.row_no, change.is_new_row)
        if row in rows_told:
            continue
        rows_told.add(row)
        if not (change.is_new_row and is_open.takes_new_row(change.part)):
            yield _row_changed(ret, change, cells)


def _changed(ret: Return, change: Change, cells: Mapping[str, Any]) -> Finding:
    sheet, address = cell_address(cells, change.part, change.field, change.row_no)
    is_closed = ret.part(change.part).field(change.field).sensitivity is Sensitivity.PERSONAL
    return filing_finding(
        "not_sent_back",
        part=change.part,
        field=change.field,
        row_no=change.row_no,
        sheet=sheet,
        cell=address,
        header=ret.part(change.part).field(change.field).label,
        value=None if change.after is None or is_closed else as_text(change.after)[:200],
        before=_shown(change.before, is_closed=is_closed),
        after=_shown(change.after, is_closed=is_closed),
    )


def _row_changed(ret: Return, change: Change, cells: Mapping[str, Any]) -> Finding:
    part = ret.part(change.part)
    first = part.key[0] if part.key else part.fields[0].code
    sheet, address = cell_address(cells, change.part, first, change.row_no)
    return filing_finding(
        "row_not_sent_back",
        part=change.part,
        field=first if change.is_new_row else None,
        row_no=change.row_no if change.is_new_row else None,
        sheet=sheet,
        cell=address if change.is_new_row else None,
        header=part.field(first).label,
        value="/".join(HIDDEN if is_sealed(each) else str(each) for each in change.key)[:200] or None,
        what=ADDED if change.is_new_row else DROPPED,
    )


def _shown(value: Any, *, is_closed: bool) -> Text | str:
    if value is None:
        return EMPTY
    return HIDDEN if is_closed else as_text(value)[:60]


def _key_of(ret: Return, figures: Mapping[str, Any], cell: ReturnedCell) -> tuple[Any, ...]:
    row = figures[cell.part][cell.row_no - 1]
    return tuple(str(row.get(name)) for name in ret.part(cell.part).key)


def _row_of(ret: Return, figures: Mapping[str, Any], cell: ReturnedCell, key: tuple[Any, ...]) -> int | None:
    names = ret.part(cell.part).key
    for row_no, row in enumerate(figures.get(cell.part, ()), 1):
        if tuple(str(row.get(name)) for name in names) == key:
            return row_no
    return None
