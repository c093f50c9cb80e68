"""The school's own workbook with comments on coloured cells and a summary sheet first.

Runs in the guarded child only: openpyxl inflates and parses everything.
"""

import io
import re
import zipfile
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*>.*?</f>|<f\b[^>]*/>)<v\s*(?:/>|></v>)</c>', re.DOTALL)
_SEAM = "\n———\n"
_THIN = Side(style="thin", color="D0D5DD")


def mark(
    blob: bytes, *, author: str, marks: list[dict[str, str]], colours: dict[str, str], summary: dict[str, Any]
) -> bytes:
    """The workbook again, marked; marks and summary of an earlier round are taken away first.

    Args:
        blob: The workbook as sent.
        author: Whose comments are ours.
        marks: ``sheet``, ``cell``, ``text`` and ``severity`` of each comment.
        colours: RGB by severity.
        summary: ``names`` (of the sheet, the first is used), ``title``, ``notes``, ``heads``, ``widths`` and ``rows``
            of ``severity``, ``sheet``, ``cell`` and ``words``, one for each head.
    """
    book = openpyxl.load_workbook(io.BytesIO(blob))
    results = _formula_results(book, blob)
    for name in summary["names"]:
        if name in book.sheetnames:
            del book[name]
    for sheet in book.worksheets:
        _clear(sheet, author)
    for each in marks:
        if each["sheet"] in book.sheetnames and isinstance(book[each["sheet"]], Worksheet):
            _mark_cell(book[each["sheet"]], each, author, colours)
    _add_summary(book, summary, colours)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = False  # the results put back below are the school's
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        _MemoryWriter(book, archive).save()
    return _with_results(target.getvalue(), book, results) if results else target.getvalue()


class _MemoryWriter(ExcelWriter):
    """openpyxl's writer without its temporary files: this process may not write any."""

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self._zip = archive

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content = io.BytesIO()
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._zip.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


def _clear(sheet: Worksheet, author: str) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == author:
                theirs = cell.comment.text.partition(_SEAM)[2]
                cell.comment = Comment(theirs, "") if theirs else None
                cell.fill = PatternFill()


def _mark_cell(sheet: Worksheet, each: dict[str, str], author: str, colours: dict[str, str]) -> None:
    cell = sheet[each["cell"]]
    if type(cell).__name__ == "MergedCell":
        return
    theirs = _SEAM + cell.comment.text if cell.comment is not None else ""
    lines = each["text"].count("\n") + len(each["text"]) // 18 + 2
    cell.comment = Comment(each["text"] + theirs, author, width=320, height=min(40 + 22 * lines, 400))
    cell.fill = PatternFill("solid", fgColor=colours[each["severity"]])


def _add_summary(book: Workbook, summary: dict[str, Any], colours: dict[str, str]) -> None:
    sheet = book.create_sheet(summary["names"][0], 0)
    sheet["A1"] = summary["title"]
    sheet["A1"].font = Font(size=16, bold=True, color="1F3A5F")
    sheet.row_dimensions[1].height = 28
    for note in summary["notes"]:
        sheet.append([note])
        sheet.cell(sheet.max_row, 1).font = Font(color="475467")
    head_row = sheet.max_row + 2
    for column, (head, width) in enumerate(zip(summary["heads"], summary["widths"], strict=True), 1):
        cell = sheet.cell(head_row, column, head)
        cell.font, cell.fill = Font(bold=True, color="1F3A5F"), PatternFill("solid", fgColor="E8EEF5")
        cell.border = Border(bottom=_THIN)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, each in enumerate(summary["rows"], head_row + 1):
        for column, word in enumerate(each["words"], 1):
            cell = sheet.cell(at, column)
            cell.value, cell.data_type = word, "s"  # never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=_THIN)
        sheet.cell(at, 1).fill = PatternFill("solid", fgColor=colours[each["severity"]])
        if each["cell"] and each["sheet"] in book.sheetnames:
            link = sheet.cell(at, 3)
            link.hyperlink = f"#'{each['sheet'].replace(chr(39), chr(39) * 2)}'!{each['cell']}"
            link.font = Font(color="1D5FA8", underline="single")
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _formula_results(book: Workbook, blob: bytes) -> dict[str, dict[str, Any]]:
    """The stored results of formulas by sheet and address: openpyxl keeps formula or result, the copy needs both."""
    formulas = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for sheet in book.worksheets
    }
    if not any(formulas.values()):
        return {}
    known = openpyxl.load_workbook(io.BytesIO(blob), data_only=True)
    return {
        title: {ref: known[title][ref].value for ref in refs if known[title][ref].value is not None}
        for title, refs in formulas.items()
        if refs
    }


def _with_results(blob: bytes, book: Workbook, results: dict[str, dict[str, Any]]) -> bytes:
    paths = {f"xl/worksheets/sheet{at}.xml": sheet.title for at, sheet in enumerate(book.worksheets, 1)}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in source.namelist():
            part = source.read(name)
            known = results.get(paths.get(name, ""), {})
            if known:
                part = _FORMULA.sub(partial(_with_result, known), part)
            whole.writestr(name, part)
    return target.getvalue()


def _with_result(known: dict[str, Any], found: re.Match[bytes]) -> bytes:
    value = known.get(found[1].decode())
    if isinstance(value, bool):
        kind, text = "b", str(int(value))
    elif isinstance(value, (int, float)):
        kind, text = "", repr(value)
    elif isinstance(value, str):
        kind, text = ("e" if value.startswith("#") else "str"), escape(value)
    else:
        return found[0]  # a date is a number to Excel; it computes this one anew
    attributes = found[2] + (f' t="{kind}"'.encode() if kind else b"")
    return b'<c r="%s"%s>%s<v>%s</v></c>' % (found[1], attributes, found[3], text.encode())
