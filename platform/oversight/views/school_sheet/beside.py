"""Two to six schools side by side: every figure with its band and trend; the address says which schools and month."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboards.queries.choices import Choices, choices
from dashboards.queries.limits import own_limits
from dashboards.queries.school_sheet import SchoolRow, histories, schools_named
from dashboards.transforms.ranking import badness
from dashboards.transforms.school_sheet import Line, keys_until, latest_of, lines_of, sheet_found, sources_on
from dashboards.view import known_school
from oversight.access import current_viewer, open_reading, requires
from oversight.dashboards import SHEETS, view_tabs
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now
from oversight.views.heads import moment
from oversight.views.school_sheet.blueprint import bp
from oversight.views.school_sheet.lines import ShownLine, shown_line
from oversight.views.school_sheet.months import asked_month, month_options
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.periods import Period, name_of, period_of
from tenants.errors import NotFound
from tenants.registry.models import School
from tenants.registry.profile import main_stage
from tenants.registry.search import schools_like
from tenants.returns.declaration import Direction, FigureSource, Indicator
from tenants.text import Text

LEAST, MOST = 2, 6
_MOST_FOUND = 60
_LONGEST = 60


@dataclass(frozen=True)
class _Row:
    """One indicator over the schools, None where a school has no figure of it."""

    label: str
    unit: str
    cells: list[ShownLine | None]
    best: frozenset[int]  # columns


@dataclass(frozen=True)
class _Column:
    """A school with all its lines by indicator."""

    school: SchoolRow
    lines: dict[str, Line]  # by indicator

    @property
    def name(self) -> str:
        """In the language of the page."""
        return Text(self.school.name_zh, self.school.name_en).say(lang())


@bp.get("")
@requires(Permission.SEE_DASHBOARDS)
def beside() -> ResponseReturnValue:
    """The chosen schools side by side, and a search for another one."""
    typed = request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")
    with open_reading() as session:
        offered, month, columns = _read(session)
        found = _found(session, typed) if typed or not columns else []
    codes = [each.school.school_code for each in columns]

    def address(chosen: Sequence[str]) -> str:
        return url_for(".beside", school=chosen, period=month.key)

    return render_template(
        "dashboards/beside.html",
        tabs=view_tabs(SHEETS),
        month=month,
        months=month_options(offered, month),
        columns=[
            {
                "name": each.name,
                "code": each.school.school_code,
                "finding": sheet_found(each.lines.values(), lang()),
                "without": address([code for code in codes if code != each.school.school_code]),
            }
            for each in columns
        ],
        groups=_groups(columns, month) if len(columns) >= LEAST else [],
        is_full=len(columns) >= MOST,
        typed=typed,
        found=[(code, name, address([*codes, code])) for code, name in found if code not in codes],
        is_cut=len(found) == _MOST_FOUND,
        least=LEAST,
        most=MOST,
        export=lambda kind: url_for(".export_beside", kind=kind, school=codes, period=month.key),
        as_of=moment(now(), lang()),
    )


@bp.get("/side-by-side.<any(xlsx, csv):kind>")
@requires(Permission.SEE_DASHBOARDS)
def export_beside(kind: str) -> Response:
    """The same as a file."""
    with open_reading() as session:
        _offered, month, columns = _read(session)
    title = _("Schools side by side")
    rows = [
        [ret.label.say(lang()), each.label.say(lang()), each.unit.say(lang()),
         *("" if line is None or line.latest.value is None else line.latest.value for line in lines)]
        for ret, each, lines in _together(columns, month)
    ]  # fmt: skip
    codes = [each.school.school_code for each in columns]
    table = Table(
        name=f"{title}-{month.key}",
        title=title,
        about=[
            (_("Period"), name_of(month).say(lang())),
            (_("As of"), moment(now(), lang())),
            (_("Link"), url_for(".beside", school=codes, period=month.key, _external=True)),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[_("Return"), _("Indicator"), _("Unit"), *(each.name for each in columns)],
        rows=rows,
    )
    return as_file(table, kind)


def _read(session: Session) -> tuple[Choices, Period, list[_Column]]:
    """The months on offer, the one asked for, and the schools asked for that are in scope."""
    viewer = current_viewer()
    if viewer.role in SCHOOL_ROLES:
        raise NotFound
    offered = choices(session, viewer)
    month = asked_month(offered)
    asked = dict.fromkeys(code for each in request.args.getlist("school") if (code := known_school(each)))
    schools = schools_named(session, list(asked)[:MOST])
    keys = keys_until(month)
    pairs = [(code, period.key) for code, periods in keys.items() for period in periods]
    history = histories(session, [each.school_id for each in schools], pairs) if schools else []
    columns = []
    for school in schools:
        own = [row for row in history if row.school_id == school.school_id]
        shown = {code: period_of(row.period_key).start for code, row in latest_of(own).items()}
        limit_of = own_limits(session, shown, stage=main_stage(school.stages, school.school_type))
        lines = lines_of(keys, own, on=month, limit_of=limit_of)
        columns.append(_Column(school, {line.indicator.code: line for line in lines}))
    return offered, month, columns


def _found(session: Session, typed: str) -> list[tuple[str, str]]:
    asked = select(School.school_code, School.name_zh, School.name_en)
    asked = asked.where(School.school_id.in_(schools_like(typed))).order_by(School.sort_key).limit(_MOST_FOUND)
    return [(row.school_code, Text(row.name_zh, row.name_en).say(lang())) for row in session.execute(asked)]


def _together(columns: Sequence[_Column], month: Period) -> list[tuple[FigureSource, Indicator, list[Line | None]]]:
    """Every indicator that one of the schools has, in the order of the sheet, with each school's line."""
    found = []
    for source in sources_on(month):
        for each in source.indicators:
            lines = [column.lines.get(each.code) for column in columns]
            if any(line is not None for line in lines):
                found.append((source, each, lines))
    return found


def _groups(columns: Sequence[_Column], month: Period) -> list[tuple[str, list[_Row]]]:
    groups: dict[str, list[_Row]] = {}
    for ret, indicator, lines in _together(columns, month):
        cells = [
            None if line is None else shown_line(line, column.school.school_code, month)
            for column, line in zip(columns, lines, strict=True)
        ]
        unit = next((each.unit for each in cells if each is not None), "")
        row = _Row(indicator.label.say(lang()), unit, cells, best_of(indicator, lines))
        groups.setdefault(ret.label.say(lang()), []).append(row)
    return list(groups.items())


def best_of(indicator: Indicator, lines: Sequence[Line | None]) -> frozenset[int]:
    """The columns with the best value; none where all are the same, or nothing is better or worse."""
    values = {at: line.latest.value for at, line in enumerate(lines) if line is not None}
    bad = {at: badness(indicator, value) for at, value in values.items() if value is not None}
    if indicator.direction is Direction.NONE or len(set(bad.values())) < LEAST:
        return frozenset()
    least = min(bad.values())
    return frozenset(at for at, each in bad.items() if each == least)
