"""Where inspections begin: schools with their latest visit and open findings, what waits for a recheck, all visits."""

from datetime import date
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from oversight.views.inspections.blueprint import bp
from oversight.views.returns.events import NoDay
from tenants.accounts.roles import Permission, may
from tenants.calendar.periods import period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.records import begin_record, offered_records
from tenants.inspections.queries import schools_seen, visits_seen, waiting_rechecks
from tenants.inspections.replies import VISIT
from tenants.returns.codes import label_of
from tenants.text import Text


@bp.get("/")
@requires(Permission.READ_VISITS)
def index() -> ResponseReturnValue:
    """The schools in sight; a school sees itself."""
    viewer = current_viewer()
    with open_session() as session:
        schools = schools_seen(session, today())
        waiting = waiting_rechecks(session)
        visits = visits_seen(session)
        is_asked = VISIT in {each.code for each in offered_records(session, viewer, today())}
    inspects = may(viewer.role, Permission.INSPECT)
    return render_template(
        "inspections/index.html",
        lang=lang(),
        schools=[{"line": each, "day": bureau_day(each.visited_at) if each.visited_at else None} for each in schools],
        waiting=[{"row": row, "school": _school(row), "day": period_of(row.period_key).start} for row in waiting],
        visits=[_visit(row) for row in visits],
        label_of=label_of,
        may_begin=inspects and is_asked,
        may_recheck=inspects,
        is_school=viewer.school_id is not None,
        today=today(),
    )


@bp.post("/visits")
@requires(Permission.INSPECT)
def begin() -> ResponseReturnValue:
    """Begin a visit to a school; its workbook is on the next page."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise NoDay from None
    typed = request.form.get("school", "")
    school_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    with open_session() as session:
        duty = begin_record(session, current_viewer(), VISIT, day, today=today(), school_id=school_id)
    return redirect(url_for("returns.show", duty_id=duty.id), code=303)


@bp.get("/visits.<kind>")
@requires(Permission.READ_VISITS)
def visits_file(kind: str) -> Response:
    """All visits in sight as a file."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        rows = visits_seen(session, most=100_000)
    title = _("Inspection visits")
    table = Table(
        name=f"{title}-{today():%Y%m%d}",
        title=title,
        about=[
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, inspection visits")),
            (_("Link"), url_for(".index", _external=True)),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[
            _("School"), _("Number"), _("Kind of visit"), _("Day"), _("Score"), _("Grade"), _("Stars"), _("Vetoes"),
            _("What was found"), _("State"),
        ],
        rows=[
            [
                each["school"], each["row"].visit_no, each["type"], each["day"].isoformat(),
                each["row"].score, each["row"].grade, each["row"].star, each["row"].vetoes, each["row"].findings,
                each["state"],
            ]
            for each in map(_visit, rows)
        ],
    )  # fmt: skip
    return as_file(table, kind)


def _visit(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "school": _school(row),
        "day": bureau_day(row.started_at),
        "type": label_of("visit_type", row.visit_type).say(lang()),
        "state": state_words(row.signed_at, row.objected_at, row.decided_at),
    }


def state_words(signed: Any, objected: Any, decided: Any) -> str:
    """What was said of a visit last."""
    said: str
    if decided:
        said = _("Objection decided")
    elif objected:
        said = _("Objection waits for the bureau")
    elif signed:
        said = _("Signed by the head")
    else:
        said = _("Waits for the head's signature")
    return said


def _school(row: Any) -> str:
    return Text(row.name_zh, row.name_en).say(lang())
