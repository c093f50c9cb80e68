"""Filing that there is nothing to report."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.steps import NIL_WORDS
from oversight.views.asked import lang, now
from oversight.views.heads import duty_head
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.filing.models import NilReason
from tenants.filing.services import file_nil
from tenants.text import Text

_HINTS = {
    NilReason.NO_FACILITY: Text("例如学校没有食堂。", "The school has no canteen, for example."),
    NilReason.NO_ACTIVITY: Text("例如七、八月放假没有供餐。", "No meals were served in July or August, for example."),
    NilReason.CLOSED_PERIOD: Text("例如停办或整月停课。", "The school was closed for the whole period, for example."),
}


@bp.route("/<uuid:duty_id>/nil", methods=["GET", "POST"])
@requires(Permission.FILE_RETURNS)
def nil(duty_id: UUID) -> ResponseReturnValue:
    """The form of a nil return, and taking it."""
    problem = ""
    if request.method == "POST":
        reason = request.form.get("reason", "")
        if reason in set(NilReason):
            with open_session() as session:
                version = file_nil(session, current_viewer(), duty_id, NilReason(reason), at=now())
            return redirect(url_for(".version", version_id=version.id), code=303)
        problem = _("Choose why there is nothing to report.")
    with open_session() as session:
        head = duty_head(session, duty_id, now=now(), lang=lang())
    reasons = [(reason.value, words, _HINTS[reason]) for reason, words in NIL_WORDS.items()]
    page = render_template("returns/nil.html", duty=head, lang=lang(), reasons=reasons, problem=problem)
    return (page, 422) if problem else page
