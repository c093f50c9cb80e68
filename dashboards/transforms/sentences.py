"""What each chart found, in one sentence: it stands as the chart's title."""

from collections.abc import Mapping, Sequence

from dashboards.numbers import points, spoken
from dashboards.queries.areas import AreaRow
from dashboards.queries.limits import Limits
from dashboards.queries.own import OwnRow
from dashboards.queries.trend import Point
from dashboards.transforms.ranking import Ranking, badness, band_of
from dashboards.transforms.spread import Spread
from dashboards.transforms.standing import Shown
from dashboards.words import NO_TREND, NOTHING, TOO_FEW
from tenants.calendar.periods import Period, name_of, period_of, previous, year_before
from tenants.returns.declaration import Direction, Indicator, PeriodType
from tenants.returns.indicators import Band
from tenants.text import Lang, Text

_AGAINST: dict[tuple[Band | None, Direction], Text] = {
    ("green", Direction.HIGHER): Text("，达到目标 {target}", ", on the target of {target}"),
    ("amber", Direction.HIGHER): Text("，低于目标 {target}", ", below the target of {target}"),
    ("red", Direction.HIGHER): Text("，低于红线 {red}", ", below the limit of {red}"),
    ("green", Direction.LOWER): Text("，在目标 {target}以内", ", within the target of {target}"),
    ("amber", Direction.LOWER): Text("，高于目标 {target}", ", above the target of {target}"),
    ("red", Direction.LOWER): Text("，超过红线 {red}", ", beyond the limit of {red}"),
    ("green", Direction.ZERO): Text("，在允许的 ±{target}以内", ", within the allowed ±{target}"),
    ("amber", Direction.ZERO): Text("，超出允许的 ±{target}", ", outside the allowed ±{target}"),
    ("red", Direction.ZERO): Text("，超出红线 ±{red}", ", beyond the limit of ±{red}"),
}
_HEADLINE = Text("{who}{indicator} {value}{against}", "{indicator}, {who}: {value}{against}")
_ALL_MET = Text("{n} 所学校全部达到目标", "All {n} schools meet the target")
_SOME_RED = Text(
    "{red} 所学校{beyond}，占有数学校的 {share}%", "{red} schools are {beyond}, {share}% of those with a figure"
)
_ONE_RED = Text("1 所学校{beyond}：{school}", "One school is {beyond}: {school}")
_SOME_AMBER = Text("没有学校超红线，{amber} 所未达目标", "No school is beyond the limit; {amber} miss the target")
_UNRATED = Text(
    "{highest}最高（{high}），{lowest}最低（{low}）", "{highest} is highest ({high}), {lowest} lowest ({low})"
)
_BEYOND = {
    Direction.HIGHER: Text("低于红线 {red}", "below the limit of {red}"),
    Direction.LOWER: Text("超过红线 {red}", "above the limit of {red}"),
    Direction.ZERO: Text("超出红线 ±{red}", "beyond ±{red}"),
}
_BEYOND_OWN = Text("超出各自红线", "beyond their limit")
_LOWEST_AREA = Text("{area}{indicator}最低：{value}{against}", "{area} is lowest in {indicator}: {value}{against}")
_HIGHEST_AREA = Text("{area}{indicator}最高：{value}{against}", "{area} is highest in {indicator}: {value}{against}")
_FARTHEST_AREA = Text(
    "{area}{indicator}偏离最大：{value}{against}", "{area} is farthest off in {indicator}: {value}{against}"
)
_SAME_AREAS = Text("各片区{indicator}相同：{value}", "All areas have the same {indicator}: {value}")
_SPREAD = Text(
    "一半的学校在 {lower} 到 {upper} 之间，中位数 {median}",
    "Half of the schools lie between {lower} and {upper}; the median is {median}",
)
_SPREAD_SAME = Text("至少一半的学校为 {median}", "At least half of the schools have {median}")
_ROSE = Text(
    "{who}{indicator}比{before}上升 {by}，{period}为 {value}",
    "{indicator}, {who}: up {by} from {before} to {value} in {period}",
)
_FELL = Text(
    "{who}{indicator}比{before}下降 {by}，{period}为 {value}",
    "{indicator}, {who}: down {by} from {before} to {value} in {period}",
)
_STAYED = Text("{who}{indicator}与{before}持平：{value}", "{indicator}, {who}: unchanged from {before} at {value}")
_FIRST = Text(
    "{who}{indicator}{period}为 {value}，此前没有数据", "{indicator}, {who}: {value} in {period}, nothing before"
)
_NO_LATEST = Text("{who}{indicator}{period}没有数据", "{indicator}, {who}: no figure in {period}")
_BEFORE = {
    PeriodType.MONTH: Text("上月", "the month before"),
    PeriodType.TERM: Text("上学期", "the term before"),
    PeriodType.SCHOOL_YEAR: Text("上学年", "the school year before"),
    PeriodType.YEAR: Text("上年", "the year before"),
}
_NO_OWN = Text("本校这个时期没有{indicator}的数据", "My school has no figure for {indicator} in this period")
_OWN_ALONE = Text(
    "本校{indicator} {value}；有数的同类学校不足4所，不显示比较",
    "{indicator} of my school: {value}; fewer than 4 peers have a figure, so none is shown",
)
_OWN_ABOVE = Text(
    "本校{indicator} {value}，高于同类学校中位数 {median}（{n} 所）",
    "{indicator} of my school: {value}, above the peers' median of {median} ({n} schools)",
)
_OWN_BELOW = Text(
    "本校{indicator} {value}，低于同类学校中位数 {median}（{n} 所）",
    "{indicator} of my school: {value}, below the peers' median of {median} ({n} schools)",
)
_OWN_EQUAL = Text(
    "本校{indicator} {value}，与同类学校中位数相同（{n} 所）",
    "{indicator} of my school: {value}, the same as the peers' median ({n} schools)",
)
_LAST_YEAR = Text("去年同期", "a year earlier")


