"""The panels of the overview: each asks one statement and says its finding, its table and its source."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboards.numbers import grouped, plain
from dashboards.pages import bureau
from dashboards.pages.desk import BASE, Desk, moment
from dashboards.pages.heat import heat_cell, heat_legend
from dashboards.pages.parts import table, table_room
from dashboards.queries.limits import own_limits
from dashboards.queries.overview import (
    SchoolFigure,
    area_figures,
    parts_that_cost,
    parts_that_moved,
    school_figures,
)
from dashboards.transforms.overview import (
    HeatRow,
    area_rows,
    attention,
    attention_found,
    cause_of,
    change_found,
    changes,
    indices_found,
    largest,
    reason_of,
    school_rows,
)
from dashboards.transforms.ranking import band_of
from dashboards.transforms.sentences import headline
from dashboards.view import View
from dashboards.words import (
    AREA,
    AS_OF,
    DISTRICT,
    NOTHING,
    SCHOOL,
    VALUE,
)  # fmt: skip
from tenants.calendar.periods import following, name_of
from tenants.calendar.workdays import bureau_day
from tenants.indices.declared import INDICES, ON_TIME, OPEN_QUERIES, OVERALL, REWORK
from tenants.quality.scores import SchoolScore, parts_of, school_scores, score_of, together
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Aggregation
from tenants.text import Lang, Text

AREAS, SCHOOLS, CHANGES, ATTENTION, TIMELY, QUALITY = (
    "areas", "schools", "changes", "attention", "timeliness", "quality",
)  # fmt: skip
KINDS = {
    AREAS: Text("五项指数 · 片区", "The five indices by area"),
    SCHOOLS: Text("五项指数 · 学校", "The five indices by school"),
    CHANGES: Text("比上月变化及原因", "What changed since last month, and why"),
    ATTENTION: Text("需要关注的学校", "Schools that need attention"),
    TIMELY: Text("报送及时性", "Timeliness"),
    QUALITY: Text("填报质量", "Quality of filing"),
}
_TIMELINESS = (ON_TIME, REWORK, OPEN_QUERIES)
_ROWS = 30
_COUNTED = Text("计入 {n} 所学校", "{n} schools included")
SOURCE_INDICES = Text(
    "来源：各报表已审核数据（目录第5章）", "Source: accepted figures of all returns (catalogue, chapter 5)"
)
_SOURCE_FILING = Text("来源：应报和提交记录", "Source: what was due and handed in")
_SOURCE_ALL = Text("全部片区；来源：应报和提交记录", "All areas; source: what was due and handed in")
_LOWEST_FIRST = Text(
    "综合指数从低到高，第 {first}–{last} 所，共 {n} 所", "Lowest overall index first: {first} to {last} of {n}"
)
_MORE, _BACK = Text("后一页", "Next"), Text("前一页", "Previous")
_BEFORE, _CHANGE, _WHY = Text("上月", "Month before"), Text("变化", "Change"), Text("主要原因", "Mostly because of")
_INDEX = Text("指数", "Index")
_QUALITY_FOUND = Text(
    "填报质量平均 {score} 分；{n} 所学校低于 {low} 分", "Filing scores {score} on average; {n} schools are below {low}"
)
_NO_QUALITY = Text("这个月没有到期的报表。", "Nothing was due in this month.")
_LOW = 80
_MOST_SHOWN = 5
_QUALITY_PAGE = Text("全部学校的填报质量", "The filing of every school")
_BOTH_MONTHS = Text("只比较两个月都有指数的学校；", "Only schools with the index in both months are compared; ")


def areas_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """The district and its areas, index by index."""
    figures = area_figures(session, view, list(INDICES))
    limit_of = _limits(session, view, INDICES)
    rows = area_rows(figures, view.period_key)
    lines = [
        (
            dcc.Link(row.name.say(lang), href=overview_address(view.but(area=row.code or None))),
            *(_cell(row, code, view.but(area=row.code or None), limit_of, lang) for code in INDICES),
        )
        for row in rows
    ]
    counted = max((row.schools(OVERALL.code) for row in rows), default=0)
    body = [_heat(KINDS[AREAS], AREA, lines, lang), heat_legend(lang)]
    return indices_found(rows).say(lang), body, _source(SOURCE_INDICES, counted, desk, lang)


def schools_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """Thirty schools at a time, the lowest overall index first."""
    rows = school_rows(school_figures(session, view))
    limit_of = _limits(session, view, INDICES)
    pages = max(1, -(-len(rows) // _ROWS))
    page = min(view.page, pages)
    first = (page - 1) * _ROWS
    lines = [
        (
            html.A(row.name.say(lang), href=f"{BASE}schools/{row.code}?period={view.period_key}"),
            *(_cell(row, code, view.but(school=row.code), limit_of, lang) for code in INDICES),
        )
        for row in rows[first : first + _ROWS]
    ]
    if not lines:
        return NOTHING.say(lang), "", ""
    said = _LOWEST_FIRST.fill(first=first + 1, last=first + len(lines), n=len(rows))
    moves = [
        dcc.Link(words.say(lang), href=overview_address(view.but(page=number)))
        for words, number in ((_BACK, page - 1), (_MORE, page + 1))
        if 1 <= number <= pages
    ]
    body = [_heat(KINDS[SCHOOLS], SCHOOL, lines, lang), html.Div(moves, className="pager no-print"), heat_legend(lang)]
    return said.say(lang), body, _source(SOURCE_INDICES, len(rows), desk, lang)


def changes_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """Each index against the month before, and the part that moved it most."""
    found = changes(parts_that_moved(session, view))
    most = largest(found)
    if most is None:
        return NOTHING.say(lang), "", ""
    heads = [words.say(lang) for words in (_INDEX, _BEFORE, name_of(view.period), _CHANGE, _WHY)]
    lines = [
        (
            dcc.Link(each_label(each.indicator, lang), href=compare_address(view.but(indicator_code=each.indicator))),
            grouped(each.then, 1), grouped(each.now, 1), _signed(each.now - each.then),
            cause_of(each).say(lang) or "—",
        )
        for each in found
    ]  # fmt: skip
    body = table_room(KINDS[CHANGES].say(lang), table(KINDS[CHANGES].say(lang), heads, lines, numbers=(1, 2, 3)))
    counted = max(each.schools for each in found)
    source = f"{_BOTH_MONTHS.say(lang)}{_source(SOURCE_INDICES, counted, desk, lang)}"
    return change_found(most).say(lang), body, source


def attention_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """Ten schools at most, each with its reason in a sentence."""
    found = attention(parts_that_cost(session, view))
    listed = [
        html.Li(
            [
                html.A(each.name.say(lang), href=f"{BASE}schools/{each.school_code}?period={view.period_key}"),
                " ",
                dcc.Link(
                    reason_of(each).say(lang),
                    href=compare_address(view.but(school=each.school_code)),
                    className="attention-why",
                ),
            ]
        )
        for each in found
    ]
    return (
        attention_found(found).say(lang),
        html.Ol(listed, className="attention"),
        _source(SOURCE_INDICES, len(found), desk, lang),
    )


def timely_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """What came in time, what was sent back, what nobody has read, by area."""
    rows = area_rows(area_figures(session, view, _TIMELINESS), view.period_key)
    whole = next((row for row in rows if not row.code), None)
    if whole is None or ON_TIME not in whole.cells:
        return NOTHING.say(lang), "", ""
    limit_of = _limits(session, view, _TIMELINESS)
    heads = [AREA.say(lang), *(each_label(code, lang) for code in _TIMELINESS)]
    lines = [
        (
            row.name.say(lang),
            *(_cell(row, code, view.but(area=row.code or None), limit_of, lang) for code in _TIMELINESS),
        )
        for row in rows
    ]
    limits = {"": limit_of[ON_TIME]}
    finding = headline(DISTRICT, find_indicator(ON_TIME)[1], whole.value(ON_TIME), limits, lang)
    said = KINDS[TIMELY].say(lang)
    body = table_room(said, table(said, heads, lines, numbers=(1, 2, 3)))
    return finding, body, _source(_SOURCE_FILING, whole.schools(ON_TIME), desk, lang)


def quality_panel(session: Session, view: View, lang: Lang, desk: Desk) -> Sequence[Any]:
    """How well what was due in the month was filed: the mean, and the schools with the lowest score."""
    first, last = view.period.start, following(view.period).start
    today = min(bureau_day(desk.now()), last)
    scored = [(each.score, each) for each in school_scores(session, since=first, today=today)]
    known = sorted(
        ((score, each) for score, each in scored if score is not None), key=lambda pair: (pair[0], pair[1].sort_key)
    )
    if not known:
        return _NO_QUALITY.say(lang), "", ""
    mean = score_of(parts_of(together([each for _, each in known])))
    below = sum(1 for score, _ in known if score < _LOW)
    finding = _QUALITY_FOUND.fill(score=grouped(mean, 1), n=below, low=_LOW).say(lang)
    lines = [(_quality_link(each, lang), grouped(score, 1)) for score, each in known[:_MOST_SHOWN]]
    said, source = KINDS[QUALITY].say(lang), _SOURCE_ALL if view.area else _SOURCE_FILING
    body = [
        table_room(said, table(said, [SCHOOL.say(lang), VALUE.say(lang)], lines, numbers=(1,))),
        html.P(html.A(_QUALITY_PAGE.say(lang), href="/quality/")),
    ]
    return finding, body, _source(source, len(known), desk, lang)


def each_label(code: str, lang: Lang) -> str:
    """What a figure is called."""
    return find_indicator(code)[1].label.say(lang)


def overview_address(view: View) -> str:
    """The overview of the view's month, area and page."""
    said = {"period": view.period_key, "area": view.area, "page": None if view.page == 1 else view.page}
    return "?" + urlencode({name: value for name, value in said.items() if value is not None})


