"""The numbers of findings: ``<school_code>-FN-<YYYY>-<serial>``, two digits of the visit and two of the finding."""

import re
from collections.abc import Sequence
from typing import Any

_VISIT = re.compile(r"(?P<school>\d+)-IV-(?P<year>\d{4})-00(?P<serial>\d{2})")
_MOST = 99


def number_findings(rows: Sequence[dict[str, Any]], visit_no: str) -> None:
    """Give each finding of a visit its number: one that it has already stays, so that its rectification stays with it.

    A visit beyond the 99th of a school and year, and a finding beyond the 99th, get none: the file is refused for it.
    """
    found = _VISIT.fullmatch(visit_no)
    if found is None:
        for row in rows:
            row["finding_no"] = None
        return
    start = f"{found['school']}-FN-{found['year']}-{found['serial']}"
    taken: set[int] = set()
    for row in rows:
        number = _of(row.get("finding_no"), start)
        row["finding_no"] = None if number is None or number in taken else f"{start}{number:02d}"
        taken |= {number} if number is not None else set()
    following = max(taken, default=0)
    for row in rows:
        if row["finding_no"] is None and following < _MOST:
            following += 1
            row["finding_no"] = f"{start}{following:02d}"


def _of(given: Any, start: str) -> int | None:
    """The number of a finding that is numbered within the visit."""
    tail = given.removeprefix(start) if isinstance(given, str) and given.startswith(start) else ""
    return int(tail) if re.fullmatch(r"\d{2}", tail, re.ASCII) and int(tail) else None
