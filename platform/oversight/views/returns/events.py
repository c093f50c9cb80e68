"""Records of what happened: which there are, and beginning another; each is then filed like any other return."""

from datetime import date
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from oversight.views.returns.blueprint import bp
from oversight.views.returns.listing import duty_row
from tenants.accounts.roles import SCHOOL_ROLES, Permission, Role, filers_of
from tenants.calendar.periods import period_of
from tenants.errors import NotFound, OversightError
from tenants.filing.duty_list import DutyPage, Narrowed, Shown, duties
from tenants.filing.records import RAISED_BY_OTHERS, begin_record, offered_records, record_no, suggested_day
from tenants.returns.catalogue import event_codes, get_return
from tenants.returns.declaration import Return
from tenants.text import Text

PER_PAGE = 50


class NoDay(OversightError):
    """No day was given."""

    says = Text("请选择发生的日期。", "Choose the day on which it happened.")


@bp.get("/events/")
@requires(Permission.READ_RETURNS)
def events() -> ResponseReturnValue:
    """The returns that are filed when something happens, with the latest records of each."""
    viewer = current_viewer()
    with open_session() as session:
        offered = offered_records(session, viewer, today())
        counted = {ret.code: _records(session, ret, limit=1).total for ret in offered}
    return render_template(
        "returns/events.html",
        lang=lang(),
        returns=[
            {"ret": ret, "count": counted[ret.code], "may_begin": _may_begin(viewer.role, ret)} for ret in offered
        ],
    )


@bp.get("/events/<code>")
@requires(Permission.READ_RETURNS)
def records(code: str) -> ResponseReturnValue:
    """The records of one return, the latest first, and where to begin another."""
    ret, viewer = _event_return(code), current_viewer()
    at = _page()
    with open_session() as session:
        page = _records(session, ret, limit=PER_PAGE, offset=(at - 1) * PER_PAGE)
        offered = offered_records(session, viewer, today())
        suggested = suggested_day(session, ret, today())
    return render_template(
        "returns/records.html",
        lang=lang(),
        ret=ret,
        rows=[_row(line, ret) for line in page.lines],
        total=page.total,
        pages={"count": max(1, -(-page.total // PER_PAGE)), "now": at},
        shows_schools=viewer.role not in SCHOOL_ROLES,
        may_begin=_may_begin(viewer.role, ret) and ret in offered,
        suggested=suggested,
    )


@bp.get("/events/<code>/list.<kind>")
@requires(Permission.READ_RETURNS)
def records_file(code: str, kind: str) -> Response:
    """All records of one return as a file."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    ret = _event_return(code)
    with open_session() as session:
        page = _records(session, ret)
    rows = [_row(line, ret) for line in page.lines]
    label = ret.label.say(lang())
    table = Table(
        name=f"{label}-{today():%Y%m%d}",
        title=label,
        about=[
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, records of events")),
            (_("Link"), url_for(".records", code=code, _external=True)),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[_("School code"), _("School"), _("Number"), _("Day"), _("Due"), _("State")],
        rows=[
            [
                row["head"].line.school_code,
                row["head"].school,
                row["number"],
                row["day"].isoformat(),
                row["head"].due_on.isoformat(),
                row["head"].standing.label.say(lang()),
            ]
            for row in rows
        ],
    )
    return as_file(table, kind)


@bp.post("/events/<code>")
@requires(Permission.FILE_RETURNS)
def begin(code: str) -> ResponseReturnValue:
    """Begin a record for the day given; it is owed from now on."""
    ret = _event_return(code)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise NoDay from None
    with open_session() as session:
        duty = begin_record(session, current_viewer(), ret.code, day, today=today())
    page = ".form" if request.form.get("in") == "form" else ".show"
    return redirect(url_for(page, duty_id=duty.id), code=303)


def _may_begin(role: Role, ret: Return) -> bool:
    """A school begins its own records; visits are begun where the schools to visit are listed."""
    is_own = role in SCHOOL_ROLES and role in filers_of(ret.filler)
    return is_own and ret.code not in RAISED_BY_OTHERS


def _records(session: Any, ret: Return, *, limit: int | None = None, offset: int = 0) -> DutyPage:
    narrowed = Narrowed(shown=Shown.ALL, schools=None, return_code=ret.code, period_keys=None)
    return duties(session, current_viewer(), today(), narrowed, limit=limit, offset=offset)


def _row(line: Any, ret: Return) -> dict[str, Any]:
    event = period_of(line.period_key)
    return duty_row(line) | {"number": record_no(ret, line.school_code, event), "day": event.start}


def _event_return(code: str) -> Return:
    if code not in event_codes():
        raise NotFound
    return get_return(code, today())


def _page() -> int:
    page = request.args.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 100_000 else 1
