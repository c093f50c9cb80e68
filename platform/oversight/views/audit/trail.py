"""The page of the audit trail and its file: the latest first, narrowed by person, object, kind and days."""

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.audit.blueprint import bp
from oversight.views.audit.wanted import Wanted, place_words
from oversight.views.audit.words import line_of
from oversight.views.heads import moment
from tenants.accounts.roles import Permission
from tenants.audit.kinds import KINDS
from tenants.audit.queries import trail

PER_PAGE = 50
MOST_EXPORTED = 10_000


@bp.get("/")
@requires(Permission.READ_AUDIT)
def index() -> ResponseReturnValue:
    """Who did what when."""
    wanted, own_school = Wanted.from_args(request.args), current_viewer().school_id
    with open_session() as session:
        asked = wanted.asked(session, own_school=own_school, before=request.args.get("before", ""))
        found = trail(session, asked, most=PER_PAGE + 1)
        lines = [line_of(each) for each in found[:PER_PAGE]]
    older = place_words(found[PER_PAGE - 1].place) if len(found) > PER_PAGE else ""
    return render_template(
        "audit/index.html",
        lines=lines,
        wanted=wanted,
        kinds=[(code, label.say(lang())) for code, (label, _) in KINDS.items()],
        is_whole=own_school is None,
        older=url_for(".index", **wanted.as_args(), before=older) if older else "",
        newest=url_for(".index", **wanted.as_args()) if asked.before else "",
        export_url=lambda kind: url_for(".export", kind=kind, **wanted.as_args()),
    )


@bp.get("/trail.<kind>")
@requires(Permission.READ_AUDIT)
def export(kind: str) -> Response:
    """The trail as on the page, as XLSX or CSV, at most so many rows."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    wanted, viewer = Wanted.from_args(request.args), current_viewer()
    with open_session() as session:
        found = trail(session, wanted.asked(session, own_school=viewer.school_id), most=MOST_EXPORTED)
        lines = [line_of(each) for each in found]
    return as_file(
        Table(
            name=f"{_('Audit trail')}-{today():%Y%m%d}",
            title=_("Audit trail"),
            about=[
                (_("Filters"), _filters(wanted)),
                (_("Rows"), _("%(n)s, at most %(most)s", n=len(lines), most=MOST_EXPORTED)),
                (_("As of"), moment(now(), lang())),
                (_("Link"), url_for(".index", _external=True, **wanted.as_args())),
                (_("Exported by"), viewer.account_name),
            ],
            columns=[_("When"), _("Who"), _("Role"), _("What"), _("To what"), _("Why"), _("From address")],
            rows=[[moment(x.at, lang()), x.who, x.role, x.what, x.to, x.why, x.address] for x in lines],
        ),
        kind,
    )


def _filters(wanted: Wanted) -> str:
    said = {
        _("Who"): wanted.person,
        _("What"): KINDS[wanted.what][0].say(lang()) if wanted.what else "",
        _("School"): wanted.school,
        _("To what"): wanted.object,
        _("From day"): wanted.since,
        _("To day"): wanted.until,
    }
    return " · ".join(f"{name} {value}" for name, value in said.items() if value)
