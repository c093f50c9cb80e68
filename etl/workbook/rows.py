"""The rows of one part of a workbook: cells cleaned to values, traps and unclear text named at their cell."""

import re
from collections.abc import Mapping
from typing import Any

from etl.workbook.cleaning import Unclear, clean, is_blank, shown
from etl.workbook.columns import Columns, PartPlan, is_empty_row, width_of
from etl.workbook.filed import PartRead
from etl.workbook.guard.traps import column_letters
from etl.workbook.messages import finding
from tenants.personal.masking import masked
from tenants.personal.rows import personal_fields
from tenants.returns.declaration import Field, Kind, Sensitivity
from tenants.returns.files import FILE_HINT
from tenants.returns.findings import Finding
from tenants.text import Text

_EXACT = 1e15  # Excel keeps 15 digits
MAX_STRAYS = 20  # cells outside the columns that are named one by one
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def read_rows(sheet: str, grid: dict[str, Any], plan: PartPlan, columns: Columns) -> tuple[PartRead, list[Finding]]:
    """The rows that are not empty, and what is wrong with their cells."""
    letters = {code: column_letters(column + 1) for code, column in columns.at.items()}
    part = PartRead(sheet, letters)
    found: list[Finding] = []
    rows: list[list[Any]] = grid["rows"]
    traps = _Traps(grid["traps"], columns, letters, rows)
    places = [
        (each.code, each.kind is Kind.INT, columns.at[each.code], letters[each.code], each)
        for each in plan.fields
        if each.code in columns.at and each.kind is not Kind.FILE
    ]
    files = {columns.at[each.code]: each for each in plan.fields if each.kind is Kind.FILE and each.code in columns.at}
    doubled = [code for code in columns.doubled if code in columns.at]
    lacking = [each.code for each in plan.fields if each.code not in columns.at or each.kind is Kind.FILE]
    is_closed = bool(personal_fields(plan.part))  # what stands beside the columns may be personal, too
    strays = _stray_columns(rows, columns)
    noted: dict[int, Any] = {}
    for index in range(columns.first_row, max(len(rows), traps.last_row)):
        row = rows[index] if index < len(rows) else []
        number = index + 1
        if files:
            row, noted = _without_files(row, files)
        if number not in traps.rows and is_empty_row(row):
            continue
        if strays:
            found += _strays(
                sheet,
                row,
                number,
                strays,
                MAX_STRAYS - sum(each.code == "stray_text" for each in found),
                is_closed=is_closed,
            )
        is_beside = strays or columns.notes  # the row may be filled in columns of no field only
        if is_beside and number not in traps.rows and _is_blank_within(row, places):
            continue
        values: dict[str, Any] = dict.fromkeys(lacking)
        row_no = len(part.rows)
        is_trapped = number in traps.rows
        for code, is_whole, column, letter, each in places:
            raw = row[column] if column < len(row) else None
            if is_whole and not is_trapped and type(raw) is float and raw.is_integer() and -_EXACT < raw < _EXACT:
                values[code] = int(raw)  # most cells of most returns
                continue
            trap = traps.at(f"{letter}{number}") if is_trapped else None
            if (raw == "" or raw is None) and trap is None:
                values[code] = None
                continue
            value = trap or clean(raw, each, is_percent=is_trapped and f"{letter}{number}" in traps.percents)
            if isinstance(value, Unclear):
                part.unclear.add((row_no, code))
                if value.code != "covered":
                    place = {"part": plan.part.code, "row_no": row_no + 1, "sheet": sheet, "cell": f"{letter}{number}"}
                    found.append(unclear_finding(value, raw, each, place))
                value = None
            values[code] = value
        for column, raw in noted.items():
            place = {"part": plan.part.code, "row_no": row_no + 1, "sheet": sheet}
            cell = f"{letters[files[column].code]}{number}"
            found.append(_noted_finding(files[column], raw, place | {"cell": cell}))
        part.unclear.update((row_no, twice) for twice in doubled)
        part.rows.append(values)
        part.source_rows.append(number)
    return part, found


