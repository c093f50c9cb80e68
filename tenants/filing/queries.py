"""Reading duties, versions and what belongs to them, within the scope of the session."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true
from sqlalchemy.orm import Session, aliased

from tenants.calendar.workdays import bureau_day
from tenants.errors import NotFound
from tenants.filing.difference import Change, changes_between
from tenants.filing.locks import declaration_of, the_duty
from tenants.filing.models import Duty, FindingRow, ReturnedCell, Step, Upload, UploadState, Version, VersionState
from tenants.filing.standing import DutyLine, standing_of, timeliness_of
from tenants.registry.models import School
from tenants.returns.declaration import Severity
from tenants.scope.viewer import Viewer
from tenants.text import Text

_Thing = TypeVar("_Thing")
_SEVERITIES = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.WARNING: 2}


def duties(
    session: Session,
    viewer: Viewer,
    today: date,
    *,
    school_id: int | None = None,
    return_code: str | None = None,
    period_key: str | None = None,
    first_due_on: date | None = None,
) -> list[DutyLine]:
    """What is owed, late ones first, then by due date; what is done comes last, the newest first.

    Args:
        session: A session in the viewer's scope.
        viewer: For school roles, only their own school.
        today: The bureau's day.
        school_id, return_code, period_key: Narrow the list.
        first_due_on: Leave out what is done and was due before this day.
    """
    asked = _lines()
    wanted = {
        Duty.school_id: viewer.school_id or school_id,
        Duty.return_code: return_code,
        Duty.period_key: period_key,
    }
    for column, value in wanted.items():
        if value is not None:
            asked = asked.where(column == value)
    lines = [_line(row, today) for row in session.execute(asked)]
    if first_due_on is not None:
        lines = [each for each in lines if not each.is_done or each.due_on >= first_due_on]
    still_open = sorted((each for each in lines if not each.is_done), key=lambda each: (each.due_on, each.return_code))
    done = sorted((each for each in lines if each.is_done), key=lambda each: each.due_on, reverse=True)
    return still_open + done


def duty_line(session: Session, duty_id: UUID, today: date) -> DutyLine:
    """Where one duty stands, or NotFound."""
    row = session.execute(_lines().where(Duty.id == duty_id)).one_or_none()
    if row is None:
        raise NotFound
    return _line(row, today)


def get_duty(session: Session, duty_id: UUID) -> Duty:
    """The duty, or NotFound."""
    return the_duty(session, duty_id)


def get_version(session: Session, version_id: UUID) -> Version:
    """The version, or NotFound."""
    return _one(session, Version, Version.id == version_id)


def get_upload(session: Session, upload_id: UUID) -> Upload:
    """The upload, or NotFound."""
    return _one(session, Upload, Upload.id == upload_id)


def versions_of(session: Session, duty_id: UUID) -> list[Version]:
    """All versions of a duty, the newest first."""
    asked = select(Version).where(Version.duty_id == duty_id).order_by(Version.version_no.desc())
    return list(session.scalars(asked))


def version_before(session: Session, version: Version) -> Version | None:
    """The version with the number before, to show the difference from."""
    asked = select(Version).where(Version.duty_id == version.duty_id, Version.version_no < version.version_no)
    return session.scalar(asked.order_by(Version.version_no.desc()).limit(1))


def counting_version(session: Session, duty_id: UUID) -> Version | None:
    """The version whose figures count: the latest that was accepted, also while it is reopened."""
    asked = select(Version).where(Version.duty_id == duty_id, Version.accepted_at.is_not(None))
    return session.scalar(asked.order_by(Version.version_no.desc()).limit(1))


def findings_of(session: Session, *, version_id: UUID | None = None, upload_id: UUID | None = None) -> list[FindingRow]:
    """The findings of a version or of a refused upload: errors, queries, warnings, each in the order of the file."""
    asked = select(FindingRow).where(
        FindingRow.version_id == version_id if version_id else FindingRow.upload_id == upload_id
    )
    if not version_id:
        asked = asked.where(FindingRow.version_id.is_(None))
    return sorted(session.scalars(asked), key=lambda each: (_SEVERITIES[each.severity], each.ordinal))


def steps_of(session: Session, duty_id: UUID) -> list[Step]:
    """What happened to a duty, the latest first."""
    asked = select(Step).where(Step.duty_id == duty_id).order_by(Step.at.desc(), Step.id.desc())
    return list(session.scalars(asked))


def uploads_of(session: Session, duty_id: UUID) -> list[Upload]:
    """The originals received for a duty, the latest first."""
    asked = select(Upload).where(Upload.duty_id == duty_id).order_by(Upload.received_at.desc(), Upload.id.desc())
    return list(session.scalars(asked))


def returned_cells(session: Session, version_id: UUID) -> list[ReturnedCell]:
    """The cells named when the version was sent back."""
    asked = select(ReturnedCell).where(ReturnedCell.version_id == version_id)
    return list(session.scalars(asked.order_by(ReturnedCell.part, ReturnedCell.row_no, ReturnedCell.field)))


def difference(new: Version, old: Version) -> list[Change]:
    """Every value that differs between two versions of a duty, rows of the same key side by side."""
    return changes_between(old.figures, new.figures, {part.code: part.key for part in declaration_of(new).parts})


def _one(session: Session, kind: type[_Thing], condition: ColumnElement[bool]) -> _Thing:
    found = session.scalar(select(kind).where(condition))
    if found is None:
        raise NotFound
    return found


def _lines() -> Select[Any]:
    """One row per duty with its latest version, the one before, its latest upload and open findings."""
    latest = (
        select(Version).where(Version.duty_id == Duty.id, Version.school_id == Duty.school_id)
        .order_by(Version.version_no.desc()).limit(1).lateral("latest")
    )  # fmt: skip
    before = aliased(Version)
    upload = (
        select(Upload.id, Upload.state, Upload.received_at)
        .where(Upload.duty_id == Duty.id, Upload.school_id == Duty.school_id)
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
            Duty, School.school_code, School.name_zh, School.name_en,
            latest.c.id.label("version_id"), latest.c.version_no, latest.c.state, latest.c.revision,
            latest.c.changed_at, latest.c.submitted_at, latest.c.accepted_at, before.state.label("before"),
            upload.c.id.label("upload_id"), upload.c.state.label("upload_state"), upload.c.received_at,
            found.c.errors, found.c.queries, found.c.warnings, first.c.at.label("first_submitted_at"),
        )
        .join(School, and_(School.district_id == Duty.district_id, School.school_id == Duty.school_id))
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


def _line(row: Row[Any], today: date) -> DutyLine:
    duty: Duty = row.Duty
    state = row.state and VersionState(row.state)
    newer = row.upload_id is not None and (row.changed_at is None or row.received_at > row.changed_at)
    standing = standing_of(
        state,
        row.before,
        is_reading=row.upload_state == UploadState.WAITING,
        is_refused=row.upload_state == UploadState.REFUSED and newer,
        errors=row.errors,
        queries=row.queries,
        is_touched=(row.revision or 0) > 1,
    )
    first_on = bureau_day(row.first_submitted_at) if row.first_submitted_at else None
    return DutyLine(
        duty_id=duty.id,
        school_id=duty.school_id,
        school_code=row.school_code,
        school_name=Text(row.name_zh, row.name_en),
        return_code=duty.return_code,
        period_key=duty.period_key,
        due_on=duty.due_on,
        due_in_days=(duty.due_on - today).days,
        closed_at=duty.closed_at,
        standing=standing,
        timeliness=timeliness_of(duty.due_on, first_on, today),
        version_id=row.version_id,
        version_no=row.version_no,
        state=state,
        upload_id=row.upload_id,
        errors=row.errors,
        queries=row.queries,
        warnings=row.warnings,
        first_submitted_at=row.first_submitted_at,
        submitted_at=row.submitted_at,
        accepted_at=row.accepted_at,
    )
