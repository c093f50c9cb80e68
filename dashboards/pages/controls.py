"""Filters and the address: whatever is chosen stands in the address, and whatever the address says is chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from dashboards.pages.attributes import attributes
from dashboards.pages.desk import Desk
from dashboards.queries.choices import Choices, choices
from dashboards.view import (
    BANDS,
    View,
    known_band,
    known_code,
    known_indicator,
    known_peer,
    known_period,
    known_school,
    known_stage,
    read_view,
    span_of,
)
from dashboards.words import (
    ALL,
    AREA,
    BAND,
    BAND_LABELS,
    BAND_MARKS,
    FILTERS,
    INDICATOR,
    PEER,
    PERIOD,
    STAGE,
    peer_words,
)
from tenants.calendar.periods import Period, containing, name_of
from tenants.indices.declared import OVERSIGHT
from tenants.returns.catalogue import all_returns, every_version, find_indicator
from tenants.returns.declaration import PeriodType, Return
from tenants.returns.lists import LISTS
from tenants.text import Lang

ADDRESS, QUESTION, PICK = "address", "question", "pick"
CONTROLS = ("indicator", "period", "area", "stage", "peer", "band")
OWN_CONTROLS = ("indicator", "period")
RANK, DRAWER = "rank", "drawer"
_CHECKS: Mapping[str, Callable[[object], Any]] = {
    "area": known_code, "stage": known_stage, "peer": known_peer, "band": known_band,
}  # fmt: skip
_FIELDS = {"indicator": "indicator_code", "period": "period_key"}


def name_for(prefix: str, name: str) -> str:
    """The id of a thing on one of the two pages: the bureau's, or a school's own."""
    return f"{prefix}{name}"


def hidden_parts(prefix: str) -> list[Any]:
    """The address, the question without its open drawer, and what was picked in a chart or list."""
    return [
        dcc.Location(id=name_for(prefix, ADDRESS), refresh="callback-nav"),
        dcc.Store(id=name_for(prefix, QUESTION)),
        dcc.Store(id=name_for(prefix, PICK)),
    ]


def filter_bar(prefix: str, desk: Desk, names: Sequence[str]) -> html.Div:
    """The controls of a page, in a labelled group, with what the viewer may choose from."""
    lang, month = desk.lang(), PeriodType.MONTH
    with desk.open_session() as session:
        offered = choices(session, desk.viewer())
    data: dict[str, tuple[Any, list[Any]]] = {
        "indicator": (INDICATOR, indicator_options(offered, lang)),
        "period": (PERIOD, period_options(offered.periods_of(month), lang)),
        "area": (AREA, [{"value": code, "label": name.say(lang)} for code, name in offered.areas.items()]),
        "stage": (STAGE, [{"value": code, "label": words.say(lang)} for code, words in LISTS["stage"].items()]),
        "peer": (PEER, [{"value": code, "label": peer_words(code).say(lang)} for code in offered.peers]),
        "band": (
            BAND,
            [{"value": b, "label": f"{BAND_MARKS[b]} {BAND_LABELS[b].say(lang)}"} for b in BANDS],
        ),
    }
    selects = [
        dmc.Select(
            id=name_for(prefix, name),
            label=data[name][0].say(lang),
            data=data[name][1],
            searchable=name in {"indicator", "period", "peer"},
            clearable=name in _CHECKS,
            allowDeselect=name in _CHECKS,
            placeholder=ALL.say(lang) if name in _CHECKS else None,
            nothingFoundMessage="—",
            limit=60,
            className=f"filter-{name}",
            comboboxProps={"withinPortal": True},
        )
        for name in names
    ]
    return html.Div(
        selects, className="dash-filters no-print", role="group", **attributes(aria_label=FILTERS.say(lang))
    )


def indicator_options(offered: Choices, lang: Lang) -> list[dict[str, Any]]:
    """The indices, then every indicator that the viewer may have figures of, grouped by its return."""
    newest = max(each.valid_from for each in every_version())
    return [
        {
            "group": f"{ret.number} {ret.label.say(lang)}" if isinstance(ret, Return) else ret.label.say(lang),
            "items": [{"value": each.code, "label": each.label.say(lang)} for each in ret.indicators],
        }
        for ret in (OVERSIGHT, *all_returns(newest))
        if ret.indicators and offered.offers(ret)
    ]


def period_options(periods: Sequence[Period], lang: Lang) -> list[dict[str, str]]:
    """Periods with figures, newest first."""
    return [{"value": each.key, "label": name_of(each).say(lang)} for each in periods]


def register(app: Dash, desk: Desk, prefix: str, names: Sequence[str], picks: Sequence[str]) -> None:
    """Keep controls and address in step.

    Args:
        app: The application.
        desk: Its surroundings.
        prefix: Of the ids of the page.
        names: The controls it has.
        picks: What can be clicked to open a school: ids of charts.
    """
    at = {name: name_for(prefix, name) for name in (ADDRESS, QUESTION, PICK, DRAWER, *names)}

    @app.callback(
        output=(
            Output(at[ADDRESS], "search"),
            Output(at[QUESTION], "data"),
            Output(at[DRAWER], "opened"),
            Output(at["period"], "data"),
            [Output(at[name], "value") for name in names],
            [Output(name, "clickData") for name in picks],
        ),
        inputs=[
            Input(at[ADDRESS], "search"),
            Input(at[DRAWER], "opened"),
            Input(at[PICK], "data"),
            [Input(at[name], "value") for name in names],
            [Input(name, "clickData") for name in picks],
        ],
        state=[State(at[QUESTION], "data")],
    )
    def keep_in_step(search: object, is_open: object, pick: object, *more: Any) -> tuple[Any, ...]:
        values, clicks, question = more
        view = read_view(search)
        if view is None:
            return *(no_update,) * 4, [no_update] * len(names), [no_update] * len(picks)
        moved = ctx.triggered_id
        chosen = dict(zip(names, values, strict=True))
        periods: Any = no_update
        if moved in (None, at[ADDRESS], at["indicator"]):
            wanted = known_indicator(chosen["indicator"]) if moved == at["indicator"] else None
            with desk.open_session() as session:
                offered = choices(session, desk.viewer(), wanted or view.indicator_code)
            if moved == at["indicator"]:
                view = with_indicator(view, chosen["indicator"], offered)
            span = span_of(view.indicator, view.ret)
            listed = dict.fromkeys((*offered.periods_of(span), view.period))
            periods = period_options(sorted(listed, reverse=True), desk.lang())
        elif moved == at[PICK]:
            view = view.but(school=known_school(pick) or view.school)
        elif moved in picks:
            view = with_click(view, str(moved), clicks[picks.index(moved)])
        elif moved == at[DRAWER]:
            view = view if is_open else view.but(school=None)
        else:
            view = with_choice(view, str(moved).removeprefix(prefix), chosen)
        asked = view.but(school=None).search
        return (
            no_update
            if moved in (None, at[ADDRESS]) or view.search == search
            else view.search,  # Back must not be undone
            asked if asked != question else no_update,
            view.school is not None,
            periods,
            [getattr(view, _FIELDS.get(name, name)) for name in names],
            [None] * len(picks),
        )


def with_indicator(view: View, code: object, offered: Choices) -> View:
    """Another indicator, with the nearest period of the kind it asks for."""
    known = known_indicator(code)
    if known is None:
        return view
    ret, indicator = find_indicator(known)
    span = span_of(indicator, ret)
    period = view.period if view.period.type is span else offered.near(span, view.period)
    if period is None:
        period = containing(span, view.period.end)
    return view.but(indicator_code=known, period_key=period.key)


def with_choice(view: View, name: str, chosen: Mapping[str, object]) -> View:
    """The view with what one control says; what no option says is no choice."""
    if name == "period":
        key = known_period(chosen["period"], span_of(view.indicator, view.ret))
        return view.but(period_key=key) if key else view
    if name not in _CHECKS or name not in chosen:  # a browser may name as changed what is no control
        return view
    return view.but(**{name: _CHECKS[name](chosen[name])})


def with_click(view: View, chart: str, click: object) -> View:
    """A click on a bar: a school opens its drawer, an area becomes the filter."""
    try:
        point = click["points"][0]["customdata"]  # type: ignore[index]  # whatever a browser sends
    except (TypeError, KeyError, IndexError):
        return view
    if chart == RANK:
        return view.but(school=known_school(point) or view.school)
    code = known_code(point)
    return view.but(area=None if code == view.area else code) if code else view
