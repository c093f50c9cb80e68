"""The first step of signing in, where a right one leads, and signing out."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import find_viewer, open_to_all, pools
from oversight.access.reposting import unpack
from oversight.access.signing_in import Outcome, leave, settings, try_password
from oversight.access.targets import safe_target
from oversight.views.access.blueprint import bp
from oversight.views.asked import now
from tenants.accounts.queries import demo_accounts, memberships_of
from tenants.accounts.roles import Role
from tenants.scope.sessions import login_session

DEMO_NAMES = ("clerk", "head", "inspector", "officer", "admin")
_STEPS = {Outcome.CODE: "access.code", Outcome.ENROL: "access.enrol"}


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo district, as the page offers it."""

    login_name: str
    role: Role


@bp.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Name and password."""
    if request.method == "GET":
        if find_viewer() is not None:
            return redirect(safe_target(request.args.get("next")), 303)
        return page(next_target=safe_target(request.args.get("next")))
    name, again = request.form.get("login_name", ""), request.form.get("again", "")
    next_target = safe_target(request.form.get("next"))
    outcome = try_password(name, request.form.get("password", ""), at=now())
    if outcome is Outcome.DONE:
        return onward(next_target, again)
    if outcome in _STEPS:
        if again:
            return second_step_page(outcome, next_target, again)
        return redirect(url_for(_STEPS[outcome], next=next_target if next_target != "/" else None), 303)
    said = (
        _("Your account has no role at present. Ask the bureau's administrator.")
        if outcome is Outcome.NO_ROLE
        else _("Sign-in name or password is not right. Check both; after ten tries you have to wait.")
    )
    return page(next_target=next_target, again=again, login_name=name, problem=said), 422


@bp.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    leave(at=now())
    return redirect(url_for(".sign_in", left=1), 303)


def page(
    *, next_target: str = "/", again: str = "", login_name: str = "", problem: str = "", is_late: bool = False
) -> str:
    """The page, with what was typed."""
    return render_template(
        "access/sign_in.html",
        next_target=next_target,
        again=again,
        login_name=login_name,
        problem=problem,
        is_late=is_late,
        says=_left_words(),
        demo=_demo(),
    )


def onward(next_target: str, again: str) -> ResponseReturnValue:
    """Where somebody goes who has just signed in: to the page they wanted, or to the form that came too late."""
    kept = unpack(again) if again else None
    if kept is None:
        return redirect(next_target, 303)
    if kept.had_file:
        return redirect(kept.back if kept.back != "/" else next_target, 303)
    return render_template("access/again.html", kept=kept, has_just_signed_in=True)


def second_step_page(outcome: Outcome, next_target: str, again: str) -> ResponseReturnValue:
    """The second step drawn at once, so that a form kept in the page goes along."""
    from oversight.views.access.second_step import code_page, enrol_page

    return (code_page if outcome is Outcome.CODE else enrol_page)(next_target=next_target, again=again)


def _left_words() -> str:
    if request.method == "GET" and "left" in request.args:
        return str(_("You are signed out."))
    if request.method == "GET" and "set" in request.args:
        return str(_("Your password is set. Sign in with it now."))
    return ""


def _demo() -> list[DemoAccount]:
    """The accounts to try, where there is a demo district; never in production."""
    if settings().is_production:
        return []
    roles: dict[str, Role] = {}
    with login_session(pools()) as session:
        for each in demo_accounts(session, DEMO_NAMES):
            if held := memberships_of(session, each.id, at=now()):
                roles[each.login_name] = held[0].role
    return [DemoAccount(name, roles[name]) for name in DEMO_NAMES if name in roles]
