"""The original of a form: a workbook written from its rows, read again by the very reader of uploaded ones.

The cells hold the texts as they were typed. The same rows give the same bytes, so that sending them twice is one
filing (docs/decisions says why it is a workbook).
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from etl.forms.reading import Typed
from etl.forms.texts import readable
from etl.workbook.cleaning import is_blank
from etl.workbook.layout import (
    CODE_ROW,
    FIRST_ROW,
    LABEL_ROW,
    STAMP_PROPERTY,
    STAMP_SHEET,
    TITLE_ROW,
    Stamp,
    Stamped,
    fields_on,
    fingerprint,
    header,
    sheet_name,
    stamp_lines,
    stamp_property,
)
from tenants.calendar.periods import Period, name_of
from tenants.returns.declaration import Return
from tenants.text import Text

_NO_DAY = datetime(2020, 1, 1, tzinfo=UTC)  # when it was written is not part of what it says
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def original_of(ret: Return, rows: Sequence[Typed], period: Period, *, school_code: str, school: Text) -> bytes:
    """The workbook of these rows, in their order, empty ones left out."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    names = {part.code: sheet_name(part, "zh") for part in ret.parts}
    for part in ret.parts:
        sheet = book.add_worksheet(names[part.code])
        fields = fields_on(part, period.start)
        title = f"{part.label.zh} · {school.zh} · {name_of(period).zh}"
        sheet.write_string(TITLE_ROW, 0, title, bold)
        for column, each in enumerate(fields):
            sheet.write_string(CODE_ROW, column, each.code)
            sheet.write_string(LABEL_ROW, column, header(each, "zh"), head)
        sheet.set_row(CODE_ROW, None, None, {"hidden": True})
        sheet.set_column(0, max(0, len(fields) - 1), 16)
        sheet.freeze_panes(FIRST_ROW, 0)
        number = FIRST_ROW
        for row in rows:
            if row.part != part.code or all(is_blank(row.cells.get(each.code)) for each in fields):
                continue
            for column, each in enumerate(fields):
                text = row.cells.get(each.code, "")
                if isinstance(text, bool):  # as a program says yes and no
                    sheet.write_boolean(number, column, text)
                elif text:
                    sheet.write_string(number, column, readable(each, text))
            number += 1
    stamp = Stamp(ret.code, ret.valid_from, school_code, school.zh, period.key, "zh", fingerprint(ret))
    stamped = book.add_worksheet(STAMP_SHEET)
    stamped.write_column(0, 0, stamp_lines(Stamped(stamp, names)))
    stamped.very_hidden()
    book.set_custom_property(STAMP_PROPERTY, stamp_property(stamp), "text")
    book.set_properties({"title": f"{ret.label.zh} {school.zh} {name_of(period).zh}", "created": _NO_DAY})
    book.close()
    return content.getvalue()
