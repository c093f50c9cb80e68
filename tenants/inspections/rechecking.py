"""What inspectors do about a finding after the visit: grant more time once, recheck each attempt (catalogue R38)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role
from tenants.calendar.workdays import bureau_day
from tenants.errors import NotFound
from tenants.filing.digest import digest_of
from tenants.filing.drafts import next_draft
from tenants.filing.figures import filed
from tenants.filing.locks import declaration_of, ensure_role, good_reason, latest_version, the_duty
from tenants.filing.models import Duty, Source, Version, VersionState
from tenants.filing.steps import record, step_of
from tenants.inspections.errors import NewDeadlineMissing, NoExtension, NotARecheckDay, NothingToRecheck
from tenants.inspections.models import EntryKind, RectificationEntry
from tenants.inspections.queries import finding_of
from tenants.returns.declaration import Return
from tenants.scope.viewer import Viewer

RECTIFICATION = "rectification"
_NAME_LENGTH = 30


@dataclass(frozen=True, kw_only=True)
class Recheck:
    """What a recheck found."""

    is_passed: bool
    on: date
    new_deadline: date | None = None  # of the next attempt, where it failed
    words: str = ""


def entries_of(session: Session, duty_ids: Collection[UUID]) -> dict[UUID, list[RectificationEntry]]:
    """What inspectors entered of some rectifications, in order."""
    asked = select(RectificationEntry).where(RectificationEntry.duty_id.in_(duty_ids))
    found: dict[UUID, list[RectificationEntry]] = {}
    for each in session.scalars(asked.order_by(RectificationEntry.at, RectificationEntry.id)):
        found.setdefault(each.duty_id, []).append(each)
    return found


def entered_values(entries: Iterable[RectificationEntry], attempt: int | None) -> dict[str, Any]:
    """The fields of an attempt that are the inspector's, None where nothing was entered."""
    values: dict[str, Any] = dict.fromkeys(
        ("extension_to", "extension_reason", "rechecked_on", "recheck_by", "recheck_result", "new_deadline")
    )
    for each in entries:
        if each.attempt != attempt:
            continue
        if each.kind is EntryKind.EXTENSION:
            values |= {"extension_to": each.until, "extension_reason": each.words[:200]}
        else:
            values |= {
                "rechecked_on": each.on,
                "recheck_by": each.account_name[:_NAME_LENGTH],
                "recheck_result": str(each.kind),
                "new_deadline": each.until,
            }
    return values


def recheck(session: Session, viewer: Viewer, duty_id: UUID, found: Recheck, *, at: datetime) -> Version:
    """Enter the recheck of the attempt that waits for it; gives the version that says so, which counts at once.

    A failed one opens the return for the school's next attempt.

    Raises:
        NotAllowed: The viewer is no inspector.
        NotFound: The rectification is not in scope.
        NothingToRecheck: No attempt waits.
        NotARecheckDay: The day lies before the rectification or ahead.
        NewDeadlineMissing: It failed and there is no later day.
        ReasonMissing: It failed without words.
    """
    ensure_role(viewer, Role.INSPECTOR)
    duty = _rectification(session, duty_id)
    version = latest_version(session, duty_id, lock=True)
    entries = entries_of(session, [duty_id]).get(duty_id, [])
    row = _waiting(version, entries)
    if version is None or row is None:
        raise NothingToRecheck
    done, today = date.fromisoformat(row["done_on"]), bureau_day(at)
    if not done <= found.on <= today:
        raise NotARecheckDay(day=found.on.isoformat(), done=done.isoformat())
    if not found.is_passed and (found.new_deadline is None or found.new_deadline <= found.on):
        raise NewDeadlineMissing
    words = found.words.strip() if found.is_passed else good_reason(found.words)
    kind = EntryKind.PASSED if found.is_passed else EntryKind.FAILED
    until = None if found.is_passed else found.new_deadline
    entry = _enter(session, viewer, duty, int(row["attempt"]), kind, on=found.on, until=until, words=words, at=at)
    made = _with_entries(session, viewer, version, [*entries, entry], at=at)
    record(session, viewer, made, f"recheck_{kind}", at=at, reason=words)
    session.flush()
    if not found.is_passed:
        made.state = VersionState.REOPENED
        session.flush()
        next_draft(session, made, (), at=at)
    return made


