"""The list of what is owed: late first, with state and next action; filters in the address; the same list as a file."""

from collections.abc import Set
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.actions import next_action
from oversight.filed.duty_list import PER_PAGE, STATES, Wanted, narrowed, period_choices
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import head_of, moment
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.due import due_on
from tenants.calendar.periods import containing, name_of
from tenants.filing.duty_list import DutyCounts, asked_for, count_duties, duties
from tenants.filing.standing import DutyLine
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import PeriodType

Known = Set[tuple[str, str]]  # return and period of every duty there is


@bp.get("/")
@requires(Permission.READ_RETURNS)
def index() -> ResponseReturnValue:
    """What is owed, late ones first."""
    viewer, wanted = current_viewer(), Wanted.from_args(request.args)
    with open_session() as session:
        known = asked_for(session, viewer)
        filters = narrowed(wanted, {period for _return, period in known})
        page = duties(session, viewer, today(), filters, limit=PER_PAGE, offset=(wanted.page - 1) * PER_PAGE)
        counted = count_duties(session, viewer, today())
    if not page.lines and wanted.page > 1:  # the list has become shorter
        return redirect(url_for(".index", **wanted.as_args()))
    return render_template(
        "returns/index.html",
        rows=[duty_row(line) for line in page.lines],
        lang=lang(),
        chosen=wanted,
        choices=_choices(known),
        shows_schools=viewer.role not in SCHOOL_ROLES,
        summary=_summary(counted),
        empty_words=_empty_words(known, wanted),
        pages={"count": max(1, -(-page.total // PER_PAGE)), "now": wanted.page},
        page_url=lambda page: url_for(".index", **wanted.as_args(), page=page),
        export_url=lambda kind: url_for(".export", kind=kind, **wanted.as_args()),
    )


@bp.get("/list.<kind>")
@requires(Permission.READ_RETURNS)
def export(kind: str) -> Response:
    """The list as on the page, all of it, as XLSX or CSV."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    viewer, wanted = current_viewer(), Wanted.from_args(request.args)
    with open_session() as session:
        known = asked_for(session, viewer)
        page = duties(session, viewer, today(), narrowed(wanted, {period for _return, period in known}))
    heads = [head_of(line, lang()) for line in page.lines]
    table = Table(
        name=f"{_('Returns')}-{today():%Y%m%d}",
        title=_("Returns owed"),
        about=[
            (_("Filters"), filters_in_words(wanted, known)),
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, duties of the returns calendar")),
            (_("Link"), url_for(".index", _external=True, **wanted.as_args())),
            (_("Exported by"), viewer.account_name),
        ],
        columns=[
            _("School code"),
            _("School"),
            _("Return"),
            _("Period"),
            _("Due"),
            _("Days left"),
            _("State"),
            _("Errors"),
            _("Queries to explain"),
            _("Submitted"),
            _("Accepted"),
        ],
        rows=[
            [
                head.line.school_code,
                head.school,
                head.return_label.say(lang()),
                head.period,
                head.due_on.isoformat(),
                head.line.due_in_days,
                head.standing.label.say(lang()),
                head.line.errors,
                head.line.queries,
                moment(head.line.submitted_at, lang()) if head.line.submitted_at else "",
                moment(head.line.accepted_at, lang()) if head.line.accepted_at else "",
            ]
            for head in heads
        ],
    )
    return as_file(table, kind)


def filters_in_words(wanted: Wanted, known: Known) -> str:
    """What the list is narrowed to, for the head of an export."""
    chosen = _choices(known)
    said = [STATES[wanted.state].say(lang())]
    said += [label for value, label in chosen["ret"] if value and value == wanted.ret]
    said += [label for value, label in chosen["period"] if value and value == wanted.period]
    said += [wanted.q] if wanted.q else []
    return " · ".join(said)


def duty_row(line: DutyLine) -> dict[str, Any]:
    """A line of the list, with its next step for the viewer."""
    head = head_of(line, lang())
    action = next_action(line, current_viewer().role, head.ret)
    return {
        "head": head,
        "note": _note(line),
        "action": {
            "label": action.label.say(lang()),
            "href": url_for(action.endpoint, **action.values),
            "is_mine": action.is_mine,
        },
    }


def _note(line: DutyLine) -> str:
    said = []
    if line.errors and not line.is_done:
        said.append(_("errors: %(n)s", n=line.errors))
    if line.queries and not line.is_done:
        said.append(_("to explain: %(n)s", n=line.queries))
    if line.closed_at is not None and not line.is_done:
        said.append(_("period closed"))
    return " · ".join(said)


def _choices(known: Known) -> dict[str, list[tuple[str, str]]]:
    years, periods = period_choices({period for _return, period in known})
    codes = {code for code, _period in known}
    labels = {each.code: each.label.say(lang()) for each in all_returns(today()) if each.code in codes}
    return {
        "state": [(value.value, label.say(lang())) for value, label in STATES.items()],
        "ret": [("", _("All returns")), *labels.items()],
        "period": [
            ("", _("All periods")),
            *((each.key, name_of(each).say(lang())) for each in years),
            *((each.key, name_of(each).say(lang())) for each in periods),
        ],
    }


def _summary(counted: DutyCounts) -> str:
    said = [
        _("late: %(n)s", n=counted.late) if counted.late else "",
        _("due within 7 days: %(n)s", n=counted.soon) if counted.soon else "",
        _("with the bureau: %(n)s", n=counted.submitted) if counted.submitted else "",
        _("accepted: %(n)s", n=counted.accepted) if counted.accepted else "",
    ]
    return " · ".join(each for each in said if each) or _("No return has been asked for yet.")


def _empty_words(known: Known, wanted: Wanted) -> str:
    said: str
    following = next_due(known)
    if wanted.is_narrowed:
        said = _("Nothing fits these filters.")
    elif following:
        said = _("Nothing is due until %(day)s.", day=_day(following))
    else:
        said = _("Nothing is due.")
    return said


def next_due(known: Known) -> date | None:
    """The next day on which a return not asked for yet will be due."""
    found = []
    for ret in all_returns(today()):
        if ret.period is not PeriodType.MONTH:
            continue
        for ahead in (0, 31, 62):
            period = containing(ret.period, today().replace(day=1) + timedelta(days=ahead))
            if (ret.code, period.key) not in known:
                found.append(due_on(ret.due, period))
                break
    return min(found, default=None)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if lang() == "zh" else f"{day.day} {day:%B %Y}"
