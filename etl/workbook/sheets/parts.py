"""The sheet of one part: title, hidden codes, labels, and the cells to fill in with their lists, ranges and colours."""

from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.checking.limits import limits_of
from etl.workbook.fill import TemplateFill
from etl.workbook.layout import BLANK_ROWS, CODE_ROW, FIRST_ROW, LABEL_ROW, NOTE_CODE, TITLE_ROW, fields_on, header
from etl.workbook.sheets.colours import rule_colours
from etl.workbook.sheets.demands import demand
from etl.workbook.sheets.formats import ERROR, MISSING, QUERY, Formats, width_of
from etl.workbook.sheets.lists import Lists
from etl.workbook.words import NO, YES, said
from tenants.returns.codes import codes_of
from tenants.returns.declaration import PLACES, Field, Kind, Need, Part, Return, Severity
from tenants.returns.files import FILE_HINT, file_fields
from tenants.text import Lang, Text

_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255  # Excel's limits for input messages
_NARROWEST, _WIDEST, _LINES = 11, 26, 3
_PAGE_WIDTH = 190  # characters on an A4 page across that still read well
_ROW_HEIGHT = 21
_FROM, _TO = date(1901, 1, 1), date(2099, 12, 31)
_NOTE, _NOTE_WIDTH = Text("内容", "What it is about"), 34
_REFUSED = Text("这里填：{demand}", "Expected here: {demand}")
_PROTECTION = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


