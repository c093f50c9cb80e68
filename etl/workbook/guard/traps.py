"""What calamine passes over in silence, found in the sheet's own XML: each would change or lose a figure.

A scan by byte patterns settles the usual sheet; one with a formula, an error, a merge or odd markup is walked by expat.
Runs in the guarded child only.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from etl.workbook.guard.verdict import Refused

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 200, 1_000_000
_LAST_COLUMN = b"GR"  # the 200th
_PLAIN_REF = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_UNUSUAL = (b"<!", b"<f", b't="e"', b"t='e'")
_DATA_END = b"</sheetData>"
_NAMESPACE = b"xmlns"  # declared again among the cells: they may go by other names


@dataclass
class Traps:
    """Addresses by trap, in the order of the sheet."""

    errors: dict[str, str] = field(default_factory=dict)  # address -> #N/A
    uncomputed: list[str] = field(default_factory=list)  # formulas without a value
    duplicates: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)  # A1:B2
    percents: list[str] = field(default_factory=list)  # numbers shown as a percentage


def scan(xml: bytes, *, percent_styles: frozenset[int], is_recalculated: bool) -> tuple[Traps, bytes]:
    """The traps of one sheet, and its XML with the cells alone.

    Args:
        xml: The sheet.
        percent_styles: Styles that show a percentage.
        is_recalculated: The file itself says that its stored results are not to be used.

    Raises:
        Refused: ``far_cell``, ``too_many_cells`` or ``damaged``.
    """
    if not percent_styles and _is_plain(xml):
        end = xml.rfind(_DATA_END)
        return Traps(), xml if end < 0 else xml[:end] + _DATA_END + b"</worksheet>"
    traps = _Walk(percent_styles, is_recalculated).over(xml)
    if traps.errors:  # calamine gives up at errors newer than itself
        xml = xml.replace(b't="e"', b't="str"').replace(b"t='e'", b't="str"')
    return traps, xml


def _is_plain(xml: bytes) -> bool:
    """Whether byte patterns show that nothing here needs a closer look; in doubt no."""
    start, end = xml.find(b"<sheetData"), xml.rfind(_DATA_END)
    if start < 0 or b"<worksheet" not in xml[:start] or b"<!" in xml[:start]:
        return False
    data, rest = xml[start : end if end > 0 else start + 12], xml[end:]
    if any(mark in data for mark in _UNUSUAL) or b"<mergeCell" in rest or b"<!" in rest or _NAMESPACE in data:
        return False
    cells = data.count(b"<c")
    if cells > MAX_CELLS:
        raise Refused("too_many_cells", limit=MAX_CELLS)
    refs = _PLAIN_REF.findall(data)
    if len(refs) < cells or len(set(refs)) < len(refs):
        return False
    if any(
        len(column) > 2 or (len(column) == 2 and column > _LAST_COLUMN) for column in {column for column, _ in refs}
    ):
        return False
    return max(map(int, {row for _, row in refs}), default=0) <= MAX_ROWS


class _Walk:
    """An expat pass over the cells of a sheet."""

    def __init__(self, percent_styles: frozenset[int], is_recalculated: bool) -> None:
        self.traps = Traps()
        self.seen: Counter[str] = Counter()
        self.cells = 0
        self.percents = {str(each) for each in percent_styles}
        self.is_recalculated = is_recalculated
        self.row = self.column = 0
        self.ref = self.kind = self.style = ""
        self.has_formula = False
        self.value: list[str] | None = None
        self.text = ""

    def over(self, xml: bytes) -> Traps:
        parser = expat.ParserCreate(encoding="UTF-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as broken:
            raise Refused("damaged") from broken
        self.traps.duplicates = [ref for ref, times in self.seen.items() if times > 1]
        return self.traps

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                ref = attributes.get("r", "").upper()
                self.column = _column(ref.rstrip("0123456789")) if ref else self.column + 1
                self.ref = ref or f"{column_letters(self.column)}{self.row}"
                self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
                self.has_formula, self.text = False, ""
                self.seen[self.ref] += 1
                self.cells += 1
                if self.cells > MAX_CELLS:
                    raise Refused("too_many_cells", limit=MAX_CELLS)
            case "row":
                given = attributes.get("r", "")
                self.row = int(given) if given.isdecimal() and len(given) < 10 else self.row + 1
                self.column = 0
            case "f":
                self.has_formula = True
            case "v" | "t":
                self.value = []
            case "mergeCell":
                self.traps.merges.append(attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v" | "t" if self.value is not None:
                self.text, self.value = self.text + "".join(self.value), None
            case "c":
                self._judge()

    def _characters(self, data: str) -> None:
        if self.value is not None:
            self.value.append(data)

    def _judge(self) -> None:
        if self.text and (self.column > MAX_COLUMNS or self._row_of_cell() > MAX_ROWS):
            raise Refused("far_cell", rows=MAX_ROWS, columns=MAX_COLUMNS)
        is_missing = self.text == "" and self.kind != "str"
        if self.has_formula and (is_missing or self.is_recalculated):
            self.traps.uncomputed.append(self.ref)
        elif self.kind == "e":
            self.traps.errors[self.ref] = self.text[:20]
        elif self.kind == "n" and self.text and self.style in self.percents:
            self.traps.percents.append(self.ref)

    def _row_of_cell(self) -> int:
        digits = self.ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits) if digits.isdecimal() and len(digits) < 10 else self.row


def _column(letters: str) -> int:
    number = 0
    for each in letters.upper()[:6]:
        number = number * 26 + ord(each) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
