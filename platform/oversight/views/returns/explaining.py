"""The explanations of queries: saved one by one as they are typed, or all at once; nothing typed is ever lost."""

from collections.abc import Mapping
from uuid import UUID

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from oversight.access import current_viewer, open_session, requires
from oversight.filed.findings import of, unexplained
from oversight.views.asked import lang, now
from oversight.views.heads import clock
from oversight.views.returns.blueprint import bp
from oversight.views.returns.findings import Typed, findings_page
from tenants.accounts.roles import Permission
from tenants.errors import NotFound
from tenants.filing.errors import DraftChanged
from tenants.filing.justifying import LONGEST, SHORTEST
from tenants.filing.models import FindingRow, Version
from tenants.filing.queries import findings_of
from tenants.filing.services import justify, justify_all
from tenants.returns.declaration import Severity


@bp.post("/versions/<uuid:version_id>/findings")
@requires(Permission.FILE_RETURNS)
def save_reasons(version_id: UUID) -> ResponseReturnValue:
    """Save every explanation that was changed; on a problem the page comes back with all that was typed."""
    texts, kept = _by_finding(request.form, "why-"), _by_finding(request.form, "kept-")
    changed = {each: text for each, text in texts.items() if text != kept.get(each, "")}
    problems = {each: problem for each, text in changed.items() if (problem := length_problem(text))}
    if problems:
        return findings_page(version_id, Typed(texts=changed, problems=problems)), 422
    try:
        with open_session() as session:
            _save(session, version_id, changed, kept)
            found = findings_of(session, version_id=version_id)
    except DraftChanged as conflict:
        return findings_page(version_id, Typed(texts=changed, conflict=conflict, kept=kept)), 409
    if unexplained(found) or of(found, Severity.ERROR):
        return redirect(url_for(".findings", version_id=version_id, saved=1), code=303)
    return redirect(url_for(".version", version_id=version_id), code=303)


@bp.post("/findings/<uuid:finding_id>/reason")
@requires(Permission.FILE_RETURNS)
def save_reason(finding_id: UUID) -> ResponseReturnValue:
    """Save one explanation as it is typed; answers a script with the time and the draft's new revision."""
    text, kept = request.form.get("text", "").strip(), request.form.get("kept", "").strip()
    if problem := length_problem(text):
        return jsonify(says=problem), 422
    viewer, at = current_viewer(), now()
    try:
        with open_session() as session:
            version = justify(session, viewer, finding_id, text, revision=_revision(request.form), at=at)
    except DraftChanged as conflict:
        with open_session() as session:
            theirs = _stored(session, finding_id)
            if theirs != kept or not _is_about_words(conflict):
                answer = {"says": conflict.text.say(lang()), "theirs": theirs, "revision": conflict.revision}
                return jsonify(answer), 409
            version = justify(session, viewer, finding_id, text, revision=conflict.revision, at=at)
    return jsonify(says=_("saved %(time)s", time=clock(at)), revision=version.revision)


def length_problem(text: str) -> str:
    """What is wrong with the length of an explanation; empty if nothing."""
    if SHORTEST <= len(text) <= LONGEST:
        return ""
    problem: str = _("An explanation has 10 to 500 characters; this has %(n)s.", n=len(text))
    return problem


def _save(session: Session, version_id: UUID, changed: Mapping[UUID, str], kept: Mapping[UUID, str]) -> Version:
    """Save the texts; where others only explained other queries meanwhile, theirs and ours both stay."""
    viewer, at = current_viewer(), now()
    try:
        with session.begin_nested():
            return justify_all(session, viewer, version_id, changed, revision=_revision(request.form), at=at)
    except DraftChanged as conflict:
        stored = {row.id: row.justification or "" for row in findings_of(session, version_id=version_id)}
        if any(stored.get(each) != kept.get(each, "") for each in changed) or not _is_about_words(conflict):
            raise
        return justify_all(session, viewer, version_id, changed, revision=conflict.revision, at=at)


def _is_about_words(conflict: DraftChanged) -> bool:
    """Whether explanations alone were changed, and no figure."""
    return all(edit.action == "justified" for edit in conflict.edits)


def _stored(session: Session, finding_id: UUID) -> str:
    row = session.scalar(select(FindingRow).where(FindingRow.id == finding_id))
    if row is None:
        raise NotFound
    return row.justification or ""


def _by_finding(form: MultiDict[str, str], prefix: str) -> dict[UUID, str]:
    """Texts by finding; a name that is no finding's is left out."""
    found = {}
    for name, text in form.items():
        if name.startswith(prefix):
            try:
                found[UUID(name.removeprefix(prefix))] = text.strip()
            except ValueError:
                continue
    return found


def _revision(form: MultiDict[str, str]) -> int:
    sent = form.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
