"""Tokens of one's programs: made, shown once, listed, revoked."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import confirm_password, current_viewer, pools
from oversight.access.guarding import signed_in
from oversight.views.access.blueprint import bp
from oversight.views.asked import lang, now
from tenants.accounts.queries import all_memberships
from tenants.accounts.roles import ROLE_LABELS
from tenants.accounts.tokens import (
    LONGEST_NAME,
    SCOPE_LABELS,
    Scope,
    TooManyTokens,
    is_in_force,
    make_token,
    revoke_token,
    scopes_for,
    tokens_of,
)
from tenants.audit.services import record
from tenants.scope.sessions import login_session

DAYS = (30, 90, 180, 365)


@dataclass
class Wanted:
    """What the form asks for."""

    name: str = ""
    scopes: list[Scope] = field(default_factory=list)
    days: int = 90
    problems: dict[str, str] = field(default_factory=dict)


@bp.get("/account/tokens")
@signed_in
def tokens() -> ResponseReturnValue:
    """The tokens of my programs, and making another."""
    return _page(Wanted(scopes=[Scope.RETURNS_READ]))


@bp.post("/account/tokens")
@signed_in
def make() -> ResponseReturnValue:
    """Make a token; its words are on this answer and nowhere else."""
    viewer, wanted = current_viewer(), _read()
    if not wanted.problems and not confirm_password(request.form.get("password", "")):
        wanted.problems["password"] = _("The password is not right; no token was made.")
    if wanted.problems:
        return _page(wanted), 422
    try:
        with login_session(pools()) as session:
            made = make_token(
                session,
                account_id=viewer.account_id,
                membership_id=viewer.membership_id,
                name=wanted.name,
                scopes=wanted.scopes,
                days=wanted.days,
                at=now(),
            )
            _note(session, "token_made", made.kept.name)
    except TooManyTokens as problem:
        wanted.problems["name"] = problem.text.say(lang())
        return _page(wanted), 409
    return _page(Wanted(scopes=[Scope.RETURNS_READ]), shown=made.token), 201


@bp.post("/account/tokens/<uuid:token_id>/revoke")
@signed_in
def revoke(token_id: UUID) -> ResponseReturnValue:
    """Refuse a token from now on."""
    with login_session(pools()) as session:
        kept = revoke_token(session, current_viewer().account_id, token_id, at=now())
        _note(session, "token_revoked", kept.name)
    return redirect(url_for(".tokens", done="revoked"), 303)


def _read() -> Wanted:
    form = request.form
    allowed = scopes_for(current_viewer().role)
    days = form.get("days", "")
    wanted = Wanted(
        name=" ".join(form.get("name", "").split()),
        scopes=[each for each in allowed if each.value in form.getlist("scope")],
        days=int(days) if days in {str(each) for each in DAYS} else 0,
    )
    if not 1 <= len(wanted.name) <= LONGEST_NAME or not wanted.name.isprintable():
        wanted.problems["name"] = _("Give the token a name of at most %(n)s characters.", n=LONGEST_NAME)
    if not wanted.scopes:
        wanted.problems["scope"] = _("Choose what the token is good for.")
    if not wanted.days:
        wanted.problems["days"] = _("Choose how long the token holds.")
    return wanted


def _page(wanted: Wanted, *, shown: str = "") -> str:
    viewer, at = current_viewer(), now()
    with login_session(pools()) as session:
        kept = tokens_of(session, viewer.account_id)
        roles = {each.id: each.role for each in all_memberships(session, viewer.district_id)}
    lines = [
        {
            "token": each,
            "role": ROLE_LABELS[roles[each.membership_id]].say(lang()),
            "scopes": [SCOPE_LABELS[Scope(scope)].say(lang()) for scope in each.scopes],
            "is_in_force": is_in_force(each, at=at),
        }
        for each in kept
    ]
    return render_template(
        "access/tokens.html",
        lines=lines,
        wanted=wanted,
        shown=shown,
        days=DAYS,
        scopes=[(each, SCOPE_LABELS[each].say(lang())) for each in scopes_for(viewer.role)],
        told=_("The token is revoked; it is refused from now on.") if request.args.get("done") == "revoked" else "",
    )


def _note(session: Session, action: str, subject: str) -> None:
    viewer = current_viewer()
    record(
        session,
        action,
        district_id=viewer.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        at=now(),
        role=viewer.role,
        school_id=viewer.school_id,
        subject=subject,
        address=request.remote_addr or "",
    )
