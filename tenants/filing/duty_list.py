"""What is owed and where it stands: one list, narrowed, ordered, counted and cut to pages by the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.selectable import LateralFromClause

from tenants.calendar.workdays import bureau_day
from tenants.errors import NotFound
from tenants.filing.models import LEFT_OUT, Duty, FindingRow, Upload, UploadState, Version, VersionState
from tenants.filing.standing import DutyLine, Standing, timeliness_of
from tenants.inspections.models import EntryKind, RectificationEntry
from tenants.registry.models import Tenant
from tenants.returns.catalogue import filed_by_bureau
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer
from tenants.text import Text

_HANDED_IN = (VersionState.SUBMITTED, VersionState.ACCEPTED)
_PROBLEMS = (Standing.REFUSED, Standing.TO_CORRECT, Standing.SENT_BACK, Standing.REOPENED)


class Shown(StrEnum):
    """Which duties a list shows."""

    OPEN = "open"  # the school has something to do
    LATE = "late"
    PROBLEM = "problem"
    TO_SIGN = "to_sign"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What a list is narrowed to; None leaves open."""

    shown: Shown = Shown.ALL
    school_id: int | None = None
    schools: Select[int] | None = None  # ids, as ``tenants.registry.search`` gives
    return_code: str | None = None
    period_keys: Collection[str] | None = None


@dataclass(frozen=True)
class DutyPage:
    """A stretch of the list, and how long all of it is."""

    lines: list[DutyLine]
    total: int


@dataclass(frozen=True)
class DutyCounts:
    """How many duties are open, late, due soon, with the bureau and accepted; how many schools have a late one."""

    open: int
    late: int
    late_schools: int
    soon: int
    submitted: int
    accepted: int


def duties(
    session: Session,
    viewer: Viewer,
    today: date,
    narrowed: Narrowed = Narrowed(),
    *,
    limit: int | None = None,
    offset: int = 0,
) -> DutyPage:
    """What is owed: the late first, then by due date and school; what is done comes last, the newest first.

    Args:
        session: A session in the viewer's scope.
        viewer: For school roles, only their own school.
        today: The bureau's day.
        narrowed: Which of them.
        limit, offset: Which stretch; without a limit all.
    """
    latest = _latest()
    is_open = latest.c.state.is_(None) | latest.c.state.not_in(_HANDED_IN)
    page = (
        select(Duty.id, func.count().over().label("total"))
        .join(Tenant, and_(Tenant.district_id == Duty.district_id, Tenant.school_id == Duty.school_id))
        .outerjoin(latest, true())
        .where(_is_of(viewer.school_id or narrowed.school_id))
    )
    if viewer.school_id is not None and narrowed.shown is not Shown.ALL:
        page = page.where(_is_own())
    if narrowed.schools is not None:
        page = page.where(Duty.school_id.in_(narrowed.schools))
    if narrowed.return_code is not None:
        page = page.where(Duty.return_code == narrowed.return_code)
    if narrowed.period_keys is not None:
        page = page.where(Duty.period_key.in_(narrowed.period_keys))
    if narrowed.shown in (Shown.PROBLEM, Shown.TO_SIGN):
        wanted = _PROBLEMS if narrowed.shown is Shown.PROBLEM else (Standing.TO_SIGN,)
        lines = _lines().subquery()
        standing = select(lines.c.id).where(lines.c.standing.in_(wanted))
        page = page.where(is_open, Duty.id.in_(standing))
    elif narrowed.shown in (Shown.SUBMITTED, Shown.ACCEPTED):
        page = page.where(latest.c.state == VersionState(narrowed.shown))
    elif narrowed.shown is not Shown.ALL:
        page = page.where(is_open, Duty.due_on < today if narrowed.shown is Shown.LATE else true())
    page = page.order_by(
        is_open.desc(), case((is_open, Duty.due_on)), Duty.due_on.desc(), Tenant.sort_key, Duty.return_code, Duty.id
    )
    found = session.execute(page.limit(limit).offset(offset)).all()
    lines_by_id = _read(session, [row.id for row in found], today)
    return DutyPage([lines_by_id[row.id] for row in found], found[0].total if found else 0)


