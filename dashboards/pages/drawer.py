"""The drawer of one school: its formula with the actual figures, the rows, file and cell, and who accepted them when."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html

from dashboards.numbers import spoken
from dashboards.pages.controls import ADDRESS, DRAWER, name_for
from dashboards.pages.desk import Desk, moment
from dashboards.pages.makings import makings
from dashboards.pages.parts import band_tag, sheet_address, similar_address, table, table_room
from dashboards.pages.summary import explained
from dashboards.queries.limits import Limits, limits
from dashboards.queries.sources import Filed, Sources, sources
from dashboards.transforms.explaining import Cell, Lines, lines_behind, period_words, with_figures
from dashboards.transforms.ranking import band_of
from dashboards.transforms.sentences import against
from dashboards.transforms.standing import PARTIAL, SHOWN_LABELS, Shown
from dashboards.view import View, read_view
from dashboards.words import (
    ACCEPTED_BY,
    AMONG_LIKE,
    AUTOMATIC,
    CLOSE,
    DUE,
    FILE,
    FILES,
    FORMULA,
    NO_FILE,
    NOT_SUBMITTED,
    NOT_YOURS,
    OPEN_CELL,
    OPEN_FINDINGS,
    OPEN_VERSION,
    PREPARED_BY,
    ROW,
    ROWS,
    SHEET,
    SIGNED_BY,
    SUBMITTED,
    WHAT_IT_MEANS,
    WHERE_FROM,
    WITH_FIGURES,
    peer_words,
)  # fmt: skip
from tenants.calendar.periods import name_of
from tenants.calendar.workdays import bureau_day
from tenants.returns.declaration import Return
from tenants.text import Lang

CONTENT = "drawer-content"


def drawer(prefix: str, lang: Lang) -> dmc.Drawer:
    """Empty; it opens when the address names a school."""
    return dmc.Drawer(
        html.Div(id=name_for(prefix, CONTENT), className="drawer-room"),
        id=name_for(prefix, DRAWER),
        position="right",
        size="min(46rem, 100%)",
        title=WHERE_FROM.say(lang),
        closeButtonProps={"aria-label": CLOSE.say(lang)},
        withinPortal=False,  # within the main landmark, so that its header is no second banner
        overlayProps={"backgroundOpacity": 0.25},
    )


def register(app: Dash, desk: Desk, prefix: str) -> None:
    """Fill the drawer when the address names a school."""

    @app.callback(Output(name_for(prefix, CONTENT), "children"), Input(name_for(prefix, ADDRESS), "search"))
    def explain(search: object) -> Any:
        return drawer_content(desk, search)


def drawer_content(desk: Desk, search: object) -> Any:
    """Everything behind one school's figure, with rights checked by the database at this very moment."""
    view, lang = read_view(search), desk.lang()
    if view is None or view.school is None:
        return ""
    with desk.open_session() as session:
        found = sources(session, view, view.school)
        limit = limits(session, view.indicator, view.period.start)
        if found is None:
            return html.P(NOT_YOURS.say(lang), role="alert")
        if not isinstance(view.ret, Return):
            behind = makings(session, view, found, lang, today=bureau_day(desk.now()))
            return [*_head(view, found, limit, lang, desk), *behind]
    return [*_head(view, found, limit, lang, desk), *_content(view, view.ret, found, lang, desk)]


def _head(view: View, found: Sources, limit: Limits, lang: Lang, desk: Desk) -> list[Any]:
    indicator = view.indicator
    stage = (found.peer_group or "").split("/", 1)[0]
    band = band_of(indicator, found.value, limit.get(stage, limit[""]))
    about = [name_of(view.period).say(lang), found.area.say(lang)]
    about += [peer_words(found.peer_group).say(lang)] if found.peer_group else []
    head = [
        html.H2(found.school.say(lang), className="drawer-school"),
        html.P(" · ".join(each for each in about if each), className="panel-kind"),
        *_further(view, desk),
        html.P(
            [
                html.Span(f"{indicator.label.say(lang)} ", className="drawer-label"),
                html.Span(spoken(found.value, indicator, lang), className="big-figure"),
                band_tag(band, lang) if band else "",
                html.Span(f" ({PARTIAL.say(lang)})") if found.is_partial else "",
            ],
            className="big",
        ),
    ]
    ends = against(indicator, found.value, limit.get(stage, limit[""])).say(lang).lstrip("，, ")
    if ends:
        head.append(html.P(ends))
    return [
        *head,
        html.H3(FORMULA.say(lang)),
        html.P([indicator.formula.say(lang), " ", html.A(WHAT_IT_MEANS.say(lang), href=explained(view))]),
    ]


