"""One duty: where it stands, what comes next, its versions, files and history; template and history as files."""

import io
from typing import Any
from uuid import UUID

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.filing.templates import template_fill
from etl.filing.visit_sheet import SCHEME
from etl.workbook.template import write_template
from oversight.access import current_viewer, open_session, requires
from oversight.filed.actions import next_action
from oversight.filed.standing import stages_of
from oversight.filed.steps import StepLine, field_label, step_lines
from oversight.filed.tables import XLSX, Table, as_file, attachment
from oversight.views.asked import address, lang, now
from oversight.views.heads import DutyHead, duty_head, moment, size_words, version_head
from oversight.views.returns.blueprint import bp
from oversight.views.returns.upload import upload_context
from tenants.accounts.roles import Permission, filers_of, may
from tenants.filing.models import ReturnedCell, Upload, UploadState, Version, VersionState
from tenants.filing.personal import note_file, template_of
from tenants.filing.queries import (
    findings_of,
    get_duty,
    returned_cells,
    steps_of,
    uploads_of,
    version_before,
    versions_of,
)
from tenants.inspections.replies import VISIT
from tenants.returns.files import takes_files
from tenants.returns.schemes import SCHEMES
from tenants.text import Text

OUTCOMES = {
    UploadState.WAITING: Text("正在检查", "Being checked"),
    UploadState.READ: Text("已检查", "Checked"),
    UploadState.REFUSED: Text("未接收", "Refused"),
    UploadState.ABSENT: Text("报表包里没有填", "Not filled in in the pack"),
    UploadState.UNCHANGED: Text("与已交的一致", "Same as handed in"),
}


@bp.get("/<uuid:duty_id>")
@requires(Permission.READ_RETURNS)
def show(duty_id: UUID) -> ResponseReturnValue:
    """Where one return stands and what comes next."""
    viewer = current_viewer()
    with open_session() as session:
        head = duty_head(session, duty_id, now=now(), lang=lang())
        versions = versions_of(session, duty_id)
        uploads = uploads_of(session, duty_id)
        steps = step_lines(steps_of(session, duty_id), head.ret, lang())
        version_lines = [_version_line(session, version, head) for version in versions]
        refused = {each.id for each in uploads if each.state is UploadState.REFUSED}
        returned = _returned(session, versions[0]) if versions else []
    action = next_action(head.line, viewer.role, head.ret)
    is_here = action.endpoint == "returns.show"
    return render_template(
        "returns/show.html",
        duty=head,
        lang=lang(),
        stage_list=stages_of(head.line.standing),
        next_words=action.says.say(lang()),
        next_action=None
        if is_here
        else {"label": action.label.say(lang()), "href": url_for(action.endpoint, **action.values)},
        returned=[_returned_line(cell, head) for cell in returned],
        may_file=may_file(head),
        needs_files=takes_files(head.ret),
        schemes={code: label for code, label in SCHEMES.items() if head.ret.code == VISIT and code != SCHEME},
        versions=version_lines,
        uploads=[
            _upload_line(each, has_findings=each.version_id is not None or each.id in refused) for each in uploads
        ],
        steps=[_with_links(step) for step in steps],
        **upload_context(),
    )


@bp.get("/<uuid:duty_id>/template")
@requires(Permission.READ_RETURNS)
def template(duty_id: UUID) -> Response:
    """The workbook to fill in, made for this school and period, with what was accepted last; of a visit by a scheme."""
    spoken, scheme = request.args.get("lang", lang()), request.args.get("scheme", SCHEME)
    if spoken not in {"zh", "en"} or scheme not in SCHEMES:
        abort(404)
    target = io.BytesIO()
    with open_session() as session:
        head = duty_head(session, duty_id, now=now(), lang=lang())
        duty = get_duty(session, duty_id)
        note_file(session, current_viewer(), template_of([duty]), at=now(), address=address())
        fill = template_fill(session, duty, scheme=scheme)
    write_template(head.ret, target, fill, "en" if spoken == "en" else "zh")
    name = f"{head.return_label.say(lang())}_{head.school}_{head.period_key}.xlsx"
    return attachment(target.getvalue(), name=name, mimetype=XLSX)


@bp.get("/<uuid:duty_id>/history.<kind>")
@requires(Permission.READ_RETURNS)
def history(duty_id: UUID, kind: str) -> Response:
    """Who did what, when and why, as a file."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        head = duty_head(session, duty_id, now=now(), lang=lang())
        steps = step_lines(steps_of(session, duty_id), head.ret, lang())
    title = f"{head.school} {head.return_label.say(lang())} {head.period}"
    table = Table(
        name=f"{_('History')}-{head.school}-{head.return_label.say(lang())}-{head.period_key}",
        title=title,
        about=[
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, history of the return")),
            (_("Link"), url_for(".show", duty_id=duty_id, _external=True)),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[_("When"), _("What"), _("Who"), _("Why"), _("Details")],
        rows=[
            [
                moment(each.at, lang()),
                each.label.say(lang()),
                each.who.say(lang()),
                each.reason,
                "; ".join(each.details),
            ]
            for each in steps
        ],
    )
    return as_file(table, kind)


def may_file(head: DutyHead) -> bool:
    """Whether the viewer may upload for the duty as it stands."""
    closed = head.is_closed or head.line.is_done
    return current_viewer().role in filers_of(head.ret.filler) and not closed


def _version_line(session: Session, version: Version, head: DutyHead) -> dict[str, Any]:
    found = findings_of(session, version_id=version.id)
    viewer = current_viewer()
    reviews = may(viewer.role, Permission.REVIEW_RETURNS) and version.state is not VersionState.DRAFT
    return {
        "head": version_head(version, found, lang()),
        "review_url": url_for("review.version", version_id=version.id) if reviews else None,
    }


def _returned(session: Session, latest: Version) -> list[ReturnedCell]:
    """The cells that wait for correction in the latest draft."""
    if latest.state is not VersionState.DRAFT:
        return []
    before = version_before(session, latest)
    return returned_cells(session, before.id) if before is not None else []


def _returned_line(cell: ReturnedCell, head: DutyHead) -> dict[str, str]:
    label = field_label(head.ret, cell.part, cell.field).say(lang())
    return {"where": _("%(item)s (row %(row)s)", item=label, row=cell.row_no), "reason": cell.reason}


def _upload_line(upload: Upload, *, has_findings: bool) -> dict[str, Any]:
    return {
        "id": upload.id,
        "filename": upload.filename,
        "size": size_words(upload.size_bytes),
        "received_at": upload.received_at,
        "received_by_name": upload.received_by_name,
        "outcome": OUTCOMES[upload.state],
        "has_findings": has_findings,
    }


def _with_links(step: StepLine) -> dict[str, Any]:
    links = []
    if step.upload_id:
        links.append({"href": url_for(".receipt", upload_id=step.upload_id), "text": _("Receipt")})
    if step.version_id:
        links.append({"href": url_for(".version", version_id=step.version_id), "text": _("Figures")})
    return {"step": step, "links": links}
