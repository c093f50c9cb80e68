"""How the schools' values lie: counts in bins, coloured by band, with the quartiles."""

from itertools import pairwise

from dashboards.figures.template import (
    BAND_COLOURS,
    BAND_PATTERNS,
    INK_SOFT,
    Figure,
    axis,
    figure,
    joined,
    line_at,
    message,
    short,
)
from dashboards.numbers import plain
from dashboards.transforms.spread import Spread
from dashboards.words import BAND_LABELS, LOWER_QUARTILE, MEDIAN, SCHOOLS, UPPER_QUARTILE
from tenants.returns.declaration import Indicator
from tenants.text import Lang

_HEIGHT = 240


def spread_bars(found: Spread | None, indicator: Indicator, lang: Lang, *, empty: str) -> Figure:
    """Stacked bars of counts; each bin keeps its width, so the shape is the truth."""
    if found is None:
        return message(empty, height=_HEIGHT)
    width = found.edges[1] - found.edges[0]
    middles = [short(edge + width / 2) for edge in found.edges[:-1]]
    ranges = bin_names(found, indicator)
    bars = [
        {
            "type": "bar",
            "name": BAND_LABELS[band].say(lang),
            "x": middles,
            "y": counts,
            "width": width * 0.92,
            "hovertext": [f"{span} {BAND_LABELS[band].say(lang)}: {n}" for span, n in zip(ranges, counts, strict=True)],
            "hoverinfo": "text",
            "marker": {
                "color": BAND_COLOURS[band],
                "pattern": {
                    "shape": BAND_PATTERNS[band], "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.6,
                    "size": 6, "solidity": 0.25,
                },
            },
        }
        for band, counts in found.counts.items()
    ]  # fmt: skip
    quarters = ((found.lower, ""), (found.median, MEDIAN.say(lang)), (found.upper, ""))
    tallest = max(sum(each) for each in zip(*found.counts.values(), strict=True))
    lines = [line_at(at, words, colour=INK_SOFT, dash="solid" if words else "dot") for at, words in quarters]
    return figure(
        bars,
        height=_HEIGHT,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 24, "b": 44},
        xaxis=axis(f"{indicator.label.say(lang)} ({indicator.unit.say(lang)})", showgrid=False),
        yaxis=axis(SCHOOLS.say(lang), tickformat="d", rangemode="tozero", dtick=1 if tallest < 7 else None),
        **joined(*lines),
    )


def bin_names(found: Spread, indicator: Indicator) -> list[str]:
    """The bins as ranges: 95.0–95.5."""
    edges = [plain(edge, indicator) for edge in found.edges]
    return [f"{low}–{high}" for low, high in pairwise(edges)]


def quartile_rows(found: Spread, indicator: Indicator, lang: Lang) -> list[tuple[str, str]]:
    """Quartiles by name."""
    named = ((LOWER_QUARTILE, found.lower), (MEDIAN, found.median), (UPPER_QUARTILE, found.upper))
    return [(words.say(lang), plain(value, indicator)) for words, value in named]
