"""All schools in one table: the browser asks for a hundred rows at a time, sorted and filtered on the server."""

from collections.abc import Callable
from typing import Any

import dash_ag_grid as dag
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboards.figures.ranks import label_of
from dashboards.numbers import exact, plain
from dashboards.pages.controls import QUESTION
from dashboards.pages.desk import Desk
from dashboards.queries.limits import limits
from dashboards.queries.names import area_names
from dashboards.queries.schools import schools
from dashboards.transforms.ranking import Ranked, ranking
from dashboards.transforms.standing import SHOWN_LABELS, Shown, remarks_on
from dashboards.view import View, read_view
from dashboards.words import (
    ALL_SCHOOLS,
    ALL_SCHOOLS_HELP,
    AREA,
    BAND,
    BAND_LABELS,
    BAND_MARKS,
    DENOMINATOR,
    FIND_SCHOOL,
    NUMERATOR,
    PEER,
    RANK,
    REMARKS,
    SCHOOL,
    STATE,
    VALUE,
    peer_words,
)  # fmt: skip
from tenants.calendar.workdays import bureau_day
from tenants.text import Lang, Text

GRID = "grid"
BLOCK = 100  # rows the browser asks for at once
_LAST = float("inf")
_SORTS: dict[str, Callable[[Ranked], Any]] = {
    "rank": lambda each: each.rank if each.rank is not None else _LAST,
    "school": lambda each: each.row.initials,
    "area": lambda each: each.row.area_code or "",
    "peer": lambda each: each.row.peer_group or "",
    "value": lambda each: each.row.value,
    "band": lambda each: ("red", "amber", "green", None).index(each.band),
    "state": lambda each: list(Shown).index(each.shown),
    "numerator": lambda each: each.row.numerator,
    "denominator": lambda each: each.row.denominator,
}
_COLUMNS: tuple[tuple[str, Text, int, bool], ...] = (
    ("rank", RANK, 80, True), ("school", SCHOOL, 190, False), ("value", VALUE, 110, True), ("band", BAND, 110, False),
    ("state", STATE, 150, False), ("remarks", REMARKS, 130, False), ("area", AREA, 130, False),
    ("peer", PEER, 190, False), ("numerator", NUMERATOR, 120, True), ("denominator", DENOMINATOR, 120, True),
)  # fmt: skip


def grid_room(lang: Lang) -> html.Section:
    """The table, empty."""
    return html.Section(
        [
            html.H2(ALL_SCHOOLS.say(lang), className="panel-title"),
            html.P(ALL_SCHOOLS_HELP.say(lang), className="panel-source"),
            dag.AgGrid(
                id=GRID,
                columnDefs=_column_defs(lang),
                rowModelType="infinite",
                defaultColDef={"resizable": True, "sortable": True, "suppressHeaderMenuButton": True},
                dashGridOptions={
                    "cacheBlockSize": BLOCK,
                    "maxBlocksInCache": 10,
                    "infiniteInitialRowCount": 20,
                    "getLocaleText": {"function": "houqinGridText(params)"},
                    "suppressCellFocus": False,
                    "animateRows": False,
                    "enableCellTextSelection": True,
                },
                eventListeners={
                    "cellKeyDown": ["houqinOpenSchool(params)"],
                    "cellClicked": ["houqinOpenSchool(params)"],
                },
                style={"height": "34rem"},
                className=f"grid-{lang}",
            ),
        ],
        className="panel panel-wide no-print",
    )


def register(app: Dash, desk: Desk) -> None:
    """Answer the grid's questions; a new question of the page empties what it has cached."""

    @app.callback(
        Output(GRID, "getRowsResponse"),
        Input(GRID, "getRowsRequest"),
        State(QUESTION, "data"),
        prevent_initial_call=True,
    )
    def rows(request: object, question: object) -> dict[str, Any]:
        return grid_rows(desk, request, question)

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("houqin", "emptyGrid"),
        Output(GRID, "id"),
        Input(QUESTION, "data"),
        prevent_initial_call=True,
    )


