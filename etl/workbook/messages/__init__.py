"""Every finding of reading and of the field checks, in words: what is wrong and what to do about it."""

from typing import Any

from etl.workbook.messages.cells import CELLS
from etl.workbook.messages.files import FILES
from etl.workbook.messages.message import Message
from etl.workbook.messages.sheets import SHEETS
from tenants.returns.findings import Finding

MESSAGES: dict[str, Message] = FILES | SHEETS | CELLS


def finding(code: str, /, *, place: dict[str, Any] | None = None, **values: object) -> Finding:
    """The finding of that kind, its words filled with the values; ``place`` holds part, field, cell and so on."""
    message = MESSAGES[code]
    return Finding(
        code=code,
        severity=message.severity,
        says=message.says.fill(**values),
        remedy=message.remedy.fill(**values),
        **(place or {}),
    )
