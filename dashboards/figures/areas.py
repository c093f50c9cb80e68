"""Areas side by side, with the district as a line."""

from collections.abc import Sequence

from dashboards.figures.ranks import escaped, labels_beside, marker_of, ticks_within
from dashboards.figures.template import (
    LINES,
    Figure,
    axis,
    figure,
    joined,
    line_at,
    message,
    short,
)
from dashboards.numbers import brief, spoken
from dashboards.queries.areas import AreaRow
from dashboards.transforms.ranking import badness, band_of
from dashboards.words import BAND_MARKS
from tenants.returns.declaration import Aggregation, Indicator
from tenants.text import Lang, Text

_ROW = 34


def area_bars(
    rows: Sequence[AreaRow],
    indicator: Indicator,
    limit: tuple[float, float] | None,
    lang: Lang,
    *,
    whole: Text,
    chosen: str | None,
    empty: str,
) -> Figure:
    """Bars of the areas, the best on top; the chosen one stands out, the others step back.

    Args:
        rows: Areas, and the district with an empty code.
        indicator: Gives unit and places.
        limit: Target and red limit of areas; sums over many schools have none.
        lang: Of the labels.
        whole: What the line stands for: the district, or the schools selected.
        chosen: The area of the view's filter.
        empty: The sentence where no area has a value.
    """
    listed = listed_areas(rows, indicator)
    if not listed:
        return message(empty, height=_ROW * 6)
    limit = None if indicator.aggregation is Aggregation.SUM else limit
    bands = [band_of(indicator, row.value, limit) for row in listed]
    values = [row.value or 0.0 for row in listed]
    low, high = min(0.0, *values), max(0.0, *values)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [short(value) for value in values],
        "y": [row.area_code for row in listed],
        "customdata": [row.area_code for row in listed],
        "width": min(0.72, 0.12 * len(listed)),
        "hoverinfo": "skip",
        "marker": marker_of(bands) | {"opacity": [1 if chosen in (None, row.area_code) else 0.45 for row in listed]},
    }  # fmt: skip
    district = next((row for row in rows if not row.area_code), None)
    marks: Figure = {}
    if district is not None and district.value is not None and indicator.aggregation is not Aggregation.SUM:
        name = f"{whole.say(lang)} {spoken(district.value, indicator, lang)}"
        marks = joined(line_at(district.value, name, colour=LINES["district"]))
    reach = (high - low) or 1.0
    said = [f"{brief(row.value, indicator, lang)} {BAND_MARKS[band]}" for row, band in zip(listed, bands, strict=True)]
    words = labels_beside([row.area_code for row in listed], said, high + reach * 0.02)
    return figure(
        [bars, words],
        height=_ROW * len(listed) + 90,
        margin={"l": 8, "r": 8, "t": 24, "b": 44},
        xaxis=axis(
            f"{indicator.label.say(lang)} ({indicator.unit.say(lang)})",
            range=[low * 1.1, high + reach * 0.3],
            **ticks_within(low, high),
        ),
        yaxis=axis(
            type="category", autorange="reversed", showgrid=False, tickmode="array",
            tickvals=[row.area_code for row in listed],
            ticktext=[escaped(Text(row.name_zh or row.area_code, row.name_en or "").say(lang)) for row in listed],
        ),
        **marks,
    )  # fmt: skip


def listed_areas(rows: Sequence[AreaRow], indicator: Indicator) -> list[AreaRow]:
    """The areas with a value, best first."""
    valued = [row for row in rows if row.area_code and row.value is not None]
    return sorted(valued, key=lambda row: (badness(indicator, row.value or 0.0), row.area_code))
