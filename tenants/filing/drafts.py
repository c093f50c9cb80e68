"""The draft that follows a version sent back or reopened: the same figures under the next number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.filing.locks import declaration_of
from tenants.filing.models import DeferredRule, FindingRow, ReturnedCell, Version, VersionState
from tenants.returns.declaration import Return, Severity
from tenants.text import Text

RETURNED = "returned_cell"  # code of the query a returned cell becomes
_SAYS = Text("审核退回：{reason}", "Sent back: {reason}")
_REMEDY = Text(
    "请改正此格后重新上传；如原值无误，请说明理由。",
    "Correct this cell and upload again; if the value is right, explain why.",
)
_KEPT = (
    "code", "severity", "part", "field", "row_no", "sheet", "cell", "header_zh", "header_en", "value", "also",
    "says_zh", "says_en", "remedy_zh", "remedy_en", "justification", "justified_by", "justified_by_name",
    "justified_at",
)  # fmt: skip


def next_draft(session: Session, version: Version, returned: Sequence[ReturnedCell], *, at: datetime) -> Version:
    """A draft with the next number and the same figures, findings and explanations; returned cells become queries.

    So a school can correct by uploading again, or explain better and sign again.
    """
    draft = Version(
        **_same(version, "district_id", "school_id", "duty_id", "return_code", "period_key", "source"),
        **_same(version, "declared_from", "upload_id", "nil_reason", "figures", "cells"),
        **_same(version, "prepared_by", "prepared_by_name"),
        id=new_key(),
        version_no=version.version_no + 1,
        state=VersionState.DRAFT,
        revision=1,
        created_at=at,
        changed_at=at,
    )
    session.add(draft)
    session.flush()
    ret = declaration_of(version)
    findings = [_copied(each, draft) for each in _findings_of(session, version)]
    findings += [finding_for_returned(ret, cell, draft.figures, draft.cells) | _owner(draft) for cell in returned]
    for ordinal, each in enumerate(findings, 1):
        each["ordinal"] = ordinal
    if findings:
        session.execute(insert(FindingRow), findings)
    waiting = session.scalars(
        select(DeferredRule).where(DeferredRule.version_id == version.id, DeferredRule.settled_at.is_(None))
    )
    session.add_all(
        DeferredRule(**_owner(draft) | {"rule_code": each.rule_code, "waits_for": each.waits_for}) for each in waiting
    )
    session.flush()
    return draft


def finding_for_returned(
    ret: Return, cell: ReturnedCell, figures: Mapping[str, Any], cells: Mapping[str, Any]
) -> dict[str, Any]:
    """The query a returned cell becomes as long as its value stands: columns of FindingRow but for its owner."""
    says = _SAYS.fill(reason=cell.reason)
    declared = ret.part(cell.part).field(cell.field)
    rows = figures.get(cell.part, [])
    value = rows[cell.row_no - 1].get(cell.field) if cell.row_no <= len(rows) else None
    sheet, address = cell_address(cells, cell.part, cell.field, cell.row_no)
    return dict.fromkeys(_KEPT) | {
        "code": RETURNED,
        "severity": Severity.QUERY,
        "part": cell.part,
        "field": cell.field,
        "row_no": cell.row_no,
        "sheet": sheet,
        "cell": address,
        "header_zh": declared.label.zh,
        "header_en": declared.label.en,
        "value": None if value is None else str(value)[:200],
        "also": [],
        "says_zh": says.zh,
        "says_en": says.en,
        "remedy_zh": _REMEDY.zh,
        "remedy_en": _REMEDY.en,
        "is_deferred_outcome": False,
    }


def cell_address(cells: Mapping[str, Any], part: str, field: str, row_no: int) -> tuple[str | None, str | None]:
    """Sheet and cell where a value of a version stood; None where it did not come from a file."""
    placed = cells.get(part)
    if not placed:
        return None, None
    column, rows = placed["columns"].get(field), placed["rows"]
    return placed["sheet"], f"{column}{rows[row_no - 1]}" if column and row_no <= len(rows) else None


def _findings_of(session: Session, version: Version) -> list[FindingRow]:
    asked = select(FindingRow).where(FindingRow.version_id == version.id, FindingRow.code != RETURNED)
    return list(session.scalars(asked.order_by(FindingRow.ordinal)))


def _copied(finding: FindingRow, draft: Version) -> dict[str, Any]:
    return _same(finding, *_KEPT) | _owner(draft) | {"is_deferred_outcome": False}


def _owner(draft: Version) -> dict[str, Any]:
    return _same(draft, "district_id", "school_id", "duty_id") | {"version_id": draft.id}


def _same(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
