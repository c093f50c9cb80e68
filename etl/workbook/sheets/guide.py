"""The guide sheet: what this is, for whom, by when, how to fill it in, and what each field asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from etl.workbook.fill import TemplateFill
from etl.workbook.layout import fields_on, sheet_name
from etl.workbook.sheets.demands import NEEDS, demand
from etl.workbook.sheets.formats import INK, LINE, Formats, width_of
from etl.workbook.sheets.guide_words import (
    COLOURS,
    FACTS,
    FIELDS,
    HEADS,
    HOW,
    LEGEND,
    PACK_HEADS,
    PACK_STEP,
    PACK_TITLE,
    STEPS,
)
from tenants.returns.declaration import Return
from tenants.text import Lang

_WIDTHS = (22, 30, 12, 12, 72)
_PACK_WIDTHS = (34, 28, 14, 40)


@dataclass(frozen=True)
class PackEntry:
    """A return of a pack and its sheets."""

    ret: Return
    fill: TemplateFill
    sheets: Sequence[str]


def write_guide(sheet: Worksheet, formats: Formats, ret: Return, fill: TemplateFill, lang: Lang) -> None:
    """The first sheet of a template."""
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, ret.label.say(lang), formats.get(bold=True, font_size=18, font_color="#1F3A5F"))
    due = fill.due_on.isoformat() if fill.due_on else ""
    told = (fill.school_name.say(lang), fill.period_name.say(lang), due, fill.contact.say(lang) if fill.contact else "")
    row = 1
    for label, value in zip(FACTS, told, strict=True):
        if value:
            sheet.write_string(row, 0, label.say(lang), formats.note)
            sheet.write_string(row, 1, value, formats.get(bold=True))
            row += 1
    row = _lines(
        sheet, formats, row + 1, HOW.say(lang), (f"{at}. {step.say(lang)}" for at, step in enumerate(STEPS, 1))
    )
    sheet.write_string(row, 0, COLOURS.say(lang), formats.strong)
    for colour, meaning in LEGEND:
        row += 1
        sheet.write_blank(row, 0, None, formats.get(bg_color=colour, border=1, border_color=LINE))
        sheet.write_string(row, 1, meaning.say(lang), formats.get())
    row = _write_fields(sheet, formats, row + 2, ret, fill=fill, lang=lang)
    if ret.legal_basis:
        sheet.write_string(row + 1, 0, ret.legal_basis.say(lang), formats.get(font_color="#667085"))
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def write_pack_guide(
    sheet: Worksheet, formats: Formats, returns: Sequence[PackEntry], fill: TemplateFill, lang: Lang
) -> None:
    """The first sheet of a pack: which returns it holds, each with its day and a link to its sheets."""
    sheet.hide_gridlines(2)
    for column, width in enumerate(_PACK_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, PACK_TITLE.say(lang), formats.get(bold=True, font_size=18, font_color=INK))
    for row, (label, value) in enumerate(zip(FACTS, (fill.school_name, fill.period_name), strict=False), 1):
        sheet.write_string(row, 0, label.say(lang), formats.note)
        sheet.write_string(row, 1, value.say(lang), formats.get(bold=True))
    steps = (*STEPS, PACK_STEP)
    row = _lines(sheet, formats, 4, HOW.say(lang), (f"{at}. {step.say(lang)}" for at, step in enumerate(steps, 1)))
    for column, head in enumerate(PACK_HEADS):
        sheet.write_string(row, column, head.say(lang), formats.head)
    link = formats.get(font_color="#1A5FB4", underline=1)
    for each in returns:
        for at, name in enumerate(each.sheets):
            row += 1
            if not at:
                due = each.fill.due_on.isoformat() if each.fill.due_on else ""
                words = (each.ret.label.say(lang), each.fill.period_name.say(lang), due)
                for column, word in enumerate(words):
                    sheet.write_string(row, column, word, formats.text)
            quoted = name.replace("'", "''")
            sheet.write_url(row, 3, f"internal:'{quoted}'!A1", link, name)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(sheet: Worksheet, formats: Formats, row: int, title: str, lines: Iterable[str]) -> int:
    sheet.write_string(row, 0, title, formats.strong)
    for line in lines:
        row += 1
        sheet.write_string(row, 0, line, formats.get())
    return row + 2


def _write_fields(sheet: Worksheet, formats: Formats, row: int, ret: Return, *, fill: TemplateFill, lang: Lang) -> int:
    sheet.write_string(row, 0, FIELDS.say(lang), formats.strong)
    row += 1
    for column, head in enumerate(HEADS):
        sheet.write_string(row, column, head.say(lang), formats.head)
    for part in ret.parts:
        for each in fields_on(part, fill.period_start):
            row += 1
            unit = each.unit.say(lang) if each.unit else ""
            asks = demand(each).say(lang)
            words = (sheet_name(part, lang), each.label.say(lang), NEEDS[each.need].say(lang), unit, asks)
            for column, word in enumerate(words):
                sheet.write_string(row, column, word, formats.text)
            lines = max(-(-width_of(word) // width) for word, width in zip(words, _WIDTHS, strict=True))
            sheet.set_row(row, 19 * max(lines, 1) + 2)
    return row + 1
