"""The draft that follows a version sent back or reopened: the same figures under the next number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.filing.attachments import carry_files
from tenants.filing.found import EXPLANATION, OWN, as_text, cell_address, columns_of
from tenants.filing.locks import declaration_of
from tenants.filing.models import DeferredRule, FindingRow, ReturnedCell, Version, VersionState
from tenants.returns.declaration import Return, Sensitivity, Severity
from tenants.returns.findings import Finding
from tenants.text import Text

RETURNED = "returned_cell"  # code of the query a returned cell becomes
_SAYS = Text("审核退回：{reason}", "Sent back: {reason}")
_REMEDY = Text(
    "请改正此格后重新上传；如原值无误，请说明理由。",
    "Correct this cell and upload again; if the value is right, explain why.",
)


def next_draft(session: Session, version: Version, returned: Sequence[ReturnedCell], *, at: datetime) -> Version:
    """A draft with the next number and the same figures, files, findings and explanations; returned cells become queries.

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
    carry_files(session, version, draft)
    findings = [_same(each, *OWN, *EXPLANATION) for each in _findings_of(session, version)]
    ret = declaration_of(version)
    findings += [
        columns_of(finding_for_returned(ret, each, version.figures, version.cells, row_no=each.row_no))
        | dict.fromkeys(EXPLANATION)
        for each in returned
    ]
    if findings:
        owner = _owner(draft) | {"is_deferred_outcome": False}
        session.execute(
            insert(FindingRow), [each | owner | {"ordinal": at_no} for at_no, each in enumerate(findings, 1)]
        )
    waiting = session.scalars(
        select(DeferredRule).where(DeferredRule.version_id == version.id, DeferredRule.settled_at.is_(None))
    )
    session.add_all(
        DeferredRule(**_owner(draft), rule_code=each.rule_code, waits_for=each.waits_for) for each in waiting
    )
    session.flush()
    return draft


def finding_for_returned(
    ret: Return, cell: ReturnedCell, figures: Mapping[str, Any], cells: Mapping[str, Any], *, row_no: int
) -> Finding:
    """The query a returned cell becomes as long as its value stands.

    Args:
        ret: The declaration.
        cell: The cell as it was sent back.
        figures: The figures it stands in now.
        cells: Where they stand in the file.
        row_no: Its row in these figures.
    """
    declared = ret.part(cell.part).field(cell.field)
    value = figures[cell.part][row_no - 1].get(cell.field)
    sheet, address = cell_address(cells, cell.part, cell.field, row_no)
    return Finding(
        code=RETURNED,
        severity=Severity.QUERY,
        says=_SAYS.fill(reason=cell.reason),
        remedy=_REMEDY,
        part=cell.part,
        field=cell.field,
        row_no=row_no,
        sheet=sheet,
        cell=address,
        header=declared.label,
        value=None if value is None or declared.sensitivity is Sensitivity.PERSONAL else as_text(value)[:200],
    )


def _findings_of(session: Session, version: Version) -> list[FindingRow]:
    asked = select(FindingRow).where(FindingRow.version_id == version.id, FindingRow.code != RETURNED)
    return list(session.scalars(asked.order_by(FindingRow.ordinal)))


def _owner(draft: Version) -> dict[str, Any]:
    return _same(draft, "district_id", "school_id", "duty_id") | {"version_id": draft.id}


def _same(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
