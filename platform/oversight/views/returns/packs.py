"""The month's pack: every return due in a month as one workbook, down and up again, each accepted on its own."""

import io
from typing import Any
from uuid import UUID

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.filing.templates import pack_of
from etl.jobs.checking import defer_check_of
from etl.workbook.annotate import annotate
from etl.workbook.guard.verdict import Refused
from etl.workbook.template import write_pack
from oversight.access import current_viewer, open_session, requires
from oversight.filed.findings import finding_of
from oversight.filed.tables import XLSX, attachment
from oversight.views.asked import address, guard, lang, now, originals, today, wants_json
from oversight.views.heads import head_of, size_words
from oversight.views.returns.blueprint import bp
from oversight.views.returns.downloads import CannotBeMarked
from oversight.views.returns.duty import OUTCOMES
from oversight.views.returns.listing import duty_row
from oversight.views.returns.says import progress_says
from oversight.views.returns.upload import NoFile, upload_context
from tenants.accounts.roles import Permission
from tenants.calendar.periods import Period, containing, following, name_of, period_of, previous
from tenants.errors import NotFound
from tenants.filing.duty_list import duty_lines
from tenants.filing.models import Pack, UploadState
from tenants.filing.packs import get_pack, pack_duties, packs_of, receive_pack, returns_of_pack
from tenants.filing.personal import file_of_pack, note_file, template_of
from tenants.filing.queries import findings_of_uploads
from tenants.returns.declaration import PeriodType
from tenants.text import Lang


@bp.get("/packs/")
@requires(Permission.FILE_PACKS)
def this_month() -> ResponseReturnValue:
    """The pack of the month in which returns fall due now."""
    return redirect(url_for(".pack", month=containing(PeriodType.MONTH, today()).key))


@bp.get("/packs/<month>")
@requires(Permission.FILE_PACKS)
def pack(month: str) -> ResponseReturnValue:
    """What is due in a month, the workbook for all of it, and where to send it."""
    span = _month(month)
    with open_session() as session:
        owed = pack_duties(session, _school_id(), span)
        lines = duty_lines(session, [each.id for each in owed], today())
        sent = packs_of(session, _school_id(), span)
    return render_template(
        "returns/pack.html",
        lang=lang(),
        month=span,
        month_name=name_of(span).say(lang()),
        before=previous(span),
        after=following(span),
        rows=[duty_row(lines[each.id]) for each in owed],
        packs=sent,
        size_words=size_words,
        **upload_context(),
    )


@bp.get("/packs/<month>/template")
@requires(Permission.FILE_PACKS)
def pack_template(month: str) -> Response:
    """One workbook with the sheets of every return that is due in the month and still to be filed."""
    span, spoken = _month(month), request.args.get("lang", lang())
    if spoken not in {"zh", "en"}:
        abort(404)
    target = io.BytesIO()
    with open_session() as session:
        about, returns = pack_of(session, _school_id(), span)
        if owed := pack_duties(session, _school_id(), span):
            note_file(session, current_viewer(), template_of(owed), at=now(), address=address())
    if not returns:
        raise NotFound
    in_words: Lang = "en" if spoken == "en" else "zh"
    write_pack(returns, target, about, in_words)
    title = _("Pack of returns")
    name = f"{title}_{about.school_name.say(lang())}_{span.key}.xlsx"
    return attachment(target.getvalue(), name=name, mimetype=XLSX)


@bp.post("/packs/<month>")
@requires(Permission.FILE_PACKS)
def upload_pack(month: str) -> ResponseReturnValue:
    """Keep the pack, give its receipt and ask for the check of each return in it, all in one transaction."""
    span = _month(month)
    sent = request.files.get("workbook")
    if sent is None or not sent.filename:
        raise NoFile
    original = originals().keep(sent.stream)
    viewer = current_viewer()
    with open_session() as session:
        receipt = receive_pack(
            session,
            viewer,
            span,
            sha256=original.sha256,
            filename=sent.filename,
            size_bytes=original.size,
            at=now(),
        )
        defer_check_of(session, viewer.district_id)
    again: dict[str, Any] = {} if receipt.is_new else {"again": "1"}
    target = url_for(".pack_receipt", pack_id=receipt.upload_id, **again)
    if wants_json():
        return jsonify(next=target, receipt=receipt.receipt_no)
    return redirect(target, code=303)