def headline(who: Text, indicator: Indicator, value: float | None, limits: Limits, lang: Lang) -> str:
    """全区陪餐率 97.5%，低于目标 100%."""
    return _HEADLINE.fill(
        who=who, indicator=indicator.label, value=_value(value, indicator),
        against=against(indicator, value, limits[""]),
    ).say(lang)  # fmt: skip


def against(indicator: Indicator, value: float | None, limit: tuple[float, float] | None) -> Text:
    """How a value stands to its limits, as the end of a sentence; empty where it has none."""
    band = band_of(indicator, value, limit)
    if band is None or limit is None:
        return Text("", "")
    target, red = (_value(each, indicator) for each in limit)
    return _AGAINST[band, indicator.direction].fill(target=target, red=red)


def schools_found(ranking: Ranking, indicator: Indicator, limits: Limits, lang: Lang) -> str:
    """How many schools are beyond the limit; for an unrated indicator the ends."""
    valued = [each for each in ranking.schools if each.shown is Shown.VALUE]
    count = ranking.shown[Shown.VALUE]
    if not count:
        return NOTHING.say(lang)
    red, amber = ranking.bands["red"], ranking.bands["amber"]
    if red:
        beyond = _beyond(indicator, limits)
        reds = [each for each in valued if each.band == "red"]
        if red == 1 and reds:
            return _ONE_RED.fill(beyond=beyond, school=_name(reds[0].row)).say(lang)
        return _SOME_RED.fill(red=red, beyond=beyond, share=round(100 * red / count)).say(lang)
    if amber:
        return _SOME_AMBER.fill(amber=amber).say(lang)
    if ranking.bands["green"]:
        return _ALL_MET.fill(n=count).say(lang)
    by_value = sorted(valued, key=lambda each: each.row.value or 0.0)
    if not by_value:
        return NOTHING.say(lang)
    low, high = by_value[0].row, by_value[-1].row
    return _UNRATED.fill(
        highest=_name(high), lowest=_name(low), high=_value(high.value, indicator), low=_value(low.value, indicator)
    ).say(lang)


