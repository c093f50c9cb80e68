"""A filled workbook, read: whose it is, its rows as values, and everything that could not be understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from etl.workbook.columns import Columns, PartPlan, find_columns, plans_of
from etl.workbook.filed import Expected, PartRead, Reading
from etl.workbook.guard.pool import GuardPool, Raw
from etl.workbook.guard.traps import column_letters
from etl.workbook.guard.verdict import Refused
from etl.workbook.layout import (
    GUIDE_SHEET,
    LISTS_SHEET,
    PREVIOUS_SHEET,
    STAMP_SHEET,
    SUMMARY_SHEET,
    Stamp,
    read_stamp_lines,
    read_stamp_property,
    sheet_name,
)
from etl.workbook.messages import MESSAGES, finding
from etl.workbook.rows import read_rows
from tenants.calendar.periods import name_of, period_of
from tenants.returns.declaration import Need, Return, Severity
from tenants.returns.findings import Finding
from tenants.text import Text

FindReturn = Callable[[str, date], Return]
"""Gives the return of a code as valid on a day; KeyError where there is none."""

_OWN_SHEETS = {STAMP_SHEET, LISTS_SHEET, *GUIDE_SHEET, *PREVIOUS_SHEET, *SUMMARY_SHEET}


def read_workbook(
    pool: GuardPool, path: Path, expected: Expected | None, *, find_return: FindReturn | None = None
) -> Reading:
    """One workbook: read behind the guard, compared with what is owed, its cells cleaned; a bad file never raises."""
    return read_workbooks(pool, [(path, expected)], find_return=find_return)[0]


def read_workbooks(
    pool: GuardPool, work: Iterable[tuple[Path, Expected | None]], *, find_return: FindReturn | None = None
) -> list[Reading]:
    """Many workbooks in their order."""
    return list(iter_workbooks(pool, work, find_return=find_return))


def iter_workbooks(
    pool: GuardPool, work: Iterable[tuple[Path, Expected | None]], *, find_return: FindReturn | None = None
) -> Iterator[Reading]:
    """Many workbooks in their order; while the caller works on one, the children read the next."""
    listed = list(work)
    raws = pool.read_many(path for path, _ in listed)
    for raw, (_, expected) in zip(raws, listed, strict=True):
        yield (_refused(raw.code, raw.values) if isinstance(raw, Refused) else understand(raw, expected, find_return))


def understand(raw: Raw, expected: Expected | None, find_return: FindReturn | None = None) -> Reading:
    """The meaning of a workbook's cells; the figures are not checked yet (``etl.checking``)."""
    find = find_return or _find_return
    stamped = read_stamp_lines(raw.stamp)
    stamp = stamped[0] if stamped else read_stamp_property(raw.property or "")
    if stamp is None:
        return _refused("no_stamp", {})
    sheets, context = (stamped[1], stamped[2]) if stamped else ({}, {})
    try:
        start = period_of(stamp.period_key).start
        ret = find(stamp.return_code, start)
    except (KeyError, ValueError):
        return replace(_refused("unknown_return", {"code": stamp.return_code[:40]}), stamp=stamp)
    if expected is not None and not _is_for(stamp, expected):
        return replace(_refused("wrong_file", _names(stamp, ret, expected, find)), stamp=stamp)
    if stamp.declared_from != ret.valid_from:
        told = {"found": stamp.declared_from, "wanted": ret.valid_from}
        return replace(_refused("outdated_template", told), stamp=stamp)
    findings = _sheet_findings(raw, ret, sheets)
    parts: dict[str, PartRead] = {}
    taken: set[str] = set()
    for plan in plans_of(ret, start):
        name, columns = _find_sheet(raw, plan, sheets.get(plan.part.code), taken)
        if name is None or columns is None:
            missing = Text(sheet_name(plan.part, "zh"), sheet_name(plan.part, "en"))
            findings.append(finding("missing_sheet", place={"part": plan.part.code}, sheet=missing))
            continue
        taken.add(name)
        findings += _column_findings(name, plan, columns)
        parts[plan.part.code], found = read_rows(name, raw.grids[name], plan, columns)
        findings += found
    return Reading(stamp, parts, findings, refused=False, context=context)