def compare_address(view: View) -> str:
    """The comparison of the view's indicator, with its filters."""
    return f"{BASE}{bureau.PATH}{view.search}"


def _heat(caption: Text, first: Text, lines: Sequence[Sequence[Any]], lang: Lang) -> html.Div:
    heads = [first.say(lang), *(each.indicator.label.say(lang) for each in INDICES.values())]
    shown = table(caption.say(lang), heads, lines, numbers=range(1, len(heads)))
    return table_room(caption.say(lang), shown)


def _cell(row: HeatRow, code: str, view: View, limit_of: Mapping[str, Any], lang: Lang) -> Any:
    figure, indicator = row.cells.get(code), find_indicator(code)[1]
    if figure is None or figure.value is None:
        return "—"
    limit = (
        None if indicator.aggregation is Aggregation.SUM and not isinstance(figure, SchoolFigure) else limit_of[code]
    )
    return heat_cell(
        plain(figure.value, indicator), band_of(indicator, figure.value, limit), compare_address(view.but(indicator_code=code)), lang,
        is_partial=figure.is_partial, has_missing=isinstance(figure, SchoolFigure) and figure.has_missing,
    )  # fmt: skip


def _limits(session: Session, view: View, codes: Iterable[str]) -> Mapping[str, tuple[float, float] | None]:
    return own_limits(session, dict.fromkeys(codes, view.period.start))


def _quality_link(each: SchoolScore, lang: Lang) -> html.A:
    return html.A(each.school_name.say(lang), href=f"/quality/schools/{each.school_code}")


def _source(source: Text, schools: int, desk: Desk, lang: Lang) -> str:
    said = (_COUNTED.fill(n=schools), source, AS_OF.fill(at=moment(desk.now())))
    return " · ".join(each.say(lang) for each in said)


def _signed(change: float) -> str:
    return f"+{grouped(change, 1)}" if round(change, 1) > 0 else grouped(change, 1)


PANELS = {
    AREAS: areas_panel,
    CHANGES: changes_panel,
    ATTENTION: attention_panel,
    TIMELY: timely_panel,
    QUALITY: quality_panel,
    SCHOOLS: schools_panel,
}
