"""A table saved as text: UTF-8, GB18030 or UTF-16, parted by comma, tab, semicolon or bar.

Runs in the guarded child only.
"""

import codecs
import csv
import io
from typing import Any

from etl.workbook.guard.traps import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Traps
from etl.workbook.guard.verdict import Refused

TEXT_SHEET = "CSV"
_DELIMITERS = "\t;,|，"
_LONGEST = 32_767  # characters of a cell, as in a workbook


def read_delimited(blob: bytes, **_: Any) -> dict[str, Any]:
    """What the reader needs of a text table, as one sheet; the same shape as ``grids.read_grids`` gives."""
    text = decoded(blob)
    if "\x00" in text:
        raise Refused("not_a_workbook")
    csv.field_size_limit(_LONGEST)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            cells += len(row)
            if (len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:])) or len(rows) >= MAX_ROWS:
                raise Refused("far_cell", rows=MAX_ROWS, columns=MAX_COLUMNS)
            if cells > MAX_CELLS:
                raise Refused("too_many_cells", limit=MAX_CELLS)
            rows.append(row[:MAX_COLUMNS])
    except csv.Error as broken:
        raise Refused("damaged") from broken
    return {
        "stamp": [],
        "property": None,
        "sheets": [[TEXT_SHEET, "visible"]],
        "pictures": False,
        "grids": {TEXT_SHEET: {"rows": rows, "traps": vars(Traps())}},
    }


def decoded(blob: bytes) -> str:
    """The text of a file; Refused where no usual encoding fits."""
    is_wide = blob.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            return blob.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("not_a_workbook")


def _delimiter(text: str) -> str:
    """The mark that most of the first lines hold most often; a comma where none is."""
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    counts = {each: sum(line.count(each) for line in lines) for each in _DELIMITERS}
    best = max(counts, key=lambda each: counts[each])
    return best if counts[best] else ","
