"""What is owed, and filing it: rows in, receipt out, findings by check or after it."""

import hashlib
import io
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.forms.live import live_findings
from etl.forms.original import original_of
from etl.forms.reading import read_form
from etl.jobs.checking import defer_check
from oversight.api.asked import now, open_session, originals, today, viewer
from oversight.api.conditions import ensure_match, locked_draft, once
from oversight.api.guarding import needs
from oversight.api.paging import last_key, next_cursor
from oversight.api.problems import Refused
from oversight.api.rows import Row, rows_of
from oversight.api.schemas import (
    CheckOut,
    Duties,
    DutiesAsked,
    DutyOut,
    FiguresIn,
    History,
    NilIn,
    RecordIn,
    StepOut,
    UploadOut,
    VersionOut,
    Versions,
)
from oversight.api.shown import duty_out, finding_out, hidden_fields, in_words, upload_out, version_out
from tenants.accounts.roles import SCHOOL_ROLES
from tenants.accounts.tokens import Scope
from tenants.calendar.periods import Period, name_of, period_of
from tenants.errors import NotFound
from tenants.filing.duty_list import Narrowed, Shown, duties_after, duty_line, duty_lines
from tenants.filing.locks import ensure_open, ensure_role, the_duty
from tenants.filing.models import Duty, Source, Version
from tenants.filing.queries import get_upload, steps_of, uploads_of, versions_of
from tenants.filing.records import begin_record
from tenants.filing.services import file_nil, receive_upload
from tenants.filing.steps import ACTION_LABELS
from tenants.filing.uploads import ensure_taken
from tenants.registry.models import Tenant
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return, Severity
from tenants.text import Text

bp = APIBlueprint("duties", __name__, tag="Duties")
_NO_DRAFT = Text(
    "还没有草稿可以替换，请先用 POST …/versions 填报。",
    "There is no draft to replace; file with POST …/versions first.",
)
_HAS_DRAFT = Text(
    "已有草稿。请先读取它，再用 PUT …/draft 和 If-Match 替换。",
    "There is a draft already: read it, then replace it with PUT …/draft and If-Match.",
)


@bp.get("/duties")
@needs(Scope.RETURNS_READ)
@bp.input(DutiesAsked, location="query")
@bp.output(Duties)
def duties(query_data: DutiesAsked) -> Duties:
    """Duties by due day, the earliest first."""
    after = last_key(query_data.cursor)
    schools = select(Tenant.school_id).where(Tenant.school_code == query_data.school) if query_data.school else None
    narrowed = Narrowed(
        shown=Shown(query_data.state),
        schools=schools,
        return_code=query_data.return_code,
        period_keys=None if query_data.period is None else [query_data.period],
    )
    with open_session() as session:
        found = duties_after(session, viewer(), narrowed, after=after, limit=query_data.limit + 1)
        lines = duty_lines(session, found, today())
    shown = [lines[each] for each in found[: query_data.limit]]
    key = [shown[-1].due_on.isoformat(), str(shown[-1].duty_id)] if shown else []
    return Duties(
        items=[duty_out(each) for each in shown], next=next_cursor(key, is_last=len(found) <= query_data.limit)
    )


@bp.get("/duties/<uuid:duty_id>")
@needs(Scope.RETURNS_READ)
@bp.output(DutyOut)
def duty(duty_id: UUID) -> DutyOut:
    """One duty and where it stands."""
    with open_session() as session:
        return duty_out(duty_line(session, duty_id, today()))


@bp.post("/records")
@needs(Scope.RETURNS_WRITE)
@bp.input(RecordIn)
@bp.output(DutyOut, status_code=201)
def record(json_data: RecordIn) -> Response:
    """Begin the record of an event: the duty it becomes."""
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)

        def work() -> tuple[dict[str, Any], int]:
            made = begin_record(session, viewer(), json_data.return_code, json_data.day, today=today())
            return _dumped(duty_out(duty_line(session, made.id, today()))), 201

        return once(session, _own_school(), work)


@bp.get("/duties/<uuid:duty_id>/versions")
@needs(Scope.RETURNS_READ)
@bp.output(Versions)
def versions(duty_id: UUID) -> Versions:
    """All versions of a duty, the newest first."""
    with open_session() as session:
        owed = the_duty(session, duty_id)
        code = _school_code(session, owed)
        return Versions(items=[version_out(each, code) for each in versions_of(session, duty_id)], next=None)


@bp.post("/duties/<uuid:duty_id>/versions")
@needs(Scope.RETURNS_WRITE)
@bp.input(FiguresIn)
@bp.output(UploadOut, status_code=202)
def file(duty_id: UUID, json_data: FiguresIn) -> Response:
    """File rows as the duty's draft.

    The rows are stored as an original and receipted at once; the check runs in the background, as for an uploaded
    workbook. Follow `url` until `state` is no longer `waiting`. The same rows again give the same receipt.
    """
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)
        owed = the_duty(session, duty_id)

        def work() -> tuple[dict[str, Any], int]:
            ret, rows = _taken(session, owed, json_data)
            if locked_draft(session, duty_id) is not None and not _is_known(session, owed, ret, rows):
                raise Refused(409, "draft-exists", _HAS_DRAFT)
            return _received(session, owed, ret, rows), 202

        return once(session, owed.school_id, work)


