"""The workbook a school fills in, for one return and period.

Blank area has column formats and no cells, so that the file stays small and quick to read; everything but inputs is
locked (without a password: it guards against slips, not against people).
"""

import io
from pathlib import Path
from typing import IO

import xlsxwriter

from etl.workbook.fill import TemplateFill
from etl.workbook.layout import (
    GUIDE_SHEET,
    LISTS_SHEET,
    PREVIOUS_SHEET,
    STAMP_PROPERTY,
    STAMP_SHEET,
    Stamp,
    fingerprint,
    sheet_name,
    stamp_lines,
    stamp_property,
)
from etl.workbook.sheets.formats import Formats
from etl.workbook.sheets.guide import write_guide
from etl.workbook.sheets.lists import Lists
from etl.workbook.sheets.parts import PartSheet
from etl.workbook.sheets.previous import write_previous
from tenants.returns.declaration import Return
from tenants.text import Lang

__all__ = ["TemplateFill", "write_template"]

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(ret: Return, target: Path | IO[bytes], fill: TemplateFill, lang: Lang) -> None:
    """Write the .xlsx: guide, one sheet per part, earlier figures where known; lists and stamp hidden."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **_OPTIONS})
    formats = Formats(book)
    names = {part.code: sheet_name(part, lang) for part in ret.parts}
    guide = book.add_worksheet(GUIDE_SHEET.say(lang))
    sheets = {part.code: book.add_worksheet(names[part.code]) for part in ret.parts}
    if fill.previous or fill.last_year:
        write_previous(book.add_worksheet(PREVIOUS_SHEET.say(lang)), formats, ret, fill, lang)
    lists = Lists(book.add_worksheet(LISTS_SHEET), lang)
    write_guide(guide, formats, ret, fill, lang)
    for part in ret.parts:
        PartSheet(sheets[part.code], formats, lists, fill, lang).write(ret, part)
    stamp_sheet = book.add_worksheet(STAMP_SHEET)
    stamp = Stamp(
        ret.code, ret.valid_from, fill.school_code, fill.school_name.zh, fill.period_key, lang, fingerprint(ret)
    )
    stamp_sheet.write_column(0, 0, stamp_lines(stamp, names, fill.context))
    stamp_sheet.protect()
    stamp_sheet.very_hidden()
    lists.sheet.protect()
    lists.sheet.hide()
    book.set_custom_property(STAMP_PROPERTY, stamp_property(stamp), "text")
    title = " ".join(text.say(lang) for text in (ret.label, fill.school_name, fill.period_name))
    book.set_properties({"title": title, "subject": ret.code, "author": "Houqin"})
    guide.activate()
    book.close()
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())
