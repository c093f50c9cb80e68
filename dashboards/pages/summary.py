"""What stands above the charts: the figure of all schools together, how many have one, and why others have none."""

from typing import Any

from dash import html

from dashboards.numbers import exact, spoken
from dashboards.pages.attributes import attributes
from dashboards.pages.desk import BASE
from dashboards.pages.parts import band_tag
from dashboards.queries.limits import Limits
from dashboards.transforms.ranking import Ranking
from dashboards.transforms.sentences import headline
from dashboards.transforms.standing import LATE, SHOWN_LABELS, SHOWN_MARKS, Shown
from dashboards.view import BANDS, View
from dashboards.words import COPIED, COPY_LINK, CSV, EXCEL, PRINT, WHAT_IT_MEANS
from tenants.calendar.periods import name_of
from tenants.returns.declaration import Aggregation
from tenants.returns.dictionary import EntryKind, anchor_of
from tenants.text import Lang, Text


def summary(found: Ranking, view: View, limit: Limits, lang: Lang, *, who: Text) -> list[Any]:
    """One sentence with its numbers, and the legend of bands and states with their counts."""
    indicator = view.indicator
    shared = limit if indicator.aggregation is not Aggregation.SUM else dict.fromkeys(limit)
    words = f"{name_of(view.period).say(lang)} {headline(who, indicator, found.value, shared, lang)}"
    parts = f"{exact(found.numerator)} ÷ {exact(found.denominator)}" if found.denominator else ""
    states = [
        html.Li(f"{SHOWN_MARKS[each]} {SHOWN_LABELS[each].say(lang)} {found.shown[each]}", className=f"state-{each}")
        for each in Shown
        if each is not Shown.VALUE and found.shown[each]
    ]
    late = [html.Li(f"({LATE.say(lang)}) {found.late}")] if found.late else []
    bands = [html.Li(band_tag(band, lang, count=found.bands[band])) for band in BANDS if found.bands[band]]
    means = html.A(WHAT_IT_MEANS.say(lang), href=explained(view), className="means")
    return [
        html.P(
            [
                html.Span(spoken(found.value, indicator, lang), className="big-figure"),
                html.Span(parts, className="big-parts"),
            ],
            className="big",
        ),
        html.Div(
            [html.P([words, " ", means], className="headline"), html.Ul([*bands, *late, *states], className="legend")],
            className="summary-words",
        ),
    ]


def explained(view: View) -> str:
    """Where the dictionary explains the indicator."""
    return f"/dictionary/{view.ret.code}#{anchor_of(EntryKind.INDICATOR, view.indicator_code)}"


def actions(view: View, lang: Lang, path: str) -> list[Any]:
    """Take it along: link, the files of the page at that path, print."""
    button = "btn btn-outline-secondary"
    return [
        html.Button(
            COPY_LINK.say(lang), type="button", className=button, **attributes(data_copy_link=COPIED.say(lang))
        ),
        html.A(EXCEL.say(lang), href=f"{BASE}{path}.xlsx{view.search}", className=button),
        html.A(CSV.say(lang), href=f"{BASE}{path}.csv{view.search}", className=button),
        html.Button(PRINT.say(lang), type="button", className=button, **attributes(data_print="1")),
    ]
