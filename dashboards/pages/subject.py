"""One subject: its indicators by area, and one of them, its index first, over areas and time."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from sqlalchemy.orm import Session

from dashboards.handout import Handout, handout
from dashboards.numbers import plain, spoken
from dashboards.pages import bureau
from dashboards.pages.attributes import attributes
from dashboards.pages.controls import name_for
from dashboards.pages.desk import BASE, Desk, moment
from dashboards.pages.heat import heat_cell, heat_legend
from dashboards.pages.months import month_links, month_of, take_along
from dashboards.pages.parts import grouped_table, panel, table_panel, table_room
from dashboards.queries.choices import choices
from dashboards.queries.limits import own_limits
from dashboards.queries.names import area_names
from dashboards.queries.subjects import subject_figures
from dashboards.subjects import BY_CODE, SUBJECTS, Subject, figures_of
from dashboards.transforms.subjects import Row, subject_found, subject_rows
from dashboards.view import View, asked_indicator, span_of
from dashboards.words import (
    AREA,
    AS_OF,
    AS_OF_HEAD,
    DISTRICT,
    INDICATOR,
    PERIOD,
    SCHOOLS_COUNTED,
    SOURCE_HEAD,
)  # fmt: skip
from tenants.calendar.periods import Period, containing, name_of, period_of
from tenants.indices.declared import OVERALL
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Return
from tenants.text import Lang, Text

PATH, PREFIX, PLACE = "subjects", "subject-", "address"
TITLE = Text("主题", "Subjects")
HEAD, TABLE, AREAS, TREND = "head", "table", "areas", "trend"
_FIGURES = Text("指标 · 片区", "Indicators by area")
_TREND_WORDS = Text("走势", "Trend")
_BANDS = Text("学校（超红线 / 接近 / 达标）", "Schools (beyond / between / on target)")
_SOURCE = Text(
    "来源：各报表已审核数据，每项取该月及以前最近一期",
    "Source: accepted figures of all returns, each at its latest period up to the month",
)
_COUNTED = Text("最多计入 {n} 所学校", "{n} schools included at most")


def layout(subject: Subject, desk: Desk, _: str) -> list[Any]:
    """One subject, empty; its panels fill themselves from the address."""
    lang = desk.lang()
    links = [
        html.Strong(each.name.say(lang), **attributes(aria_current="page"))
        if each is subject
        else dcc.Link(each.name.say(lang), href=f"{BASE}{PATH}/{each.code}")
        for each in SUBJECTS
    ]
    return [
        dcc.Location(id=_id(PLACE), refresh="callback-nav"),
        html.Div([html.H1(subject.name.say(lang)), html.Div(id=_id(HEAD), className="page-actions")], className="page-head"),
        html.Nav(links, className="subject-links no-print", **attributes(aria_label=TITLE.say(lang))),
        html.Div(
            [panel(_id(AREAS), AREA, lang, height=300), panel(_id(TREND), _TREND_WORDS, lang, height=280)],
            className="panels",
        ),
        table_panel(_id(TABLE), _FIGURES, lang, is_wide=True),
    ]  # fmt: skip


def register(app: Dash, desk: Desk) -> None:
    """Wire the panels of a subject, the same for all."""

    @app.callback(
        Output(_id(HEAD), "children"), Output(f"{_id(TABLE)}-title", "children"), Output(f"{_id(TABLE)}-body", "children"),
        Output(f"{_id(TABLE)}-source", "children"), Input(_id(PLACE), "search"), State(_id(PLACE), "pathname"),
    )  # fmt: skip
    def show_table(search: object, pathname: object) -> Sequence[Any]:
        return figures_panel(desk, search, pathname)

    for name, chart in ((AREAS, bureau.areas_panel), (TREND, bureau.trend_panel)):
        _wire(app, desk, name, chart)


def _wire(app: Dash, desk: Desk, name: str, chart: Any) -> None:
    @app.callback(
        Output(f"{_id(name)}-title", "children"), Output(_id(name), "figure"), Output(f"{_id(name)}-table", "children"),
        Output(f"{_id(name)}-source", "children"), Input(_id(PLACE), "search"), State(_id(PLACE), "pathname"),
    )  # fmt: skip
    def show(search: object, pathname: object) -> tuple[Any, ...]:
        desk.bureau()
        with desk.open_session() as session:
            view = charted(session, desk, subject_at(pathname), search)
        drawn: tuple[Any, ...] = chart(desk, view.search)
        return drawn


def figures_panel(desk: Desk, search: object, pathname: object) -> Sequence[Any]:
    """Months and files, then every indicator of the subject by area."""
    desk.bureau()
    lang, subject = desk.lang(), subject_at(pathname)
    with desk.open_session() as session:
        month = month_of(session, desk, search)
        (rows,) = rows_of(session, [subject], month).values()
        areas = areas_with(rows, area_names(session))
    chosen = chosen_indicator(subject, search, month)
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        source = row.source
        heading = f"{source.number} {source.label.say(lang)}" if isinstance(source, Return) else source.label.say(lang)
        groups.setdefault(heading, []).append(_line(row, list(areas), month, chosen, lang))
    columns = [INDICATOR, PERIOD, DISTRICT, *areas.values(), _BANDS]
    shown = grouped_table(
        _FIGURES.say(lang), [each.say(lang) for each in columns], list(groups.items()), numbers=range(2, len(columns))
    )
    here = f"?period={month.key}"
    head = [
        month_links(month, f"&indicator={chosen}" if chosen else "", lang),
        take_along(f"{BASE}{PATH}/{subject.code}", here, lang),
    ]
    return (
        head, subject_found(rows).say(lang), [table_room(_FIGURES.say(lang), shown), heat_legend(lang)],
        source_of(rows, desk, lang),
    )  # fmt: skip


def subject_handout(subject: Subject, desk: Desk, view: View, _: str) -> Handout:
    """The indicators of the subject by area, with the schools in each band."""
    desk.bureau()
    lang, month = desk.lang(), view.period
    with desk.open_session() as session:
        (rows,) = rows_of(session, [subject], month).values()
        areas = areas_with(rows, area_names(session))
    known = [(row, row.whole) for row in rows if row.whole is not None]
    about = [(PERIOD, name_of(month)), (AS_OF_HEAD, moment(desk.now())), (SOURCE_HEAD, _SOURCE)]
    heads = (INDICATOR, PERIOD, DISTRICT, *areas.values(), SCHOOLS_COUNTED, _BANDS)
    lines = [
        (
            row.indicator.label.say(lang), name_of(period_of(whole.period_key)).say(lang), _rounded(row, whole.value),
            *(_rounded(row, row.areas[code].value) if code in row.areas else None for code in areas),
            whole.schools, _bands(row),
        )
        for row, whole in known
    ]  # fmt: skip
    return handout(view, subject.name, about, heads, lines, lang)


def rows_of(session: Session, subjects: Sequence[Subject], month: Period) -> dict[Subject, list[Row]]:
    """The rows of some subjects at a month."""
    declared = {each: figures_of(each, month.start) for each in subjects}
    every = [pair for pairs in declared.values() for pair in pairs]
    limit_of = dict(own_limits(session, {indicator.code: month.start for _, indicator in every}))
    asked = [(indicator, containing(span_of(indicator, source), month.end).key) for source, indicator in every]
    figures = subject_figures(session, asked, limit_of)
    return {each: subject_rows(pairs, figures, limit_of) for each, pairs in declared.items()}


def areas_with(rows: Sequence[Row], names: Mapping[str, Text]) -> dict[str, Text]:
    """The areas that have any figure: an inspector's are few."""
    return {code: name for code, name in names.items() if any(code in row.areas for row in rows)}


