"""What came too late or from nobody: the page to sign in again, and the form that is sent once more."""

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from oversight.access import NotSignedIn, find_viewer
from oversight.access.guarding import forget_viewer
from oversight.access.reposting import keep_form, pack
from oversight.views.access import sign_in
from oversight.views.access.blueprint import bp
from oversight.views.asked import wants_json


@bp.app_errorhandler(NotSignedIn)
def not_signed_in(_error: NotSignedIn) -> ResponseReturnValue:
    """Ask to sign in; what was typed stays in the page and is sent again afterwards."""
    forget_viewer()
    if wants_json():
        says = _("Your session has ended. Nothing you typed is lost: sign in again in a new tab, then repeat this.")
        return jsonify(reason="signed_out", says=says, sign_in=url_for("access.sign_in")), 401
    if request.method in {"GET", "HEAD"}:
        target = request.full_path.rstrip("?")
        return redirect(url_for("access.sign_in", next=target if target != "/" else None), 303)
    kept = keep_form()
    return sign_in.page(next_target=kept.back, again=pack(kept), is_late=True), 401


@bp.app_errorhandler(CSRFError)
def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """A form without a valid token: of an earlier session, or not ours. Its sender looks at it and sends it again."""
    if wants_json() or request.headers.get("X-CSRFToken"):
        return jsonify(reason="csrf", says=_("This page was open too long. Reload it and try again.")), 400
    if find_viewer() is None:  # a page for everybody: sign-in, password by link
        return redirect(request.path, 303) if request.method == "POST" else redirect(url_for("access.sign_in"), 303)
    kept = keep_form()
    return render_template("access/again.html", kept=kept, has_just_signed_in=False), 400
