"""An .ods spreadsheet as JSON: cells and what would be lost in silence, in one pass over its content.

Runs in the guarded child only.
"""

from typing import Any
from xml.parsers import expat

from etl.workbook.guard.members import Members
from etl.workbook.guard.traps import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Traps, column_letters
from etl.workbook.guard.verdict import Refused
from etl.workbook.guard.xml_parts import scanned

MAX_SHEETS = 80
_NUMBERS = {"float", "currency", "percentage"}


def read_open_document(
    blob: bytes, *, stamp_sheet: str, stamp_property: str, stamp_lines: int, known: list[str]
) -> dict[str, Any]:
    """What the reader needs of an .ods; the same shape as ``grids.read_grids`` gives of an .xlsx."""
    members = Members(blob)
    manifest = members.read("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise Refused("is_encrypted")
    if any(name.startswith("basic/") for name in members.names()):
        raise Refused("has_macros")
    content = members.read("content.xml")
    if content is None:
        raise Refused("damaged")
    sheets = _Walk().over(scanned(content))
    if len({each.name for each in sheets}) != len(sheets):
        raise Refused("inconsistent")
    stamp = next((each.rows for each in sheets if each.name == stamp_sheet), [])
    lines = [row[0] for row in stamp[:stamp_lines] if row and isinstance(row[0], str)]
    wanted = [each for each in sheets if each.name != stamp_sheet and each.name not in known]
    return {
        "stamp": lines,
        "property": None,
        "sheets": [[each.name, each.state] for each in sheets],
        "pictures": any(name.startswith("pictures/") for name in members.names()),
        "grids": {each.name: {"rows": each.rows, "traps": vars(each.traps)} for each in wanted},
    }


class _Sheet:
    """A table being read."""

    def __init__(self, name: str, state: str) -> None:
        self.name, self.state = name, state
        self.rows: list[list[Any]] = []
        self.traps = Traps()


class _Walk:
    """An expat pass over ``content.xml``."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.cells = 0
        self.row: list[Any] = []
        self.row_at = self.rows_repeated = 0
        self.cell: dict[str, str] | None = None
        self.column = self.columns_repeated = 0
        self.text: list[str] = []
        self.asides = 0  # within annotations and the like, whose text is no value
        self.paragraphs = 0

    def over(self, xml: bytes) -> list[_Sheet]:
        parser = expat.ParserCreate(encoding="UTF-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as broken:
            raise Refused("damaged") from broken
        return self.sheets

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "style:style":
                self.style = attributes.get("style:name", "")
            case "style:table-properties" if attributes.get("table:display") == "false":
                self.hidden_styles.add(self.style)
            case "table:table":
                state = "hidden" if attributes.get("table:style-name") in self.hidden_styles else "visible"
                self.sheets.append(_Sheet(attributes.get("table:name", ""), state))
                self.row_at = 0
                if len(self.sheets) > MAX_SHEETS:
                    raise Refused("too_many_sheets", limit=MAX_SHEETS)
            case "table:table-row":
                self.row, self.column = [], 0
                self.rows_repeated = _count(attributes.get("table:number-rows-repeated"))
            case "table:table-cell" | "table:covered-table-cell":
                self.cell, self.text, self.paragraphs = attributes, [], 0
                self.columns_repeated = _count(attributes.get("table:number-columns-repeated"))
            case "office:annotation" | "draw:frame" | "table:table-source":
                self.asides += 1
            case "text:p" if self.cell is not None and not self.asides:
                self.text.append("\n" if self.paragraphs else "")
                self.paragraphs += 1
            case "text:s" if not self.asides:
                self.text.append(" " * min(_count(attributes.get("text:c")), 100))
            case "text:tab" | "text:line-break" if not self.asides:
                self.text.append("\t" if name == "text:tab" else "\n")

    def _end(self, name: str) -> None:
        match name:
            case "office:annotation" | "draw:frame" | "table:table-source":
                self.asides -= 1
            case "table:table-cell" | "table:covered-table-cell" if self.cell is not None:
                self._take_cell(self.cell)
                self.cell = None
            case "table:table-row" if self.sheets:
                self._take_row()

    def _characters(self, data: str) -> None:
        if self.cell is not None and not self.asides and self.paragraphs:
            self.text.append(data)

    def _take_cell(self, cell: dict[str, str]) -> None:
        value = self._value(cell)
        first = self.column
        self.column += self.columns_repeated
        if not self.sheets:
            return
        spans = _count(cell.get("table:number-columns-spanned")), _count(cell.get("table:number-rows-spanned"))
        if spans != (1, 1):
            last = f"{column_letters(first + spans[0])}{self.row_at + spans[1]}"
            self.sheets[-1].traps.merges.append(f"{self._place(first)}:{last}")
        if value == "" and "table:formula" not in cell:
            return
        if self.column > MAX_COLUMNS or self.row_at >= MAX_ROWS:
            raise Refused("far_cell", rows=MAX_ROWS, columns=MAX_COLUMNS)
        self._notice(cell, value, first)
        self.row += [""] * (first - len(self.row)) + [value] * self.columns_repeated
        self.cells += self.columns_repeated * min(self.rows_repeated, MAX_ROWS)
        if self.cells > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)

    def _take_row(self) -> None:
        sheet, repeated = self.sheets[-1], self.rows_repeated
        if self.row:
            if self.row_at + repeated > MAX_ROWS:
                raise Refused("far_cell", rows=MAX_ROWS, columns=MAX_COLUMNS)
            sheet.rows += [[]] * (self.row_at - len(sheet.rows)) + [self.row] * repeated
        self.row_at += repeated

    def _notice(self, cell: dict[str, str], value: Any, first: int) -> None:
        traps, place = self.sheets[-1].traps, self._place(first)
        if cell.get("calcext:value-type") == "error":
            traps.errors[place] = "".join(self.text)[:20]
        elif "table:formula" in cell and value == "":
            traps.uncomputed.append(place)
        elif cell.get("office:value-type") == "percentage":
            traps.percents.append(place)

    def _place(self, column: int) -> str:
        return f"{column_letters(column + 1)}{self.row_at + 1}"

    def _value(self, cell: dict[str, str]) -> Any:
        kind = cell.get("office:value-type", "")
        if kind in _NUMBERS:
            return _number(cell.get("office:value", ""))
        if kind == "boolean":
            return cell.get("office:boolean-value") == "true"
        if kind == "date":
            return {"d": cell.get("office:date-value", "")}
        if kind == "time":
            return {"t": cell.get("office:time-value", "")}
        return "".join(self.text) if self.paragraphs else cell.get("office:string-value", "")


def _count(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 9 and int(value) else 1


def _number(value: str) -> Any:
    try:
        return float(value)
    except ValueError:
        return value