def areas_found(rows: Sequence[AreaRow], indicator: Indicator, limits: Limits, lang: Lang) -> str:
    """城关片区陪餐率最低：91.2%，低于目标 100%."""
    valued = [row for row in rows if row.area_code and row.value is not None]
    if not valued:
        return NOTHING.say(lang)
    worst = max(valued, key=lambda row: badness(indicator, row.value or 0.0))
    said = {"indicator": indicator.label, "value": _value(worst.value, indicator)}
    if len(valued) > 1 and len({row.value for row in valued}) == 1:
        return _SAME_AREAS.fill(**said).say(lang)
    words = {Direction.LOWER: _HIGHEST_AREA, Direction.ZERO: _FARTHEST_AREA}.get(indicator.direction, _LOWEST_AREA)
    area = Text(worst.name_zh or worst.area_code, worst.name_en or worst.area_code)
    return words.fill(area=area, against=against(indicator, worst.value, limits[""]), **said).say(lang)


def spread_found(found: Spread | None, indicator: Indicator, lang: Lang) -> str:
    """Where the middle half lies."""
    if found is None:
        return TOO_FEW.say(lang)
    quartiles = {name: _value(getattr(found, name), indicator) for name in ("lower", "median", "upper")}
    words = _SPREAD_SAME if quartiles["lower"] == quartiles["upper"] else _SPREAD
    return words.fill(**quartiles).say(lang)


def own_found(row: OwnRow | None, indicator: Indicator, lang: Lang) -> str:
    """本校 96.4%，低于同类学校中位数 98.1%（12 所）."""
    if row is None or row.value is None:
        return _NO_OWN.fill(indicator=indicator.label).say(lang)
    value = _value(row.value, indicator)
    if row.median is None:
        return _OWN_ALONE.fill(indicator=indicator.label, value=value).say(lang)
    said = {"indicator": indicator.label, "value": value, "median": _value(row.median, indicator), "n": row.schools}
    shown = round(row.value, indicator.places) - round(row.median, indicator.places)
    words = _OWN_ABOVE if shown > 0 else _OWN_BELOW if shown < 0 else _OWN_EQUAL
    return words.fill(**said).say(lang)


def trend_found(line: Mapping[str, Point], who: Text, indicator: Indicator, period: Period, lang: Lang) -> str:
    """How the last value differs from the one before; over a gap from a year earlier, or else from the last there is."""
    if not any(point.value is not None for point in line.values()):
        return NO_TREND.say(lang)
    said = {"who": who, "indicator": indicator.label, "period": name_of(period)}
    value = _value_at(line, period)
    if value is None:
        return _NO_LATEST.fill(**said).say(lang)
    known = [period_of(key) for key in line if _value_at(line, period_of(key)) is not None]
    last = max((each for each in known if each.end < period.start), key=lambda each: each.end, default=None)
    compared = [(previous(period), _BEFORE[period.type]), (year_before(period), _LAST_YEAR)]
    compared += [(last, name_of(last))] if last else []
    for earlier, words in compared:
        old = _value_at(line, earlier)
        if old is not None:
            change = round(value, indicator.places) - round(old, indicator.places)
            moved = _ROSE if change > 0 else _FELL if change < 0 else _STAYED
            by = Text(points(change, indicator, "zh"), points(change, indicator, "en"))
            return moved.fill(before=words, by=by, value=_value(value, indicator), **said).say(lang)
    return _FIRST.fill(value=_value(value, indicator), **said).say(lang)


def _beyond(indicator: Indicator, limits: Limits) -> Text:
    if len(set(limits.values())) > 1 or limits[""] is None:  # each stage has its own
        return _BEYOND_OWN
    return _BEYOND[indicator.direction].fill(red=_value(limits[""][1], indicator))


def _value_at(line: Mapping[str, Point], period: Period) -> float | None:
    return line[period.key].value if period.key in line else None


def _value(value: float | None, indicator: Indicator) -> Text:
    return Text(spoken(value, indicator, "zh"), spoken(value, indicator, "en"))


def _name(row: object) -> Text:
    return Text(getattr(row, "name_zh", ""), getattr(row, "name_en", ""))
