"""An indicator over time: lines that break where there is nothing, hollow points where months are still missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.figures.ranks import limit_lines
from dashboards.figures.template import LINES, Figure, axis, figure, message, short
from dashboards.numbers import spoken
from dashboards.queries.trend import Point
from dashboards.transforms.standing import PARTIAL
from tenants.calendar.periods import Period, name_of
from tenants.returns.declaration import Indicator, PeriodType
from tenants.text import Lang, Text

_HEIGHT = 280
_DASHES = {"district": "solid", "area": "dash", "school": "solid", "peers": "dot"}
_SYMBOLS = {"district": "circle", "area": "square", "school": "diamond", "peers": "circle"}
Lines = Mapping[str, Mapping[str, Point]]  # by line (district, area, school, peers), then by period key


def trend_lines(
    lines: Lines,
    names: Mapping[str, Text],
    periods: Sequence[Period],
    indicator: Indicator,
    limit: tuple[float, float] | None,
    lang: Lang,
    *,
    empty: str,
) -> Figure:
    """One line for each that has a value; a peer group's median lies in its quartile band.

    Args:
        lines: Points by line and period.
        names: What each line is called.
        periods: All periods of the axis, oldest first.
        indicator: Gives unit and places.
        limit: Target and red limit as of the last period; None for none.
        lang: Of the labels.
        empty: The sentence where no line has a value.
    """
    drawn = [line for line in names if any(point.value is not None for point in lines.get(line, {}).values())]
    if not drawn:
        return message(empty, height=_HEIGHT)
    keys = [period.key for period in periods]
    data: list[Figure] = []
    for line in drawn:
        found = lines[line]
        if line == "peers":
            data += _band(found, keys)
        data.append(_line(line, names[line].say(lang), found, periods, indicator, lang))
    return figure(
        data,
        height=_HEIGHT,
        margin={"l": 8, "r": 12, "t": 12, "b": 44},
        showlegend=len(drawn) > 1,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 12}},
        hovermode="closest",
        xaxis=axis(
            type="category", showgrid=False, categoryorder="array", categoryarray=keys, range=[-0.4, len(keys) - 0.6],
            tickmode="array", tickvals=keys, ticktext=tick_words(periods, lang), tickangle=0,
        ),
        yaxis=axis(indicator.unit.say(lang)),
        **limit_lines(indicator, limit, lang, upright=False),
    )  # fmt: skip


def _short(period: Period) -> Text:
    """A term or year that fits below its point: 2026<br>秋季."""
    year = period.start.year
    if period.type is PeriodType.TERM:
        season = Text("秋季", "autumn") if period.key.endswith("-1") else Text("春季", "spring")
        return Text(f"{year}<br>{season.zh}", f"{year}<br>{season.en}")
    if period.type is PeriodType.SCHOOL_YEAR:
        return Text(*[f"{year}–{(year + 1) % 100:02d}"] * 2)
    return Text(str(year), str(year))


def tick_words(periods: Sequence[Period], lang: Lang) -> list[str]:
    """Short names of periods, every second month of many; the year where it begins."""
    words = []
    for number, period in enumerate(periods):
        if period.type is not PeriodType.MONTH:
            words.append(_short(period).say(lang))
            continue
        month, year = period.start.month, period.start.year
        if (len(periods) - 1 - number) % 2:
            words.append("")
        else:
            said = f"{month}月" if lang == "zh" else f"{period.start:%b}"
            starts_year = number < 2 or month <= 2
            words.append(f"{said}<br>{year}" if starts_year else said)
    return words


def _line(
    line: str, name: str, found: Mapping[str, Point], periods: Sequence[Period], indicator: Indicator, lang: Lang
) -> Figure:
    points = [found.get(period.key) for period in periods]
    colour = LINES[line]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [period.key for period in periods],
        "y": [short(point.value) if point else None for point in points],
        "connectgaps": False,
        "line": {"color": colour, "width": 2.5, "dash": _DASHES[line]},
        "marker": {
            "color": colour,
            "size": 8,
            "symbol": [f"{_SYMBOLS[line]}-open" if point and point.is_partial else _SYMBOLS[line] for point in points],
        },
        "hovertext": [
            _hover(name, period, point, indicator, lang) for period, point in zip(periods, points, strict=True)
        ],
        "hoverinfo": "text",
    }


def _band(found: Mapping[str, Point], keys: Sequence[str]) -> list[Figure]:
    known = [key for key in keys if key in found and found[key].lower is not None]
    edge: dict[str, Any] = {
        "type": "scatter", "mode": "lines", "x": known, "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    return [
        edge | {"y": [short(found[key].lower) for key in known]},
        edge
        | {"y": [short(found[key].upper) for key in known], "fill": "tonexty", "fillcolor": "rgba(123,135,134,0.22)"},
    ]


def _hover(name: str, period: Period, point: Point | None, indicator: Indicator, lang: Lang) -> str:
    if point is None:
        return ""
    said = f"<b>{name}</b><br>{name_of(period).say(lang)}: {spoken(point.value, indicator, lang)}"
    return f"{said} ({PARTIAL.say(lang)})" if point.is_partial else said