def duties_after(
    session: Session, viewer: Viewer, narrowed: Narrowed, *, after: Sequence[Any] | None, limit: int
) -> list[UUID]:
    """The next duties by due day and id: for readers who go on from the row they saw last, not from a number of rows.

    Args:
        session: A session in the viewer's scope.
        viewer: For school roles, only their own school.
        narrowed: Which of them: all, open, submitted or accepted.
        after: Due day and id of the last row seen; None from the beginning.
        limit: How many.
    """
    latest = _latest()
    asked = select(Duty.id).outerjoin(latest, true()).where(_is_of(viewer.school_id or narrowed.school_id))
    if narrowed.schools is not None:
        asked = asked.where(Duty.school_id.in_(narrowed.schools))
    if narrowed.return_code is not None:
        asked = asked.where(Duty.return_code == narrowed.return_code)
    if narrowed.period_keys is not None:
        asked = asked.where(Duty.period_key.in_(narrowed.period_keys))
    if narrowed.shown is Shown.OPEN:
        asked = asked.where(or_(latest.c.state.is_(None), latest.c.state.not_in(_HANDED_IN)))
    elif narrowed.shown is not Shown.ALL:
        asked = asked.where(latest.c.state == VersionState(narrowed.shown))
    if after is not None:
        asked = asked.where(tuple_(Duty.due_on, Duty.id) > tuple_(date.fromisoformat(after[0]), UUID(after[1])))
    return list(session.scalars(asked.order_by(Duty.due_on, Duty.id).limit(limit)))


def duty_line(session: Session, duty_id: UUID, today: date) -> DutyLine:
    """Where one duty stands, or NotFound."""
    found = _read(session, [duty_id], today)
    if duty_id not in found:
        raise NotFound
    return found[duty_id]


def duty_lines(session: Session, ids: Collection[UUID], today: date) -> dict[UUID, DutyLine]:
    """Where several duties stand, by id; what is not in scope is not there."""
    return _read(session, ids, today)


def count_duties(session: Session, viewer: Viewer, today: date, *, soon_days: int = 7) -> DutyCounts:
    """The sizes of the lists, whatever they are narrowed to."""
    latest = _latest()
    is_open = latest.c.state.is_(None) | latest.c.state.not_in(_HANDED_IN)
    is_soon = Duty.due_on.between(today, today + timedelta(days=soon_days))
    counted = select(
        func.count().filter(is_open),
        func.count().filter(is_open, Duty.due_on < today),
        func.count(Duty.school_id.distinct()).filter(is_open, Duty.due_on < today),
        func.count().filter(is_open, is_soon),
        func.count().filter(latest.c.state == VersionState.SUBMITTED),
        func.count().filter(latest.c.state == VersionState.ACCEPTED),
    )
    asked = counted.select_from(Duty).outerjoin(latest, true()).where(_is_of(viewer.school_id))
    if viewer.school_id is not None:
        asked = asked.where(_is_own())
    return DutyCounts(*session.execute(asked).one())


def asked_for(session: Session, viewer: Viewer) -> set[tuple[str, str]]:
    """Return and period of every duty there is: what a list can be narrowed to."""
    asked = select(Duty.return_code, Duty.period_key).where(_is_of(viewer.school_id)).distinct()
    return {(row.return_code, row.period_key) for row in session.execute(asked)}


def _is_of(school_id: int | None) -> ColumnElement[bool]:
    return true() if school_id is None else Duty.school_id == school_id


def _is_own() -> ColumnElement[bool]:
    """What the school itself files: what inspectors file about it is theirs to do."""
    return Duty.return_code.not_in(filed_by_bureau())


def _read(session: Session, ids: Collection[UUID], today: date) -> dict[UUID, DutyLine]:
    return {row.id: _line(row, today) for row in session.execute(_lines().where(Duty.id.in_(ids)))}


def _latest() -> LateralFromClause:
    """The latest version of the duty of a row."""
    versions = select(Version).where(Version.duty_id == Duty.id, Version.school_id == Duty.school_id)
    return versions.order_by(Version.version_no.desc()).limit(1).lateral("latest")


