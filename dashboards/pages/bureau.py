"""The bureau's page: schools ranked, areas, trend and distribution of one indicator, each with its table."""

from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output, dcc, html

from dashboards.figures.areas import area_bars, listed_areas
from dashboards.figures.ranks import HEIGHT, ROWS_PER_PAGE, label_of, rank_bars
from dashboards.figures.spreads import bin_names, quartile_rows, spread_bars
from dashboards.figures.template import Figure
from dashboards.figures.trends import trend_lines
from dashboards.numbers import exact, spoken
from dashboards.pages import controls, drawer, grid
from dashboards.pages.attributes import attributes
from dashboards.pages.controls import ADDRESS, CONTROLS, QUESTION, RANK, filter_bar, hidden_parts
from dashboards.pages.desk import Desk
from dashboards.pages.parts import address, band_tag, panel, school_link, source_line, table
from dashboards.pages.summary import actions, summary
from dashboards.queries.areas import areas
from dashboards.queries.limits import Limits, limits
from dashboards.queries.names import names as names_of
from dashboards.queries.schools import SchoolRow, schools
from dashboards.queries.trend import Point, periods_until, trend
from dashboards.transforms.ranking import Ranked, Ranking, band_of, ranking
from dashboards.transforms.sentences import areas_found, schools_found, spread_found, trend_found
from dashboards.transforms.spread import spread
from dashboards.transforms.standing import Shown
from dashboards.view import View, read_view
from dashboards.words import (
    ALL_SCHOOLS,
    AREA,
    BAND,
    BEST_FIRST,
    COUNTED,
    COUNTED_OF,
    DENOMINATOR,
    DISTRICT,
    HIGHEST_FIRST,
    LOWEST_FIRST,
    NEXT_PAGE,
    NO_TREND,
    NOTHING,
    NUMERATOR,
    ONLY_LIKE,
    ORDER,
    OWN_AREAS,
    PAGE_OF,
    PERIOD,
    PREVIOUS_PAGE,
    RANGE_OF_VALUES,
    SCHOOL,
    SCHOOLS,
    SCHOOLS_COUNTED,
    SELECTED,
    TITLE,
    TOO_FEW,
    VALUE,
    WORST_FIRST,
)  # fmt: skip
from dashboards.words import (
    RANK as RANK_WORD,
)
from tenants.accounts.roles import Role
from tenants.calendar.periods import name_of
from tenants.calendar.workdays import bureau_day
from tenants.returns.declaration import Direction
from tenants.scope.viewer import Viewer
from tenants.text import Lang, Text

SUMMARY, ACTIONS, PAGER = "summary", "actions", "pager"
AREAS, TREND, SPREAD = "areas", "trend", "spread"
PATH, PREFIX = "compare", ""
_SPREAD_WORDS = Text("学校分布", "Distribution of schools")
_TREND_WORDS = Text("走势", "Trend")
_RANK_WORDS = Text("学校排名", "Schools ranked")


def layout(desk: Desk, _: str) -> list[Any]:
    """The page, empty; its panels fill themselves from the address."""
    lang = desk.lang()
    return [
        *hidden_parts(PREFIX),
        html.Div([html.H1(TITLE.say(lang)), html.Div(id=ACTIONS, className="page-actions no-print")], className="page-head"),
        filter_bar(PREFIX, desk, CONTROLS),
        html.Div(id=SUMMARY, className="summary", **attributes(aria_live="polite")),
        html.Div(
            [
                panel(RANK, _RANK_WORDS, lang, height=HEIGHT, extra=[html.Div(id=PAGER, className="pager no-print")]),
                html.Div(
                    [panel(AREAS, AREA, lang, height=300), panel(TREND, _TREND_WORDS, lang, height=280)],
                    className="panel-column",
                ),
            ],
            className="panels",
        ),
        panel(SPREAD, _SPREAD_WORDS, lang, height=240),
        grid.grid_room(lang),
        drawer.drawer(PREFIX, lang),
    ]  # fmt: skip


