"""Codes that the district does not use, as errors at their cells."""

from collections.abc import Collection, Iterator, Mapping

from etl.workbook.filed import PartRead
from tenants.returns.codes import label_of
from tenants.returns.declaration import Field, Return, Severity
from tenants.returns.findings import Finding
from tenants.text import Text

_SAYS = Text("本区这一期不使用“{value}”。", "The district does not use “{value}” for this period.")
_REMEDY = Text("请改选列表中的其他项。", "Choose another of the list.")


def retired_codes(
    ret: Return, parts: Mapping[str, PartRead], retired: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """An error for each value that is not to be chosen.

    Args:
        ret: The declaration.
        parts: What was filed.
        retired: Codes out of use at the start of the period, by list.
    """
    for part, field in ret.each_field() if retired else ():
        gone = retired.get(field.codes or "", ())
        read = parts.get(part.code)
        if gone and read is not None:
            for index, row in enumerate(read.rows):
                for code in _codes(row.get(field.code)):
                    if code in gone:
                        yield _finding(part.code, field, code, read, index)


def _codes(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),) if value is not None else ()


def _finding(part: str, field: Field, code: str, read: PartRead, index: int) -> Finding:
    label = label_of(field.codes or "", code)
    return Finding(
        code="retired_code",
        severity=Severity.ERROR,
        says=_SAYS.fill(value=label),
        remedy=_REMEDY,
        part=part,
        field=field.code,
        row_no=index + 1,
        sheet=read.sheet or None,
        cell=read.cell(field.code, index),
        header=field.label,
        value=label.zh,
    )
