"""A subject's indicators as the rows of a table, and what stands out among them as a sentence."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.queries.subjects import SubjectFigure
from dashboards.transforms.ranking import band_of
from tenants.returns.declaration import Aggregation, FigureSource, Indicator
from tenants.returns.indicators import Band
from tenants.text import Text

_MOST_NAMED = 3
_RED = Text("{n} 项指标超红线：{named}", "{n} indicators beyond the limit: {named}")
_AMBER = Text("没有指标超红线，{n} 项接近：{named}", "None beyond the limit; {n} between: {named}")
_GREEN = Text("有目标的 {n} 项指标全部达标", "All {n} indicators with a target meet it")
_NONE = Text("这个时期还没有数据。请选择其他月份。", "No figures yet. Choose another month.")
_UNRATED = Text("{n} 项指标有数据，均不评级", "{n} indicators have figures; none is rated")


@dataclass(frozen=True)
class Row:
    """An indicator with its figures; without any it was never reported up to the month."""

    source: FigureSource
    indicator: Indicator
    whole: SubjectFigure | None
    areas: Mapping[str, SubjectFigure]
    limit: tuple[float, float] | None

    @property
    def band(self) -> Band | None:
        """Of the district; sums over many schools have none."""
        return None if self.whole is None else self.band_at(self.whole)

    def band_at(self, figure: SubjectFigure) -> Band | None:
        """The band of one of its figures."""
        limit = None if self.indicator.aggregation is Aggregation.SUM else self.limit
        return band_of(self.indicator, figure.value, limit)


def subject_rows(
    declared: Sequence[tuple[FigureSource, Indicator]],
    figures: Sequence[SubjectFigure],
    limit_of: Mapping[str, tuple[float, float] | None],
) -> list[Row]:
    """One row for each indicator declared, in that order."""
    found: dict[str, dict[str, SubjectFigure]] = {}
    for each in figures:
        found.setdefault(each.indicator, {})[each.area_code] = each
    return [
        Row(
            source, indicator, found.get(indicator.code, {}).get(""),
            {code: each for code, each in found.get(indicator.code, {}).items() if code}, limit_of.get(indicator.code),
        )
        for source, indicator in declared
    ]  # fmt: skip


def subject_found(rows: Sequence[Row]) -> Text:
    """3 项指标超红线：合格留样率、陪餐率、消毒率."""
    known = [row for row in rows if row.whole is not None and row.whole.value is not None]
    bands = Counter(row.band for row in known)
    for band, words in (("red", _RED), ("amber", _AMBER)):
        of_band = [row.indicator.label for row in known if row.band == band]
        if of_band:
            return words.fill(n=len(of_band), named=_named(of_band))
    if bands["green"]:
        return _GREEN.fill(n=bands["green"])
    return _UNRATED.fill(n=len(known)) if known else _NONE


def _named(labels: Sequence[Text]) -> Text:
    more = len(labels) > _MOST_NAMED
    zh = "、".join(each.zh for each in labels[:_MOST_NAMED]) + ("等" if more else "")
    return Text(zh, ", ".join(each.en for each in labels[:_MOST_NAMED]) + (" …" if more else ""))
