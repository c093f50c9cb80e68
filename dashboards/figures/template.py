"""The one look of every chart: colours that hold on white, on dark and for colour-blind eyes; each with a second cue.

The browser's style sheet (assets/houqin-dash.css) lets text and grid follow the theme; what is written here is the light
look, which exported pictures keep.
"""

from collections.abc import Sequence
from typing import Any

from tenants.returns.indicators import Band
from tenants.text import Lang

Figure = dict[str, Any]

BAND_COLOURS: dict[Band | None, str] = {"green": "#1b8a6b", "amber": "#b9770e", "red": "#cf4b3f", None: "#3b7dae"}
BAND_PATTERNS: dict[Band | None, str] = {"green": "", "amber": "/", "red": "x", None: ""}
LINES = {"district": "#2b8a86", "area": "#b9770e", "school": "#8a63a8", "peers": "#7b8786"}
INK, INK_SOFT, LINE = "#1c2526", "#536061", "#d5dbd9"
FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'


def figure(data: Sequence[Figure], *, height: int, **layout: Any) -> Figure:
    """A figure with the common look; ``layout`` adds to it."""
    common: Figure = {
        "height": height,
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 8, "b": 40},
        "showlegend": False,
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
        "dragmode": False,
        "bargap": 0.28,
        "separators": ".,",
    }
    return {"data": list(data), "layout": common | layout}


def axis(title: str = "", **more: Any) -> Figure:
    """An axis with thin lines; nothing can be zoomed away by accident."""
    common: Figure = {
        "title": {"text": title, "font": {"size": 12, "color": INK_SOFT}, "standoff": 8},
        "gridcolor": LINE,
        "zerolinecolor": INK_SOFT,
        "linecolor": LINE,
        "automargin": True,
        "fixedrange": True,
        "tickfont": {"size": 12},
    }
    return common | more


def config(lang: Lang, name: str) -> Any:
    """What the browser may do with a chart: a picture for reports, nothing else."""
    return {
        "locale": "zh-CN" if lang == "zh" else "en",
        "displaylogo": False,
        "responsive": True,
        "displayModeBar": "hover",
        "modeBarButtonsToRemove": ["zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "svg", "filename": name},
    }


def message(words: str, *, height: int) -> Figure:
    """A sentence in place of a chart."""
    hidden = {"visible": False, "fixedrange": True}
    said = {
        "text": words,
        "showarrow": False,
        "font": {"size": 15, "color": INK_SOFT},
        "xref": "paper",
        "yref": "paper",
    }
    return figure([], height=height, xaxis=hidden, yaxis=hidden, annotations=[said | {"x": 0.5, "y": 0.5}])


def line_at(
    value: float, words: str, *, colour: str = INK, dash: str = "dash", upright: bool = True, layer: str = "above"
) -> Figure:
    """A limit across the chart, named: ``shapes`` and ``annotations`` of a layout."""
    across, along = ("x", "y") if upright else ("y", "x")
    shape = {
        "type": "line", f"{across}0": value, f"{across}1": value, f"{along}ref": "paper", f"{along}0": 0,
        f"{along}1": 1, "line": {"color": colour, "width": 1.5, "dash": dash}, "layer": layer,
    }  # fmt: skip
    place: Figure = {"y": 1, "yanchor": "bottom", "xanchor": "center"}
    if not upright:
        place = {"x": 1, "xanchor": "right", "yanchor": "bottom"}
    note = {
        "text": words, "showarrow": False, across: value, f"{along}ref": "paper", "font": {"size": 11, "color": colour},
    } | place  # fmt: skip
    return {"shapes": [shape], "annotations": [note]}


def joined(*parts: Figure) -> Figure:
    """Shapes and annotations of several parts together."""
    return {name: [each for part in parts for each in part.get(name, [])] for name in ("shapes", "annotations")}


def short(value: float | None) -> float | None:
    """Three decimals are more than a pixel shows, and compress well."""
    return None if value is None else round(value, 3)
