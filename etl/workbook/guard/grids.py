"""A workbook as JSON: the cells of the sheets that matter, with what would be lost in silence named beside them.

Runs in the guarded child only.
"""

import io
import json
import re
from datetime import date
from typing import Any

from python_calamine import CalamineWorkbook

from etl.workbook.guard.package import Package, SheetEntry
from etl.workbook.guard.traps import Traps, scan
from etl.workbook.guard.verdict import Refused

MAX_STRANGE_SHEETS = 8  # looked at for columns of ours when a sheet of the stamp is missing
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_grids(
    blob: bytes, *, stamp_sheet: str, stamp_property: str, stamp_lines: int, known: list[str]
) -> dict[str, Any]:
    """What the reader needs of a workbook.

    Args:
        blob: The file.
        stamp_sheet: The sheet whose first column holds the stamp; its third line names the sheets wanted.
        stamp_property: The document property that holds the stamp again.
        stamp_lines: How many lines of the stamp are read.
        known: Sheets of ours that hold no figures.

    Returns:
        ``stamp`` (lines), ``property``, ``sheets`` (name and state), ``pictures``, and ``grids``: per sheet ``rows``
        (from A1; bool, float, str, ``{"d": iso}`` or ``{"t": text}``; empty cells are ``""``) and ``traps``.

    Raises:
        Refused: The workbook breaks a limit or cannot be read.
    """
    package = Package(blob)
    by_name = {each.name: each for each in package.sheets if each.is_table}
    strange = [each for each in by_name.values() if each.name not in known and each.state == "visible"]
    looked_at = [each for each in by_name.values() if each.name == stamp_sheet or each.name not in known]
    traps: dict[str, Traps] = {}
    verdicts: dict[str, Refused] = {}
    sheets: dict[str, bytes] = {}
    percents = package.percent_styles()
    for each in looked_at:
        try:
            traps[each.name], sheets[each.path] = _scan(package, each, percents)
        except Refused as verdict:  # of weight only if the sheet turns out to be asked for
            verdicts[each.name] = verdict
    book = _open(package.reduced(sheets))
    lines = [line[0] for line in _rows(book, stamp_sheet)[:stamp_lines]] if stamp_sheet in traps else []
    lines = [line for line in lines if isinstance(line, str)]
    named = _wanted(lines)
    wanted = [name for name in named if name in by_name]
    if len(wanted) < max(1, len(named)):
        wanted += [each.name for each in strange if each.name not in wanted][:MAX_STRANGE_SHEETS]
    for name in (stamp_sheet, *wanted):
        if name in verdicts:
            raise verdicts[name]
    grids = {}
    for name in wanted:
        rows = _rows(book, name)
        grids[name] = {"rows": _without_escapes(rows) if package.has_escapes else rows, "traps": vars(traps[name])}
    return {
        "stamp": lines,
        "property": None if lines else package.property(stamp_property),
        "sheets": [[each.name, each.state] for each in package.sheets],
        "pictures": package.has_pictures,
        "grids": grids,
    }


def _wanted(lines: list[str]) -> list[str]:
    """The sheet names in the stamp's third line, whatever it holds."""
    found = re.findall(r'"[^"\\]*":"((?:[^"\\]|\\.)*)"', lines[2]) if len(lines) > 2 else []
    return [name for name in dict.fromkeys(found) if name]


def _open(blob: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(blob))
    except Exception as broken:  # calamine has many names for a broken file
        raise Refused("damaged") from broken


def _scan(package: Package, sheet: SheetEntry, percents: frozenset[int]) -> tuple[Traps, bytes]:
    xml = package.read(sheet.path)
    if xml is None:
        raise Refused("damaged")
    return scan(xml, percent_styles=percents, is_recalculated=package.is_recalculated)


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception as broken:  # as above
        raise Refused("damaged") from broken
    return rows


def as_json(given: Any) -> bytes:
    """Grids as JSON; days and times become objects."""
    return json.dumps(given, separators=(",", ":"), ensure_ascii=False, default=_marked).encode("utf-8", "replace")


def _marked(cell: Any) -> dict[str, str]:
    return {"d": cell.isoformat()} if isinstance(cell, date) else {"t": str(cell)}


def _without_escapes(rows: list[list[Any]]) -> list[list[Any]]:
    return [[_ESCAPED.sub(_unescaped, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return "\n" if character == "\r" else character
