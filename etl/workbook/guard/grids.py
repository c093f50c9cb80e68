"""A workbook as JSON: the cells of the sheets that matter, with what would be lost in silence named beside them.

Runs in the guarded child only.
"""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

from python_calamine import CalamineWorkbook

from etl.workbook.guard.package import Package, SheetEntry
from etl.workbook.guard.traps import Traps, scan
from etl.workbook.guard.verdict import Refused

MAX_STRANGE_SHEETS = 8  # looked at for columns of ours when a sheet of the stamp is missing
_KNOWN_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", ""}
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
    percents = package.percent_styles()
    book = _open(blob)
    lines: list[str] = []
    if stamp_sheet in by_name:
        _scan(package, by_name[stamp_sheet], frozenset())
        column = _rows(book, stamp_sheet)[:stamp_lines]
        lines = [line[0] for line in column if line and isinstance(line[0], str)]
    wanted = [name for name in _wanted(lines) if name in by_name]
    if len(wanted) < max(1, len(_wanted(lines))):
        others = [each.name for each in by_name.values() if each.name not in (stamp_sheet, *known, *wanted)]
        wanted += [name for name in others if by_name[name].state == "visible"][:MAX_STRANGE_SHEETS]
    grids = {}
    for name in wanted:
        traps = _scan(package, by_name[name], percents)
        mended = (
            book if set(traps.errors.values()) <= _KNOWN_ERRORS else _open(_without_errors(blob, by_name[name].path))
        )
        rows = _rows(mended, name)
        grids[name] = {"rows": _without_escapes(rows) if package.has_escapes else rows, "traps": vars(traps)}
    return {
        "stamp": lines,
        "property": package.property(stamp_property),
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


def _scan(package: Package, sheet: SheetEntry, percents: frozenset[int]) -> Traps:
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


def _without_errors(blob: bytes, path: str) -> bytes:
    """The workbook with the error cells of one sheet turned to text: calamine gives up at errors newer than itself."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source, zipfile.ZipFile(target, "w") as mended:
        for each in source.infolist():
            part = source.read(each)
            if each.filename.lower() == path.lower():
                part = part.replace(b't="e"', b't="str"').replace(b"t='e'", b't="str"')
            mended.writestr(each.filename, part)
    return target.getvalue()