def register(app: Dash, desk: Desk) -> None:
    """Wire filters, panels, grid and drawer."""
    controls.register(app, desk, PREFIX, CONTROLS, (RANK, AREAS))
    grid.register(app, desk)
    drawer.register(app, desk, PREFIX)

    @app.callback(
        Output(SUMMARY, "children"), Output(ACTIONS, "children"), Output(PAGER, "children"),
        Output(f"{RANK}-title", "children"), Output(RANK, "figure"), Output(f"{RANK}-table", "children"),
        Output(f"{RANK}-source", "children"),
        Output(f"{SPREAD}-title", "children"), Output(SPREAD, "figure"), Output(f"{SPREAD}-table", "children"),
        Output(f"{SPREAD}-source", "children"),
        Input(QUESTION, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    def show_schools(question: object) -> tuple[Any, ...]:
        return schools_panel(desk, question)

    @app.callback(
        Output(f"{AREAS}-title", "children"), Output(AREAS, "figure"), Output(f"{AREAS}-table", "children"),
        Output(f"{AREAS}-source", "children"), Input(QUESTION, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def show_areas(question: object) -> tuple[Any, ...]:
        return areas_panel(desk, question)

    @app.callback(
        Output(f"{TREND}-title", "children"), Output(TREND, "figure"), Output(f"{TREND}-table", "children"),
        Output(f"{TREND}-source", "children"), Input(ADDRESS, "search"),
    )  # fmt: skip
    def show_trend(search: object) -> tuple[Any, ...]:
        return trend_panel(desk, search)


def schools_panel(desk: Desk, question: object) -> tuple[Any, ...]:
    """Summary, ranking and distribution, from one question to the database."""
    desk.bureau()
    view, lang, at = read_view(question), desk.lang(), desk.now()
    if view is None:
        return ("",) * 11
    with desk.open_session() as session:
        rows = schools(session, view, today=bureau_day(at))
        limit = limits(session, view.indicator, view.period.start)
    found = ranking(rows, view, limit)
    page, pages = page_of(found, view)
    view = view.but(page=page)
    listed = found.schools[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
    counted = COUNTED_OF.fill(n=found.shown[Shown.VALUE], total=sum(found.shown.values()))
    source = source_line(view, lang, at, counted)
    return (
        [*summary(found, view, limit, lang, who=whose(view, desk.viewer())), *_only_like(view, rows, lang)],
        actions(view, lang, PATH),
        pager(view, page, pages, len(found.schools), lang),
        schools_found(found, view.indicator, limit, lang),
        _bars(found, listed, view, limit, lang),
        _rank_table(listed, view, lang),
        source,
        *_spread(found, view, limit, lang),
        source,
    )


def areas_panel(desk: Desk, question: object) -> tuple[Any, ...]:
    """Areas side by side."""
    desk.bureau()
    view, lang, at = read_view(question), desk.lang(), desk.now()
    if view is None:
        return ("",) * 4
    with desk.open_session() as session:
        rows = areas(session, view)
        limit = limits(session, view.indicator, view.period.start)
    indicator, whole = view.indicator, SELECTED if view.is_narrowed else DISTRICT
    listed = listed_areas(rows, indicator)
    everything = [row for row in rows if not row.area_code]
    lines = [
        (
            Text(row.name_zh or row.area_code, row.name_en or "").say(lang) if row.area_code else whole.say(lang),
            spoken(row.value, indicator, lang), exact(row.numerator), exact(row.denominator), row.schools,
        )
        for row in (*listed, *everything)
    ]  # fmt: skip
    heads = [words.say(lang) for words in (AREA, VALUE, NUMERATOR, DENOMINATOR, SCHOOLS_COUNTED)]
    finding = areas_found(rows, indicator, limit, lang)
    return (
        finding,
        area_bars(rows, indicator, limit[""], lang, whole=whole, chosen=view.area, empty=NOTHING.say(lang)),
        table(finding, heads, lines, numbers=(1, 2, 3, 4)),
        source_line(view, lang, at, COUNTED.fill(n=sum(row.schools for row in everything))),
    )


def trend_panel(desk: Desk, search: object) -> tuple[Any, ...]:
    """District, chosen area and chosen school over time."""
    desk.bureau()
    view, lang, at = read_view(search), desk.lang(), desk.now()
    if view is None:
        return ("",) * 4
    with desk.open_session() as session:
        points = trend(session, view)
        limit = limits(session, view.indicator, view.period.start)
        names = _line_names(session, view, points)
    lines = by_line(points)
    first = next((line for line in ("school", "area", "district") if line in names and line in lines), "district")
    finding = trend_found(lines.get(first, {}), names.get(first, DISTRICT), view.indicator, view.period, lang)
    latest = lines.get("district", {}).get(view.period_key)
    return (
        finding,
        trend_figure(lines, names, view, limit, lang),
        trend_table(finding, lines, names, view, lang),
        source_line(view, lang, at, COUNTED.fill(n=latest.schools if latest else 0)),
    )


def trend_figure(
    lines: dict[str, dict[str, Point]], names: dict[str, Text], view: View, limit: Limits, lang: Lang
) -> Figure:
    """The chart of a trend; limits that differ by stage are not drawn."""
    return trend_lines(
        lines, names, periods_until(view.period), view.indicator, the_limit(limit), lang, empty=NO_TREND.say(lang)
    )


def trend_table(
    caption: str, lines: dict[str, dict[str, Point]], names: dict[str, Text], view: View, lang: Lang
) -> html.Table:
    """Periods down, lines across."""
    shown = [line for line in names if line in lines]
    heads = [PERIOD.say(lang), *(names[line].say(lang) for line in shown)]
    rows = []
    for period in periods_until(view.period):
        points = [lines[line].get(period.key) for line in shown]
        values = [spoken(point.value if point else None, view.indicator, lang) for point in points]
        rows.append((name_of(period).say(lang), *values))
    return table(caption, heads, rows, numbers=range(1, len(heads)))


def by_line(points: list[Point]) -> dict[str, dict[str, Point]]:
    """Points by line and period."""
    lines: dict[str, dict[str, Point]] = {}
    for point in points:
        lines.setdefault(point.line, {})[point.period_key] = point
    return lines


def the_limit(found: Limits) -> tuple[float, float] | None:
    """The limits that all stages share, or None."""
    return found[""] if len(set(found.values())) == 1 else None


def page_of(found: Ranking, view: View) -> tuple[int, int]:
    """Which page of the list is shown, and how many there are."""
    pages = max(1, -(-len(found.schools) // ROWS_PER_PAGE))
    return min(view.page, pages), pages


def pager(view: View, page: int, pages: int, total: int, lang: Lang) -> list[Any]:
    """Order and pages as links: each is an address."""
    is_plain = view.indicator.direction is Direction.NONE
    words = {"worst": LOWEST_FIRST, "best": HIGHEST_FIRST} if is_plain else {"worst": WORST_FIRST, "best": BEST_FIRST}
    orders = [
        html.Strong(said.say(lang), **attributes(aria_current="true"))
        if order == view.order
        else dcc.Link(said.say(lang), href=address(view.but(order=order)))
        for order, said in words.items()
    ]
    moves: list[Any] = []
    if page > 1:
        moves.append(dcc.Link(f"‹ {PREVIOUS_PAGE.say(lang)}", href=address(view.but(page=page - 1))))
    moves.append(html.Span(PAGE_OF.fill(page=page, pages=pages, total=total).say(lang)))
    if page < pages:
        moves.append(dcc.Link(f"{NEXT_PAGE.say(lang)} ›", href=address(view.but(page=page + 1))))
    return [html.Div(orders, role="group", **attributes(aria_label=ORDER.say(lang))), html.Div(moves)]


def _only_like(view: View, rows: Sequence[SchoolRow], lang: Lang) -> list[Any]:
    """Which school's similar schools these are, and the way back to all."""
    own = next((row for row in rows if row.school_code == view.like), None)
    if own is None:
        return []
    words = ONLY_LIKE.fill(school=Text(own.name_zh, own.name_en)).say(lang)
    back = dcc.Link(ALL_SCHOOLS.say(lang), href=address(view.but(like=None)))
    return [html.P([words, " ", back], className="only-like")]


def _bars(found: Ranking, listed: list[Ranked], view: View, limit: Limits, lang: Lang) -> Figure:
    values = found.values
    span = (min(values), max(values)) if values else (0.0, 0.0)
    return rank_bars(listed, view.indicator, the_limit(limit), span, lang, empty=NOTHING.say(lang))


def _rank_table(listed: list[Ranked], view: View, lang: Lang) -> html.Table:
    heads = [words.say(lang) for words in (SCHOOL, RANK_WORD, VALUE, BAND, NUMERATOR, DENOMINATOR)]
    rows = [
        (
            school_link(view, each.row.school_code, Text(each.row.name_zh, each.row.name_en), lang),
            each.rank or "—", label_of(each, view.indicator, lang),
            band_tag(each.band, lang) if each.shown is Shown.VALUE else "—",
            exact(each.row.numerator), exact(each.row.denominator),
        )
        for each in listed
    ]  # fmt: skip
    return table(_RANK_WORDS.say(lang), heads, rows, numbers=(1, 2, 4, 5))


def _spread(found: Ranking, view: View, limit: Limits, lang: Lang) -> tuple[Any, ...]:
    indicator = view.indicator
    shared = the_limit(limit)
    lies = spread(found.values, lambda value: band_of(indicator, value, shared))
    finding = spread_found(lies, indicator, lang)
    rows: list[tuple[Any, ...]] = []
    if lies is not None:
        counts = [sum(each) for each in zip(*lies.counts.values(), strict=True)]
        rows = [*quartile_rows(lies, indicator, lang), *zip(bin_names(lies, indicator), counts, strict=True)]
    heads = [RANGE_OF_VALUES.say(lang), SCHOOLS.say(lang)]
    chart = spread_bars(lies, indicator, lang, empty=TOO_FEW.say(lang))
    return finding, chart, table(finding, heads, rows, numbers=(1,))


def _line_names(session: Any, view: View, points: list[Point]) -> dict[str, Text]:
    found = {"district": DISTRICT}
    if any(point.line in {"area", "school"} for point in points):
        found |= names_of(session, area=view.area, school=view.school)
    return found


def whose(view: View, viewer: Viewer) -> Text:
    """What the schools asked for are called together."""
    if view.is_narrowed or view.area is not None:
        return SELECTED
    return OWN_AREAS if viewer.role is Role.INSPECTOR else DISTRICT
