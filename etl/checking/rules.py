"""Broken rules as findings at their cells."""

from collections.abc import Mapping

from etl.workbook.filed import PartRead
from etl.workbook.words import noted
from tenants.returns.declaration import Return
from tenants.returns.findings import Finding
from tenants.returns.frame import Broken, Frame
from tenants.returns.wording import words_of

_MOST_CELLS = 30  # of a rule across rows


def rule_findings(ret: Return, broken: Broken, frame: Frame, parts: Mapping[str, PartRead]) -> Finding:
    """The finding of a broken rule: on its first field's cell, the cells of its other fields named beside.

    A rule across rows has no row of its own: it sits on its first field's column, cell by cell.

    Args:
        ret: The declaration.
        broken: What ``evaluate`` found.
        frame: The frame it was found in.
        parts: The version's parts as read; figures of the form have no cells.
    """
    says, remedy = words_of(ret, broken)
    read = parts.get(broken.part)
    first = ret.part(broken.part).field(broken.fields[0]) if broken.fields else None
    row_no = frame.parts[broken.part].row_no[broken.row] if broken.row is not None else None
    cells: list[str] = []
    value = None
    if read is not None and row_no is not None:
        cells = [cell for code in broken.fields if (cell := read.cell(code, row_no - 1)) is not None]
    elif read is not None and first is not None:
        rows = range(min(len(read.source_rows), _MOST_CELLS))
        cells = [cell for index in rows if (cell := read.cell(first.code, index)) is not None]
    if broken.row is not None and first is not None:
        value = noted(frame.parts[broken.part].columns[first.code][broken.row], first).zh[:200]
    return Finding(
        code=broken.rule.code,
        severity=broken.rule.severity,
        says=says,
        remedy=remedy,
        part=broken.part,
        field=first.code if first else None,
        row_no=row_no,
        sheet=read.sheet or None if read else None,
        cell=cells[0] if cells else None,
        header=first.label if first else None,
        value=value or None,
        also=tuple(cells[1:]),
    )
