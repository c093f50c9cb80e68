"""The school's own files: the original for ever, and the copy with the findings marked."""

from uuid import UUID

from flask import Response
from flask_babel import gettext as _

from etl.workbook.annotate import annotate
from etl.workbook.guard.verdict import Refused
from oversight.access import current_viewer, open_session, requires
from oversight.filed.findings import finding_of
from oversight.filed.tables import XLSX, attachment
from oversight.views.asked import address, guard, lang, now, originals
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.errors import NotFound, OversightError
from tenants.filing.personal import file_of_upload, note_file
from tenants.filing.queries import findings_of, get_upload
from tenants.text import Text


class CannotBeMarked(OversightError):
    """The file could not be rewritten with its findings."""

    says = Text(
        "这个文件无法加上检查标记，请按网页上的检查结果改正。原件仍可下载。",
        "This file cannot be marked; follow the findings on the page. The original can still be downloaded.",
    )


@bp.get("/uploads/<uuid:upload_id>/original")
@requires(Permission.READ_RETURNS)
def original(upload_id: UUID) -> Response:
    """The file exactly as it was received."""
    with open_session() as session:
        kept = get_upload(session, upload_id)
        note_file(session, current_viewer(), file_of_upload(session, kept), at=now(), address=address())
    stored = originals().file_of(kept.sha256)
    if not stored.is_file():
        raise NotFound
    return attachment(stored.read_bytes(), name=kept.filename, mimetype="application/octet-stream")


@bp.get("/uploads/<uuid:upload_id>/annotated")
@requires(Permission.READ_RETURNS)
def annotated(upload_id: UUID) -> Response:
    """The school's own workbook with the findings as comments on coloured cells and a summary sheet first."""
    with open_session() as session:
        kept = get_upload(session, upload_id)
        note_file(session, current_viewer(), file_of_upload(session, kept), at=now(), address=address())
        rows = (
            findings_of(session, version_id=kept.version_id)
            if kept.version_id
            else findings_of(session, upload_id=kept.id)
        )
    try:
        body = annotate(guard(), originals().file_of(kept.sha256), [finding_of(row) for row in rows], lang())
    except Refused as verdict:
        raise CannotBeMarked from verdict
    stem = kept.filename.rsplit(".", 1)[0]
    return attachment(body, name=_("%(file)s (findings marked).xlsx", file=stem), mimetype=XLSX)
