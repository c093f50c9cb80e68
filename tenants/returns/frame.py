"""Many versions of one return as columns, with all that their rules may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.returns.declaration import Return, Rule
from tenants.returns.notation.checks import Check, checks_of
from tenants.returns.planned import is_awaited


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
    submitted_on: list[date | None] = field(default_factory=list)
    """The day of submission, or the day the check runs; left out, rules that ask for it are skipped."""
    special_days: Mapping[date, bool] = field(default_factory=dict)
    """Holidays and make-up days of the district: whether the bureau works."""
    school: dict[str, list[Any]] = field(default_factory=dict)
    """``school.x`` by version: codes as str, ``stages`` a tuple, ``facilities_open`` a dict kind -> numbers."""
    cal: dict[str, list[Any]] = field(default_factory=dict)
    """``cal.x`` by version: ``teaching_days``, ``days``, ``workdays``, ``is_term_end``, ..."""
    parameters: dict[str, list[Decimal | None]] = field(default_factory=dict)
    """By code without ``P.``; a code left out has its declared default."""
    previous: dict[str, Rows] = field(default_factory=dict)  # prev(): the latest earlier accepted version with rows
    last_year: dict[str, Rows] = field(default_factory=dict)  # ly(): the same period one year earlier
    month: dict[str, Rows] = field(default_factory=dict)  # of an event: accepted rows of the month's other records
    term: dict[str, Rows] = field(default_factory=dict)  # accepted rows of the term's other months, for ``over term``
    school_year: dict[str, Rows] = field(default_factory=dict)  # the same for ``over school_year``
    year: dict[str, Rows] = field(default_factory=dict)  # the same for ``over year``
    ever: dict[str, Rows] = field(default_factory=dict)  # of an event: accepted rows of all other records
    others: dict[str, Rows] = field(default_factory=dict)
    """``"school_profile.enrolment"``: rows of the accepted version of the matching period (catalogue 1.6);
    ``"canteen_finance.main@term"``: those of all its periods within the span."""
    absent: dict[str, set[int]] = field(default_factory=dict)
    """Return code -> versions for which it is not accepted yet: their rules wait. A return that is not declared is
    always absent."""
    unasked: dict[str, set[int]] = field(default_factory=dict)
    """Return code -> versions in whose period the bureau did not ask for it: rules that look at it are skipped."""
    limits: dict[str, list[dict[tuple[str, ...], dict[str, Any]]]] = field(default_factory=dict)
    """Reference tables by version: ``limits["cost_share_limit"][v][("cost_wages",)]`` is ``{"min_pct": ..., "max_pct":
    ...}``; ``limits["meal_fee_cap"][v][(stage, charge_mode, meal)]`` is ``{"cap_yuan": ...}`` (the school's locality
    chosen). Without ``cost_share_limit`` the catalogue's defaults hold; any other table left out is empty."""


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, once per row (or per version for a rule across rows)."""

    rule: Rule
    version: int
    part: str  # the part its fields belong to
    row: int | None  # index into the part's Rows; None for a rule across rows
    fields: tuple[str, ...]  # the fields its finding sits on, the first one first
    values: dict[str, Any]  # by placeholder of the rule's words
    faults: tuple[int, ...] = (0,)  # which clauses failed (the operands of its outermost ``and``)


@dataclass(frozen=True)
class Waiting:
    """A rule that cannot be decided until another return is accepted (catalogue 1.6)."""

    rule: Rule
    version: int
    waits_for: str  # return code


def evaluate(ret: Return, frame: Frame) -> tuple[list[Broken], list[Waiting]]:
    """Check every rule of a return on all versions at once.

    A rule is broken where it is surely false; where a value it needs is missing it is skipped, and where another return
    it needs is not accepted yet it waits. Only versions with rows in the rule's part are looked at.
    """
    checks = checks_of(ret)
    broken: list[Broken] = []
    for check, hits in zip(checks.decided, checks.run(frame), strict=True):
        if any(hits):
            broken.extend(_broken(check, hits, frame))
    return broken, _waiting(checks.all, frame)


def _broken(check: Check, hits: tuple[list[int], ...], frame: Frame) -> list[Broken]:
    faults: dict[int, list[int]] = {}
    for number, indexes in enumerate(hits):
        for index in indexes:
            faults.setdefault(index, []).append(number)
    owner = frame.parts[check.rule.part].owner
    indexes = sorted(faults)
    found: list[Broken] = []
    for index, values in zip(indexes, check.values(frame, indexes), strict=True):
        version = owner[index] if check.row_level else index
        if _is_decided(check, frame, version) and _is_in_force(check.rule, frame.period_start[version]):
            numbers = tuple(faults[index])
            row = index if check.row_level else None
            found.append(Broken(check.rule, version, check.rule.part, row, check.fields(numbers), values, numbers))
    return found


def _waiting(checks: tuple[Check, ...], frame: Frame) -> list[Waiting]:
    found: list[Waiting] = []
    for check in checks:
        if not check.is_planned and not any(frame.absent.get(each) for each in check.waits_for):
            continue
        rows = frame.parts.get(check.rule.part)
        for version in dict.fromkeys(rows.owner if rows else ()):
            waits_for = _waits_for(check, frame, version)
            if waits_for is not None and _is_in_force(check.rule, frame.period_start[version]):
                found.append(Waiting(check.rule, version, waits_for))
    return found


def _waits_for(check: Check, frame: Frame, version: int) -> str | None:
    for each in check.waits_for:
        if is_awaited(each, check.program.ret.code) or version in frame.absent.get(each, ()):
            return each
    return None


def _is_decided(check: Check, frame: Frame, version: int) -> bool:
    is_skipped = any(version in frame.unasked.get(each, ()) for each in check.waits_for)
    return not is_skipped and _waits_for(check, frame, version) is None


def _is_in_force(rule: Rule, start: date) -> bool:
    return (rule.since is None or rule.since <= start) and (rule.until is None or start <= rule.until)
