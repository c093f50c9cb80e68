"""Findings as a page shows them: one line per kind with its cells, and queries one by one with their explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from etl.checking.fields import FILE_NEEDED
from etl.workbook.grouping import Group, grouped
from oversight.filed.closing import without_closed
from oversight.filed.steps import field_label
from oversight.filed.values import in_words
from tenants.filing.models import FindingRow
from tenants.returns.declaration import Return, Severity
from tenants.returns.dictionary import EntryKind, anchor_of
from tenants.returns.findings import Finding
from tenants.returns.local import is_local
from tenants.text import Lang, Text

SHOWN_CELLS = 20
_PLACE = Text("{header}（{sheet} {cell}）", "{header} ({sheet} {cell})")
_CELL = Text("{sheet} {cell}", "{sheet} {cell}")
_ROW = Text("{header}（第{row}行）", "{header} (row {row})")
_WHOLE = Text("整张报表", "The whole return")
Figure = tuple[str, str]  # the part and field that a finding is about


@dataclass(frozen=True, kw_only=True)
class Place:
    """One cell of a group."""

    where: Text
    value: str
    says: Text | None  # where it differs from the group's words
    source: str | None  # "part!C7" for the view of the original
    file: str | None  # the place a missing file goes to: "part.field.1"


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """Findings of one kind."""

    anchor: str
    severity: Severity
    says: Text
    remedy: Text
    rule: str | None  # "return#rule-CO-12" in the dictionary
    count: int
    cells: tuple[Place, ...]
    more: int
    figure: Figure | None


@dataclass(frozen=True, kw_only=True)
class QueryLine:
    """One query with what the school says about it."""

    id: UUID
    says: Text
    remedy: Text
    rule: str | None
    where: Text
    value: str
    source: str | None
    text: str
    by: str
    at: datetime | None
    read_at: datetime | None
    is_late_outcome: bool
    figure: Figure | None


def finding_of(row: FindingRow) -> Finding:
    """The stored finding in the shape that grouping and annotating share."""
    header = Text(row.header_zh, row.header_en or row.header_zh) if row.header_zh else None
    return Finding(
        code=row.code,
        severity=row.severity,
        says=Text(row.says_zh, row.says_en),
        remedy=Text(row.remedy_zh, row.remedy_en),
        part=row.part,
        field=row.field,
        row_no=row.row_no,
        sheet=row.sheet,
        cell=row.cell,
        header=header,
        value=row.value,
        also=tuple(row.also or ()),
    )


def group_lines(rows: Iterable[FindingRow], ret: Return | None, lang: Lang) -> list[GroupLine]:
    """One line per kind and column, the gravest first."""
    groups = grouped(without_closed(finding_of(row), ret) for row in rows)
    return [_group_line(number, group, ret, lang) for number, group in enumerate(groups, start=1)]


def query_lines(rows: Sequence[FindingRow], ret: Return, lang: Lang) -> list[QueryLine]:
    """The queries in the order of the file."""
    return [_query_line(row, ret, lang) for row in rows if row.severity is Severity.QUERY]


def of(rows: Sequence[FindingRow], severity: Severity) -> list[FindingRow]:
    """The findings of one severity."""
    return [row for row in rows if row.severity is severity]


def unexplained(rows: Sequence[FindingRow]) -> int:
    """How many queries lack their explanation."""
    return sum(row.severity is Severity.QUERY and row.justification is None for row in rows)


def where_of(finding: Finding, ret: Return | None) -> Text:
    """Where a finding sits, in words: column and cell, or the item."""
    header = finding.header
    if header is None and ret is not None and finding.part and finding.field:
        header = field_label(ret, finding.part, finding.field)
    if finding.sheet and finding.cell:
        if header is None:
            return _CELL.fill(sheet=finding.sheet, cell=finding.cell)
        return _PLACE.fill(header=header, sheet=finding.sheet, cell=finding.cell)
    if header is not None and finding.row_no:
        return _ROW.fill(header=header, row=finding.row_no)
    if header is not None:
        return header
    return Text(finding.sheet, finding.sheet) if finding.sheet else _WHOLE


def _group_line(number: int, group: Group, ret: Return | None, lang: Lang) -> GroupLine:
    alike = len({each.says for each in group.findings}) == 1
    places = tuple(_place(each, ret, lang, is_alike=alike) for each in group.findings[:SHOWN_CELLS])
    has_cells = any(each.cell or each.header or each.field for each in group.findings)
    return GroupLine(
        anchor=f"{group.severity}-{number}",
        severity=group.severity,
        says=group.says,
        remedy=group.remedy,
        rule=_rule(group.code, ret),
        count=group.count,
        cells=places if has_cells else (),
        more=max(0, group.count - SHOWN_CELLS),
        figure=_figure(group.findings[0]),
    )


def _rule(code: str, ret: Return | None) -> str | None:
    """Where the dictionary explains the rule that was broken."""
    if ret is None or (all(each.code != code for each in ret.rules) and not is_local(code)):
        return None
    return f"{ret.code}#{anchor_of(EntryKind.RULE, code)}"


def _place(finding: Finding, ret: Return | None, lang: Lang, *, is_alike: bool) -> Place:
    return Place(
        where=where_of(finding, ret),
        value=_value(finding, ret, lang),
        says=None if is_alike else finding.says,
        source=f"{finding.part}!{finding.cell}" if finding.part and finding.cell else None,
        file=f"{finding.part}.{finding.field}.{finding.row_no}" if finding.code == FILE_NEEDED else None,
    )


def _query_line(row: FindingRow, ret: Return, lang: Lang) -> QueryLine:
    finding = without_closed(finding_of(row), ret)
    return QueryLine(
        id=row.id,
        says=finding.says,
        remedy=finding.remedy,
        rule=_rule(finding.code, ret),
        where=where_of(finding, ret),
        value=_value(finding, ret, lang),
        source=f"{finding.part}!{finding.cell}" if finding.part and finding.cell else None,
        text=row.justification or "",
        by=row.justified_by_name or "",
        at=row.justified_at,
        read_at=row.read_at,
        is_late_outcome=row.is_deferred_outcome,
        figure=_figure(finding),
    )


def _figure(finding: Finding) -> Figure | None:
    return (finding.part, finding.field) if finding.part and finding.field else None


def _value(finding: Finding, ret: Return | None, lang: Lang) -> str:
    """The value as found; a stored code or date of a rule's finding in the reader's words."""
    if finding.value is None:
        return ""
    if ret is None or finding.part is None or finding.field is None:
        return finding.value
    try:
        return in_words(ret.part(finding.part).field(finding.field), finding.value, lang)
    except (KeyError, ValueError):  # what was typed is no value of the field: shown as typed
        return finding.value
