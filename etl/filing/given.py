"""Values that the system gives: a visit's points, score and numbers; what inspectors noted of a rectification."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from etl.filing.frames import Surroundings
from etl.filing.incoming import Incoming
from etl.workbook.filed import PartRead
from tenants.calendar.parameters import Settings
from tenants.filing.attachments import with_files
from tenants.filing.figures import as_document
from tenants.filing.records import record_no
from tenants.inspections.deadlines import deadline_of
from tenants.inspections.numbering import number_findings
from tenants.inspections.rechecking import entered_values, entries_of
from tenants.inspections.schemes import items_on
from tenants.inspections.scoring import NO_VETO, points_of, result_of
from tenants.returns.declaration import Return
from tenants.returns.findings import Finding
from tenants.returns.schemes import SchemeItem

Rows = dict[str, list[dict[str, Any]]]


def fill_in_given(ret: Return, group: Sequence[Incoming], around: Surroundings) -> None:
    """Fill in what a return's declaration marks as given, whatever the file says there; the rest stays as read."""
    fill_in = _GIVEN.get(ret.code)
    if fill_in is not None:
        fill_in(ret, group, around)
        for each in group:
            figures = as_document(ret, {code: part.rows for code, part in each.parts.items()})
            each.figures = with_files(ret, figures, each.files)


def _visits(ret: Return, group: Sequence[Incoming], around: Surroundings) -> None:
    items = items_on(around.session, {each.period.start for each in group})
    for each in group:
        known = {item.item_code: item for item in items[each.period.start]}
        if "score" in each.parts:
            moved = _leave_out_unvisited(each.parts["score"], known)
            each.findings = [_moved(one, moved) if one.part == "score" else one for one in each.findings]
        rows = {code: part.rows for code, part in each.parts.items()}
        number = record_no(ret, each.held.school_code, each.period)
        for row in rows.get("visit", ()):
            row["visit_no"] = number
            row["domains"] = row.get("domains") or "、".join(_domains(rows.get("score", ()), known)) or None
        number_findings(rows.get("finding", []), number)
        _set_deadlines(rows, each, around.settings)
        _score(rows, known)


def _leave_out_unvisited(part: PartRead, items: Mapping[str, SchemeItem]) -> dict[int, int]:
    """A row of the sheet that only names its item was not looked at; a domain without an item that applies neither.

    A row with values applies unless it says otherwise.
    """
    for index, row in enumerate(part.rows):
        if row.get("applicable") is None and (index, "applicable") not in part.unclear and _says_more(row):
            row["applicable"] = True
    is_whole = not any(
        row.get("applicable") is None for row in part.rows
    )  # every item was judged, as in an annual visit
    visited = set(_domains([row for row in part.rows if row.get("applicable")], items))
    kept = [
        index
        for index, row in enumerate(part.rows)
        if any(at == index for at, _ in part.unclear)
        or (_says_more(row) and (is_whole or bool(set(_domains([row], items)) & visited)))
        or row.get("item_code") not in items
    ]
    return part.keep(kept)


def _moved(finding: Finding, moved: Mapping[int, int]) -> Finding:
    """A finding at the place its row has now."""
    if finding.row_no is None:
        return finding
    index = moved.get(finding.row_no - 1)
    return replace(finding, row_no=None if index is None else index + 1)


def _says_more(row: Mapping[str, Any]) -> bool:
    return any(value is not None for name, value in row.items() if name not in ("item_code", "points"))


def _domains(sheet: Iterable[Mapping[str, Any]], items: Mapping[str, SchemeItem]) -> list[str]:
    """The domains of some rows, in their order."""
    return list(dict.fromkeys(items[code].domain for row in sheet if (code := row.get("item_code") or "") in items))


def _set_deadlines(rows: Rows, each: Incoming, settings: Settings) -> None:
    """A deadline left empty follows from the severity; one that was not understood is left to its finding."""
    unclear = each.parts["finding"].unclear if "finding" in each.parts else set()
    for index, row in enumerate(rows.get("finding", ())):
        if row.get("deadline") is None and row.get("severity") and (index, "deadline") not in unclear:
            row["deadline"] = deadline_of(row["severity"], each.period.start, settings)


def _score(rows: Rows, items: dict[str, SchemeItem]) -> None:
    sheet = rows.get("score", [])
    for row in sheet:
        item = items.get(row.get("item_code") or "")
        row["points"] = points_of(item, row) if item is not None and row.get("applicable") else None
    found = result_of(items, sheet, rows.get("finding", []))
    for row in rows.get("visit", ()):
        row |= {
            "score": found.score,
            "grade": found.grade,
            "star": found.star,
            "vetoes": "、".join(found.vetoes) or NO_VETO,
        }


def _rectifications(_: Return, group: Sequence[Incoming], around: Surroundings) -> None:
    """The inspector's half of each row is what inspectors entered, whatever the file says."""
    entries = entries_of(around.session, {each.held.duty_id for each in group})
    for each in group:
        for row in each.parts["main"].rows if "main" in each.parts else ():
            row.update(entered_values(entries.get(each.held.duty_id, ()), row.get("attempt")))


_GIVEN: dict[str, Callable[[Return, Sequence[Incoming], Surroundings], None]] = {
    "inspection_visit": _visits,
    "rectification": _rectifications,
}
