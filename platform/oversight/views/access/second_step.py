"""The second step of signing in: a code of the authenticator, or setting one up."""

import base64
import binascii

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import open_to_all, second_factor
from oversight.access.signing_in import Pending, demo_code, find_pending_account, settings, try_code
from oversight.access.signing_in import enrol as take
from oversight.access.targets import safe_target
from oversight.views.access.blueprint import bp
from oversight.views.access.sign_in import onward
from oversight.views.asked import now


@bp.route("/sign-in/code", methods=["GET", "POST"])
@open_to_all
def code() -> ResponseReturnValue:
    """The code of the moment."""
    next_target, again = _carried()
    pending = find_pending_account(at=now())
    if pending is None:
        return redirect(url_for(".sign_in", next=next_target if next_target != "/" else None), 303)
    if pending.account.totp_secret is None:
        return redirect(url_for(".enrol", next=next_target if next_target != "/" else None), 303)
    if request.method == "GET":
        return code_page(next_target=next_target, again=again)
    if try_code(pending, request.form.get("code", ""), at=now()):
        return onward(next_target, again)
    said = _("This code is not right, or was used already. Wait for the next one and type that.")
    return code_page(next_target=next_target, again=again, problem=said), 422


@bp.route("/sign-in/authenticator", methods=["GET", "POST"])
@open_to_all
def enrol() -> ResponseReturnValue:
    """Set up an authenticator; the bureau's roles cannot do without."""
    next_target, again = _carried()
    pending = find_pending_account(at=now())
    if pending is None or pending.account.totp_secret is not None:
        return redirect(url_for(".sign_in" if pending is None else ".code"), 303)
    secret = _offered(pending, request.form.get("offer", ""))
    if request.method == "GET" or secret is None:
        return enrol_page(next_target=next_target, again=again)
    if take(pending, secret, request.form.get("code", ""), at=now()):
        return onward(next_target, again)
    said = _("This code is not right. Check that the clock of your phone is right, and type the newest code.")
    return enrol_page(next_target=next_target, again=again, secret=secret, problem=said), 422


def code_page(*, next_target: str, again: str = "", problem: str = "") -> str:
    """The page that asks for the code; for demo accounts it also shows it."""
    pending = find_pending_account(at=now())
    return render_template(
        "access/code.html",
        next_target=next_target,
        again=again,
        problem=problem,
        demo_code=demo_code(pending.account, at=now()) if pending else "",
    )


def enrol_page(*, next_target: str, again: str = "", secret: str = "", problem: str = "") -> str:
    """The page with the picture to scan."""
    pending = find_pending_account(at=now())
    assert pending is not None  # its callers looked
    secret = secret or second_factor.new_secret()
    sealed = second_factor.seal(settings().field_key, f"{pending.account.id}:{secret}")
    return render_template(
        "access/enrol.html",
        next_target=next_target,
        again=again,
        problem=problem,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        offer=base64.urlsafe_b64encode(sealed).decode(),
        picture=second_factor.picture(secret, pending.account.login_name),
    )


def _offered(pending: Pending, offer: str) -> str | None:
    """The secret this account was offered."""
    try:
        opened = second_factor.unseal(settings().field_key, base64.urlsafe_b64decode(offer)) or ""
    except (binascii.Error, ValueError):
        return None
    owner, _colon, secret = opened.partition(":")
    return secret if owner == str(pending.account.id) else None


def _carried() -> tuple[str, str]:
    return safe_target(request.values.get("next")), request.form.get("again", "")
