"""A page of ranked schools as bars; those without a figure keep their place and say why."""

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
from dashboards.numbers import plain, spoken
from dashboards.transforms.ranking import Ranked
from dashboards.transforms.standing import SHOWN_LABELS, SHOWN_MARKS, Shown, remarks_on
from dashboards.words import BAND_LABELS, BAND_MARKS, RED_LIMIT, TARGET
from tenants.returns.declaration import Direction, Indicator
from tenants.text import Lang, Text

ROWS_PER_PAGE = 20
_HEIGHT = 640
_LONGEST_NAME = {"zh": 14, "en": 26}


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
        return message(empty, height=_HEIGHT)
    low, high = min(0.0, span[0]), max(0.0, span[1])
    if limit is not None:
        high = max(high, limit[0] if indicator.direction is not Direction.ZERO else high)
    reach = (high - low) or 1.0
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [short(each.row.value) or 0 for each in page],
        "y": [each.row.school_code for each in page],
        "customdata": [each.row.school_code for each in page],
        "text": [label_of(each, indicator, lang) for each in page],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": INK},
        "hovertext": [hover_of(each, indicator, lang) for each in page],
        "hoverinfo": "text",
        "marker": {
            "color": [BAND_COLOURS[each.band] for each in page],
            "pattern": {
                "shape": [BAND_PATTERNS[each.band] for each in page],
                "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.6, "size": 6, "solidity": 0.25,
            },
        },
    }  # fmt: skip
    return figure(
        [bars],
        height=_HEIGHT,
        margin={"l": 8, "r": 8, "t": 24, "b": 48},
        xaxis=axis(
            f"{indicator.label.say(lang)} ({indicator.unit.say(lang)})",
            range=[low - (reach * 0.25 if low < 0 else 0), high + reach * 0.3],
            zeroline=True,
        ),
        yaxis=axis(
            type="category",
            autorange=False,
            range=[ROWS_PER_PAGE - 0.5, -0.5],
            tickmode="array",
            tickvals=[each.row.school_code for each in page],
            ticktext=[_short_name(each, lang) for each in page],
            showgrid=False,
        ),
        **limit_lines(indicator, limit, lang),
    )


def limit_lines(indicator: Indicator, limit: tuple[float, float] | None, lang: Lang, *, upright: bool = True) -> Figure:
    """Target and red limit; for an indicator that should be near a value, both sides of it."""
    if limit is None:
        return {}
    target, red = limit
    around = float(indicator.around)
    both = indicator.direction is Direction.ZERO
    targets = (around - target, around + target) if both else (target,)
    reds = () if red == target else (around - red, around + red) if both else (red,)
    lines = [line_at(at, f"{TARGET.say(lang)} {plain(at, indicator)}", upright=upright) for at in targets]
    red_colour = BAND_COLOURS["red"]
    for at in reds:
        crowded = not both and upright  # two labels side by side would lie on each other
        words = "" if crowded else f"{RED_LIMIT.say(lang)} {plain(at, indicator)}"
        lines.append(line_at(at, words, colour=red_colour, dash="dot", upright=upright))
    return joined(*lines)


def label_of(each: Ranked, indicator: Indicator, lang: Lang) -> str:
    """What stands at the end of a bar: 91.2% △ 迟报, or why there is none."""
    if each.shown is not Shown.VALUE:
        words = [f"{SHOWN_MARKS[each.shown]} {SHOWN_LABELS[each.shown].say(lang)}".strip()]
    else:
        words = [spoken(each.row.value, indicator, lang), BAND_MARKS[each.band]]
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


def _short_name(each: Ranked, lang: Lang) -> str:
    name = Text(each.row.name_zh, each.row.name_en).say(lang)
    longest = _LONGEST_NAME["zh" if name == each.row.name_zh else lang]
    cut = name if len(name) <= longest else f"{name[: longest - 1]}…"
    return f"{each.rank}  {escaped(cut)}" if each.rank else escaped(cut)
