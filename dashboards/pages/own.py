"""A school's page: its own figures beside the anonymous spread of its peers, and nothing of any other school."""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, dcc, html

from dashboards.figures.peers import peer_strip
from dashboards.numbers import spoken
from dashboards.pages import controls, drawer
from dashboards.pages.attributes import attributes
from dashboards.pages.bureau import by_line, the_limit, trend_figure, trend_table
from dashboards.pages.controls import OWN_CONTROLS, QUESTION, filter_bar, hidden_parts
from dashboards.pages.desk import Desk
from dashboards.pages.parts import (
    address,
    band_tag,
    grouped_table,
    panel,
    sheet_address,
    source_line,
    table,
    table_room,
)
from dashboards.pages.summary import actions
from dashboards.queries.limits import limits, own_limits
from dashboards.queries.own import OwnRow, own_figures
from dashboards.queries.trend import Point, own_trend
from dashboards.transforms.ranking import band_of
from dashboards.transforms.sentences import headline, own_found, trend_found
from dashboards.view import View, read_view, span_of
from dashboards.words import (
    BAND,
    INDICATOR,
    ITEM,
    LOWER_QUARTILE,
    MEDIAN,
    NO_PEERS,
    NOTHING,
    OWN,
    OWN_FIGURES,
    OWN_TITLE,
    OWN_WITHIN,
    PEER_MEDIAN,
    PEERS,
    PEERS_COUNTED,
    PEERS_HELP,
    SCHOOLS,
    SHEET,
    SUPPRESSED,
    UPPER_QUARTILE,
    VALUE,
    WHERE_FROM,
    peer_words,
)  # fmt: skip
from tenants.calendar.periods import containing, name_of, period_of
from tenants.indices.declared import OVERSIGHT
from tenants.registry.models import School, Tenant
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import PeriodType
from tenants.text import Lang, Text

PATH, PREFIX = "compare", "own-"
SUMMARY, ACTIONS = "own-summary", "own-actions"
PEER_STRIP, TREND, FIGURES = "own-peers", "own-trend", "own-figures"


def layout(desk: Desk, _: str) -> list[Any]:
    """The page, empty; its panels fill themselves from the address."""
    lang = desk.lang()
    return [
        *hidden_parts(PREFIX),
        html.Div(
            [html.H1(OWN_TITLE.say(lang)), html.Div(id=ACTIONS, className="page-actions no-print")],
            className="page-head",
        ),
        filter_bar(PREFIX, desk, OWN_CONTROLS),
        html.Div(id=SUMMARY, className="summary", **attributes(aria_live="polite")),
        html.Div(
            [
                panel(PEER_STRIP, PEERS, lang, height=170),
                panel(TREND, Text("走势", "Trend"), lang, height=280),
            ],
            className="panels",
        ),
        html.Section(
            [
                html.H2(OWN_FIGURES.say(lang), className="panel-title"),
                table_room(OWN_FIGURES.say(lang), id=FIGURES),
                html.P(PEERS_HELP.say(lang), className="panel-source"),
            ],
            className="panel panel-wide",
        ),
        drawer.drawer(PREFIX, lang),
    ]


def register(app: Dash, desk: Desk) -> None:
    """Wire filters, panels and drawer."""
    controls.register(app, desk, PREFIX, OWN_CONTROLS, ())
    drawer.register(app, desk, PREFIX)

    @app.callback(
        Output(SUMMARY, "children"), Output(ACTIONS, "children"), Output(f"{PEER_STRIP}-title", "children"),
        Output(PEER_STRIP, "figure"), Output(f"{PEER_STRIP}-table", "children"),
        Output(f"{PEER_STRIP}-source", "children"), Output(FIGURES, "children"),
        Input(f"{PREFIX}{QUESTION}", "data"), prevent_initial_call=True,
    )  # fmt: skip
    def show_own(question: object) -> tuple[Any, ...]:
        return own_panel(desk, question)

    @app.callback(
        Output(f"{TREND}-title", "children"), Output(TREND, "figure"), Output(f"{TREND}-table", "children"),
        Output(f"{TREND}-source", "children"), Input(f"{PREFIX}{QUESTION}", "data"), prevent_initial_call=True,
    )  # fmt: skip
    def show_trend(question: object) -> tuple[Any, ...]:
        return own_trend_panel(desk, question)


