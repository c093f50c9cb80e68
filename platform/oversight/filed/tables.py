"""A table handed out as a file: XLSX or CSV, with what it shows, as of when and for whom written inside."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response
from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, kw_only=True)
class Table:
    """What is handed out: the same rows and numbers as on the screen."""

    name: str  # of the file, without ending
    title: str
    about: Sequence[tuple[str, str]]  # filters, as of, source, link, who and when
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def as_file(table: Table, kind: str) -> Response:
    """The table as ``xlsx`` or ``csv``."""
    body, mimetype = (as_xlsx(table), XLSX) if kind == "xlsx" else (_csv(table), CSV)
    return attachment(body, name=f"{table.name}.{kind}", mimetype=mimetype)


def attachment(body: bytes, *, name: str, mimetype: str) -> Response:
    """A download whose name may be Chinese (RFC 6266)."""
    answer = Response(body, mimetype=mimetype)
    parted = name.rpartition(".") if "." in name else (name, "", "")
    stem, dot, ending = (each.encode("ascii", "ignore").decode() for each in parted)
    plain = (stem.strip("-_ .") or "download") + dot + ending
    plain = plain.replace('"', "").replace("\\", "")
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(table.title)])
    writer.writerows([_harmless(label), _harmless(value)] for label, value in table.about)
    writer.writerow([])
    writer.writerow([_harmless(each) for each in table.columns])
    writer.writerows([_harmless(each) for each in row] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    faint = book.add_format({"font_color": "#595959"})
    sheet.write_string(0, 0, table.title, bold)
    for at, (label, value) in enumerate(table.about, start=1):
        sheet.write_string(at, 0, label, faint)
        sheet.write_string(at, 1, value, faint)
    first = len(table.about) + 2
    for column, label in enumerate(table.columns):
        sheet.write_string(first, column, label, head)
    for at, row in enumerate(table.rows, start=first + 1):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    widths = [[len(str(row[column])) for row in table.rows] for column in range(len(table.columns))]
    for column, label in enumerate(table.columns):
        longest = max([len(label), *widths[column]], default=8)
        sheet.set_column(column, column, min(max(longest * 1.7, 8), 48))
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    book.close()
    return out.getvalue()
