"""What the dashboards show, as a file: the same rows, with filters, as-of, source and link written inside."""

from dataclasses import replace

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from dashboards.export import bureau_handout, own_handout
from dashboards.pages.bureau import whose
from dashboards.pages.desk import BASE
from dashboards.view import read_view
from oversight.access import current_viewer, open_reading, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now
from tenants.accounts.roles import SCHOOL_ROLES, Permission

bp = Blueprint("compare", __name__, url_prefix=BASE.rstrip("/"))


@bp.get("/export.<kind>")
@requires(Permission.SEE_DASHBOARDS)
def export(kind: str) -> Response:
    """The view of the address as XLSX or CSV; a school gets its own figures alone."""
    view = read_view(request.query_string.decode("utf-8", "replace"))
    if kind not in {"xlsx", "csv"} or view is None:
        abort(404)
    viewer, at, spoken = current_viewer(), now(), lang()
    view = replace(view, school=None, page=1)
    with open_reading() as session:
        if viewer.role in SCHOOL_ROLES and viewer.school_id is not None:
            handout = own_handout(session, view, viewer.school_id, spoken, at=at)
        else:
            handout = bureau_handout(session, view, spoken, at=at, who=whose(view, viewer))
    about = [
        *handout.about,
        (_("Link"), f"{request.host_url.rstrip('/')}{BASE}{view.search}"),
        (_("Exported by"), viewer.account_name),
    ]
    table = Table(
        name=handout.name, title=handout.title, about=about, columns=handout.columns,
        rows=[["" if value is None else value for value in row] for row in handout.rows],
    )  # fmt: skip
    return as_file(table, kind)