def own_panel(desk: Desk, question: object) -> tuple[Any, ...]:
    """The school among its peers for one indicator, and all its indicators of the time around."""
    school_id, view, lang, at = desk.school_id(), read_view(question), desk.lang(), desk.now()
    if view is None:
        return ("",) * 7
    asked = figures_asked(view)
    with desk.open_session() as session:
        rows = {row.indicator: row for row in own_figures(session, school_id, list(asked.items()))}
        limit = limits(session, view.indicator, view.period.start)
        others = own_limits(session, {code: period_of(key).start for code, key in asked.items()})
        tenant = session.get_one(Tenant, (desk.viewer().district_id, school_id))
    indicator, row = view.indicator, rows.get(view.indicator_code)
    value = row.value if row else None
    finding = own_found(row, indicator, lang)
    counted = (row.schools if row else 0) or 0
    opened, button = view.but(school=tenant.school_code), "btn btn-outline-secondary"
    links: list[Any] = [dcc.Link(WHERE_FROM.say(lang), href=address(opened), className=button)]
    if isinstance(tenant, School):
        links.append(html.A(SHEET.say(lang), href=sheet_address(opened), className=button))
    return (
        [
            html.P(html.Span(spoken(value, indicator, lang), className="big-figure"), className="big"),
            html.Div(
                [
                    html.P(
                        headline(OWN_WITHIN, indicator, value, limit, lang) if value is not None else finding,
                        className="headline",
                    ),
                    *links,
                ]
            ),
        ],
        actions(view, lang, PATH),
        finding,
        peer_strip(row, indicator, the_limit(limit), lang, name=OWN.say(lang), empty=NOTHING.say(lang)),
        _peer_table(finding, row, view, lang),
        source_line(view, lang, at, peers_counted(row, counted)),
        figures_table(rows, view, asked, lang, others),
    )


def own_trend_panel(desk: Desk, question: object) -> tuple[Any, ...]:
    """The school and its peers' median over time."""
    school_id, view, lang, at = desk.school_id(), read_view(question), desk.lang(), desk.now()
    if view is None:
        return ("",) * 4
    with desk.open_session() as session:
        points = own_trend(session, view, school_id)
        limit = limits(session, view.indicator, view.period.start)
    lines = with_peers(by_line(points), view.period_key)
    names = {"school": OWN, "peers": PEER_MEDIAN}
    finding = trend_found(lines.get("school", {}), OWN_WITHIN, view.indicator, view.period, lang)
    latest = lines.get("peers", {}).get(view.period_key)
    return (
        finding,
        trend_figure(lines, names, view, limit, lang),
        trend_table(finding, lines, names, view, lang),
        source_line(view, lang, at, PEERS_COUNTED.fill(n=latest.schools if latest else 0)),
    )


def with_peers(lines: dict[str, dict[str, Point]], period_key: str) -> dict[str, dict[str, Point]]:
    """The narrowest group with a median in the period looked at speaks for the peers, as in the strip beside."""
    groups = sorted(
        (line for line in lines if line != "school"),
        key=lambda line: (period_key not in lines[line], -line.count("/"), line),
    )
    found = {"school": lines["school"]} if "school" in lines else {}
    return found | ({"peers": lines[groups[0]]} if groups else {})


def figures_asked(view: View) -> dict[str, str]:
    """Every indicator of those who file the view's, with the period of its kind that holds the last day of the view's."""
    day = view.period.end if view.period.type is PeriodType.MONTH else view.period.start
    return {
        each.code: view.period_key
        if span_of(each, ret) is view.period.type
        else containing(span_of(each, ret), day).key
        for ret in (OVERSIGHT, *all_returns(view.period.start))
        if ret.unit == view.ret.unit
        for each in ret.indicators
    }


def figures_table(
    rows: dict[str, OwnRow],
    view: View,
    asked: dict[str, str],
    lang: Lang,
    limit_of: Mapping[str, tuple[float, float] | None],
) -> html.Table:
    """All indicators of the school by return and period; each name opens its own view."""
    heads = [words.say(lang) for words in (INDICATOR, OWN, BAND, LOWER_QUARTILE, MEDIAN, UPPER_QUARTILE, SCHOOLS)]
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for code, period_key in asked.items():
        row, other = rows.get(code), view.but(indicator_code=code, period_key=period_key)
        indicator = other.indicator
        band = band_of(indicator, row.value, limit_of.get(code)) if row else None
        peers = (row.lower, row.median, row.upper) if row and row.median is not None else None
        heading = f"{other.ret.number} {other.ret.label.say(lang)} · {name_of(other.period).say(lang)}"
        groups.setdefault(heading, []).append((
            dcc.Link(indicator.label.say(lang), href=address(other)),
            spoken(row.value if row else None, indicator, lang),
            band_tag(band, lang) if band else "—",
            *([spoken(each, indicator, lang) for each in peers] if peers else ("—", SUPPRESSED.say(lang), "—")),
            (row.schools if row else None) or "—",
        ))  # fmt: skip
    return grouped_table(OWN_FIGURES.say(lang), heads, list(groups.items()), numbers=(1, 3, 4, 5, 6))


def peers_counted(row: OwnRow | None, counted: int) -> Text:
    """Which group, and how many of it have a value."""
    if row is None or row.peer_group is None:
        return SUPPRESSED if row else NO_PEERS
    said = peer_words(row.peer_group)
    return Text(f"同类组：{said.zh}，{counted} 所", f"Peer group: {said.en}, {counted} schools")


def _peer_table(caption: str, row: OwnRow | None, view: View, lang: Lang) -> html.Table:
    named = (OWN, LOWER_QUARTILE, MEDIAN, UPPER_QUARTILE)
    values = (row.value, row.lower, row.median, row.upper) if row else (None,) * 4
    rows = [(name.say(lang), spoken(each, view.indicator, lang)) for name, each in zip(named, values, strict=True)]
    return table(caption, [ITEM.say(lang), VALUE.say(lang)], rows, numbers=(1,))
