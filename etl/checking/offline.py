"""A workbook checked without a server: read, field checks, and the rules that its template carried enough for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from etl.checking.context import frame_from
from etl.checking.fields import FILE_NEEDED, check_fields
from etl.checking.rules import rule_findings
from etl.workbook.filed import PartRead, Reading
from etl.workbook.guard.pool import GuardPool
from etl.workbook.reading import read_workbook
from tenants.calendar.periods import Period, period_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return, Severity
from tenants.returns.findings import Finding
from tenants.returns.frame import Rows, Waiting, evaluate


@dataclass(frozen=True)
class Checked:
    """A workbook with all its findings."""

    reading: Reading
    ret: Return | None = None
    period: Period | None = None
    findings: list[Finding] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)  # rules that only the server can decide

    def count(self, severity: Severity) -> int:
        """How many findings of that severity there are."""
        return sum(each.severity is severity for each in self.findings)


def check_file(pool: GuardPool, path: Path, *, today: date) -> Checked:
    """Everything that can be said about a filled workbook by itself."""
    reading = read_workbook(pool, path, None)
    if reading.refused or reading.stamp is None:
        return Checked(reading, findings=reading.findings)
    period = period_of(reading.stamp.period_key)
    ret = get_return(reading.stamp.return_code, period.start)
    rows = {part.code: _rows(reading.parts.get(part.code), [each.code for each in part.fields]) for part in ret.parts}
    try:
        frame = frame_from(ret, reading.context, rows, period.start, period.end, today)
        broken, waiting = evaluate(ret, frame)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        if not reading.context:
            raise
        reading.context.clear()  # someone changed it: as if the template had carried nothing
        frame = frame_from(ret, {}, rows, period.start, period.end, today)
        broken, waiting = evaluate(ret, frame)
    facilities = frame.school["facilities_open"][0] if reading.context else None
    found = [*reading.findings]
    found += check_fields(ret, reading.parts, period_start=period.start, today=today, facilities=facilities)
    found += [rule_findings(ret, each, frame, reading.parts) for each in broken]
    found = [each for each in found if each.code != FILE_NEEDED]  # files come on the web page, after this
    return Checked(reading, ret, period, found, waiting)


def _rows(read: PartRead | None, codes: list[str]) -> Rows:
    rows: list[Mapping[str, Any]] = list(read.rows) if read else []
    columns = {code: [row.get(code) for row in rows] for code in codes}
    return Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)
