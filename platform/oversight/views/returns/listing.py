"""The list of what is owed: late first, with state and next action; filters in the address; the same list as a file."""

from datetime import date, timedelta
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.filed.actions import next_action
from oversight.filed.duty_list import PER_PAGE, STATES, Wanted, counts, narrowed, period_choices
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import head_of, moment
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.due import due_on
from tenants.calendar.periods import containing, name_of
from tenants.filing.queries import duties
from tenants.filing.standing import DutyLine
from tenants.registry.models import School
from tenants.registry.search import schools_like
from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.declaration import PeriodType


@bp.get("/")
@requires(Permission.READ_RETURNS)
def index() -> ResponseReturnValue:
    """What is owed, late ones first."""
    viewer, wanted = current_viewer(), Wanted.from_args(request.args)
    with open_session() as session:
        lines = duties(session, viewer, today())
        shown = narrowed(lines, wanted, _fitting(session, wanted))
        shown = _in_order(session, shown) if viewer.role not in SCHOOL_ROLES else shown
    pages = max(1, -(-len(shown) // PER_PAGE))
    number = min(wanted.page, pages)
    rows = [duty_row(line) for line in shown[(number - 1) * PER_PAGE : number * PER_PAGE]]
    return render_template(
        "returns/index.html",
        rows=rows,
        lang=lang(),
        chosen=wanted,
        choices=_choices(lines),
        shows_schools=viewer.role not in SCHOOL_ROLES,
        summary=_summary(lines),
        empty_words=_empty_words(lines, wanted),
        pages={"count": pages, "now": number},
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
        lines = duties(session, viewer, today())
        shown = narrowed(lines, wanted, _fitting(session, wanted))
        shown = _in_order(session, shown) if viewer.role not in SCHOOL_ROLES else shown
    heads = [head_of(line, lang()) for line in shown]
    table = Table(
        name=f"{_('Returns')}-{today():%Y%m%d}",
        title=_("Returns owed"),
        about=[
            (_("Filters"), filters_in_words(wanted, lines)),
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


def filters_in_words(wanted: Wanted, lines: list[DutyLine]) -> str:
    """What the list is narrowed to, for the head of an export."""
    chosen = _choices(lines)
    said = [STATES[wanted.state][0].say(lang())]
    said += [label for value, label in chosen["ret"] if value and value == wanted.ret]
    said += [label for value, label in chosen["period"] if value and value == wanted.period]
    said += [wanted.q] if wanted.q else []
    return " · ".join(said)


def _fitting(session: Session, wanted: Wanted) -> set[int] | None:
    return set(session.scalars(schools_like(wanted.q))) if wanted.q else None


def _in_order(session: Session, lines: list[DutyLine]) -> list[DutyLine]:
    """Open ones by lateness as given; within a day by school, in the order of their pinyin."""
    keys = {each.school_id: each.sort_key for each in session.execute(select(School.school_id, School.sort_key))}
    still_open = [line for line in lines if not line.is_done]
    done = [line for line in lines if line.is_done]
    by_school = {line.duty_id: keys.get(line.school_id, "") for line in lines}
    still_open.sort(key=lambda line: (line.due_on, by_school[line.duty_id], line.return_code))
    done.sort(key=lambda line: (-line.due_on.toordinal(), by_school[line.duty_id], line.return_code))
    return still_open + done


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


def _choices(lines: list[DutyLine]) -> dict[str, list[tuple[str, str]]]:
    years, periods = period_choices(lines)
    codes = dict.fromkeys(line.return_code for line in lines)
    labels = {code: get_return(code, today()).label.say(lang()) for code in codes}
    return {
        "state": [(value, label.say(lang())) for value, (label, _fits) in STATES.items()],
        "ret": [("", _("All returns")), *sorted(labels.items())],
        "period": [
            ("", _("All periods")),
            *((each.key, name_of(each).say(lang())) for each in years),
            *((each.key, name_of(each).say(lang())) for each in periods),
        ],
    }


def _summary(lines: list[DutyLine]) -> str:
    counted = counts(lines)
    said = [
        _("late: %(n)s", n=counted["late"]) if counted["late"] else "",
        _("due within 7 days: %(n)s", n=counted["soon"]) if counted["soon"] else "",
        _("with the bureau: %(n)s", n=counted["submitted"]) if counted["submitted"] else "",
        _("accepted: %(n)s", n=counted["accepted"]) if counted["accepted"] else "",
    ]
    return " · ".join(each for each in said if each) or _("No return has been asked for yet.")


def _empty_words(lines: list[DutyLine], wanted: Wanted) -> str:
    said: str
    following = next_due(lines)
    if wanted.is_narrowed:
        said = _("Nothing fits these filters.")
    elif following:
        said = _("Nothing is due until %(day)s.", day=_day(following))
    else:
        said = _("Nothing is due.")
    return said


def next_due(lines: list[DutyLine]) -> date | None:
    """The next day on which a return not asked for yet will be due."""
    known = {(line.return_code, line.period_key) for line in lines}
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
