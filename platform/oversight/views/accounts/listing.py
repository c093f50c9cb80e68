"""The list of accounts."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from oversight.access import current_viewer, open_session, pools, requires
from oversight.views.accounts.blueprint import bp
from oversight.views.accounts.register import AccountLine, account_lines, places_of
from oversight.views.asked import lang, today
from tenants.accounts.roles import ROLE_LABELS, Permission, Role
from tenants.scope.sessions import login_session

_PER_PAGE = 100


@bp.get("/")
@requires(Permission.MANAGE_ACCOUNTS)
def index() -> ResponseReturnValue:
    """Who may sign in, by name, role or school."""
    viewer, typed, role = current_viewer(), request.args.get("q", "").strip()[:60], request.args.get("role", "")
    with open_session() as session:
        places = places_of(session)
    with login_session(pools()) as session:
        lines = account_lines(session, viewer, places, today=today(), lang=lang())
    shown = [each for each in lines if _fits(each, typed.lower(), role)]
    wanted = request.args.get("page", "1")
    pages = max(1, -(-len(shown) // _PER_PAGE))
    number = min(int(wanted) if wanted.isascii() and wanted.isdigit() and wanted != "0" else 1, pages)
    return render_template(
        "accounts/index.html",
        rows=shown[(number - 1) * _PER_PAGE : number * _PER_PAGE],
        count=len(shown),
        typed=typed,
        role=role,
        roles=[(each.value, ROLE_LABELS[each].say(lang())) for each in Role],
        page=number,
        pages=pages,
        page_url=lambda wanted_page: url_for(".index", q=typed or None, role=role or None, page=wanted_page),
    )


def _fits(line: AccountLine, typed: str, role: str) -> bool:
    said = " ".join([line.account.login_name, line.account.name, *(each.where for each in line.roles)]).lower()
    return typed in said and (role not in set(Role) or any(each.role == role for each in line.roles))
