"""A page of ranked schools as bars; those without a figure keep their place and say why."""

import math
from collections.abc import Sequence

from dashboards.figures.template import (
    BAND_COLOURS,
    BAND_PATTERNS,
    INK,
    Figure,
    axis,
    figure,
    joined,
    line_at,
    message,
    short,
)
from dashboards.numbers import brief, plain
from dashboards.transforms.ranking import Ranked
from dashboards.transforms.standing import SHOWN_LABELS, SHOWN_MARKS, Shown, remarks_on
from dashboards.words import BAND_LABELS, BAND_MARKS, RED_LIMIT, TARGET
from tenants.returns.declaration import Direction, Indicator
from tenants.returns.indicators import Band
from tenants.text import Lang, Text

ROWS_PER_PAGE = 20
HEIGHT = 840
_LONGEST_NAME = {"zh": 16, "en": 28}


def rank_bars(
    page: Sequence[Ranked],
    indicator: Indicator,
    limit: tuple[float, float] | None,
    span: tuple[float, float],
    lang: Lang,
    *,
    empty: str,
) -> Figure:
    """Bars of one page of the list, the first on top.

    Args:
        page: Schools in their order.
        indicator: Gives unit and places.
        limit: Target and red limit drawn as lines; None for none, or where each stage has its own.
        span: Lowest and highest value of the whole list, so that pages can be compared.
        lang: Of the labels.
        empty: The sentence where there is no school.
    """
    if not page:
        return message(empty, height=HEIGHT)
    low, high = min(0.0, span[0]), max(0.0, span[1])
    if limit is not None:
        high = max(high, limit[0] if indicator.direction is not Direction.ZERO else high)
    reach = (high - low) or 1.0
    places = list(range(len(page)))  # names may repeat: a place is a row
    codes = [each.row.school_code for each in page]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [short(each.row.value) or 0 for each in page],
        "y": places,
        "width": 0.42,
        "offset": 0.02,
        "customdata": codes,
        "hovertext": [hover_of(each, indicator, lang) for each in page],
        "hoverinfo": "text",
        "marker": marker_of([each.band for each in page]),
    }
    words = {
        "type": "scatter",
        "mode": "text",
        "x": [short(low)] * len(page),
        "y": places,
        "customdata": codes,
        "text": [f"<b>{label_of(each, indicator, lang)}</b>  {_name(each, lang)}" for each in page],
        "textposition": "top right",
        "textfont": {"size": 13, "color": INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return figure(
        [bars, words],
        height=HEIGHT,
        margin={"l": 12, "r": 36, "t": 22, "b": 48},
        xaxis=axis(
            f"{indicator.label.say(lang)} ({indicator.unit.say(lang)})", range=[low, high + reach * 0.04],
            side="bottom", zeroline=True,
        ),
        yaxis={"visible": False, "fixedrange": True, "range": [ROWS_PER_PAGE - 0.4, -0.6]},
        **limit_lines(indicator, limit, lang, layer="below"),
    )  # fmt: skip


def marker_of(bands: Sequence[Band | None]) -> Figure:
    """Colour and pattern of bars by band."""
    return {
        "color": [BAND_COLOURS[band] for band in bands],
        "pattern": {
            "shape": [BAND_PATTERNS[band] for band in bands], "fillmode": "overlay", "fgcolor": "#ffffff",
            "fgopacity": 0.6, "size": 6, "solidity": 0.25,
        },
    }  # fmt: skip


def labels_beside(places: Sequence[str], words: Sequence[str], at: float) -> Figure:
    """Labels in a column of their own right of the bars, where no limit line runs through them."""
    return {
        "type": "scatter", "mode": "text", "x": [short(at)] * len(words), "y": list(places), "customdata": list(places),
        "text": list(words), "textposition": "middle right", "textfont": {"size": 12, "color": INK}, "hoverinfo": "skip",
        "cliponaxis": False,
    }  # fmt: skip


def ticks_within(low: float, high: float) -> Figure:
    """Ticks for the bars only, none under the column of labels."""
    reach = (high - low) or 1.0
    step = 10 ** math.floor(math.log10(reach))
    step = next(each for each in (step / 5, step / 2, step, step * 2) if reach / each <= 6)
    first = math.ceil(low / step - 1e-9)
    return {
        "tickmode": "array",
        "tickvals": [round(n * step, 9) for n in range(first, math.floor(high / step + 1e-9) + 1)],
    }


def limit_lines(
    indicator: Indicator, limit: tuple[float, float] | None, lang: Lang, *, upright: bool = True, layer: str = "above"
) -> Figure:
    """Target and red limit; for an indicator that should be near a value, both sides of it."""
    if limit is None:
        return {}
    target, red = limit
    around = float(indicator.around)
    both = indicator.direction is Direction.ZERO
    targets = (around - target, around + target) if both else (target,)
    reds = () if red == target else (around - red, around + red) if both else (red,)
    lines = [line_at(at, f"{TARGET.say(lang)} {plain(at, indicator)}", upright=upright, layer=layer) for at in targets]
    red_colour = BAND_COLOURS["red"]
    for at in reds:
        crowded = not both and upright  # two labels side by side would lie on each other
        words = "" if crowded else f"{RED_LIMIT.say(lang)} {plain(at, indicator)}"
        lines.append(line_at(at, words, colour=red_colour, dash="dot", upright=upright, layer=layer))
    return joined(*lines)


def label_of(each: Ranked, indicator: Indicator, lang: Lang) -> str:
    """What stands at the end of a bar: 91.2% △ 迟报, or why there is none."""
    if each.shown is not Shown.VALUE:
        words = [f"{SHOWN_MARKS[each.shown]} {SHOWN_LABELS[each.shown].say(lang)}".strip()]
    else:
        words = [brief(each.row.value, indicator, lang), BAND_MARKS[each.band]]
    words += [f"({remark.say(lang)})" for remark in remarks_on(each.row)]
    return " ".join(word for word in words if word)


def hover_of(each: Ranked, indicator: Indicator, lang: Lang) -> str:
    """The whole name, the value, its band and its remarks."""
    name = Text(each.row.name_zh, each.row.name_en).say(lang)
    lines = [f"<b>{escaped(name)}</b>", label_of(each, indicator, lang)]
    if each.band is not None:
        lines.append(BAND_LABELS[each.band].say(lang))
    return "<br>".join(lines)


def escaped(name: str) -> str:
    """A name from the registry in a chart's text, which reads a little HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _name(each: Ranked, lang: Lang) -> str:
    name = Text(each.row.name_zh, each.row.name_en).say(lang)
    longest = _LONGEST_NAME["zh" if name == each.row.name_zh else lang]
    cut = name if len(name) <= longest else f"{name[: longest - 1]}…"
    return f"{escaped(cut)}  #{each.rank}" if each.rank else escaped(cut)