def _further(view: View, desk: Desk) -> list[Any]:
    """The school's sheet and, for the bureau, the figure among the schools like it; of a unit neither."""
    if view.ret.unit is not None:
        return []
    lang = desk.lang()
    links: list[Any] = [html.A(SHEET.say(lang), href=sheet_address(view))]
    if not desk.is_school:
        links += [" · ", html.A(AMONG_LIKE.say(lang), href=similar_address(view))]
    return [html.P(links)]


def _content(view: View, ret: Return, found: Sources, lang: Lang, desk: Desk) -> list[Any]:
    indicator = view.indicator
    blocks = lines_behind(indicator, ret, found, is_school=desk.is_school)
    return [
        *([html.H3(WITH_FIGURES.say(lang)), html.P(with_figures(indicator, found, lang), className="formula")]
          if found.numerator is not None else []),
        *([html.H3(ROWS.say(lang)), *(_rows(block, lang) for block in blocks)] if blocks else []),
        html.H3(FILES.say(lang)),
        *(_filing(filed, lang, desk) for filed in found.filed),
        *([] if found.filed else [html.P(SHOWN_LABELS[Shown.NOT_ASKED].say(lang))]),
    ]  # fmt: skip


def _rows(block: Lines, lang: Lang) -> html.Div:
    caption = f"{period_words(block.filed).say(lang)} · {block.part.say(lang)}"
    heads = [ROW.say(lang), *(head.say(lang) for head in block.heads)]
    rows = [(str(number), *(_linked(cell, lang) for cell in row)) for number, row in enumerate(block.rows, 1)]
    return html.Div([html.P(caption, className="panel-kind"), table_room(caption, table(caption, heads, rows))])


def _linked(cell: Cell, lang: Lang) -> Any:
    """A value that leads to its cell in the original file."""
    if cell.place is None:
        return cell.value.say(lang)
    words = OPEN_CELL.fill(sheet=cell.sheet or "", cell=cell.address).say(lang)
    return html.A(
        [cell.value.say(lang), html.Span(cell.address, className="cell-address")],
        href=f"/returns/versions/{cell.version_id}/source?cell={cell.place}",
        title=words,
    )


def _filing(filed: Filed, lang: Lang, desk: Desk) -> html.Div:
    period = period_words(filed).say(lang)
    if filed.version_id is None:
        return html.Div([html.P(period, className="panel-kind"), _facts(_unfiled(filed, lang, desk))])
    words = OPEN_VERSION.fill(n=filed.version_no or 1).say(lang)
    links: list[Any] = [html.A(words, href=f"/returns/versions/{filed.version_id}")]
    if filed.findings:
        words = OPEN_FINDINGS.fill(n=filed.findings).say(lang)
        links += [" · ", html.A(words, href=f"/returns/versions/{filed.version_id}/findings")]
    by = filed.accepted_by or AUTOMATIC.say(lang)
    at = moment(filed.accepted_at).say(lang) if filed.accepted_at else ""
    facts: list[tuple[str, Any]] = [
        (FILE.say(lang), filed.filename or NO_FILE.say(lang)),
        (PREPARED_BY.say(lang), filed.prepared_by or "—"),
        (SIGNED_BY.say(lang), filed.approved_by or "—"),
        (ACCEPTED_BY.say(lang), f"{by} {at}"),
    ]
    if filed.nil_reason:
        facts.insert(0, ("", SHOWN_LABELS[Shown.NIL].say(lang)))
    return html.Div([html.P([period, " · ", *links], className="panel-kind"), _facts(facts)])


def _unfiled(filed: Filed, lang: Lang, desk: Desk) -> list[tuple[str, Any]]:
    today = bureau_day(desk.now())
    if filed.first_submitted_at is not None:
        state, at = Shown.WAITING, moment(filed.first_submitted_at).say(lang)
    else:
        state, at = (Shown.MISSING if filed.due_on < today else Shown.NOT_DUE), NOT_SUBMITTED.say(lang)
    return [("", SHOWN_LABELS[state].say(lang)), (DUE.say(lang), f"{filed.due_on}"), (SUBMITTED.say(lang), at)]


def _facts(facts: list[tuple[str, Any]]) -> html.Dl:
    listed = [part for name, value in facts for part in ((html.Dt(name) if name else html.Dt("•")), html.Dd(value))]
    return html.Dl(listed, className="facts")
