"""Many versions of one return as columns, with all that their rules may look at."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.returns.declaration import Rule


@dataclass
class Rows:
    """Rows of one part for many versions at once.

    A value is an int, Decimal, date, aware datetime, bool, str (text or code), tuple of str (codes) or None. All
    columns are as long as ``owner``; a column that is left out counts as empty throughout.
    """

    owner: list[int] = field(default_factory=list)  # index of the version in the batch, ascending
    row_no: list[int] = field(default_factory=list)  # from 1 within the version
    columns: dict[str, list[Any]] = field(default_factory=dict)


@dataclass
class Frame:
    """Many versions of ONE return; every list is as long as ``versions``.

    What a rule needs from elsewhere is listed by ``tenants.returns.needs.needs_of``; a loader fills just that.
    """

    versions: int
    parts: dict[str, Rows]
    period_start: list[date]
    period_end: list[date]
    school: dict[str, list[Any]] = field(default_factory=dict)
    """``school.x`` by version: codes as str, ``stages`` a tuple, ``facilities_open`` a dict kind -> numbers."""
    cal: dict[str, list[Any]] = field(default_factory=dict)
    """``cal.x`` by version: ``teaching_days``, ``days``, ``workdays``, ``is_term_end``, ..."""
    parameters: dict[str, list[Decimal | None]] = field(default_factory=dict)
    """By code without ``P.``; a code left out has its declared default."""
    previous: dict[str, Rows] = field(default_factory=dict)  # prev(): the latest earlier accepted version with rows
    last_year: dict[str, Rows] = field(default_factory=dict)  # ly(): the same period one year earlier
    term: dict[str, Rows] = field(default_factory=dict)  # accepted rows of the term's other months, for ``over term``
    school_year: dict[str, Rows] = field(default_factory=dict)  # the same for ``over school_year``
    year: dict[str, Rows] = field(default_factory=dict)  # the same for ``over year``
    others: dict[str, Rows] = field(default_factory=dict)
    """``"school_profile.enrolment"``: rows of the accepted version of the matching period (catalogue 1.6)."""
    absent: dict[str, set[int]] = field(default_factory=dict)
    """Return code -> versions for which it is not accepted yet: their rules wait. A return that is not declared is
    always absent."""
    limits: dict[str, list[dict[tuple[str, ...], dict[str, Any]]]] = field(default_factory=dict)
    """Reference tables by version: ``limits["cost_share_limit"][v][("cost_wages",)]`` is ``{"min_pct": ..., "max_pct":
    ...}``; ``limits["meal_fee_cap"][v][(stage, charge_mode, meal)]`` is ``{"cap_yuan": ...}`` (the school's locality
    chosen). Without ``cost_share_limit`` the catalogue's defaults hold; any other table left out is empty."""


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, once per row (or per version for a rule across rows)."""

    rule: Rule
    version: int
    part: str | None  # the part of the row; None where no row is meant
    row: int | None  # index into the part's Rows
    fields: tuple[str, ...]  # the fields its finding sits on, the first one first
    values: dict[str, Any]  # by placeholder of the rule's words
    faults: tuple[int, ...] = (0,)  # which clauses failed (the operands of its outermost ``and``)


@dataclass(frozen=True)
class Waiting:
    """A rule that cannot be decided until another return is accepted (catalogue 1.6)."""

    rule: Rule
    version: int
    waits_for: str  # return code
