"""Receiving a workbook: stored, receipted at once, checked by a job whose state the receipt follows."""

from typing import Any
from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.jobs.checking import defer_check
from etl.originals import LARGEST_BYTES
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, originals, wants_json
from oversight.views.heads import duty_head, size_words
from oversight.views.returns.blueprint import bp
from oversight.views.returns.says import progress_says, upload_says
from tenants.accounts.roles import Permission
from tenants.errors import OversightError
from tenants.filing.locks import ensure_filer
from tenants.filing.models import Source, Upload, UploadState, Version
from tenants.filing.queries import findings_of, get_duty, get_upload, get_version
from tenants.filing.services import receive_upload
from tenants.returns.declaration import Severity
from tenants.text import Text


class NoFile(OversightError):
    """The form came without a file."""

    says = Text(
        "没有选择文件。请先选择填好的 Excel 文件，再点“上传并检查”。",
        "No file was chosen. Choose the filled workbook, then upload.",
    )


@bp.post("/<uuid:duty_id>/upload")
@requires(Permission.FILE_RETURNS)
def upload(duty_id: UUID) -> ResponseReturnValue:
    """Keep the original, give its receipt and ask for its check, all in one transaction."""
    with open_session() as session:
        ensure_filer(current_viewer(), get_duty(session, duty_id))  # before a byte is stored
    sent = request.files.get("workbook")
    if sent is None or not sent.filename:
        raise NoFile
    original = originals().keep(sent.stream)
    with open_session() as session:
        receipt = receive_upload(
            session,
            current_viewer(),
            duty_id,
            sha256=original.sha256,
            filename=sent.filename,
            size_bytes=original.size,
            at=now(),
        )
        defer_check(session, receipt.upload_id)
    again: dict[str, Any] = {} if receipt.is_new else {"again": "1"}
    target = url_for(".receipt", upload_id=receipt.upload_id, **again)
    if wants_json():
        return jsonify(next=target, receipt=receipt.receipt_no)
    return redirect(target, code=303)


@bp.get("/uploads/<uuid:upload_id>")
@requires(Permission.READ_RETURNS)
def receipt(upload_id: UUID) -> ResponseReturnValue:
    """The receipt of a file: number, time, what happens next; to be printed and kept."""
    with open_session() as session:
        kept = get_upload(session, upload_id)
        head = duty_head(session, kept.duty_id, now=now(), lang=lang())
        told = _status(session, kept)
    return render_template(
        "returns/receipt.html",
        upload={
            "id": kept.id,
            "receipt_no": kept.receipt_no,
            "received_at": kept.received_at,
            "received_by_name": kept.received_by_name,
            "filename": kept.filename,
            "size": size_words(kept.size_bytes),
            "fingerprint": kept.sha256.hex(),
        },
        duty=head,
        lang=lang(),
        is_again="again" in request.args,
        status=told,
        progress_says=progress_says(),
    )


@bp.get("/uploads/<uuid:upload_id>/status")
@requires(Permission.READ_RETURNS)
def status(upload_id: UUID) -> ResponseReturnValue:
    """How far the check of a file is, for the page that follows it."""
    with open_session() as session:
        answer = jsonify(_status(session, get_upload(session, upload_id)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def upload_context() -> dict[str, Any]:
    """What the upload form needs of its page."""
    return {
        "max_bytes": LARGEST_BYTES,
        "sign_in_url": url_for("access.sign_in"),
        "upload_says": upload_says(),
    }


def _status(session: Session, kept: Upload) -> dict[str, Any]:
    """State, words and the next address; done when the check is."""
    if kept.state is UploadState.WAITING:
        return {"done": False, "says": _("The file is stored safely and is being checked, usually within seconds.")}
    if kept.state is UploadState.REFUSED or kept.version_id is None:
        return {
            "done": True,
            "says": _("The file was not taken as this return. Nothing was changed; see why and upload the right one."),
            "next": url_for(".refused", upload_id=kept.id),
            "next_label": _("See why"),
        }
    return _checked(session, get_version(session, kept.version_id))


def _checked(session: Session, version: Version) -> dict[str, Any]:
    found = findings_of(session, version_id=version.id)
    errors = sum(each.severity is Severity.ERROR for each in found)
    queries = sum(each.severity is Severity.QUERY and each.justification is None for each in found)
    findings = url_for(".findings", version_id=version.id)
    if errors and version.source is Source.FORM:
        says = _("Checked: errors to correct: %(errors)s; to explain: %(queries)s.", errors=errors, queries=queries)
        form = url_for(".form", duty_id=version.duty_id, _anchor="summary")
        return {"done": True, "says": says, "next": form, "next_label": _("Correct it in the form")}
    if errors:
        says = _("Checked: errors to correct: %(errors)s; to explain: %(queries)s.", errors=errors, queries=queries)
        return {"done": True, "says": says, "next": findings, "next_label": _("See the findings")}
    if queries:
        says = _("Checked: no error; unusual figures to explain: %(queries)s.", queries=queries)
        return {"done": True, "says": says, "next": findings, "next_label": _("Explain them")}
    figures = url_for(".version", version_id=version.id)
    says = _("Checked: nothing to correct. Check the figures once more; then the head signs.")
    return {"done": True, "says": says, "next": figures, "next_label": _("Check the figures")}
