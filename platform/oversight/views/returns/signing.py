"""Asking the head to sign, and the head's signature over exactly the figures on screen."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.jobs.loading import defer_facts
from oversight.access import confirm_password, current_viewer, open_session, requires
from oversight.filed.steps import changed_words
from oversight.views.asked import lang, now
from oversight.views.heads import duty_head
from oversight.views.returns.blueprint import bp
from oversight.views.returns.figures import version_page
from tenants.accounts.roles import Permission
from tenants.errors import OversightError
from tenants.filing.asking import ask_to_sign
from tenants.filing.errors import DraftChanged, OpenFindings
from tenants.filing.models import VersionState
from tenants.filing.queries import get_version
from tenants.filing.services import sign_and_submit


@bp.post("/versions/<uuid:version_id>/ask")
@requires(Permission.FILE_RETURNS)
def ask(version_id: UUID) -> ResponseReturnValue:
    """Tell the head that the figures are ready."""
    try:
        with open_session() as session:
            ask_to_sign(session, current_viewer(), version_id, at=now())
    except OpenFindings as problem:
        return _refused(version_id, problem), 409
    return redirect(url_for(".version", version_id=version_id, _anchor="sign"), code=303)


@bp.post("/versions/<uuid:version_id>/sign")
@requires(Permission.SIGN_RETURNS)
def sign(version_id: UUID) -> ResponseReturnValue:
    """Sign the figures on screen and hand them to the bureau."""
    with open_session() as session:
        duty_id = get_version(session, version_id).duty_id
    if not confirm_password(request.form.get("password", "")):
        says = _("The password is not right; nothing was signed. Type the password you sign in with.")
        return version_page(version_id, password_problem=says), 422
    try:
        with open_session() as session:
            version = sign_and_submit(
                session,
                current_viewer(),
                version_id,
                digest=_digest(request.form.get("digest", "")),
                revision=_revision(request.form.get("revision", "")),
                at=now(),
            )
            if version.state is VersionState.ACCEPTED:
                defer_facts(session, version)
    except OversightError as problem:
        return _refused(version_id, problem), 409
    return redirect(url_for(".show", duty_id=duty_id), code=303)


def _refused(version_id: UUID, problem: OversightError) -> str:
    told = {"title": problem.text.say(lang()), "changes": []}
    if isinstance(problem, DraftChanged):
        with open_session() as session:
            ret = duty_head(session, get_version(session, version_id).duty_id, now=now(), lang=lang()).ret
        changes = [changed_words(ret, each.as_json(), lang()) for edit in problem.edits for each in edit.changes]
        told["changes"] = [words for words in changes if words]
    return version_page(version_id, problem=told)


def _digest(sent: str) -> bytes:
    try:
        return bytes.fromhex(sent)
    except ValueError:
        return b""  # signs nothing


def _revision(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
