"""A filled workbook, read: whose it is, its rows as values, and everything that could not be understood."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from etl.workbook.columns import Columns, PartPlan, find_columns, plans_of
from etl.workbook.filed import Expected, PartRead, Reading
from etl.workbook.guard.delimited import TEXT_SHEET
from etl.workbook.guard.pool import GuardPool, Raw, Readable
from etl.workbook.guard.traps import column_letters
from etl.workbook.guard.verdict import Refused
from etl.workbook.layout import (
    GUIDE_SHEET,
    LISTS_SHEET,
    PREVIOUS_SHEET,
    STAMP_SHEET,
    SUMMARY_SHEET,
    Stamp,
    Stamped,
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
    pool: GuardPool, path: Readable, expected: Expected | None, *, find_return: FindReturn | None = None
) -> Reading:
    """One workbook: read behind the guard, compared with what is owed, its cells cleaned; a bad file never raises."""
    return read_workbooks(pool, [(path, expected)], find_return=find_return)[0]


def read_workbooks(
    pool: GuardPool, work: Iterable[tuple[Readable, Expected | None]], *, find_return: FindReturn | None = None
) -> list[Reading]:
    """Many workbooks in their order."""
    return list(iter_workbooks(pool, work, find_return=find_return))


def iter_workbooks(
    pool: GuardPool, work: Iterable[tuple[Readable, Expected | None]], *, find_return: FindReturn | None = None
) -> Iterator[Reading]:
    """Many workbooks in their order; while the caller works on one, the children read the next."""
    listed = list(work)
    wanted = Counter(path for path, _ in listed)  # a pack is read once for all its returns
    raws = pool.read_many(wanted)
    kept: dict[Readable, Raw | Refused] = {}
    for path, expected in listed:
        raw = kept[path] if path in kept else next(raws)
        wanted[path] -= 1
        if wanted[path]:
            kept[path] = raw
        else:
            kept.pop(path, None)
        yield reading_of(raw, expected, find_return)


def reading_of(raw: Raw | Refused, expected: Expected | None, find_return: FindReturn | None = None) -> Reading:
    """What the guard gave, understood, or its refusal in words."""
    return _refused(raw.code, raw.values) if isinstance(raw, Refused) else understand(raw, expected, find_return)


def refusal(verdict: Refused) -> Finding:
    """Why a file is not read."""
    return _refused(verdict.code, verdict.values).findings[0]


def understand(raw: Raw, expected: Expected | None, find_return: FindReturn | None = None) -> Reading:
    """The meaning of a workbook's cells; the figures are not checked yet (``etl.checking``).

    Of a pack, that is the return which is expected; ``Reading.is_absent`` where the pack has no sheet for it.
    """
    stamped = stamps_of(raw)
    if not stamped:
        return read_unmarked(raw, expected, find_return or _find_return)
    if expected is None:
        return _understood(raw, stamped[0], stamped, expected, find_return or _find_return)
    wanted = next((each for each in stamped if _is_for(each.stamp, expected)), None)
    is_pack = len(stamped) > 1 or expected.by_pack
    if wanted is None and is_pack and _is_of_school(stamped[0].stamp, expected):
        reading = replace(_refused("not_in_pack", {}), is_absent=True)
    else:
        reading = _understood(raw, wanted or stamped[0], stamped, expected, find_return or _find_return)
    reading.unknown_sheets = unknown_sheets(raw) if is_pack else []
    return reading


def understand_all(raw: Raw, find_return: FindReturn | None = None) -> list[Reading]:
    """Every return of a workbook, in its order; one refused reading where it is none of ours."""
    stamped = stamps_of(raw)
    find = find_return or _find_return
    return [_understood(raw, each, stamped, None, find) for each in stamped] or [_refused("no_stamp", {})]


def stamps_of(raw: Raw) -> list[Stamped]:
    """The returns a workbook was made for."""
    return list(_stamps(tuple(raw.stamp), raw.property or ""))


@lru_cache(maxsize=64)
def _stamps(lines: tuple[str, ...], in_property: str) -> tuple[Stamped, ...]:
    """Read once for all the returns of a pack."""
    if stamped := read_stamp_lines(list(lines)):
        return tuple(stamped)
    alone = read_stamp_property(in_property)
    return (Stamped(alone),) if alone else ()


def unknown_sheets(raw: Raw) -> list[str]:
    """Visible sheets that belong to no return of a pack: nothing of them is read."""
    ours = {name for each in stamps_of(raw) for name in each.sheets.values()}
    if not ours:  # the stamp is only in a property: its sheets are found by their columns
        return []
    return [name for name, state in raw.sheets if state == "visible" and name not in _OWN_SHEETS | ours]


def _understood(
    raw: Raw, chosen: Stamped, stamped: Sequence[Stamped], expected: Expected | None, find: FindReturn
) -> Reading:
    stamp = chosen.stamp
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
    if expected is not None and len(stamped) > 1 and not expected.by_pack:
        findings = [finding("pack_in_part", count=len(stamped))]
    else:
        findings = []
    taken_by_others = {name for each in stamped if each is not chosen for name in each.sheets.values()}
    taken = set(taken_by_others)
    findings += _sheet_findings(raw, ret, chosen.sheets, taken_by_others)
    parts, found = _read_parts(raw, ret, start, chosen.sheets, taken)
    findings += found
    if taken_by_others and not any(_is_begun(plan, parts.get(plan.part.code)) for plan in plans_of(ret, start)):
        return replace(_refused("not_in_pack", {}), stamp=stamp, is_absent=True)
    return Reading(stamp, parts, findings, refused=False, context=chosen.context)


def _read_parts(
    raw: Raw, ret: Return, start: date, sheets: Mapping[str, str], taken: set[str]
) -> tuple[dict[str, PartRead], list[Finding]]:
    """The rows of every part, and what is wrong with sheets, columns and cells."""
    parts: dict[str, PartRead] = {}
    findings: list[Finding] = []
    for plan in plans_of(ret, start):
        name, columns = _find_sheet(raw, plan, sheets.get(plan.part.code), taken)
        if name is None or columns is None:
            stamped_name = sheets.get(plan.part.code)
            named = Text(stamped_name, stamped_name) if stamped_name else _label(plan)
            findings.append(finding("missing_sheet", place={"part": plan.part.code}, sheet=named))
            continue
        taken.add(name)
        findings += _column_findings(name, plan, columns)
        parts[plan.part.code], found = read_rows(name, raw.grids[name], plan, columns)
        findings += found
    return parts, findings


def read_unmarked(raw: Raw, expected: Expected | None, find: FindReturn) -> Reading:
    """A file without a stamp, such as a table saved as text: taken where its columns are those of the return.

    The title line of a template, if it is there, must name the school and the period.
    """
    is_text = TEXT_SHEET in raw.grids
    if expected is None or expected.by_pack or raw.stamp:  # a stamp that is none of ours was tampered with
        return _refused("is_csv" if is_text else "no_stamp", {})
    period = period_of(expected.period_key)
    ret = find(expected.return_code, period.start)
    parts, findings = _read_parts(raw, ret, period.start, {}, set())
    if not parts:
        return _refused("is_csv" if is_text else "no_stamp", {})
    wanted = Text(*(f"{expected.school_name.say(lang)} · {name_of(period).say(lang)}" for lang in ("zh", "en")))
    title = _title(raw)
    if title is not None and not any(title.endswith(each) for each in wanted):
        return _refused("wrong_title", {"title": title[:100], "wanted": wanted})
    findings += _sheet_findings(raw, ret, {}, set())
    if title is None or not is_text:  # a text cannot carry the mark
        findings.insert(0, finding("unmarked", wanted=wanted, return_label=ret.label))
    return Reading(None, parts, findings, refused=False)


def read_table(raw: Raw, ret: Return, day: date) -> tuple[dict[str, PartRead], list[Finding]]:
    """The parts of a declaration found in any file by their columns, and what is wrong with sheets and cells."""
    return _read_parts(raw, ret, day, {}, set())


def _title(raw: Raw) -> str | None:
    """The line a template has above its columns, naming sheet, school and period."""
    for grid in raw.grids.values():
        for row in grid["rows"][:2]:
            for cell in row[:1]:
                if isinstance(cell, str) and cell.count(" · ") >= 2:
                    return cell.strip()
    return None


def _is_begun(plan: PartPlan, read: PartRead | None) -> bool:
    """Whether anything stands in the sheet beyond what the template had written there: keys and carried values."""
    if read is None:
        return False
    given = {*plan.part.key, *(each.code for each in plan.fields if each.carried_from)}
    return bool(read.unclear) or any(
        value is not None and name not in given for row in read.rows for name, value in row.items()
    )


def _label(plan: PartPlan) -> Text:
    return Text(sheet_name(plan.part, "zh"), sheet_name(plan.part, "en"))


def _find_return(code: str, on: date) -> Return:
    from tenants.returns.catalogue import get_return

    return get_return(code, on)


def _refused(code: str, values: Mapping[str, Any]) -> Reading:
    if code not in MESSAGES:
        code, values = "damaged", {}
    return Reading(None, {}, [finding(code, **values)], refused=True)


def _is_of_school(stamp: Stamp, expected: Expected) -> bool:
    return stamp.school_code in ("", expected.school_code)


def _is_for(stamp: Stamp, expected: Expected) -> bool:
    return _is_of_school(stamp, expected) and (stamp.return_code, stamp.period_key) == (
        expected.return_code,
        expected.period_key,
    )


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


def _sheet_findings(raw: Raw, ret: Return, sheets: Mapping[str, str], others: Set[str]) -> list[Finding]:
    """Sheets that are hidden or nobody's; of a pack, those that are nobody's are told with the pack."""
    found = []
    ours = set(sheets.values()) | {sheet_name(part, lang) for part in ret.parts for lang in ("zh", "en")}
    for name, state in raw.sheets:
        if name in _OWN_SHEETS:
            continue
        if name in ours:
            if state != "visible":
                found.append(finding("hidden_part", place={"sheet": name}, sheet=name))
        elif not others and (name not in raw.grids or state != "visible"):
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