@bp.put("/duties/<uuid:duty_id>/draft")
@needs(Scope.RETURNS_WRITE)
@bp.input(FiguresIn)
@bp.output(UploadOut, status_code=202)
def replace(duty_id: UUID, json_data: FiguresIn) -> Response:
    """Replace the draft's rows; If-Match carries the ETag of the draft that was read."""
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)
        owed = the_duty(session, duty_id)

        def work() -> tuple[dict[str, Any], int]:
            ret, rows = _taken(session, owed, json_data)
            draft = locked_draft(session, duty_id)
            if draft is None:
                raise Refused(404, "not-found", _NO_DRAFT)
            ensure_match(session, draft)
            return _received(session, owed, ret, rows), 202

        return once(session, owed.school_id, work)


@bp.post("/duties/<uuid:duty_id>/check")
@needs(Scope.RETURNS_WRITE)
@bp.input(FiguresIn)
@bp.output(CheckOut)
def check(duty_id: UUID, json_data: FiguresIn) -> CheckOut:
    """Check rows without filing them; nothing is kept."""
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)
        owed = the_duty(session, duty_id)
        ret, period = _declared(owed)
        reading = read_form(ret, rows_of(ret, json_data.parts, period.start), period.start)
        found = live_findings(session, owed, ret, reading, today=today())
    hidden = hidden_fields(ret)
    counted = {severity: sum(each.severity is severity for each in found) for severity in Severity}
    return CheckOut(
        errors=counted[Severity.ERROR],
        queries=counted[Severity.QUERY],
        warnings=counted[Severity.WARNING],
        findings=[finding_out(each, hidden) for each in found],
    )


@bp.post("/duties/<uuid:duty_id>/nil")
@needs(Scope.RETURNS_WRITE)
@bp.input(NilIn)
@bp.output(VersionOut, status_code=201)
def nil(duty_id: UUID, json_data: NilIn) -> Response:
    """File that there is nothing to report; where there is a draft, with If-Match."""
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)
        owed = the_duty(session, duty_id)

        def work() -> tuple[dict[str, Any], int]:
            draft = locked_draft(session, duty_id)
            if draft is not None:
                ensure_match(session, draft)
            version: Version = file_nil(session, viewer(), duty_id, json_data.reason, at=now())
            return _dumped(version_out(version, _school_code(session, owed))), 201

        return once(session, owed.school_id, work)


@bp.get("/duties/<uuid:duty_id>/history")
@needs(Scope.RETURNS_READ)
@bp.output(History)
def history(duty_id: UUID) -> History:
    """What happened to a duty: who, when, what, why."""
    with open_session() as session:
        the_duty(session, duty_id)
        steps = steps_of(session, duty_id)
    items = [
        StepOut(
            at=each.at,
            by=each.account_name,
            role=each.role,
            action=each.action,
            says=in_words(ACTION_LABELS[each.action]) if each.action in ACTION_LABELS else each.action,
            reason=each.reason,
            version_id=each.version_id,
        )
        for each in steps
    ]
    return History(items=items, next=None)


@bp.get("/uploads/<uuid:upload_id>")
@needs(Scope.RETURNS_READ)
@bp.output(UploadOut)
def upload(upload_id: UUID) -> UploadOut:
    """A receipt, and how far the check is: `waiting`, `read` or `refused`."""
    with open_session() as session:
        return upload_out(get_upload(session, upload_id))


def _taken(session: Session, owed: Duty, sent: FiguresIn) -> tuple[Return, list[Row]]:
    """The rows sent, if the duty still takes figures."""
    ensure_open(owed)
    ensure_taken(session, owed)
    ret, period = _declared(owed)
    return ret, rows_of(ret, sent.parts, period.start)


def _received(session: Session, owed: Duty, ret: Return, rows: list[Row]) -> dict[str, Any]:
    """Store the original, give its receipt and ask for its check, in one transaction."""
    kept = originals().keep(io.BytesIO(_original(session, owed, ret, rows)))
    receipt = receive_upload(
        session,
        viewer(),
        owed.id,
        sha256=kept.sha256,
        filename=f"{ret.label.zh}_{name_of(period_of(owed.period_key)).zh}_接口报送.xlsx",
        size_bytes=kept.size,
        at=now(),
        source=Source.API,
    )
    defer_check(session, receipt.upload_id)
    return _dumped(upload_out(get_upload(session, receipt.upload_id)))


def _original(session: Session, owed: Duty, ret: Return, rows: list[Row]) -> bytes:
    school = session.scalars(select(Tenant).where(Tenant.school_id == owed.school_id)).one()
    named = Text(school.name_zh, school.name_en)
    return original_of(ret, rows, period_of(owed.period_key), school_code=school.school_code, school=named)


def _is_known(session: Session, owed: Duty, ret: Return, rows: list[Row]) -> bool:
    """Whether these very rows were received before."""
    sha256 = hashlib.sha256(_original(session, owed, ret, rows)).digest()
    return any(each.sha256 == sha256 for each in uploads_of(session, owed.id))


def _declared(owed: Duty) -> tuple[Return, Period]:
    period = period_of(owed.period_key)
    return get_return(owed.return_code, period.start), period


def _school_code(session: Session, owed: Duty) -> str:
    return session.scalars(select(Tenant.school_code).where(Tenant.school_id == owed.school_id)).one()


def _own_school() -> int:
    mine = viewer().school_id
    if mine is None:
        raise NotFound
    return mine


def _dumped(shown: DutyOut | UploadOut | VersionOut) -> dict[str, Any]:
    return shown.model_dump(mode="json", by_alias=True)
