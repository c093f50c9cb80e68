"""The complaints that wait, and those that are closed; as a file without contacts."""

from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.complaints.blueprint import bp
from oversight.views.heads import moment
from tenants.accounts.roles import Permission
from tenants.complaints.handling import notices
from tenants.complaints.models import ComplaintNotice, NoticeState
from tenants.registry.models import School
from tenants.returns.codes import label_of
from tenants.text import Text

STATES = {
    NoticeState.RECEIVED: Text("待受理", "To be acknowledged"),
    NoticeState.ACKNOWLEDGED: Text("办理中", "Being looked into"),
    NoticeState.CLOSED: Text("已办结", "Closed"),
}
TONES = {NoticeState.RECEIVED: "todo", NoticeState.ACKNOWLEDGED: "waits", NoticeState.CLOSED: "done"}


@bp.get("/")
@requires(Permission.HANDLE_COMPLAINTS)
def index() -> ResponseReturnValue:
    """Those in a state; without one, those to be acknowledged."""
    state = _state()
    with open_session() as session:
        found = notices(session, state)
        schools = names_of(session, found)
    return render_template(
        "complaints/index.html",
        rows=[_row(each, schools) for each in found],
        states=[(each.value, label.say(lang())) for each, label in STATES.items()],
        state=state,
        export_url=lambda kind: url_for(".export", kind=kind, state=state),
    )


@bp.get("/list.<kind>")
@requires(Permission.HANDLE_COMPLAINTS)
def export(kind: str) -> Response:
    """The same as XLSX or CSV; who complained is not in it."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    state = _state()
    with open_session() as session:
        found = notices(session, state, most=10_000)
        schools = names_of(session, found)
    rows = [_row(each, schools) for each in found]
    return as_file(
        Table(
            name=f"{_('Complaints')}-{today():%Y%m%d}",
            title=_("Complaints from the public"),
            about=[
                (_("Filters"), STATES[state].say(lang())),
                (_("As of"), moment(now(), lang())),
                (_("Link"), url_for(".index", _external=True, state=state)),
                (_("Exported by"), current_viewer().account_name),
            ],
            columns=[_("Number"), _("Received"), _("School"), _("What it is about"), _("State"), _("What happened")],
            rows=[
                [
                    each["number"],
                    moment(each["at"], lang()),
                    each["school"],
                    each["domain"],
                    each["state"],
                    each["says"],
                ]
                for each in rows
            ],
        ),
        kind,
    )


def names_of(session: Session, found: list[ComplaintNotice]) -> dict[str, str]:
    """The names of the schools complained of, in one statement."""
    codes = {each.school_code for each in found if each.school_code}
    asked = select(School.school_code, School.name_zh, School.name_en).where(School.school_code.in_(codes))
    return {row.school_code: Text(row.name_zh, row.name_en).say(lang()) for row in session.execute(asked)}


def _row(each: ComplaintNotice, schools: dict[str, str]) -> dict[str, Any]:
    return {
        "number": each.number,
        "at": each.received_at,
        "school": schools.get(each.school_code or "", "—"),
        "domain": label_of("complaint_domain", each.domain).say(lang()),
        "state": STATES[each.state].say(lang()),
        "tone": TONES[each.state],
        "says": each.content,
        "href": url_for(".show", notice_id=each.id),
    }


def _state() -> NoticeState:
    asked = request.args.get("state", "")
    return NoticeState(asked) if asked in set(NoticeState) else NoticeState.RECEIVED
