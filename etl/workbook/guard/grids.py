"""A workbook as JSON: the cells of the sheets that matter, with what would be lost in silence named beside them.

Runs in the guarded child only.
"""

import io
import re
import zipfile
from dataclasses import asdict
from datetime import date, time, timedelta
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
        (from A1; None, bool, int, float, str, ``{"d": iso}`` or ``{"t": text}``) and ``traps``.

    Raises:
        Refused: The workbook breaks a limit or cannot be read.
    """
    package = Package(blob)
    by_name = {each.name: each for each in package.sheets if each.is_table}
    percents = package.percent_styles()
    book = _open(blob)
    lines: list[str] = []
    if stamp_sheet in by_name:
        _scan(package, by_name[stamp_sheet], set())
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
        grids[name] = {"rows": _rows(mended, name), "traps": asdict(traps)}
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


def _scan(package: Package, sheet: SheetEntry, percents: set[int]) -> Traps:
    xml = package.read(sheet.path)
    if xml is None:
        raise Refused("damaged")
    return scan(xml, percent_styles=percents, is_recalculated=package.is_recalculated)


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception as broken:  # as above
        raise Refused("damaged") from broken
    return [[_plain(cell) if cell != "" else None for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    match cell:
        case bool():
            return cell
        case float():
            return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
        case str():
            return _ESCAPED.sub(_unescaped, cell) if "_x" in cell else cell
        case date():
            return {"d": cell.isoformat()}
        case time() | timedelta():
            return {"t": str(cell)}
    return cell


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