def _without_files(row: list[Any], files: Mapping[int, Field]) -> tuple[list[Any], dict[int, Any]]:
    """The row without its columns of files, and what was typed there beside the template's own words."""
    noted = {at: row[at] for at in files if at < len(row) and not is_blank(row[at]) and row[at] not in FILE_HINT}
    return [None if at in files else cell for at, cell in enumerate(row)], noted


def _noted_finding(each: Field, raw: Any, place: dict[str, Any]) -> Finding:
    value = shown(raw)
    whole = place | {"field": each.code, "header": each.label, "value": value}
    return finding("file_in_cell", place=whole, header=each.label, value=value[:40])


def _stray_columns(rows: list[list[Any]], columns: Columns) -> list[int]:
    """The columns of a sheet that belong to no field and say nothing of the template's."""
    known = columns.notes.union(columns.at.values(), *columns.doubled.values())
    return [column for column in range(width_of(rows)) if column not in known]


def _is_blank_within(row: list[Any], places: list[tuple[str, bool, int, str, Field]]) -> bool:
    """Whether no field of the row has a value."""
    return all(is_blank(row[column]) for _, _, column, _, _ in places if column < len(row))


class _Traps:
    """What the guard's scan saw in the columns and rows of the figures, by address."""

    def __init__(self, told: dict[str, Any], columns: Columns, letters: dict[str, str], rows: list[list[Any]]) -> None:
        self._at: dict[str, Unclear] = {}
        self.percents = set(told["percents"])
        self.rows: set[int] = set()
        if not any(told.values()):
            self.last_row = 0
            return
        for ref in told["duplicates"]:
            self._at[ref] = Unclear("duplicate_cell")
        for ref in told["uncomputed"]:
            self._at[ref] = Unclear("formula_without_value")
        for ref, text in told["errors"].items():
            self._at[ref] = Unclear("error_cell", {"value": text or "#"})
        for span in told["merges"]:
            self._merge(span, set(letters.values()), columns.first_row, rows)
        ours = set(letters.values())
        for ref in [*self._at, *self.percents]:
            letter, digits = ref.rstrip("0123456789"), ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if letter in ours and digits.isdecimal() and columns.first_row < int(digits):
                self.rows.add(int(digits))
        self.last_row = max(self.rows, default=0)

    def at(self, ref: str) -> Unclear | None:
        return self._at.get(ref)

    def _merge(self, span: str, ours: set[str], first_row: int, rows: list[list[Any]]) -> None:
        found = _RANGE.fullmatch(span)
        if found is None:
            return
        top, bottom = int(found[2]), min(int(found[4]), int(found[2]) + 200)
        left, right = _number(found[1]), min(_number(found[3]), _number(found[1]) + 200)
        is_filled = top <= len(rows) and left <= len(rows[top - 1]) and not is_blank(rows[top - 1][left - 1])
        if bottom <= first_row or not is_filled:
            return
        for row in range(max(top, first_row + 1), bottom + 1):
            for column in range(left, right + 1):
                if column_letters(column) in ours:
                    is_first = (row, column) == (top, left)
                    ref = f"{column_letters(column)}{row}"
                    self._at.setdefault(
                        ref, Unclear("merged_cells", {"range": span}) if is_first else Unclear("covered")
                    )


def unclear_finding(unclear: Unclear, raw: Any, each: Field, place: dict[str, Any]) -> Finding:
    """Why a cell or an input gave no value, at its place."""
    value = str(unclear.values["value"]) if "value" in unclear.values else "" if is_blank(raw) else shown(raw)
    told: dict[str, Any] = {"header": each.label, "value": value[:40]} | unclear.values
    if each.sensitivity is Sensitivity.PERSONAL and value:
        value = told["value"] = masked(value)
    place = place | {"field": each.code, "header": each.label, "value": value}
    return finding(unclear.code, place=place, **told)


def _strays(
    sheet: str, row: list[Any], number: int, columns: list[int], allowed: int, *, is_closed: bool
) -> list[Finding]:
    found: list[Finding] = []
    for column in columns:
        if column < len(row) and not is_blank(row[column]) and len(found) < allowed:
            value = masked(shown(row[column])) if is_closed else shown(row[column])
            place = {"sheet": sheet, "cell": f"{column_letters(column + 1)}{number}", "value": value}
            found.append(finding("stray_text", place=place, value=Text(*[value[:40]] * 2)))
    return found


def _number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