def _lines() -> Select[*tuple[Any, ...]]:
    """One row per duty with its latest version, the one before, its latest upload and open findings."""
    latest = _latest()
    before = aliased(Version)
    upload = (
        select(Upload.id, Upload.state, Upload.received_at)
        .where(Upload.duty_id == Duty.id, Upload.school_id == Duty.school_id, Upload.state.not_in(LEFT_OUT))
        .order_by((Upload.state == UploadState.WAITING).desc(), Upload.received_at.desc())
        .limit(1)
        .lateral("upload")
    )
    found = (
        select(
            func.count().filter(FindingRow.severity == Severity.ERROR).label("errors"),
            func.count()
            .filter(FindingRow.severity == Severity.QUERY, FindingRow.justification.is_(None))
            .label("queries"),
            func.count().filter(FindingRow.severity == Severity.WARNING).label("warnings"),
        )
        .where(FindingRow.version_id == latest.c.id, FindingRow.school_id == Duty.school_id)
        .lateral("found")
    )
    first = (
        select(func.min(Version.submitted_at).label("at"))
        .where(Version.duty_id == Duty.id, Version.school_id == Duty.school_id)
        .lateral("first")
    )
    return (
        select(
            Duty.id, Duty.school_id, Duty.return_code, Duty.period_key, Duty.due_on, Duty.closed_at, Tenant.school_code, Tenant.name_zh, Tenant.name_en,
            latest.c.id.label("version_id"), latest.c.version_no, latest.c.state,
            latest.c.submitted_at, latest.c.accepted_at, upload.c.id.label("upload_id"),
            found.c.errors, found.c.queries, found.c.warnings, first.c.at.label("first_submitted_at"),
            _standing(latest, before.state, upload, found).label("standing"),
        )
        .join(Tenant, and_(Tenant.district_id == Duty.district_id, Tenant.school_id == Duty.school_id))
        .outerjoin(latest, true())
        .outerjoin(
            before,
            and_(
                before.district_id == Duty.district_id, before.school_id == Duty.school_id, before.duty_id == Duty.id,
                before.version_no == latest.c.version_no - 1,
            ),
        )
        .outerjoin(upload, true())
        .join(found, true())
        .join(first, true())
    )  # fmt: skip


def _standing(
    latest: LateralFromClause,
    before: InstrumentedAttribute[VersionState],
    upload: LateralFromClause,
    found: LateralFromClause,
) -> ColumnElement[str]:
    """What a duty's latest version and uploads amount to."""
    is_newer = or_(latest.c.changed_at.is_(None), upload.c.received_at > latest.c.changed_at)
    is_untouched = latest.c.revision <= 1  # since it was made by sending back or reopening
    return case(
        (latest.c.state == VersionState.SUBMITTED, Standing.SUBMITTED.value),
        (and_(latest.c.state == VersionState.ACCEPTED, _waits_for_recheck(latest)), Standing.TO_RECHECK.value),
        (latest.c.state == VersionState.ACCEPTED, Standing.ACCEPTED.value),
        (upload.c.state == UploadState.WAITING, Standing.READING.value),
        (and_(upload.c.state == UploadState.REFUSED, is_newer), Standing.REFUSED.value),
        (latest.c.state.is_(None), Standing.NOT_STARTED.value),
        (and_(is_untouched, before == VersionState.SENT_BACK), Standing.SENT_BACK.value),
        (and_(is_untouched, before == VersionState.REOPENED), Standing.REOPENED.value),
        (found.c.errors > 0, Standing.TO_CORRECT.value),
        (found.c.queries > 0, Standing.TO_EXPLAIN.value),
        else_=Standing.TO_SIGN.value,
    )


def _waits_for_recheck(latest: LateralFromClause) -> ColumnElement[bool]:
    """A rectification counts on submission; it is done when an inspector has passed it."""
    passed = exists().where(
        RectificationEntry.district_id == Duty.district_id,
        RectificationEntry.school_id == Duty.school_id,
        RectificationEntry.duty_id == Duty.id,
        RectificationEntry.kind == EntryKind.PASSED,
    )
    return and_(Duty.return_code == "rectification", latest.c.nil_reason.is_(None), ~passed)


def _line(row: Row[Any], today: date) -> DutyLine:
    first_on = bureau_day(row.first_submitted_at) if row.first_submitted_at else None
    return DutyLine(
        duty_id=row.id,
        school_id=row.school_id,
        school_code=row.school_code,
        school_name=Text(row.name_zh, row.name_en),
        return_code=row.return_code,
        period_key=row.period_key,
        due_on=row.due_on,
        due_in_days=(row.due_on - today).days,
        closed_at=row.closed_at,
        standing=Standing(row.standing),
        timeliness=timeliness_of(row.due_on, first_on, today),
        version_id=row.version_id,
        version_no=row.version_no,
        state=row.state and VersionState(row.state),
        upload_id=row.upload_id,
        errors=row.errors,
        queries=row.queries,
        warnings=row.warnings,
        first_submitted_at=row.first_submitted_at,
        submitted_at=row.submitted_at,
        accepted_at=row.accepted_at,
    )
