"""A cell of a heat table: the figure, its band by colour and mark, and what a reader must know of it; with its legend."""

from dash import dcc, html

from dashboards.view import BANDS
from dashboards.words import BAND_LABELS, BAND_MARKS
from tenants.returns.indicators import Band
from tenants.text import Lang, Text

_PROVISIONAL = Text("暂", "prov.")
_MISSING = Text("缺", "missing")
_PROVISIONAL_MEANS = Text(
    "暂：当月未结束，或还有数据未报、待审核", "prov.: the month is not over, or figures are still to come"
)
_MISSING_MEANS = Text("缺：有组成项逾期未报、按0分计", "missing: a part was not handed in and counts as 0")
_NONE_MEANS = Text("—：不适用，或可计入的组成项不足", "—: does not apply, or too few parts count")


def heat_cell(
    shown: str, band: Band | None, href: str, lang: Lang, *, is_partial: bool = False, has_missing: bool = False
) -> dcc.Link:
    """A figure that leads to where it comes from."""
    flags = [words.say(lang) for words, holds in ((_MISSING, has_missing), (_PROVISIONAL, is_partial)) if holds]
    marks = [html.Small(" ".join(flags), className="heat-flags")] if flags else []
    mark = html.Span(BAND_MARKS[band], title=BAND_LABELS[band].say(lang)) if band else ""
    return dcc.Link([html.Span(shown), " ", mark, *marks], href=href, className=f"heat band-{band or 'none'}")


def heat_legend(lang: Lang) -> html.Ul:
    """What colours, marks and short words say."""
    bands = [
        html.Li(f"{BAND_MARKS[band]} {BAND_LABELS[band].say(lang)}", className=f"heat-key band-{band}")
        for band in BANDS
    ]
    words = [html.Li(each.say(lang)) for each in (_MISSING_MEANS, _PROVISIONAL_MEANS, _NONE_MEANS)]
    return html.Ul([*bands, *words], className="legend")
