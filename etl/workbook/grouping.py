"""Findings as people read them: one line per kind, with its cells, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.workbook.messages import MESSAGES
from tenants.returns.declaration import Severity
from tenants.returns.findings import Finding
from tenants.text import Text

ORDER = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.WARNING: 2}


@dataclass(frozen=True)
class Group:
    """Findings of one kind in one column."""

    code: str
    severity: Severity
    says: Text
    remedy: Text
    cells: tuple[str, ...]  # "食堂运营月报!C7", in the order found
    count: int
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """One group per severity, kind and column; errors, then queries, then warnings, each in the order found."""
    kinds: dict[tuple[Severity, str, str | None, str | None], list[Finding]] = {}
    for each in findings:
        kinds.setdefault((each.severity, each.code, each.part, each.field), []).append(each)
    groups = [_group(each) for each in kinds.values()]
    return sorted(groups, key=lambda each: ORDER[each.severity])


def _group(found: list[Finding]) -> Group:
    first = found[0]
    cells = tuple(f"{each.sheet}!{each.cell}" for each in found if each.sheet and each.cell)
    return Group(first.code, first.severity, _says(found), first.remedy, cells, len(found), tuple(found))


def _says(found: list[Finding]) -> Text:
    first = found[0]
    if len({each.says for each in found}) == 1:
        return first.says
    many = MESSAGES[first.code].many if first.code in MESSAGES else None
    if many is not None:
        return many.fill(header=first.header or Text("", ""), count=len(found))
    more = len(found) - 1
    return Text(f"{first.says.zh}（另有{more}处同类问题）", f"{first.says.en} ({more} more like this)")