def extend(session: Session, viewer: Viewer, duty_id: UUID, until: date, words: str, *, at: datetime) -> None:
    """Grant more time for the attempt at hand: once, never for a veto, to a later day.

    Raises:
        NotAllowed, NotFound: As for ``recheck``.
        NoExtension: It was granted before, the finding is a veto, or the day is not later.
        ReasonMissing: The reason has not 10 to 500 characters.
    """
    ensure_role(viewer, Role.INSPECTOR)
    duty = _rectification(session, duty_id)
    version = latest_version(session, duty_id)
    is_done = version is not None and version.state is VersionState.ACCEPTED
    if is_done or until <= duty.due_on or (finding_of(session, duty) or {}).get("severity") == "veto":
        raise NoExtension
    entries = entries_of(session, [duty_id]).get(duty_id, [])
    attempt = 1 + sum(each.kind is EntryKind.FAILED for each in entries)
    if any(each.kind is EntryKind.EXTENSION for each in entries):
        raise NoExtension
    words = good_reason(words)
    _enter(session, viewer, duty, attempt, EntryKind.EXTENSION, on=bureau_day(at), until=until, words=words, at=at)
    session.add(step_of(viewer, duty, "extended", at=at, reason=words, details={"until": until.isoformat()}))
    session.flush()


def _rectification(session: Session, duty_id: UUID) -> Duty:
    duty = the_duty(session, duty_id)
    if duty.return_code != RECTIFICATION:
        raise NotFound
    return duty


def _waiting(version: Version | None, entries: Iterable[RectificationEntry]) -> dict[str, Any] | None:
    """The last attempt of an accepted version, unless it was rechecked."""
    if version is None or version.state is not VersionState.ACCEPTED or not version.figures.get("main"):
        return None
    row: dict[str, Any] = max(version.figures["main"], key=lambda each: int(each["attempt"]))
    is_rechecked = any(each.kind is not EntryKind.EXTENSION and each.attempt == int(row["attempt"]) for each in entries)
    return None if is_rechecked else row


def _enter(
    session: Session, viewer: Viewer, duty: Duty, attempt: int, kind: EntryKind, **values: Any
) -> RectificationEntry:
    entry = RectificationEntry(
        district_id=duty.district_id,
        school_id=duty.school_id,
        duty_id=duty.id,
        attempt=attempt,
        kind=kind,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        **values,
    )
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError as doubled:
        raise NothingToRecheck from doubled
    return entry


def _with_entries(
    session: Session, viewer: Viewer, version: Version, entries: list[RectificationEntry], *, at: datetime
) -> Version:
    """The next version: the same figures with what inspectors entered, signed by the inspector and counting at once."""
    ret = declaration_of(version)
    version.state = VersionState.REOPENED
    session.flush()
    made = next_draft(session, version, (), at=at)
    made.figures = {"main": [_row(ret, row, entries) for row in version.figures["main"]]}
    made.source = Source.FORM
    made.prepared_by, made.prepared_by_name = viewer.account_id, viewer.account_name
    session.flush()
    made.digest, made.submitted_at = digest_of(made), at
    made.approved_by, made.approved_by_name = viewer.account_id, viewer.account_name
    made.accepted_by, made.accepted_by_name, made.accepted_at = viewer.account_id, viewer.account_name, at
    made.state = VersionState.ACCEPTED
    session.flush()
    return made


def _row(ret: Return, row: dict[str, Any], entries: list[RectificationEntry]) -> dict[str, Any]:
    part = ret.part("main")
    values = entered_values(entries, int(row["attempt"]))
    kept = {name: value for name, value in row.items() if name not in values}
    given = {name: filed(part.field(name), value) for name, value in values.items() if value is not None}
    return kept | given
