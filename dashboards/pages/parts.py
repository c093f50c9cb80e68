"""Pieces of pages: panels with their finding, chart, table twin and source line; plain tables; tags."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html

from dashboards.figures.template import config
from dashboards.pages.attributes import attributes
from dashboards.pages.desk import BASE, moment
from dashboards.view import View
from dashboards.words import AS_OF, BAND_LABELS, BAND_MARKS, LOADING, SOURCE, TABLE, UNIT
from tenants.returns.declaration import PeriodType
from tenants.returns.indicators import Band
from tenants.text import Lang, Text


def panel(name: str, heading: Text, lang: Lang, *, height: int, extra: Sequence[Any] = ()) -> Any:
    """A section with room for its chart from the start, so that nothing jumps when figures arrive."""
    return html.Section(
        [
            html.P(heading.say(lang), className="panel-kind"),
            html.H2(LOADING.say(lang), id=f"{name}-title", className="panel-title"),
            *extra,
            html.Div(
                dcc.Graph(id=name, config=config(lang, name), style={"height": f"{height}px"}, responsive=True),
                className="panel-chart",
                role="group",
                **attributes(aria_labelledby=f"{name}-title"),
            ),
            html.Details([html.Summary(TABLE.say(lang)), table_room(TABLE.say(lang), id=f"{name}-table")]),
            html.P(id=f"{name}-source", className="panel-source"),
        ],
        className="panel",
    )


def table_panel(name: str, kind: Text, lang: Lang, *, is_wide: bool = False) -> html.Section:
    """A section whose finding stands over a table, with room for it from the start."""
    return html.Section(
        [
            html.P(kind.say(lang), className="panel-kind"),
            html.H2(LOADING.say(lang), id=f"{name}-title", className="panel-title"),
            html.Div(id=f"{name}-body", className="panel-body"),
            html.P(id=f"{name}-source", className="panel-source"),
        ],
        id=name,
        className="panel panel-wide" if is_wide else "panel",
    )


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, numbers: Sequence[int] = ()
) -> html.Table:
    """A plain table: the first cell of a row is its heading; columns in ``numbers`` are set right."""
    return grouped_table(caption, columns, [("", rows)], numbers=numbers)


def grouped_table(
    caption: str,
    columns: Sequence[str],
    groups: Sequence[tuple[str, Sequence[Sequence[Any]]]],
    *,
    numbers: Sequence[int] = (),
) -> html.Table:
    """The same with a heading over each group of rows; an empty heading is left out."""
    classes = ["number" if at in numbers else None for at in range(len(columns))]
    heads = [_cell(html.Th, each, css, scope="col") for each, css in zip(columns, classes, strict=True)]
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            *(html.Tbody(_group(heading, rows, classes)) for heading, rows in groups),
        ],
        className="table table-sm",
    )


def _group(heading: str, rows: Sequence[Sequence[Any]], classes: Sequence[str | None]) -> list[html.Tr]:
    over = [html.Tr(html.Th(heading, colSpan=len(classes), scope="rowgroup", className="group-heading"))]
    return [
        *(over if heading else []),
        *(
            html.Tr(
                [_cell(html.Th, row[0], classes[0], scope="row")]
                + [_cell(html.Td, each, css) for each, css in zip(row[1:], classes[1:], strict=True)]
            )
            for row in rows
        ),
    ]


def table_room(name: str, content: Any = None, **more: Any) -> html.Div:
    """Where a table may be wider than the screen: it scrolls by itself, by keyboard too."""
    return html.Div(content, className="table-room", tabIndex="0", role="region", **attributes(aria_label=name), **more)


def _cell(kind: Any, content: Any, css: str | None, **more: Any) -> Any:
    return kind(content, className=css, **more) if css else kind(content, **more)


def band_tag(band: Band | None, lang: Lang, *, count: int | None = None) -> html.Span:
    """A band by its mark and word; colour only helps."""
    words = f"{BAND_MARKS[band]} {BAND_LABELS[band].say(lang)}".strip()
    return html.Span(words if count is None else f"{words} {count}", className=f"band band-{band or 'none'}")


def school_link(view: View, school_code: str, name: Text, lang: Lang) -> Any:
    """Opens the drawer of a school; an address of its own, so it can be opened in another tab too."""
    return dcc.Link(name.say(lang), href=address(view.but(school=school_code)))


def figure_address(indicator_code: str, period_key: str, school_code: str) -> str:
    """Where a school's figure is explained down to its cells."""
    return f"{BASE}compare{View(indicator_code=indicator_code, period_key=period_key, school=school_code).search}"


def sheet_address(view: View) -> str:
    """The sheet of the view's school, for its month where it has one."""
    return f"{BASE}schools/{view.school}" + (
        f"?period={view.period_key}" if view.period.type is PeriodType.MONTH else ""
    )


def similar_address(view: View) -> str:
    """The view's figure of its school and of the schools like it."""
    whole = View(indicator_code=view.indicator_code, period_key=view.period_key, like=view.school)
    return f"{BASE}compare{whole.search}"


def address(view: View) -> str:
    """The same page with that view."""
    return view.search


def source_line(view: View, lang: Lang, at: datetime, counted: Text) -> str:
    """Unit, how many schools, source return and as-of, under every chart."""
    indicator, ret = view.indicator, view.ret
    said = [
        UNIT.fill(unit=indicator.unit),
        counted,
        SOURCE.fill(ret=ret.label, number=ret.number),
        AS_OF.fill(at=moment(at)),
    ]
    return " · ".join(each.say(lang) for each in said)
