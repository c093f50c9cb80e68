"""The workbook a school fills in, for one return and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class TemplateFill:
    """What a template says beyond its declaration: for whom, when, and what is known already."""

    school_code: str
    school_name: Text
    period_key: str
    period_name: Text  # 2026年10月, October 2026
    period_start: date
    due_on: date | None = None
    contact: Text | None = None  # whom to ask, one line
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)  # by part: keys and carried values
    previous_name: Text | None = None  # the period of the last accepted figures
    previous: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)  # by part
    last_year_name: Text | None = None
    last_year: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)  # by part
    facilities: Mapping[str, Sequence[str]] = field(default_factory=dict)  # open numbers by facility kind: drop-downs
    context: Mapping[str, Any] = field(default_factory=dict)  # JSON: what rules need offline (etl.workbook.offline)
