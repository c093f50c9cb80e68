"""All subjects side by side: the index of each and what stands out; and the pages of them all."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dash import Dash, Input, Output, dcc, html

from dashboards.numbers import spoken
from dashboards.pages import subject
from dashboards.pages.desk import BASE, Desk
from dashboards.pages.months import month_links, month_of
from dashboards.pages.page import Page
from dashboards.pages.parts import band_tag, table, table_panel, table_room
from dashboards.pages.subject import TITLE, rows_of, source_of
from dashboards.subjects import BY_CODE, OWN, SUBJECTS, Subject
from dashboards.transforms.subjects import Row, subject_found
from tenants.text import Lang, Text

_ALL = "subjects-all"
_SUBJECT, _FOUND, _INDEX = Text("主题", "Subject"), Text("结论", "What stands out"), Text("指数", "Index")
_ALL_FOUND = Text("{n} 个主题有指标超红线：{named}", "{n} subjects have indicators beyond the limit: {named}")
_ALL_WELL = Text("没有主题有指标超红线", "No subject has an indicator beyond the limit")


def pages() -> tuple[Page, ...]:
    """The page of all subjects, a tab, and one for each."""
    one = [
        Page(
            path=f"{subject.PATH}/{each.code}", name=each.name, layout=partial(subject.layout, each), register=subject.register,
            handout=partial(subject.subject_handout, each), is_tab=False, needs_view=False,
        )
        for each in BY_CODE.values()
    ]  # fmt: skip
    return (
        Page(path=subject.PATH, name=TITLE, layout=all_layout, register=register_all, needs_view=False),
        *one,
    )


def all_layout(desk: Desk, _: str) -> list[Any]:
    """Every subject in a line, empty."""
    lang = desk.lang()
    return [
        dcc.Location(id=f"{_ALL}-address", refresh="callback-nav"),
        html.Div(
            [html.H1(TITLE.say(lang)), html.Div(id=f"{_ALL}-head", className="page-actions")], className="page-head"
        ),
        table_panel(_ALL, TITLE, lang, is_wide=True),
    ]


def register_all(app: Dash, desk: Desk) -> None:
    """Wire the list of subjects."""

    @app.callback(
        Output(f"{_ALL}-head", "children"), Output(f"{_ALL}-title", "children"), Output(f"{_ALL}-body", "children"),
        Output(f"{_ALL}-source", "children"), Input(f"{_ALL}-address", "search"),
    )  # fmt: skip
    def show(search: object) -> Sequence[Any]:
        return all_panel(desk, search)


def all_panel(desk: Desk, search: object) -> Sequence[Any]:
    """Each subject with its index and what stands out; one statement for all."""
    desk.bureau()
    lang = desk.lang()
    with desk.open_session() as session:
        month = month_of(session, desk, search)
        rows = rows_of(session, [*SUBJECTS, OWN], month)
    listed = {each: found for each, found in rows.items() if found}
    lines = [
        (
            dcc.Link(each.name.say(lang), href=f"{BASE}{subject.PATH}/{each.code}?period={month.key}"),
            _index_of(each, found, lang), subject_found(found).say(lang),
        )
        for each, found in listed.items()
    ]  # fmt: skip
    reds = [each.name for each, found in listed.items() if any(row.band == "red" for row in found)]
    named = Text("、".join(each.zh for each in reds), ", ".join(each.en for each in reds))
    said = _ALL_FOUND.fill(n=len(reds), named=named) if reds else _ALL_WELL
    heads = [words.say(lang) for words in (_SUBJECT, _INDEX, _FOUND)]
    shown = table_room(TITLE.say(lang), table(TITLE.say(lang), heads, lines))
    source = source_of([row for found in listed.values() for row in found], desk, lang)
    return month_links(month, "", lang), said.say(lang), shown, source


def _index_of(each: Subject, rows: Sequence[Row], lang: Lang) -> Any:
    first = rows[0]
    if not each.formed or first.whole is None:
        return "—"
    return [spoken(first.whole.value, first.indicator, lang), " ", band_tag(first.band, lang) if first.band else ""]
