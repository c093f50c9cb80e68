"""The bureau's first page: the five indices by area and school, what moved them, who needs attention, how schools file."""

from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash, Input, Output, dcc, html
from sqlalchemy.orm import Session

from dashboards.handout import Handout, handout
from dashboards.pages.controls import name_for
from dashboards.pages.desk import BASE, Desk, moment
from dashboards.pages.months import month_links, month_of, take_along
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
from dashboards.pages.parts import table_panel
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
    PERIOD,
    SCHOOL,
    SCHOOL_CODE,
    SCHOOLS_COUNTED,
    SOURCE_HEAD,
)  # fmt: skip
from tenants.calendar.periods import name_of
from tenants.indices.declared import INDICES, OVERALL
from tenants.text import Lang, Text

PATH, PREFIX, PLACE = "", "overview-", "address"
FILES = f"{BASE}overview"
TITLE = Text("总览", "Overview")
HEAD = "head"
_CLEAR = Text("全部片区", "All areas")


def layout(desk: Desk, _: str) -> list[Any]:
    """The page, empty; its panels fill themselves from the address."""
    lang = desk.lang()
    return [
        dcc.Location(id=_id(PLACE), refresh="callback-nav"),
        html.Div([html.H1(TITLE.say(lang)), html.Div(id=_id(HEAD), className="page-actions")], className="page-head"),
        _panel(AREAS, lang),
        html.Div([_panel(name, lang) for name in (CHANGES, ATTENTION, TIMELY, QUALITY)], className="panels"),
        _panel(SCHOOLS, lang),
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
    """The month of the address, or the latest with indices; with the area and page it names."""
    code, month = OVERALL.code, month_of(session, desk, search)
    return view_of(search, code, period_key=month.key) or View(indicator_code=code, period_key=month.key)


def head(view: View, areas: dict[str, Text], lang: Lang) -> list[Any]:
    """Month and area as links, then the files."""
    area = f"&area={view.area}" if view.area else ""
    chosen: list[Any] = []
    if view.area:
        name = areas.get(view.area, Text(view.area, view.area)).say(lang)
        clear = dcc.Link(
            _CLEAR.say(lang), href=overview_address(view.but(area=None)), className="btn btn-outline-secondary"
        )
        chosen = [html.Div([html.Strong(name), clear], className="months")]
    return [month_links(view.period, area, lang), *chosen, take_along(FILES, overview_address(view), lang)]


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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _panel(name: str, lang: Lang) -> html.Section:
    return table_panel(_id(name), KINDS[name], lang, is_wide=name in (AREAS, SCHOOLS))