def grid_rows(desk: Desk, request: object, question: object) -> dict[str, Any]:
    """A hundred rows at most, whatever is asked; unknown columns, filters and numbers are left out."""
    desk.bureau()
    view, lang, at = read_view(question), desk.lang(), desk.now()
    if view is None:
        return {"rowData": [], "rowCount": 0}
    asked = request if isinstance(request, dict) else {}
    with desk.open_session() as session:
        found = ranking(
            schools(session, view, today=bureau_day(at)), view, limits(session, view.indicator, view.period.start)
        )
        areas = area_names(session)
    listed = _sorted(_filtered(found.schools, asked.get("filterModel")), asked.get("sortModel"))
    start = _whole(asked.get("startRow"), 0)
    end = min(_whole(asked.get("endRow"), start + BLOCK), start + BLOCK)
    return {"rowData": [_row(each, view, areas, lang) for each in listed[start:end]], "rowCount": len(listed)}


def _row(each: Ranked, view: View, areas: dict[str, Text], lang: Lang) -> dict[str, Any]:
    row = each.row
    has_value = each.shown is Shown.VALUE
    band = f"{BAND_MARKS[each.band]} {BAND_LABELS[each.band].say(lang)}".strip()
    return {
        "code": row.school_code,
        "rank": each.rank,
        "school": Text(row.name_zh, row.name_en).say(lang),
        "area": areas[row.area_code].say(lang) if row.area_code in areas else "",
        "peer": peer_words(row.peer_group).say(lang) if row.peer_group else "",
        "value": plain(row.value, view.indicator),
        "band": band if has_value else "",
        "state": SHOWN_LABELS[each.shown].say(lang) if has_value else label_of(each, view.indicator, lang),
        "remarks": "、".join(words.say(lang) for words in remarks_on(row)),
        "numerator": exact(row.numerator),
        "denominator": exact(row.denominator),
    }


def _filtered(listed: list[Ranked], model: object) -> list[Ranked]:
    asked = model.get("school") if isinstance(model, dict) else None
    words = asked.get("filter") if isinstance(asked, dict) else None
    if not isinstance(words, str) or not words.strip():
        return listed
    sought = words.strip().casefold()
    return [
        each
        for each in listed
        if sought in each.row.name_zh
        or sought in each.row.name_en.casefold()
        or each.row.initials.startswith(sought)
        or each.row.school_code.startswith(sought)
    ]


def _sorted(listed: list[Ranked], model: object) -> list[Ranked]:
    for order in reversed(model[:3] if isinstance(model, list) else []):
        if not isinstance(order, dict) or str(order.get("colId")) not in _SORTS:
            continue
        key = _SORTS[str(order["colId"])]
        known = [each for each in listed if key(each) not in (None, _LAST)]
        unknown = [each for each in listed if key(each) in (None, _LAST)]
        listed = sorted(known, key=key, reverse=order.get("sort") == "desc") + unknown
    return listed


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6 else otherwise


def _column_defs(lang: Lang) -> list[dict[str, Any]]:
    defs: list[dict[str, Any]] = []
    for field, words, width, is_number in _COLUMNS:
        column: dict[str, Any] = {"field": field, "headerName": words.say(lang), "width": width}
        if is_number:
            column |= {"cellClass": "number", "headerClass": "ag-right-aligned-header"}
        if field == "remarks":
            column["sortable"] = False
        if field == "school":
            column |= {
                "pinned": "left", "filter": "agTextColumnFilter", "floatingFilter": True, "cellClass": "grid-school",
                "headerTooltip": FIND_SCHOOL.say(lang), "suppressHeaderFilterButton": True,
                "filterParams": {"filterOptions": ["contains"], "maxNumConditions": 1, "debounceMs": 300},
            }  # fmt: skip
        defs.append(column)
    return defs
