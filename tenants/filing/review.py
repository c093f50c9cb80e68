"""The reviewer's queue: what waits for a decision, the most doubtful and the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, select, true
from sqlalchemy.orm import Session, aliased, defer

from tenants.calendar.special_days import special_days
from tenants.calendar.workdays import add_workdays, bureau_day, workdays_between
from tenants.filing.automatic import WORKDAYS
from tenants.filing.models import Duty, FindingRow, Version, VersionState
from tenants.registry.models import Tenant
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer
from tenants.text import Text

# points of the rank: what makes a version worth reading first
_DEFERRED_ERROR, _REPEATED, _QUERY, _CORRECTED, _LATE, _WARNING, _DAY = 20, 5, 3, 4, 2, 1, 1
_DAYS_COUNTED = 10


@dataclass(frozen=True, kw_only=True)
class QueueItem:
    """One version in the queue, with what puts it where it stands."""

    version_id: UUID
    duty_id: UUID
    school_id: int
    school_code: str
    school_name: Text
    area_code: str
    return_code: str
    period_key: str
    version_no: int
    state: VersionState
    submitted_at: datetime
    approved_by_name: str
    due_on: date
    queries: int
    repeated: int  # queries that the version of the period before had too
    warnings: int
    deferred_errors: int  # found after acceptance: the version should be reopened
    is_correction: bool
    is_late: bool
    waiting_workdays: int
    accepted_automatically_on: date | None  # without queries: the day it is accepted if nobody decides
    may_decide: bool  # the viewer's role is the accepting one
    rank: int


def review_queue(session: Session, viewer: Viewer, today: date, *, only_mine: bool = True) -> list[QueueItem]:
    """Submitted versions, and accepted ones that a deferred error flags for reopening, by rank.

    Args:
        session: A session in the viewer's scope.
        viewer: Whose queue it is.
        today: The bureau's day.
        only_mine: Only returns that the viewer's role accepts.
    """
    accepts = {ret.code for ret in all_returns(today) if ret.accepting == str(viewer.role)}
    rows = session.execute(_asked()).all()
    if only_mine:
        rows = [row for row in rows if row.Version.return_code in accepts]
    if not rows:
        return []
    first = min(bureau_day(row.Version.submitted_at) for row in rows)
    special = special_days(session, first, max(today, first) + timedelta(days=30))
    items = [_item(row, today, special, may_decide=row.Version.return_code in accepts) for row in rows]
    return sorted(items, key=lambda each: (-each.rank, each.submitted_at))


def _asked() -> Any:
    counted = (
        select(
            func.count().filter(FindingRow.severity == Severity.QUERY).label("queries"),
            func.count().filter(FindingRow.severity == Severity.WARNING).label("warnings"),
            func.count()
            .filter(FindingRow.severity == Severity.ERROR, FindingRow.is_deferred_outcome)
            .label("deferred_errors"),
        )
        .where(FindingRow.version_id == Version.id, FindingRow.school_id == Version.school_id)
        .lateral("counted")
    )
    again, flagged = _repeated(), _flagged()
    return (
        select(
            Version, Duty.due_on, Tenant.school_code, Tenant.name_zh, Tenant.name_en, Tenant.area_code,
            counted.c.queries, counted.c.warnings, counted.c.deferred_errors, again.c.repeated,
        )
        .join(Duty, and_(Duty.district_id == Version.district_id, Duty.school_id == Version.school_id,
                         Duty.id == Version.duty_id))
        .join(Tenant, and_(Tenant.district_id == Version.district_id, Tenant.school_id == Version.school_id))
        .join(counted, true())
        .join(again, true())
        .where(
            (Version.state == VersionState.SUBMITTED)
            | ((Version.state == VersionState.ACCEPTED) & Version.id.in_(flagged))
        )
        .options(defer(Version.figures), defer(Version.cells))
    )  # fmt: skip


def _flagged() -> Any:
    """Versions with an error that a rule found after they were handed in."""
    return select(FindingRow.version_id).where(FindingRow.is_deferred_outcome, FindingRow.severity == Severity.ERROR)


def _repeated() -> Any:
    """How many of a version's queries its latest earlier accepted version had too."""
    earlier, theirs = aliased(Version), aliased(FindingRow)
    last = (
        select(earlier.id)
        .where(
            earlier.school_id == Version.school_id, earlier.return_code == Version.return_code,
            earlier.period_key < Version.period_key, earlier.accepted_at.is_not(None),
        )
        .order_by(earlier.period_key.desc(), earlier.version_no.desc())
        .limit(1)
        .correlate(Version)
        .scalar_subquery()
    )  # fmt: skip
    codes = select(theirs.code).where(theirs.version_id == last, theirs.severity == Severity.QUERY)
    return (
        select(func.count().label("repeated"))
        .where(
            FindingRow.version_id == Version.id,
            FindingRow.school_id == Version.school_id,
            FindingRow.severity == Severity.QUERY,
            FindingRow.code.in_(codes.correlate(Version)),
        )
        .correlate(Version)
        .lateral("again")
    )


def _item(row: Row[Any], today: date, special: dict[date, bool], *, may_decide: bool) -> QueueItem:
    version: Version = row.Version
    submitted_on = bureau_day(version.submitted_at or version.changed_at)
    waited = workdays_between(submitted_on, today, special) if version.state is VersionState.SUBMITTED else 0
    is_late, is_correction = submitted_on > row.due_on, version.version_no > 1
    rank = (
        _DEFERRED_ERROR * row.deferred_errors + _QUERY * row.queries + _REPEATED * row.repeated
        + _CORRECTED * is_correction + _LATE * is_late + _WARNING * row.warnings + _DAY * min(waited, _DAYS_COUNTED)
    )  # fmt: skip
    goes_itself = version.state is VersionState.SUBMITTED and not row.queries
    return QueueItem(
        version_id=version.id,
        duty_id=version.duty_id,
        school_id=version.school_id,
        school_code=row.school_code,
        school_name=Text(row.name_zh, row.name_en),
        area_code=row.area_code,
        return_code=version.return_code,
        period_key=version.period_key,
        version_no=version.version_no,
        state=version.state,
        submitted_at=version.submitted_at or version.changed_at,
        approved_by_name=version.approved_by_name or "",
        due_on=row.due_on,
        queries=row.queries,
        repeated=row.repeated,
        warnings=row.warnings,
        deferred_errors=row.deferred_errors,
        is_correction=is_correction,
        is_late=is_late,
        waiting_workdays=waited,
        accepted_automatically_on=add_workdays(submitted_on, WORKDAYS, special) if goes_itself else None,
        may_decide=may_decide,
        rank=rank,
    )


def waiting_by_return(items: Sequence[QueueItem]) -> dict[str, int]:
    """How many versions wait, by return."""
    counts: dict[str, int] = {}
    for each in items:
        counts[each.return_code] = counts.get(each.return_code, 0) + 1
    return counts
