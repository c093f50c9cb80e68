"""What a person typed into a form, as values of fields: cleaned and checked exactly as the cells of a workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from etl.checking.fields import check_fields
from etl.workbook.cleaning import Unclear, clean
from etl.workbook.filed import PartRead
from etl.workbook.rows import unclear_finding
from tenants.returns.declaration import Kind, Part, Return, Severity
from tenants.returns.findings import Finding


def read_typed(
    ret: Return, part: Part, texts: Mapping[str, Sequence[str]], *, today: date
) -> tuple[dict[str, Any], list[Finding]]:
    """One row of a part from the inputs of a form, and what is wrong with them; warnings are left out.

    Args:
        ret: The declaration.
        part: The part whose fields were asked for.
        texts: What was typed, by field; several texts where several codes may be chosen.
        today: The bureau's day.
    """
    read = PartRead("", {})
    found: list[Finding] = []
    row: dict[str, Any] = {}
    for each in part.fields:
        given = [text for text in texts.get(each.code, ()) if text.strip()]
        typed = "、".join(given) if each.kind is Kind.CODES else (given[0] if given else None)
        value = clean(typed, each)
        if isinstance(value, Unclear):
            read.unclear.add((0, each.code))
            found.append(unclear_finding(value, typed, each, {"part": part.code, "row_no": 1}))
            value = None
        row[each.code] = value
    read.rows, read.source_rows = [row], [1]
    found += check_fields(ret, {part.code: read}, period_start=today, today=today)
    return row, [each for each in found if each.severity is Severity.ERROR]
