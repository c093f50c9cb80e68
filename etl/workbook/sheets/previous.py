"""The read-only sheet of earlier figures: last accepted and the same period a year before, beside each label."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from etl.workbook.fill import TemplateFill
from etl.workbook.layout import fields_on
from etl.workbook.sheets.formats import Formats, width_of
from etl.workbook.words import said
from tenants.returns.declaration import PLACES, Field, Part, Return
from tenants.text import Lang, Text

_HEADS = (Text("栏目", "Field"), Text("单位", "Unit"), Text("上期", "Last accepted"), Text("去年同期", "A year before"))
_TITLE = Text("上期数据（只读，供对照）", "Earlier figures (for comparison only)")


def write_previous(
    sheet: Worksheet, formats: Formats, returns: Sequence[tuple[Return, TemplateFill]], lang: Lang
) -> None:
    """One block per part and key of each return."""
    sheet.hide_gridlines(2)
    sheet.set_default_row(20)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 3, 20)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, _TITLE.say(lang), formats.title)
    row = 2
    for ret, fill in returns:
        if len(returns) > 1 and (fill.previous or fill.last_year):
            sheet.write_string(row, 0, ret.label.say(lang), formats.title)
            row += 1
        for part in ret.parts:
            previous, last_year = _by_key(part, fill.previous), _by_key(part, fill.last_year)
            for key in sorted(previous.keys() | last_year.keys(), key=str):
                before, ago = previous.get(key, {}), last_year.get(key, {})
                row = _write_block(sheet, formats, part, before, ago, row=row, fill=fill, lang=lang) + 1
    sheet.freeze_panes(2, 1)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _by_key(part: Part, rows: Mapping[str, Any]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    return {tuple(row.get(code) for code in part.key): row for row in rows.get(part.code, ())}


def _write_block(
    sheet: Worksheet, formats: Formats, part: Part, before: Mapping[str, Any], ago: Mapping[str, Any],
    *, row: int, fill: TemplateFill, lang: Lang,
) -> int:  # fmt: skip
    known = before or ago
    keys = [said(known.get(code), part.field(code)).say(lang) for code in part.key]
    sheet.write_string(row, 0, " · ".join([part.label.say(lang), *keys]), formats.strong)
    names = (None, None, fill.previous_name, fill.last_year_name)
    for column, (head, name) in enumerate(zip(_HEADS, names, strict=True)):
        text = head.say(lang) + (f"\n{name.say(lang)}" if name else "")
        sheet.write_string(row + 1, column, text, formats.head)
    sheet.set_row(row + 1, 34)
    row += 2
    for each in fields_on(part, fill.period_start):
        if each.code in part.key:
            continue
        label = each.label.say(lang)
        if width_of(label) > 34:
            sheet.set_row(row, 32)
        sheet.write_string(row, 0, label, formats.text)
        sheet.write_string(row, 1, each.unit.say(lang) if each.unit else "", formats.text)
        for column, value in ((2, before.get(each.code)), (3, ago.get(each.code))):
            _write_value(sheet, formats, row, column, value=value, each=each, lang=lang)
        row += 1
    return row


def _write_value(
    sheet: Worksheet, formats: Formats, row: int, column: int, *, value: Any, each: Field, lang: Lang
) -> None:
    if value is not None and each.kind in PLACES:
        sheet.write_number(row, column, float(value), formats.figure(each.kind))
    else:
        sheet.write_string(row, column, said(value, each).say(lang) or "—", formats.figure(each.kind))
