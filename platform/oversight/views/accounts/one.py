"""One account: its roles and areas over time, links, locking. Everything is noted in the audit trail."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, pools, requires
from oversight.access.signing_in import settings
from oversight.views.accounts.blueprint import bp
from oversight.views.accounts.register import own_account, own_membership, places_of, role_lines
from oversight.views.asked import lang, now, today
from tenants.accounts.models import Account
from tenants.accounts.queries import sessions_of
from tenants.accounts.roles import Permission, Role
from tenants.accounts.services import (
    RESET_HOURS,
    assign_areas,
    drop_second_factor,
    end_role,
    end_sessions,
    give_reset,
    lock_account,
    unlock_account,
)
from tenants.audit.services import record
from tenants.errors import NotFound, OversightError
from tenants.scope.sessions import login_session
from tenants.text import Text


class NotYourself(OversightError):
    """An administrator who locks the own account may lock everybody out."""

    says = Text("不能对自己的账号这样做，请另一位管理员操作。", "Not for your own account; ask another administrator.")


@bp.get("/<uuid:account_id>")
@requires(Permission.MANAGE_ACCOUNTS)
def show(account_id: UUID) -> ResponseReturnValue:
    """Who it is, what it may do since when, and what can be done with it."""
    return _page(account_id)


@bp.post("/<uuid:account_id>/link")
@requires(Permission.MANAGE_ACCOUNTS)
def link(account_id: UUID) -> ResponseReturnValue:
    """A link that sets the password once, shown to the administrator, who hands it on."""
    at = now()
    with login_session(pools()) as session:
        account = own_account(session, current_viewer(), account_id)
        token = give_reset(session, account.id, at=at)
        note(session, account, "password_link_given", at=at)
    base = settings().public_base_url or request.host_url.rstrip("/")
    return _page(account_id, link=base + url_for("access.reset", token=token))


@bp.post("/<uuid:account_id>/<any(lock,unlock,sign_out,drop_authenticator):action>")
@requires(Permission.MANAGE_ACCOUNTS)
def change(account_id: UUID, action: str) -> ResponseReturnValue:
    """Lock or unlock it, sign it out everywhere, forget its lost authenticator."""
    at, viewer = now(), current_viewer()
    if account_id == viewer.account_id:
        raise NotYourself
    done: dict[str, Callable[[Session, UUID], object]] = {
        "lock": lock_account,
        "unlock": unlock_account,
        "sign_out": end_sessions,
        "drop_authenticator": drop_second_factor,
    }
    with login_session(pools()) as session:
        account = own_account(session, viewer, account_id)
        done[action](session, account.id)
        note(session, account, f"account_{action}", at=at)
    return redirect(url_for(".show", account_id=account_id, done=action), 303)


@bp.post("/<uuid:account_id>/roles/<uuid:membership_id>/areas")
@requires(Permission.MANAGE_ACCOUNTS)
def areas(account_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    """From today on the inspector has exactly the areas ticked."""
    at = now()
    with open_session() as session:
        known = places_of(session).areas
    wanted = [each for each in request.form.getlist("area") if each in known]
    with login_session(pools()) as session:
        membership = own_membership(session, current_viewer(), account_id, membership_id)
        if membership.role is not Role.INSPECTOR:
            raise NotFound
        assign_areas(session, membership, wanted, at=at)
        account = own_account(session, current_viewer(), account_id)
        note(session, account, "areas_assigned", at=at, areas=", ".join(sorted(wanted)))
    return redirect(url_for(".show", account_id=account_id, done="areas"), 303)


@bp.post("/<uuid:account_id>/roles/<uuid:membership_id>/end")
@requires(Permission.MANAGE_ACCOUNTS)
def end(account_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    """The role holds no longer; its history stays."""
    at, viewer = now(), current_viewer()
    if account_id == viewer.account_id:
        raise NotYourself
    with login_session(pools()) as session:
        membership = own_membership(session, viewer, account_id, membership_id)
        end_role(session, membership, at=at)
        account = own_account(session, viewer, account_id)
        note(session, account, "role_ended", at=at, role_ended=membership.role.value)
    return redirect(url_for(".show", account_id=account_id, done="role"), 303)


def note(session: Session, account: Account, action: str, *, at: datetime, **details: Any) -> None:
    """Who did what to whose account."""
    viewer = current_viewer()
    record(
        session,
        action,
        district_id=viewer.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=viewer.role,
        at=at,
        subject=account.login_name,
        address=request.remote_addr or "",
        **details,
    )


def _page(account_id: UUID, *, link: str = "") -> str:
    viewer = current_viewer()
    with open_session() as session:
        places = places_of(session)
    with login_session(pools()) as session:
        account = own_account(session, viewer, account_id)
        roles = role_lines(session, account, places, today=today(), lang=lang())
        browsers = len(sessions_of(session, account.id, at=now()))
    return render_template(
        "accounts/show.html",
        account=account,
        roles=roles,
        browsers=browsers,
        areas=[(key, name.say(lang())) for key, name in places.areas.items()],
        is_self=account_id == viewer.account_id,
        link=link,
        hours=RESET_HOURS,
        told=_told(request.args.get("done", "")) if request.method == "GET" else "",
    )


def _told(done: str) -> str:
    told: dict[str, str] = {
        "created": _("The account is created. Give its owner a link to set the password."),
        "lock": _("Locked: nobody signs in with it, and whoever was signed in is out."),
        "unlock": _("Unlocked."),
        "sign_out": _("Signed out everywhere."),
        "drop_authenticator": _("The authenticator is forgotten. At the next sign-in a new one is set up."),
        "areas": _("The areas hold from today on."),
        "role": _("The role has ended."),
    }
    return told.get(done, "")
