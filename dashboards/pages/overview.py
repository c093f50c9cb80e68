"""The bureau's first page: the five indices by area and school, what moved them, who needs attention, how schools file."""

from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash, Input, Output, dcc, html
from sqlalchemy.orm import Session

from dashboards.handout import Handout, handout
from dashboards.pages.attributes import attributes
from dashboards.pages.controls import name_for
from dashboards.pages.desk import BASE, Desk, moment
from dashboards.pages.overview_panels import (
    AREAS,
    ATTENTION,
    CHANGES,
    KINDS,
    PANELS,
    QUALITY,
    SCHOOLS,
    SOURCE_INDICES,
    TIMELY,
    overview_address,
)
from dashboards.queries.choices import choices
from dashboards.queries.names import area_names
from dashboards.queries.overview import (
    school_figures,
)
from dashboards.transforms.overview import (
    school_rows,
)
from dashboards.view import View, view_of
from dashboards.words import (
    AREA,
    AS_OF_HEAD,
    CSV,
    EXCEL,
    LOADING,
    PERIOD,
    PRINT,
    SCHOOL,
    SCHOOL_CODE,
    SCHOOLS_COUNTED,
    SOURCE_HEAD,
)  # fmt: skip
from tenants.calendar.periods import Period, containing, following, name_of, previous
from tenants.calendar.workdays import bureau_day
from tenants.indices.declared import INDICES, OVERALL
from tenants.returns.declaration import PeriodType
from tenants.text import Lang, Text

PATH, PREFIX, PLACE = "", "overview-", "address"
FILES = f"{BASE}overview"
TITLE = Text("总览", "Overview")
HEAD = "head"
_MONTHS, _CLEAR = Text("月份", "Month"), Text("全部片区", "All areas")


def layout(desk: Desk, _: str) -> list[Any]:
    """The page, empty; its panels fill themselves from the address."""
    lang = desk.lang()
    wide = (AREAS, SCHOOLS)
    return [
        dcc.Location(id=_id(PLACE), refresh="callback-nav"),
        html.Div([html.H1(TITLE.say(lang)), html.Div(id=_id(HEAD), className="page-actions")], className="page-head"),
        *(_room(name, lang) for name in wide[:1]),
        html.Div([_room(name, lang) for name in (CHANGES, ATTENTION, TIMELY, QUALITY)], className="panels"),
        _room(SCHOOLS, lang),
    ]


def register(app: Dash, desk: Desk) -> None:
    """Wire the panels: each asks for itself."""
    _wire_head(app, desk)
    for name, panel in PANELS.items():
        _wire(app, desk, name, panel)


def _wire(app: Dash, desk: Desk, name: str, panel: Callable[[Session, View, Lang, Desk], Sequence[Any]]) -> None:
    @app.callback(
        Output(f"{_id(name)}-title", "children"), Output(f"{_id(name)}-body", "children"),
        Output(f"{_id(name)}-source", "children"), Input(_id(PLACE), "search"),
    )  # fmt: skip
    def show(search: object) -> Sequence[Any]:
        desk.bureau()
        with desk.open_session() as session:
            view = overview_view(session, desk, search)
            return panel(session, view, desk.lang(), desk)


def _wire_head(app: Dash, desk: Desk) -> None:
    @app.callback(Output(_id(HEAD), "children"), Input(_id(PLACE), "search"))
    def show(search: object) -> list[Any]:
        desk.bureau()
        with desk.open_session() as session:
            view = overview_view(session, desk, search)
            areas = area_names(session) if view.area else {}
        return head(view, areas, desk.lang())


def overview_view(session: Session, desk: Desk, search: object) -> View:
    """The month of the address, or the latest that has indices of most schools; with the area and page it names."""
    code = OVERALL.code
    view = view_of(search, code)
    if view is None:
        latest = choices(session, desk.viewer(), code).latest(PeriodType.MONTH)
        month = latest or previous(containing(PeriodType.MONTH, bureau_day(desk.now())))
        view = view_of(search, code, period_key=month.key) or View(indicator_code=code, period_key=month.key)
    return view


def head(view: View, areas: dict[str, Text], lang: Lang) -> list[Any]:
    """Month and area as links, then the files."""
    button = "btn btn-outline-secondary"
    months: list[Any] = [
        dcc.Link(
            f"‹ {name_of(previous(view.period)).say(lang)}", href=_month(view, previous(view.period)), className=button
        ),
        html.Strong(name_of(view.period).say(lang), className="month-chosen", **attributes(aria_current="true")),
        dcc.Link(
            f"{name_of(following(view.period)).say(lang)} ›",
            href=_month(view, following(view.period)),
            className=button,
        ),
    ]
    if view.area:
        name = areas.get(view.area, Text(view.area, view.area)).say(lang)
        months += [
            html.Strong(name),
            dcc.Link(_CLEAR.say(lang), href=overview_address(view.but(area=None)), className=button),
        ]
    asked = overview_address(view)
    return [
        html.Div(months, className="months", role="group", **attributes(aria_label=_MONTHS.say(lang))),
        html.Div(
            [
                html.A(EXCEL.say(lang), href=f"{FILES}.xlsx{asked}", className=button),
                html.A(CSV.say(lang), href=f"{FILES}.csv{asked}", className=button),
                html.Button(PRINT.say(lang), type="button", className=button, **attributes(data_print="1")),
            ],
            className="no-print",
        ),
    ]


def overview_handout(desk: Desk, view: View, _: str) -> Handout:
    """Every school of the month and area with its five indices, the lowest overall index first."""
    desk.bureau()
    lang, at = desk.lang(), desk.now()
    view = view.but(indicator_code=OVERALL.code)
    with desk.open_session() as session:
        rows = school_rows(school_figures(session, view))
        areas = area_names(session) if view.area else {}
    about = [
        (PERIOD, name_of(view.period)),
        (AREA, areas.get(view.area or "", Text("", ""))),
        (AS_OF_HEAD, moment(at)),
        (SOURCE_HEAD, SOURCE_INDICES),
        (SCHOOLS_COUNTED, Text(str(len(rows)), str(len(rows)))),
    ]
    heads = (SCHOOL_CODE, SCHOOL, *(each.indicator.label for each in INDICES.values()))
    lines = [(row.code, row.name.say(lang), *(_rounded(row.value(code)) for code in INDICES)) for row in rows]
    return handout(view, TITLE, about, heads, lines, lang)


def _id(name: str) -> str:
    return name_for(PREFIX, name)


def _room(name: str, lang: Lang) -> html.Section:
    return html.Section(
        [
            html.P(KINDS[name].say(lang), className="panel-kind"),
            html.H2(LOADING.say(lang), id=f"{_id(name)}-title", className="panel-title"),
            html.Div(id=f"{_id(name)}-body", className="panel-body"),
            html.P(id=f"{_id(name)}-source", className="panel-source"),
        ],
        id=_id(name),
        className="panel panel-wide" if name in (AREAS, SCHOOLS) else "panel",
    )


def _month(view: View, period: Period) -> str:
    return overview_address(view.but(period_key=period.key))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
