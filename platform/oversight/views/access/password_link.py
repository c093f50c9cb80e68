"""Setting a password by a link: asking for one, and using it once."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import hashing, open_to_all, pools, throttling
from oversight.access.signing_in import settings
from oversight.mail import send_later
from oversight.views.access.blueprint import bp
from oversight.views.asked import now
from tenants.accounts.queries import account_named, account_of_reset
from tenants.accounts.services import RESET_HOURS, give_reset, set_password, use_reset
from tenants.audit.services import record
from tenants.scope.sessions import login_session


@bp.route("/forgotten", methods=["GET", "POST"])
@open_to_all
def forgotten() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whether there is such an account or not."""
    if request.method == "GET":
        return render_template("access/forgotten.html", problem="", is_sent=False)
    name = request.form.get("login_name", "").strip().lower()[:100]
    if not name:
        said = _("Type your sign-in name.")
        return render_template("access/forgotten.html", problem=said, is_sent=False), 422
    if throttling.may_send_mail(name):
        _send_link(name)
    return render_template("access/forgotten.html", problem="", is_sent=True, hours=RESET_HOURS)


@bp.route("/reset/<token>", methods=["GET", "POST"])
@open_to_all
def reset(token: str) -> ResponseReturnValue:
    """Set the password; the link works once."""
    at = now()
    with login_session(pools()) as session:
        account = account_of_reset(session, token, at=at)
    if account is None:
        return render_template("access/reset.html", account=None, problem=""), 404
    if request.method == "GET":
        return render_template("access/reset.html", account=account, problem="", shortest=hashing.SHORTEST)
    password, problem = request.form.get("password", ""), ""
    if hashing.is_weak(password, account.login_name):
        problem = weak_words()
    elif password != request.form.get("password_again", ""):
        problem = _("The two passwords are not the same.")
    if problem:
        page = render_template("access/reset.html", account=account, problem=problem, shortest=hashing.SHORTEST)
        return page, 422
    hashed = hashing.hash_password(password)
    with login_session(pools()) as session:
        if use_reset(session, token, at=at) is None:
            return render_template("access/reset.html", account=None, problem=""), 404
        set_password(session, account.id, hashed, at=at, ends_sessions=True)
        record(
            session,
            "password_set_by_link",
            district_id=account.district_id,
            account_id=account.id,
            account_name=account.name,
            at=at,
            address=request.remote_addr or "",
        )
    return redirect(url_for(".sign_in", set=1), 303)


def weak_words() -> str:
    """What a password must be."""
    return str(
        _(
            "Choose a longer or less common password: at least %(n)s characters, not your sign-in name.",
            n=hashing.SHORTEST,
        )
    )


def _send_link(name: str) -> None:
    with login_session(pools()) as session:
        account = account_named(session, name)
        token = give_reset(session, account.id, at=now()) if account and account.is_active and account.email else ""
    if account is None or not account.email or not token:
        return
    base = settings().public_base_url
    link = base + url_for(".reset", token=token) if base else url_for(".reset", token=token, _external=True)
    body = _(
        "Somebody, probably you, asked to set the password of %(name)s.\n\n"
        "Open this link to set a new one; it works once, within %(hours)s hours:\n%(link)s\n\n"
        "If it was not you, do nothing: your password stays as it is.",
        name=account.login_name, hours=RESET_HOURS, link=link,
    )  # fmt: skip
    send_later(settings(), to=account.email, subject=_("Houqin: set your password"), body=body)
