"""What a page of the dashboards shows, as a file: the same rows, with filters, as-of, source and link written inside."""

from dataclasses import replace

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from dashboards.pages.desk import BASE
from dashboards.pages.registry import find_page
from dashboards.view import read_view, with_period
from oversight.access import current_viewer, requires
from oversight.dashboards import DESK
from oversight.filed.tables import Table, as_file
from tenants.accounts.roles import Permission

bp = Blueprint("compare", __name__, url_prefix=BASE.rstrip("/"))


@bp.get("/overview.<any(xlsx, csv):kind>", defaults={"page": ""})  # the first page's address has no name
@bp.get("/<path:page>.<any(xlsx, csv):kind>")
@requires(Permission.SEE_DASHBOARDS)
def export(page: str, kind: str) -> Response:
    """The page of that address as XLSX or CSV; a school gets its own figures alone."""
    found = find_page(DESK, f"{BASE}{page}")
    if found is None or found.page.handout is None:
        abort(404)
    said = request.query_string.decode("utf-8", "replace")
    view = read_view(said)
    if view is None and not found.page.needs_view:
        view = with_period(said, request.args.get("period", ""))
    if view is None:
        abort(404)
    view = replace(view, school=None, page=1)
    handout = found.page.handout(DESK, view, found.code)
    about = [
        *handout.about,
        (_("Link"), f"{request.host_url.rstrip('/')}{BASE}{page}{view.search}"),
        (_("Exported by"), current_viewer().account_name),
    ]
    table = Table(
        name=handout.name, title=handout.title, about=about, columns=handout.columns,
        rows=[["" if value is None else value for value in row] for row in handout.rows],
    )  # fmt: skip
    return as_file(table, kind)
