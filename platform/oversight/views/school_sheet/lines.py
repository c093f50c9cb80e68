"""The lines of a sheet as a page shows them: words, marks, the line of a trend and the strip of similar schools."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.numbers import brief, plain, spoken
from dashboards.pages.parts import figure_address
from dashboards.transforms.school_sheet import Line
from dashboards.transforms.standing import PARTIAL
from dashboards.words import BAND_LABELS, BAND_MARKS
from oversight.shown.charts import Line as Drawn
from oversight.shown.charts import line_of
from oversight.shown.strips import Strip, strip_of
from oversight.views.asked import lang
from tenants.calendar.periods import Period, name_of
from tenants.returns.declaration import PeriodType
from tenants.returns.indicators import Band
from tenants.text import Text

_LEAST_SHARE = Decimal(10)  # a trend's scale is at least a tenth of a share wide


@dataclass(frozen=True)
class ShownLine:
    """One indicator of one school on a page."""

    label: str
    value: str
    unit: str  # where it is too long to stand beside the value
    when: str  # the period of the figure in short, where it is not the month looked at
    when_words: str
    band: Band | None
    mark: str
    band_label: str
    trend: Drawn
    trend_words: str
    peers: str
    group_place: str
    similar: str
    place: str
    strip: Strip | None
    href: str


def shown_line(line: Line, school_code: str, month: Period) -> ShownLine:
    """A line in the language of the page."""
    indicator, spoken_in = line.indicator, lang()
    value = line.latest.value
    similar = line.similar
    is_brief = brief(value, indicator, spoken_in) == spoken(value, indicator, spoken_in)
    quartiles = (similar.lower, similar.upper) if similar and similar.lower is not None else None
    return ShownLine(
        label=indicator.label.say(spoken_in),
        value=brief(value, indicator, spoken_in),
        unit="" if is_brief else indicator.unit.say(spoken_in),
        when="" if line.period == month else f"{short_name(line.period).say(spoken_in)}{'*' if line.latest.is_partial else ''}",
        when_words=f"{name_of(line.period).say(spoken_in)} {PARTIAL.say(spoken_in) if line.latest.is_partial else ''}",
        band=line.band,
        mark=BAND_MARKS[line.band],
        band_label=BAND_LABELS[line.band].say(spoken_in) if line.band else "",
        trend=trend_of(line),
        trend_words=" → ".join(plain(each, indicator) for each in line.values if each is not None),
        peers=plain(line.peers.median, indicator) if line.peers else plain(None, indicator),
        group_place=f"{line.group_rank[0]}/{line.group_rank[1]}" if line.group_rank else "",
        similar=plain(similar.median, indicator) if similar else plain(None, indicator),
        place=f"{line.rank[0]}/{line.rank[1]}" if line.rank else "",
        strip=strip_of(value, similar.dots or (), (quartiles[0] or 0.0, quartiles[1] or 0.0) if quartiles else None,
                       similar.median) if similar else None,
        href=drawer_of(line, school_code),
    )  # fmt: skip


def short_name(period: Period) -> Text:
    """A period where there is little room: 26年9月, 25–26下, 26–27, 2026."""
    year = period.start.year % 100
    if period.type is PeriodType.MONTH:
        return Text(f"{year}年{period.start.month}月", f"{period.start:%b} {year}")
    if period.type is PeriodType.TERM:
        opened, is_autumn = int(period.key[2:4]), period.key.endswith("-1")
        return Text(f"{opened}–{opened + 1}{'上' if is_autumn else '下'}", f"{'aut' if is_autumn else 'spr'} {year}")
    return Text(*[f"{year}–{year + 1}" if period.type is PeriodType.SCHOOL_YEAR else period.key] * 2)


def trend_of(line: Line) -> Drawn:
    """The line through a figure's past."""
    values = [None if each is None else Decimal(repr(each)) for each in line.values]
    is_share = line.indicator.unit.en == "%"
    return line_of(values, [plain(each, line.indicator) for each in line.values],
                   least_span=_LEAST_SHARE if is_share else None)  # fmt: skip


def drawer_of(line: Line, school_code: str) -> str:
    """Where the figure is explained down to its cells."""
    return figure_address(line.indicator.code, line.latest.period_key, school_code)
