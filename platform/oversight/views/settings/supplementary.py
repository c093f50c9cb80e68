"""Supplementary returns: all of them, one with its fields, published from a period on, ended, copied."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, today
from oversight.views.settings.asked import day_in, may_change
from oversight.views.settings.blueprint import bp
from oversight.views.settings.supplementary_shown import definition_page, shown_of
from tenants.accounts.roles import Permission
from tenants.calendar.models import ReturnUse
from tenants.errors import OversightError
from tenants.supplementary.changing import (
    all_definitions,
    copy_of,
    discard,
    end,
    publish,
)


@bp.get("/supplementary/")
@requires(Permission.READ_SETTINGS)
def supplementary() -> ResponseReturnValue:
    """Every return the district defined itself."""
    with open_session() as session:
        listed = [
            shown_of(each, session.get(ReturnUse, (each.district_id, each.code))) for each in all_definitions(session)
        ]
    return render_template("settings/supplementary.html", listed=listed, may_change=may_change())


@bp.get("/supplementary/<code>")
@requires(Permission.READ_SETTINGS)
def supplementary_return(code: str) -> ResponseReturnValue:
    """One definition: its fields, its template, its periods, its history."""
    return definition_page(code)


@bp.post("/supplementary/<code>/<any(publish, end):way>")
@requires(Permission.CHANGE_SETTINGS)
def decide_supplementary(code: str, way: str) -> ResponseReturnValue:
    """Ask schools for it from a period on, or no longer."""
    day = day_in(request.form.get("day", ""))
    if day is None:
        return definition_page(code, problems={way: _("Choose a period.")}), 422
    act: Callable[..., None] = publish if way == "publish" else end
    try:
        with open_session() as session:
            act(session, current_viewer(), code, day, request.form.get("reason", ""), at=now(), today=today())
    except OversightError as problem:
        return definition_page(code, problems={way: problem.text.say(lang())}), 422
    told = "published" if way == "publish" else "ended"
    return redirect(url_for(".supplementary_return", code=code, told=told), 303)


@bp.post("/supplementary/<code>/copy")
@requires(Permission.CHANGE_SETTINGS)
def copy_supplementary(code: str) -> ResponseReturnValue:
    """A new draft like this one."""
    with open_session() as session:
        made = copy_of(session, current_viewer(), code, at=now())
    return redirect(url_for(".supplementary_return", code=made, told="copied"), 303)


@bp.post("/supplementary/<code>/discard")
@requires(Permission.CHANGE_SETTINGS)
def discard_supplementary(code: str) -> ResponseReturnValue:
    """Throw a draft away."""
    with open_session() as session:
        discard(session, current_viewer(), code, at=now())
    return redirect(url_for(".supplementary"), 303)
