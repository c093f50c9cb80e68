"""Rows of a table of settings from a file: found by their columns, cleaned and checked as those of a return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.checking.fields import check_fields
from etl.workbook.filed import PartRead
from etl.workbook.guard.pool import GuardPool, Readable
from etl.workbook.guard.verdict import Refused
from etl.workbook.reading import read_table, refusal
from tenants.errors import OversightError
from tenants.returns.declaration import Return, Severity
from tenants.returns.findings import Finding
from tenants.settings.changing import Change, prove_change
from tenants.settings.errors import NothingChanges
from tenants.settings.lines import Line
from tenants.settings.tables import VALID_FROM, Key, SettingTable
from tenants.text import Text

MOST_ROWS = 5_000
_TOO_MANY = Text("一次最多导入{most}行。", "At most {most} rows at a time.")
_SPLIT = Text("请分成几个文件导入。", "Split the file.")
_MEND = Text("请改正这一行，或把它从文件中删去。", "Correct the row, or take it out of the file.")


@dataclass
class Imported:
    """What a file says, and what is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0  # rows that say what holds already
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """What must be mended before anything is written."""
        return [each for each in self.findings if each.severity is Severity.ERROR]


def read_import(
    guard: GuardPool, path: Readable, table: SettingTable, lines: Mapping[Key, Line], *, today: date
) -> Imported:
    """Everything a file would change, row by row; nothing is written here."""
    found = Imported()
    read, found.findings = _read(guard, path, table.as_return, today)
    if read is not None and not found.errors:
        _take_rows(found, table, read, lines, today)
    return found


def read_fields(
    guard: GuardPool, path: Readable, ret: Return, *, today: date
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The rows of a declaration of one part from a file, and every error in it."""
    read, findings = _read(guard, path, ret, today)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    return ([] if read is None else list(read.rows)), errors


def _read(guard: GuardPool, path: Readable, ret: Return, today: date) -> tuple[PartRead | None, list[Finding]]:
    try:
        raw = guard.read_one(path)
    except Refused as verdict:
        return None, [refusal(verdict)]
    parts, findings = read_table(raw, ret, today)
    read = parts.get(ret.parts[0].code)
    if read is None:
        return None, findings
    if len(read.rows) > MOST_ROWS:
        too_many = _TOO_MANY.fill(most=MOST_ROWS)
        return None, [Finding(code="too_many_rows", severity=Severity.ERROR, says=too_many, remedy=_SPLIT)]
    return read, findings + check_fields(ret, parts, period_start=today, today=today)


def _take_rows(found: Imported, table: SettingTable, read: PartRead, lines: Mapping[Key, Line], today: date) -> None:
    for index, row in enumerate(read.rows):
        change = change_of(table, row)
        try:
            prove_change(table, lines.get(change.key, Line(change.key)), change, today=today)
        except NothingChanges:
            found.same += 1
        except OversightError as problem:
            column = VALID_FROM if table.is_dated else table.key[0]
            found.findings.append(
                Finding(
                    code=type(problem).__name__, severity=Severity.ERROR, says=problem.text, remedy=_MEND,
                    part="main", field=column, row_no=index + 1, sheet=read.sheet, cell=read.cell(column, index),
                )
            )  # fmt: skip
        else:
            found.changes.append(change)


def change_of(table: SettingTable, row: Mapping[str, Any]) -> Change:
    """A row of values as a change."""
    key = tuple(str(row[name] or "") for name in table.key)
    return Change(key, {each.code: row[each.code] for each in table.values}, row.get(VALID_FROM))