def subject_at(pathname: object) -> Subject:
    """The subject of an address; made up ones are the first."""
    code = pathname.removeprefix(f"{BASE}{PATH}/") if isinstance(pathname, str) else ""
    return BY_CODE.get(code, SUBJECTS[0])


def chosen_indicator(subject: Subject, search: object, month: Period) -> str:
    """The indicator of the charts: the one the address names, else the first of the subject."""
    codes = [indicator.code for _, indicator in figures_of(subject, month.start)]
    first = next(iter(codes), OVERALL.code)
    asked = asked_indicator(search, first)
    return asked if asked in codes else first


def charted(session: Session, desk: Desk, subject: Subject, search: object) -> View:
    """What the charts show: the chosen indicator, at its period of the month or its latest."""
    month = month_of(session, desk, search)
    code = chosen_indicator(subject, search, month)
    source, indicator = find_indicator(code)
    span = span_of(indicator, source)
    period = choices(session, desk.viewer(), code).near(span, month) or containing(span, month.end)
    return View(indicator_code=code, period_key=period.key)


def _line(row: Row, areas: Sequence[str], month: Period, chosen: str, lang: Lang) -> tuple[Any, ...]:
    indicator, label = row.indicator, row.indicator.label.say(lang)
    name: Any = dcc.Link(label, href=f"?period={month.key}&indicator={indicator.code}")
    if indicator.code == chosen:
        name = html.Strong(label, **attributes(aria_current="true"))
    if row.whole is None:
        return (name, "—", *("—" for _ in areas), "—", "—")
    view = View(indicator_code=indicator.code, period_key=row.whole.period_key)
    cells = [("", row.whole), *((code, row.areas.get(code)) for code in areas)]
    return (
        name,
        name_of(view.period).say(lang),
        *(
            heat_cell(
                _said(row, each.value, lang), row.band_at(each), f"{BASE}{bureau.PATH}{view.but(area=code or None).search}",
                lang, is_partial=each.is_partial,
            )
            if each is not None and each.value is not None
            else "—"
            for code, each in cells
        ),
        _bands(row),
    )  # fmt: skip


def _said(row: Row, value: float | None, lang: Lang) -> str:
    unit = row.indicator.unit.say(lang)
    return spoken(value, row.indicator, lang) if unit == "%" else plain(value, row.indicator)


def _bands(row: Row) -> str:
    whole = row.whole
    return "—" if whole is None or row.limit is None else f"{whole.red} / {whole.amber} / {whole.green}"


def source_of(rows: Sequence[Row], desk: Desk, lang: Lang) -> str:
    """How many schools, from where, as of when."""
    schools = max((row.whole.schools for row in rows if row.whole is not None), default=0)
    said = (_COUNTED.fill(n=schools), _SOURCE, AS_OF.fill(at=moment(desk.now())))
    return " · ".join(each.say(lang) for each in said)


def _rounded(row: Row, value: float | None) -> float | None:
    return None if value is None else round(value, row.indicator.places)


def _id(name: str) -> str:
    return name_for(PREFIX, name)
