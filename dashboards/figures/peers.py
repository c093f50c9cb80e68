"""A school among its peers: their quartiles as a band, their median as a line, the school as a diamond."""

from dashboards.figures.ranks import limit_lines
from dashboards.figures.template import LINES, Figure, axis, figure, joined, line_at, message, short
from dashboards.numbers import plain, spoken
from dashboards.queries.own import OwnRow
from dashboards.words import MEDIAN
from tenants.returns.declaration import Indicator
from tenants.text import Lang

_HEIGHT = 170


def peer_strip(
    row: OwnRow | None, indicator: Indicator, limit: tuple[float, float] | None, lang: Lang, *, name: str, empty: str
) -> Figure:
    """One strip; without peers the school alone, without a figure a sentence."""
    if row is None or (row.value is None and row.median is None):
        return message(empty, height=_HEIGHT)
    data: list[Figure] = []
    marks: list[Figure] = [limit_lines(indicator, limit, lang)]
    known = [value for value in (row.value, row.lower, row.median, row.upper, *(limit or ())) if value is not None]
    low, high = min(known), max(known)
    margin = (high - low) * 0.2 or abs(high) * 0.1 or 1.0
    if row.lower is not None and row.upper is not None:
        box = {
            "type": "rect", "x0": short(row.lower), "x1": short(row.upper), "yref": "paper", "y0": 0.2, "y1": 0.8,
            "fillcolor": LINES["peers"], "opacity": 0.35, "line": {"width": 0}, "layer": "below",
        }  # fmt: skip
        marks.append({"shapes": [box], "annotations": []})
    if row.median is not None:
        words = f"{MEDIAN.say(lang)} {plain(row.median, indicator)}"
        median = line_at(row.median, words, colour=LINES["peers"], dash="solid")
        median["annotations"][0] |= {"y": 0, "yanchor": "top"}
        marks.append(median)
    if row.value is not None:
        data.append({
            "type": "scatter", "mode": "markers+text", "x": [short(row.value)], "y": [0],
            "text": [f"{name} {spoken(row.value, indicator, lang)}"], "textposition": "top center",
            "textfont": {"size": 13}, "hoverinfo": "text", "cliponaxis": False,
            "marker": {"symbol": "diamond", "size": 15, "color": LINES["school"]},
        })  # fmt: skip
    return figure(
        data,
        height=_HEIGHT,
        margin={"l": 24, "r": 24, "t": 24, "b": 60},
        xaxis=axis(
            f"{indicator.label.say(lang)} ({indicator.unit.say(lang)})", range=[low - margin, high + margin],
            zeroline=False,
        ),
        yaxis={"visible": False, "range": [-1, 1], "fixedrange": True},
        **joined(*marks),
    )  # fmt: skip
