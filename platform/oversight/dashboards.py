"""The dashboards in this application: who may enter, what a browser may ask of them, and the page around them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from dash import Dash
from flask import Flask, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from flask_wtf.csrf import generate_csrf

from dashboards.guarding import MOST_BYTES, verdict_on
from dashboards.mount import mount
from dashboards.pages.desk import BASE, Desk
from dashboards.pages.registry import FIRST, find_page, tabs
from dashboards.queries.choices import choices
from dashboards.view import asked_indicator, read_view, span_of, with_period
from dashboards.words import SCHOOLS_TAB, SHEET
from oversight.access import current_viewer, find_viewer, open_reading
from oversight.access.own_label import is_of_unit
from oversight.i18n import LOCALES, lang
from tenants.accounts.roles import SCHOOL_ROLES, Permission, may
from tenants.calendar.periods import containing, previous
from tenants.calendar.workdays import bureau_day
from tenants.errors import NotAllowed
from tenants.returns.catalogue import find_indicator

DESK = Desk(open_session=open_reading, viewer=current_viewer, lang=lang, now=lambda: datetime.now(UTC))
SHEETS = "schools"  # the path of the pages of schools, which need no scripts
_CALLBACKS = f"{BASE}_dash-update-component"
_PAGES = {BASE, f"{BASE}<path:path>"}  # the rules by which Dash answers with a page
# pages stay as they are: beside a form token nothing that a stranger could write is compressed
_COMPRESSED = ["application/json", "application/javascript", "text/javascript", "text/css", "image/svg+xml"]


def mount_dashboards(app: Flask) -> None:
    """Mount Dash; its routes lie past any blueprint, so the whole prefix is guarded before the request."""
    app.before_request(_guard)
    dash = mount(app, DESK, index=_page_around)
    app.extensions["houqin.dash"] = dash
    app.extensions["houqin.dash_hashes"] = dash.csp_hashes()
    app.before_request(lambda: _refuse_made_up(dash))
    app.before_request(_complete_address)
    app.after_request(_hand_out_token)
    app.config.update(COMPRESS_MIMETYPES=_COMPRESSED, COMPRESS_STREAMS=False)
    Compress(app)


def _guard() -> None:
    if _is_ours() and not may(current_viewer().role, Permission.SEE_DASHBOARDS):
        raise NotAllowed


def _refuse_made_up(dash: Dash) -> None:
    """Callbacks get what they declare, from pages of ours."""
    if request.path == _CALLBACKS and request.method == "POST":
        if (request.content_length or MOST_BYTES + 1) > MOST_BYTES:
            abort(413)
        verdict = verdict_on(dash, request.get_json(silent=True))
        if verdict != "ok":
            abort(404 if verdict == "unknown" else 400)


def _complete_address() -> ResponseReturnValue | None:
    """Pages that the viewer may not open do not exist; an address without indicator or period gets both.

    A link's language becomes the browser's. Before there were several pages, the first one compared: its links still do.
    """
    if not _is_page():
        return None
    found = find_page(DESK, request.path)
    if request.path == BASE and (found is None or "indicator" in request.args):
        return redirect(f"{BASE}{FIRST}{_query()}", 303)
    if found is None:
        abort(404)
    said = _query()
    spoken, view = request.args.get("lang"), read_view(said)
    is_complete = view is not None or not found.page.needs_view
    if is_complete and spoken is None:
        return None
    if not is_complete:
        with open_reading() as session:
            first = choices(session, current_viewer()).first_indicator
            ret, indicator = find_indicator(asked_indicator(said, first))
            span = span_of(indicator, ret)
            latest = choices(session, current_viewer(), indicator.code).latest(span)
        period = latest or previous(containing(span, bureau_day(DESK.now())))
        view = with_period(said, period.key, first)
    answer = redirect(f"{request.path}{view.search if view else ''}", 303)
    if spoken in LOCALES:
        answer.set_cookie("lang", str(spoken), samesite="Lax", httponly=True, secure=request.is_secure)
    return answer


@dataclass(frozen=True)
class Tab:
    """One way to switch to; ``keeps``: what of the view as it is now a script puts into its address."""

    href: str
    label: str
    keeps: str
    is_here: bool


def is_within(path: str, here: str) -> bool:
    """Whether a page lies below another: a subject below the subjects."""
    return path != "" and here.startswith(f"{path}/")


def view_tabs(here: str) -> list[Tab]:
    """The views the person may switch between, and the pages of schools; ``here`` is the path of the one that is open."""
    query = "" if here == SHEETS else _query()  # what those pages choose are schools, not a view
    found = [
        Tab(
            f"{each.address}{query if each.needs_view else ''}", each.name.say(lang()),
            "all" if each.needs_view else "filters", each.path == here or is_within(each.path, here),
        )
        for each in tabs(DESK)
    ]  # fmt: skip
    viewer, is_here = current_viewer(), here == SHEETS
    if viewer.role not in SCHOOL_ROLES:
        found.append(Tab(f"{BASE}{SHEETS}", SCHOOLS_TAB.say(lang()), "", is_here))
    elif not is_of_unit(viewer):
        found.append(Tab(f"{BASE}{SHEETS}/own", SHEET.say(lang()), "", is_here))
    return found


def _page_around(parts: dict[str, str]) -> str:
    found = find_page(DESK, request.path)
    page = found.page if found else None
    return render_template(
        "dashboards/index.html", parts=parts, page=page, tabs=view_tabs(page.path if page else ""), query=_query()
    )


def _hand_out_token(answer: Response) -> Response:
    # Dash sends this cookie as X-CSRFToken, the header that Flask-WTF looks for
    if _is_page() and answer.status_code == 200 and find_viewer():
        answer.set_cookie("_csrf_token", generate_csrf(), samesite="Strict", secure=request.is_secure)
    return answer


def _query() -> str:
    said = request.query_string.decode("utf-8", "replace")
    return f"?{said}" if said else ""


def _is_page() -> bool:
    return request.url_rule is not None and request.url_rule.rule in _PAGES


def _is_ours() -> bool:
    return request.path == BASE.rstrip("/") or request.path.startswith(BASE)
