"""The workbook a school fills in, for one return and period or for all that a month asks.

Blank area has column formats and no cells, so that the file stays small and quick to read; everything but inputs is
locked (without a password: it guards against slips, not against people).
"""

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.workbook.fill import TemplateFill
from etl.workbook.layout import (
    GUIDE_SHEET,
    LISTS_SHEET,
    PREVIOUS_SHEET,
    STAMP_PROPERTY,
    STAMP_SHEET,
    Stamp,
    Stamped,
    fingerprint,
    pack_lines,
    pack_sheet_names,
    sheet_name,
    stamp_lines,
    stamp_property,
)
from etl.workbook.sheets.formats import Formats
from etl.workbook.sheets.guide import PackEntry, write_guide, write_pack_guide
from etl.workbook.sheets.lists import Lists
from etl.workbook.sheets.parts import PartSheet
from etl.workbook.sheets.previous import write_previous
from tenants.returns.declaration import Return
from tenants.text import Lang

__all__ = ["TemplateFill", "write_pack", "write_template"]

# XlsxWriter searches each formula for some 150 names of newer functions, three quarters of a template's time: the
# formulas of a return are the same in every workbook.
_PREPARED = lru_cache(maxsize=20_000)(Worksheet()._prepare_formula)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(ret: Return, target: Path | IO[bytes], fill: TemplateFill, lang: Lang) -> None:
    """Write the .xlsx: guide, one sheet per part, earlier figures where known; lists and stamp hidden."""
    book = _Book(lang)
    book.add_guide()
    names = {part.code: sheet_name(part, lang) for part in ret.parts}
    book.add_parts([(ret, fill, names)])
    write_guide(book.guide, book.formats, ret, fill, lang)
    stamped = Stamped(_stamp(ret, fill, lang), names, dict(fill.context))
    title = " ".join(text.say(lang) for text in (ret.label, fill.school_name, fill.period_name))
    book.save(target, stamp_lines(stamped), stamp_property(stamped.stamp), title=title, subject=ret.code)


def write_pack(
    returns: Sequence[tuple[Return, TemplateFill]], target: Path | IO[bytes], about: TemplateFill, lang: Lang
) -> None:
    """Several returns of one school as sheets of one workbook.

    Args:
        returns: Each with its filling, in the order of the sheets.
        target: Where to write.
        about: School and month of the pack as a whole.
        lang: The language of labels and help.
    """
    book = _Book(lang)
    book.add_guide()
    names = pack_sheet_names([ret for ret, _ in returns], lang)
    sheets = [(ret, fill, names[ret.code]) for ret, fill in returns]
    book.add_parts(sheets, in_pack=True)
    entries = [PackEntry(ret, fill, list(named.values())) for ret, fill, named in sheets]
    write_pack_guide(book.guide, book.formats, entries, about, lang)
    stamped = [Stamped(_stamp(ret, fill, lang), named, dict(fill.context)) for ret, fill, named in sheets]
    title = " ".join(text.say(lang) for text in (about.school_name, about.period_name))
    book.save(target, pack_lines(stamped), None, title=title, subject="pack")


class _Book:
    """A template being written."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._content = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._content, {"in_memory": True, **_OPTIONS})
        self.formats = Formats(self.book)

    def add_guide(self) -> None:
        """The first sheet."""
        self.guide = self._sheet(GUIDE_SHEET.say(self.lang))

    def add_parts(
        self, returns: Sequence[tuple[Return, TemplateFill, Mapping[str, str]]], *, in_pack: bool = False
    ) -> None:
        """The sheets to fill in, the earlier figures and the lists behind the drop-downs."""
        sheets = [
            (ret, part, fill, self._sheet(names[part.code])) for ret, fill, names in returns for part in ret.parts
        ]
        if any(fill.previous or fill.last_year for _, fill, _ in returns):
            known = [(ret, fill) for ret, fill, _ in returns]
            write_previous(self._sheet(PREVIOUS_SHEET.say(self.lang)), self.formats, known, self.lang)
        lists = Lists(self._sheet(LISTS_SHEET), self.lang)
        for ret, part, fill, sheet in sheets:
            PartSheet(sheet, self.formats, lists, fill, self.lang, in_pack=in_pack).write(ret, part)
        lists.sheet.protect()
        lists.sheet.hide()

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet._prepare_formula = _PREPARED
        return sheet

    def save(
        self, target: Path | IO[bytes], stamp: Sequence[str], stamped: str | None, *, title: str, subject: str
    ) -> None:
        """Write the stamp and the file."""
        sheet = self._sheet(STAMP_SHEET)
        sheet.write_column(0, 0, stamp)
        sheet.protect()
        sheet.very_hidden()
        if stamped is not None:
            self.book.set_custom_property(STAMP_PROPERTY, stamped, "text")
        self.book.set_properties({"title": title, "subject": subject, "author": "Houqin"})
        self.guide.activate()
        self.book.close()
        if isinstance(target, Path):
            target.write_bytes(self._content.getvalue())
        else:
            target.write(self._content.getvalue())


def _stamp(ret: Return, fill: TemplateFill, lang: Lang) -> Stamp:
    school = (fill.school_code, fill.school_name.zh)
    return Stamp(ret.code, ret.valid_from, *school, fill.period_key, lang, fingerprint(ret))
