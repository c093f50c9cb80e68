"""What a template says beyond its declaration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tenants.returns.declaration import Rule
from tenants.text import Text

PartRows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows of values by part code."""


@dataclass(frozen=True, kw_only=True)
class TemplateFill:
    """For whom a template is, for when, and what is known already."""

    school_code: str  # "" for a blank template that any school may use
    school_name: Text
    period_key: str
    period_name: Text  # 2026年10月, October 2026
    period_start: date
    due_on: date | None = None
    contact: Text | None = None  # whom to ask, one line
    rows: PartRows = field(default_factory=dict)  # keys and carried values, written into the input cells
    previous_name: Text | None = None  # the period of the last accepted figures
    previous: PartRows = field(default_factory=dict)
    last_year_name: Text | None = None
    last_year: PartRows = field(default_factory=dict)
    facilities: Mapping[str, Sequence[str]] = field(default_factory=dict)  # open numbers by facility kind: drop-downs
    local_rules: tuple[Rule, ...] = ()  # those of the district that hold for the period
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)  # codes out of use, by list
    notes: Mapping[str, Sequence[Text]] = field(default_factory=dict)  # by part: what each of its rows is about
    context: Mapping[str, Any] = field(default_factory=dict)  # JSON: what rules need offline (etl.workbook.offline)
