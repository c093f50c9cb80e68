"""Creating an account in its first role."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, pools, requires
from oversight.views.accounts.blueprint import bp
from oversight.views.accounts.one import note
from oversight.views.accounts.register import Places, places_of
from oversight.views.asked import lang, now
from tenants.accounts.roles import ROLE_LABELS, SCHOOL_ROLES, Permission, Role
from tenants.accounts.services import NameTaken, create_account, give_role
from tenants.scope.sessions import login_session


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_ACCOUNTS)
def new() -> ResponseReturnValue:
    """The form, and creating; a problem keeps what was typed."""
    with open_session() as session:
        places = places_of(session)
    if request.method == "GET":
        return _page(places, {}, {})
    problems = _problems(places)
    if problems:
        return _page(places, request.form, problems), 422
    role, viewer, at = Role(request.form["role"]), current_viewer(), now()
    school_id = int(request.form["school"]) if role in SCHOOL_ROLES else None
    areas = [each for each in request.form.getlist("area") if each in places.areas]
    try:
        with login_session(pools()) as session:
            account = create_account(
                session,
                district_id=viewer.district_id,
                login_name=request.form["login_name"],
                name=request.form["name"],
                email=request.form.get("email", "").strip() or None,
                at=at,
            )
            give_role(session, account, role, at=at, school_id=school_id, areas=areas)
            note(session, account, "account_created", at=at, role_given=role.value)
    except NameTaken as problem:
        return _page(places, request.form, {"login_name": problem.text.say(lang())}), 422
    return redirect(url_for(".show", account_id=account.id, done="created"), 303)


def _problems(places: Places) -> dict[str, str]:
    """What is wrong, by field."""
    found: dict[str, str] = {}
    name = request.form.get("login_name", "").strip().lower()
    if not name.isascii() or not name.replace("-", "").replace("_", "").replace(".", "").isalnum() or len(name) > 60:
        found["login_name"] = _("Use letters, digits, dots and dashes, without spaces.")
    if not request.form.get("name", "").strip():
        found["name"] = _("Type the name that histories show.")
    role = request.form.get("role", "")
    if role not in set(Role):
        found["role"] = _("Choose a role.")
    elif Role(role) in SCHOOL_ROLES and request.form.get("school", "") not in {str(each) for each in places.schools}:
        found["school"] = _("A clerk or a head belongs to a school: choose it.")
    elif role == Role.INSPECTOR and not set(request.form.getlist("area")) & set(places.areas):
        found["area"] = _("An inspector needs at least one area.")
    email = request.form.get("email", "").strip()
    if email and ("@" not in email or any(each.isspace() for each in email)):
        found["email"] = _("This is not an e-mail address.")
    return found


def _page(places: Places, typed: Any, problems: dict[str, str]) -> str:
    return render_template(
        "accounts/new.html",
        typed=typed,
        chosen_areas=typed.getlist("area") if typed else [],
        problems=problems,
        roles=[(each.value, ROLE_LABELS[each].say(lang())) for each in Role],
        schools=[(str(key), name.say(lang())) for key, name in places.schools.items()],
        areas=[(key, name.say(lang())) for key, name in places.areas.items()],
    )
