"""Findings as they are stored."""

from collections.abc import Mapping
from typing import Any

from tenants.filing.models import FindingRow
from tenants.returns.files import filename_in
from tenants.returns.findings import Finding
from tenants.text import Text

OWN = (
    "code", "severity", "part", "field", "row_no", "sheet", "cell", "header_zh", "header_en", "value", "also",
    "says_zh", "says_en", "remedy_zh", "remedy_en",
)  # fmt: skip
EXPLANATION = ("justification", "justified_by", "justified_by_name", "justified_at")


def columns_of(finding: Finding) -> dict[str, Any]:
    """A finding's own columns, without whom it belongs to."""
    header = finding.header or Text("", "")
    return {
        "code": finding.code,
        "severity": finding.severity,
        "part": finding.part,
        "field": finding.field,
        "row_no": finding.row_no,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "header_zh": header.zh or None,
        "header_en": header.en or None,
        "value": finding.value,
        "also": list(finding.also),
        "says_zh": finding.says.zh,
        "says_en": finding.says.en,
        "remedy_zh": finding.remedy.zh,
        "remedy_en": finding.remedy.en,
    }


def as_finding(row: FindingRow) -> Finding:
    """A stored finding in the shape that pages, annotated workbook and API share."""
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
        header=Text(row.header_zh, row.header_en or "") if row.header_zh else None,
        value=row.value,
        also=tuple(row.also),
    )


def as_text(value: Any) -> str:
    """A stored value as a finding quotes it; files by their names."""
    if isinstance(value, list):
        return "、".join(filename_in(str(each)) for each in value)
    return str(value)


def cell_address(cells: Mapping[str, Any], part: str, field: str, row_no: int) -> tuple[str | None, str | None]:
    """Sheet and cell where a value of a version stood; None where it did not come from a file."""
    placed = cells.get(part)
    if not placed:
        return None, None
    column, rows = placed["columns"].get(field), placed["rows"]
    return placed["sheet"], f"{column}{rows[row_no - 1]}" if column and row_no <= len(rows) else None
