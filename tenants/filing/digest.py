"""What the head signs: one SHA-256 over figures and what they are for, the same for the same figures for ever."""

import hashlib
import json
from typing import Any

from tenants.filing.models import Version


def digest_of(version: Version) -> bytes:
    """The digest of a version's figures, with school, return, period, number and nil reason (catalogue 1.5)."""
    return digest_of_figures(
        version.figures,
        school_id=version.school_id,
        return_code=version.return_code,
        period_key=version.period_key,
        version_no=version.version_no,
        nil_reason=version.nil_reason,
    )


def digest_of_figures(
    figures: dict[str, Any],
    *,
    school_id: int,
    return_code: str,
    period_key: str,
    version_no: int,
    nil_reason: str | None = None,
) -> bytes:
    """SHA-256 of the canonical JSON: UTF-8, keys sorted, no spaces, empty values and parts left out, rows in order."""
    told = {
        "school": school_id,
        "return": return_code,
        "period": period_key,
        "version": version_no,
        "nil": str(nil_reason) if nil_reason else None,
        "figures": {part: [_filled(row) for row in rows] for part, rows in figures.items() if rows},
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).digest()


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in row.items() if value is not None}
