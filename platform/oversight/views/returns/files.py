"""Files behind the figures of a draft: taken in, handed out, taken away."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from etl.attached import AttachmentTooLarge, EmptyAttachment, WrongAttachment, keep_attachment
from etl.filing.attaching import FilePlace, attach_files, detach_file
from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import XLSX, attachment
from oversight.views.asked import lang, now, originals, wants_json
from oversight.views.returns.blueprint import bp
from oversight.views.returns.figures import sees_files, version_page
from tenants.accounts.roles import Permission
from tenants.errors import NotAllowed, NotFound, OversightError
from tenants.filing.attachments import get_attachment
from tenants.filing.models import FileKind
from tenants.filing.queries import get_version
from tenants.text import Text

_TYPES = {FileKind.PDF: "application/pdf", FileKind.JPG: "image/jpeg", FileKind.PNG: "image/png", FileKind.XLSX: XLSX}
_POWERLESS = "sandbox; default-src 'none'; frame-ancestors 'none'"


class NoFileChosen(OversightError):
    """The form came without a file."""

    says = Text("没有选择文件。请先选择要上传的附件。", "No file was chosen. Choose the files to attach first.")


@bp.post("/versions/<uuid:version_id>/files")
@requires(Permission.FILE_RETURNS)
def add_files(version_id: UUID) -> ResponseReturnValue:
    """Put the files sent behind a field; all of them or, if one cannot be taken, none."""
    place = _place()
    with open_session() as session:
        get_version(session, version_id)  # before a byte is stored: what is not yours is not found
    sent = [each for each in request.files.getlist("files") if each.filename]
    try:
        if not sent:
            raise NoFileChosen
        kept = [keep_attachment(originals(), each.stream, each.filename or "") for each in sent]
        with open_session() as session:
            attach_files(session, current_viewer(), version_id, [(place, each) for each in kept], at=now())
    except (NotFound, NotAllowed):
        raise
    except OversightError as problem:
        return _refused(version_id, problem)
    return _done(version_id, place)


@bp.get("/versions/<uuid:version_id>/files/<uuid:attachment_id>")
@requires(Permission.READ_RETURNS)
def attached(version_id: UUID, attachment_id: UUID) -> Response:
    """A file as it was received, to be saved; a browser never opens it with the powers of our pages.

    Those of a draft are the school's own until it is signed.
    """
    with open_session() as session:
        version = get_version(session, version_id)
        if not sees_files(version, current_viewer()):
            raise NotFound
        held = get_attachment(session, version_id, attachment_id)
    stored = originals().file_of(held.sha256)
    if not stored.is_file():
        raise NotFound
    answer = attachment(stored.read_bytes(), name=held.filename, mimetype=_TYPES[held.kind])
    answer.headers["Content-Security-Policy"] = _POWERLESS
    return answer


@bp.post("/versions/<uuid:version_id>/files/<uuid:attachment_id>/remove")
@requires(Permission.FILE_RETURNS)
def remove_file(version_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Take a file away from a draft."""
    try:
        with open_session() as session:
            detach_file(session, current_viewer(), version_id, attachment_id, at=now())
    except (NotFound, NotAllowed):
        raise
    except OversightError as problem:
        return _refused(version_id, problem)
    return redirect(url_for(".version", version_id=version_id, _anchor="files"), code=303)


def _place() -> FilePlace:
    row = request.form.get("row", "")
    if not (row.isascii() and row.isdigit() and len(row) < 7):
        raise NotFound
    return FilePlace(request.form.get("part", ""), request.form.get("field", ""), int(row))


def _done(version_id: UUID, place: FilePlace) -> ResponseReturnValue:
    target = url_for(".version", version_id=version_id, _anchor=f"files-{place.part}.{place.field}.{place.row_no}")
    return jsonify(next=target) if wants_json() else redirect(target, code=303)


def _refused(version_id: UUID, problem: OversightError) -> ResponseReturnValue:
    """Why nothing was taken, on the page of the figures."""
    is_file = isinstance(problem, AttachmentTooLarge | EmptyAttachment | WrongAttachment | NoFileChosen)
    status = 413 if isinstance(problem, AttachmentTooLarge) else 422 if is_file else 409
    says = problem.text.say(lang())
    if wants_json():
        return jsonify(says=says), status
    told: dict[str, Any] = {"title": says}
    return version_page(version_id, problem=told), status
