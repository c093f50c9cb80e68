"""One's own account: roles, the browsers signed in, the password."""

import binascii
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import confirm_password, current_viewer, hashing, open_session, pools
from oversight.access.browser import browser
from oversight.access.guarding import forget_viewer, signed_in
from oversight.views.access.blueprint import bp
from oversight.views.access.password_link import weak_words
from oversight.views.asked import lang, now
from tenants.accounts.models import WebSession
from tenants.accounts.queries import get_account, memberships_of, sessions_of
from tenants.accounts.roles import BUREAU_ROLES, ROLE_LABELS
from tenants.accounts.services import ask_second_factor, end_session_of, end_sessions, set_password, switch_role
from tenants.audit.services import record
from tenants.errors import NotFound
from tenants.registry.models import Tenant
from tenants.scope.sessions import login_session
from tenants.scope.viewer import Viewer


@dataclass(frozen=True)
class BrowserLine:
    """One browser in which the account is signed in."""

    id: str
    agent: str
    address: str
    since: object
    last_seen: object
    is_this: bool


@dataclass(frozen=True)
class RoleLine:
    """One role of the account."""

    id: object
    label: str
    is_current: bool


@bp.get("/account/")
@signed_in
def account() -> ResponseReturnValue:
    """Who I am here, where I am signed in."""
    return _page()


@bp.post("/account/sessions/<token_sha256>/end")
@signed_in
def end_one(token_sha256: str) -> ResponseReturnValue:
    """Sign one browser out, at once."""
    try:
        wanted = bytes.fromhex(token_sha256)
    except (ValueError, binascii.Error):
        raise NotFound from None
    viewer = current_viewer()
    with login_session(pools()) as session:
        if not end_session_of(session, viewer.account_id, wanted):
            raise NotFound
        _note(session, viewer, "session_ended")
    return redirect(url_for(".account", done="ended"), 303)


@bp.post("/account/sessions/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    """Sign every other browser out."""
    viewer = current_viewer()
    with login_session(pools()) as session:
        end_sessions(session, viewer.account_id, but=browser().sha256)
        _note(session, viewer, "sessions_ended")
    return redirect(url_for(".account", done="ended"), 303)


@bp.post("/account/password")
@signed_in
def password() -> ResponseReturnValue:
    """Change the password; other browsers are signed out."""
    viewer, wanted = current_viewer(), request.form.get("password_new", "")
    with login_session(pools()) as session:
        login_name = get_account(session, viewer.account_id).login_name
    if not confirm_password(request.form.get("password", "")):
        return _page(problem=_("Your present password is not right."), field="password"), 422
    if hashing.is_weak(wanted, login_name):
        return _page(problem=weak_words(), field="password_new"), 422
    if wanted != request.form.get("password_again", ""):
        return _page(problem=_("The two passwords are not the same."), field="password_again"), 422
    hashed = hashing.hash_password(wanted)
    with login_session(pools()) as session:
        set_password(session, viewer.account_id, hashed, at=now(), ends_sessions=True, but=browser().sha256)
        _note(session, viewer, "password_changed")
    return redirect(url_for(".account", done="password"), 303)


@bp.post("/account/role")
@signed_in
def role() -> ResponseReturnValue:
    """Use another of one's roles in this browser."""
    viewer, at = current_viewer(), now()
    with login_session(pools()) as session:
        wanted = [
            each
            for each in memberships_of(session, viewer.account_id, at=at)
            if str(each.id) == request.form.get("membership", "")
        ]
        if not wanted:
            raise NotFound
        switch_role(session, browser().sha256, wanted[0].id)
        has_code = get_account(session, viewer.account_id).totp_secret is not None
        must_enrol = wanted[0].role in BUREAU_ROLES and not has_code
        if must_enrol:
            ask_second_factor(session, browser().sha256, at=at)
    forget_viewer()
    return redirect(url_for(".enrol") if must_enrol else "/", 303)


def _page(*, problem: str = "", field: str = "") -> str:
    viewer, at = current_viewer(), now()
    with login_session(pools()) as session:
        me = get_account(session, viewer.account_id)
        browsers = [_browser_line(each) for each in sessions_of(session, viewer.account_id, at=at)]
        memberships = memberships_of(session, viewer.account_id, at=at)
    told = {"ended": _("Signed out there."), "password": _("Your password is changed. Other browsers were signed out.")}
    return render_template(
        "access/account.html",
        me=me,
        browsers=browsers,
        roles=[
            RoleLine(each.id, ROLE_LABELS[each.role].say(lang()), each.id == viewer.membership_id)
            for each in memberships
        ],
        school=_school_name(viewer),
        problem=problem,
        problem_field=field,
        told=told.get(request.args.get("done", ""), "") if request.method == "GET" else "",
        shortest=hashing.SHORTEST,
    )


def _school_name(viewer: Viewer) -> str:
    if viewer.school_id is None:
        return ""
    with open_session() as session:
        school = session.get(Tenant, (viewer.district_id, viewer.school_id))
    if school is None:
        return ""
    return school.name_en if lang() == "en" and school.name_en else school.name_zh


def _browser_line(kept: WebSession) -> BrowserLine:
    return BrowserLine(
        id=kept.token_sha256.hex(),
        agent=_agent_words(kept.agent),
        address=kept.address,
        since=kept.created_at,
        last_seen=kept.last_seen_at,
        is_this=kept.token_sha256 == browser().sha256,
    )


def _agent_words(agent: str) -> str:
    """A browser's name and system out of what it says of itself."""
    names = (
        ("Edg/", "Edge"),
        ("MicroMessenger", "WeChat"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    name = next((said for mark, said in names if mark in agent), "")
    system = next((said for mark, said in systems if mark in agent), "")
    return " · ".join(each for each in (name, system) if each) or str(_("unknown browser"))


def _note(session: object, viewer: Viewer, action: str) -> None:
    from sqlalchemy.orm import Session

    assert isinstance(session, Session)
    record(
        session,
        action,
        district_id=viewer.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        at=now(),
        role=viewer.role,
        school_id=viewer.school_id,
        address=request.remote_addr or "",
    )