@bp.get("/packs/receipts/<uuid:pack_id>")
@requires(Permission.READ_RETURNS)
def pack_receipt(pack_id: UUID) -> ResponseReturnValue:
    """The receipt of a pack: what became of each return, what is missing, which sheets belong to none."""
    with open_session() as session:
        kept = get_pack(session, pack_id)
        rows = _rows(session, kept)
    waiting = sum(each["is_waiting"] for each in rows)
    return render_template(
        "returns/pack_receipt.html",
        lang=lang(),
        pack=kept,
        size=size_words(kept.size_bytes),
        month_name=name_of(period_of(kept.month)).say(lang()),
        rows=rows,
        filed=sum(each["is_filed"] for each in rows),
        waiting=waiting,
        is_again="again" in request.args,
        progress_says=progress_says(),
    )


@bp.get("/packs/receipts/<uuid:pack_id>/status")
@requires(Permission.READ_RETURNS)
def pack_status(pack_id: UUID) -> ResponseReturnValue:
    """How far the check of a pack is, for the page that follows it."""
    with open_session() as session:
        rows = _rows(session, get_pack(session, pack_id))
    waiting = sum(each["is_waiting"] for each in rows)
    words = _("Checked: %(done)s of %(all)s returns.", done=len(rows) - waiting, all=len(rows))
    told: dict[str, Any] = {"done": not waiting, "says": words}
    if not waiting:
        told |= {"next": url_for(".pack_receipt", pack_id=pack_id), "next_label": _("See what became of each return")}
    answer = jsonify(told)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/packs/receipts/<uuid:pack_id>/original")
@requires(Permission.READ_RETURNS)
def pack_original(pack_id: UUID) -> Response:
    """The pack exactly as it was received."""
    with open_session() as session:
        kept = get_pack(session, pack_id)
        note_file(session, current_viewer(), file_of_pack(session, kept), at=now(), address=address())
    stored = originals().file_of(kept.sha256)
    if not stored.is_file():
        raise NotFound
    return attachment(stored.read_bytes(), name=kept.filename, mimetype="application/octet-stream")


@bp.get("/packs/receipts/<uuid:pack_id>/annotated")
@requires(Permission.READ_RETURNS)
def pack_annotated(pack_id: UUID) -> Response:
    """The school's own pack with the findings of all its returns marked."""
    with open_session() as session:
        kept = get_pack(session, pack_id)
        note_file(session, current_viewer(), file_of_pack(session, kept), at=now(), address=address())
        found = returns_of_pack(session, kept, period_of(kept.month))
        uploads = [each.upload.id for each in found if each.upload is not None]
        rows = findings_of_uploads(session, uploads)
    try:
        body = annotate(guard(), originals().file_of(kept.sha256), [finding_of(row) for row in rows], lang())
    except Refused as verdict:
        raise CannotBeMarked from verdict
    stem = kept.filename.rsplit(".", 1)[0]
    return attachment(body, name=_("%(file)s (findings marked).xlsx", file=stem), mimetype=XLSX)


def _rows(session: Session, kept: Pack) -> list[dict[str, Any]]:
    found = returns_of_pack(session, kept, period_of(kept.month))
    lines = duty_lines(session, [each.duty.id for each in found], today())
    rows = []
    for each in found:
        state = each.upload.state if each.upload is not None else UploadState.ABSENT
        head = head_of(lines[each.duty.id], lang())
        href, label = url_for(".show", duty_id=each.duty.id), _("Open")
        if each.upload is not None and state is UploadState.REFUSED:
            href, label = url_for(".refused", upload_id=each.upload.id), _("See why")
        elif each.upload is not None and state is UploadState.READ and each.upload.version_id is not None:
            href, label = url_for(".findings", version_id=each.upload.version_id), _("See the findings")
        rows.append(
            {
                "head": head,
                "outcome": OUTCOMES[state].say(lang()),
                "state": str(state),
                "errors": lines[each.duty.id].errors,
                "queries": lines[each.duty.id].queries,
                "is_waiting": state is UploadState.WAITING,
                "is_filed": state is UploadState.READ,
                "href": href,
                "label": label,
            }
        )
    return rows


def _month(key: str) -> Period:
    try:
        period = period_of(key)
    except ValueError:
        raise NotFound from None
    if period.type is not PeriodType.MONTH:
        raise NotFound
    return period


def _school_id() -> int:
    school_id = current_viewer().school_id
    if school_id is None:
        raise NotFound
    return school_id
