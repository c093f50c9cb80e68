"""One complaint: what it says, who complained on demand, and what the bureau does about it."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, pools, requires
from oversight.views.asked import lang, now
from oversight.views.complaints.blueprint import bp
from oversight.views.complaints.listing import STATES, TONES, names_of
from tenants.accounts.roles import Permission
from tenants.complaints.handling import Outcome, acknowledge, close, notice_of, open_contact
from tenants.complaints.models import NoticeState
from tenants.complaints.receiving import Contact
from tenants.errors import NotFound, OversightError
from tenants.returns.codes import codes_of, label_of

_LONGEST = 2000


@bp.get("/<uuid:notice_id>")
@requires(Permission.HANDLE_COMPLAINTS)
def show(notice_id: UUID) -> ResponseReturnValue:
    """What it says and how far it is."""
    return _page(notice_id, {})


@bp.post("/<uuid:notice_id>/contact")
@requires(Permission.HANDLE_COMPLAINTS)
def contact(notice_id: UUID) -> ResponseReturnValue:
    """Who complained, for this once; the audit trail says who looked."""
    keyring = pools().keyring
    if keyring is None:
        raise NotFound
    with open_session() as session:
        who = open_contact(session, current_viewer(), notice_id, keyring, at=now(), address=request.remote_addr or "")
    return _page(notice_id, {}, who=who)


@bp.post("/<uuid:notice_id>/acknowledge")
@requires(Permission.HANDLE_COMPLAINTS)
def acknowledge_it(notice_id: UUID) -> ResponseReturnValue:
    """Say that it is being dealt with."""
    with open_session() as session:
        acknowledge(session, current_viewer(), notice_id, at=now())
    return redirect(url_for(".show", notice_id=notice_id), 303)


@bp.post("/<uuid:notice_id>/close")
@requires(Permission.HANDLE_COMPLAINTS)
def close_it(notice_id: UUID) -> ResponseReturnValue:
    """Close it; what is wrong is said at its field."""
    typed = {name: request.form.get(name, "").strip() for name in ("finding", "action", "public_reply")}
    problems = {
        name: _("At most %(n)s characters.", n=_LONGEST) for name, text in typed.items() if len(text) > _LONGEST
    }
    if typed["finding"] not in codes_of("finding_result"):
        problems["finding"] = _("Choose one.")
    if not typed["action"]:
        problems["action"] = _("Fill this in.")
    if problems:
        return _page(notice_id, problems), 422
    try:
        with open_session() as session:
            close(session, current_viewer(), notice_id, Outcome(**typed), at=now())
    except OversightError as problem:
        return _page(notice_id, {"action": problem.text.say(lang())}), 422
    return redirect(url_for(".show", notice_id=notice_id), 303)


def _page(notice_id: UUID, problems: dict[str, str], *, who: Contact | None = None) -> str:
    with open_session() as session:
        notice = notice_of(session, notice_id)
        school = names_of(session, [notice]).get(notice.school_code or "", "")
    return render_template(
        "complaints/show.html",
        notice=notice,
        school=school,
        domain=label_of("complaint_domain", notice.domain).say(lang()),
        state=STATES[notice.state].say(lang()),
        tone=TONES[notice.state],
        is_new=notice.state is NoticeState.RECEIVED,
        is_open=notice.state is NoticeState.ACKNOWLEDGED,
        finding=label_of("finding_result", notice.finding).say(lang()) if notice.finding else "",
        findings=[(code, label.say(lang())) for code, label in codes_of("finding_result").items()],
        who=who,
        typed=request.form,
        problems=problems,
        longest=_LONGEST,
    )