class PartSheet:
    """Writes the sheets of parts of one template."""

    def __init__(
        self,
        sheet: Worksheet,
        formats: Formats,
        lists: Lists,
        fill: TemplateFill,
        lang: Lang,
        *,
        in_pack: bool = False,
    ) -> None:
        self.sheet, self.formats, self.lists, self.fill, self.lang = sheet, formats, lists, fill, lang
        self.in_pack = in_pack  # beside other returns: the title names the return too
        self._places: list[int] = []  # the column of each field

    def write(self, ret: Return, part: Part) -> None:
        """The whole sheet."""
        fields = fields_on(part, self.fill.period_start)
        last_row = FIRST_ROW + (BLANK_ROWS if part.key else 1) - 1
        keys = sum(each.code in part.key for each in fields[: len(part.key)])
        self._places = _places(len(fields), keys if self.fill.notes.get(part.code) else None)
        self._write_head(ret, part, fields)
        for column, each in zip(self._places, fields, strict=True):
            self._write_column(part, each, column)
            self.sheet.data_validation(FIRST_ROW, column, last_row, column, self._validation(each))
        self._write_rows(part, fields)
        self._write_notes(part, keys)
        self._colour(ret, part, fields, last_row)
        self.sheet.freeze_panes(FIRST_ROW, keys + bool(self.fill.notes.get(part.code)))
        self.sheet.protect("", _PROTECTION)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        width = sum(_width(each, self.lang) for each in fields)
        self.sheet.fit_to_pages(-(-width // _PAGE_WIDTH), 0)
        if keys:
            self.sheet.repeat_columns(0, keys - 1)
        self.sheet.repeat_rows(TITLE_ROW, LABEL_ROW)
        self.sheet.set_footer("&L&A&R&P / &N")

    def _write_head(self, ret: Return, part: Part, fields: tuple[Field, ...]) -> None:
        locked = self.formats.get()
        self.sheet.set_default_row(_ROW_HEIGHT)
        self.sheet.set_row(TITLE_ROW, 28, locked)
        self.sheet.set_row(CODE_ROW, None, locked, {"hidden": True})
        titles = dict.fromkeys([ret.label, part.label] if self.in_pack else [part.label])
        names = [*titles, self.fill.school_name, self.fill.period_name]
        self.sheet.write_string(
            TITLE_ROW, 0, " · ".join(text.say(self.lang) for text in names if text.zh), self.formats.title
        )
        lines = 1
        for column, each in zip(self._places, fields, strict=True):
            self.sheet.write_string(CODE_ROW, column, each.code)
            text = header(each, self.lang)
            is_quiet = each.need is Need.OPTIONAL or each.given
            style = self.formats.optional_head if is_quiet else self.formats.head
            self.sheet.write_string(LABEL_ROW, column, text, style)
            lines = max(lines, -(-width_of(text) // (_width(each, self.lang) - 2)))
        self.sheet.set_row(LABEL_ROW, 17 * min(lines, _LINES) + 8, locked)

    def _write_column(self, part: Part, each: Field, column: int) -> None:
        style = self._style(each) if part.key else self.formats.get()
        self.sheet.set_column(column, column, _width(each, self.lang), style)

    def _write_rows(self, part: Part, fields: tuple[Field, ...]) -> None:
        rows = self.fill.rows.get(part.code, ())
        for index, row in enumerate(rows if part.key else (rows or ({},))[:1]):
            for column, each in zip(self._places, fields, strict=True):
                value = row.get(each.code)
                if each.kind is Kind.FILE:
                    self.sheet.write_string(FIRST_ROW + index, column, FILE_HINT.say(self.lang), self.formats.elsewhere)
                elif value is not None:
                    self._write_value(FIRST_ROW + index, column, value, each)
                elif not part.key:
                    self.sheet.write_blank(FIRST_ROW, column, None, self._style(each))

    def _write_notes(self, part: Part, column: int) -> None:
        """Beside the key, what each row is about; read by people only."""
        notes = self.fill.notes.get(part.code, ())
        if notes:
            self.sheet.set_column(column, column, _NOTE_WIDTH, self.formats.get())
            self.sheet.write_string(CODE_ROW, column, NOTE_CODE)
            self.sheet.write_string(LABEL_ROW, column, _NOTE.say(self.lang), self.formats.optional_head)
        for index, each in enumerate(notes):
            self.sheet.write_string(FIRST_ROW + index, column, each.say(self.lang), self.formats.text)

    def _style(self, each: Field) -> Any:
        """Of a cell of a field: open, or locked where the system gives the value."""
        if each.kind is Kind.FILE:
            return self.formats.elsewhere
        return self.formats.given(each.kind) if each.given else self.formats.input(each.kind)

    def _write_value(self, row: int, column: int, value: Any, each: Field) -> None:
        style = self._style(each)
        if each.kind in PLACES:
            self.sheet.write_number(row, column, float(value), style)
        elif isinstance(value, datetime):
            self.sheet.write_datetime(row, column, value.replace(tzinfo=None), style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime.combine(value, time()), style)
        else:
            self.sheet.write_string(row, column, said(value, each).say(self.lang), style)

    def _validation(self, each: Field) -> dict[str, Any]:
        asks = demand(each).say(self.lang)
        label = each.label.say(self.lang)[:_TITLE_LENGTH]
        common = {
            "ignore_blank": True,
            "input_title": label,
            "input_message": asks[:_MESSAGE_LENGTH],
            "error_title": label,
            "error_message": _REFUSED.say(self.lang).format(demand=asks)[:_MESSAGE_LENGTH],
        }
        return common | self._condition(each)

    def _condition(self, each: Field) -> dict[str, Any]:
        choices = self._choices(each)
        if choices:
            return {"validate": "list", "source": self.lists.source(choices)}
        if each.kind in PLACES:
            low, high = limits_of(each)
            kind = "integer" if each.kind is Kind.INT else "decimal"
            return {"validate": kind, "criteria": "between", "minimum": f"={low:f}", "maximum": f"={high:f}"}
        if each.kind in (Kind.DATE, Kind.DT):
            low_day = each.low if isinstance(each.low, date) else _FROM
            high_day = each.high if isinstance(each.high, date) else _TO
            return {"validate": "date", "criteria": "between", "minimum": low_day, "maximum": high_day}
        if each.kind in (Kind.CODES, Kind.FILE):
            return {"validate": "any"}
        return {"validate": "length", "criteria": "<=", "value": each.size or 2000}

    def _choices(self, each: Field) -> list[str]:
        if each.kind is Kind.BOOL:
            return [YES.say(self.lang), NO.say(self.lang)]
        if each.kind is Kind.CODE and each.codes:
            gone = self.fill.retired.get(each.codes, ())
            return [label.say(self.lang) for code, label in codes_of(each.codes).items() if code not in gone]
        return list(self.fill.facilities.get(each.facility_kind, ())) if each.facility_kind else []

    def _colour(self, ret: Return, part: Part, fields: tuple[Field, ...], last_row: int) -> None:
        row, last_column = FIRST_ROW + 1, xl_col_to_name(self._places[-1])
        started = f"COUNTA($A{row}:${last_column}{row})>0"
        if file_fields(part):  # our own words are nothing that somebody typed
            hint = FILE_HINT.say(self.lang)
            started = f'COUNTA($A{row}:${last_column}{row})>COUNTIF($A{row}:${last_column}{row},"{hint}")'
        letters = {each.code: xl_col_to_name(at) for at, each in zip(self._places, fields, strict=True)}
        cells = {code: f"${letter}{row}" for code, letter in letters.items()}
        for colour in rule_colours(ret, part, self.fill, cells):
            ranges = [f"{letters[code]}{row}:{letters[code]}{last_row + 1}" for code in colour.fields]
            style = self.formats.paint({Severity.ERROR: ERROR, Severity.QUERY: QUERY}[colour.severity])
            rule = {"type": "formula", "criteria": f"=AND({started},{colour.formula})", "format": style}
            self.sheet.conditional_format(ranges[0], rule | {"multi_range": " ".join(ranges)})
        asked = dict(zip(self._places, fields, strict=True))
        marks = [at in asked and _is_asked(asked[at]) for at in range(self._places[-1] + 1)]
        for first, last in _runs(marks):
            empty = f"LEN(TRIM({xl_col_to_name(first)}{row}))=0"
            criteria = f"=AND({started},{empty})" if part.key else f"={empty}"
            rule = {"type": "formula", "criteria": criteria, "format": self.formats.paint(MISSING)}
            self.sheet.conditional_format(FIRST_ROW, first, last_row, last, rule)


def _is_asked(each: Field) -> bool:
    """Whether an empty cell of the field is missing."""
    return each.need is Need.REQUIRED and not each.given and each.kind is not Kind.FILE


def _places(count: int, note: int | None) -> list[int]:
    """The columns of so many fields, with one left free for notes."""
    return [at + (note is not None and at >= note) for at in range(count)]


def _width(each: Field, lang: Lang) -> int:
    """Wide enough for the label on at most three lines without parting words or units, and for choices."""
    label = -(-width_of(header(each, lang)) // _LINES) + 3
    choices = [width_of(text.say(lang)) + 4 for text in codes_of(each.codes).values()] if each.codes else []
    words = [
        width_of(word) + 2 for word in header(each, lang).replace("（", " （").split() if lang == "en" or "（" in word
    ]
    content = {Kind.DATE: 13, Kind.MONEY: 15, Kind.SMONEY: 15, Kind.TEXT: 26, Kind.STR: (each.size or 10) + 3}
    return min(max(label, _NARROWEST, content.get(each.kind, 0), *choices, *words), _WIDEST)


def _runs(marks: list[bool]) -> list[tuple[int, int]]:
    """First and last index of each stretch of true marks."""
    runs: list[tuple[int, int]] = []
    for at, mark in enumerate(marks):
        if mark and runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        elif mark:
            runs.append((at, at))
    return runs