def _find_return(code: str, on: date) -> Return:
    from tenants.returns.catalogue import get_return

    return get_return(code, on)


def _refused(code: str, values: Mapping[str, Any]) -> Reading:
    if code not in MESSAGES:
        code, values = "damaged", {}
    return Reading(None, {}, [finding(code, **values)], refused=True)


def _is_for(stamp: Stamp, expected: Expected) -> bool:
    is_school = stamp.school_code in ("", expected.school_code)
    return is_school and (stamp.return_code, stamp.period_key) == (expected.return_code, expected.period_key)


def _names(stamp: Stamp, ret: Return, expected: Expected, find: FindReturn) -> dict[str, Text]:
    wanted = period_of(expected.period_key)
    is_same_school = stamp.school_code == expected.school_code
    nobody = Text("（未写明学校）", "no particular school")
    school = Text(stamp.school_name[:60], stamp.school_name[:60]) if stamp.school_name else nobody
    return {
        "school": expected.school_name if is_same_school else school,
        "period": name_of(period_of(stamp.period_key)),
        "title": ret.label,
        "wanted_school": expected.school_name,
        "wanted_period": name_of(wanted),
        "wanted_title": find(expected.return_code, wanted.start).label,
    }


def _sheet_findings(raw: Raw, ret: Return, sheets: Mapping[str, str]) -> list[Finding]:
    found = []
    ours = set(sheets.values()) | {sheet_name(part, lang) for part in ret.parts for lang in ("zh", "en")}
    for name, state in raw.sheets:
        if name in _OWN_SHEETS:
            continue
        if name in ours:
            if state != "visible":
                found.append(finding("hidden_part", place={"sheet": name}, sheet=name))
        elif name not in raw.grids or state != "visible":
            code = "extra_sheet" if state == "visible" else "hidden_sheet"
            found.append(finding(code, place={"sheet": name}, sheet=name[:60]))
    return found


def _find_sheet(
    raw: Raw, plan: PartPlan, stamped: str | None, taken: set[str]
) -> tuple[str, Columns] | tuple[None, None]:
    """The sheet of a part: as stamped, by its label in either language, else the one that has most of its columns."""
    named = [name for name in (stamped, *sorted(plan.sheets)) if name in raw.grids and name not in taken]
    for name in named:
        columns = find_columns(raw.grids[name]["rows"], plan)
        if name is not None and columns is not None:
            return name, columns
    rest = [name for name in raw.grids if name not in taken and name not in named]
    best: tuple[str, Columns] | tuple[None, None] = (None, None)
    for name in rest:
        columns = find_columns(raw.grids[name]["rows"], plan)
        if columns is not None and len(columns.at) * 2 > max(len(plan.fields), len(best[1].at) * 2 if best[1] else 0):
            best = (name, columns)
    return best


def _column_findings(sheet: str, plan: PartPlan, columns: Columns) -> list[Finding]:
    found = []
    for each in plan.fields:
        place = {"part": plan.part.code, "field": each.code, "sheet": sheet, "header": each.label}
        if each.code in columns.doubled:
            where = columns.doubled[each.code]
            letters = [column_letters(column + 1) for column in where]
            place["cell"] = f"{letters[1]}{columns.headings + 1}"
            found.append(finding("duplicate_column", place=place, header=each.label, columns="、".join(letters)))
        elif each.code not in columns.at:
            missing = finding("missing_column", place=place, header=each.label)
            is_optional = each.need is Need.OPTIONAL
            found.append(replace(missing, severity=Severity.WARNING) if is_optional else missing)
    if columns.are_moved:
        found.append(finding("moved_columns", place={"part": plan.part.code, "sheet": sheet}))
    return found
