"""A school's figures as the lines of a sheet: the latest value of every indicator up to a month, with its past."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboards.queries.own import OwnRow
from dashboards.queries.places import GroupPlace
from dashboards.queries.school_sheet import HistoryRow
from dashboards.queries.similar import SimilarSpread
from dashboards.queries.trend import periods_until
from dashboards.transforms.ranking import band_of
from dashboards.view import span_of
from tenants.calendar.periods import Period, containing, period_of
from tenants.indices.declared import OVERSIGHT
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Direction, FigureSource, Indicator
from tenants.returns.indicators import Band
from tenants.text import Lang, Text

Keys = Mapping[str, Sequence[Period]]  # by indicator, oldest first
LimitOf = Mapping[str, tuple[float, float] | None]

_ALL_WELL = Text("有目标的 {n} 项指标全部达标", "All {n} indicators with a target meet it")
_SOME_RED = Text("{red} 项超红线：{named}；{green} 项达标", "{red} beyond the limit: {named}; {green} on target")
_NO_RED = Text(
    "没有指标超红线；{green} 项达标，{amber} 项接近", "None beyond the limit; {green} on target, {amber} between"
)
_NONE = Text("还没有可评级的指标", "No rated figure yet")
_MOST_NAMED = 5


@dataclass(frozen=True)
class Line:
    """One indicator of a school: its latest figure, and the values of its trend."""

    ret: FigureSource
    indicator: Indicator
    latest: HistoryRow
    values: tuple[float | None, ...]  # oldest first, up to the month looked at
    band: Band | None
    peers: OwnRow | None
    similar: SimilarSpread | None
    place: GroupPlace | None = None

    @property
    def period(self) -> Period:
        """The period the figure is for."""
        return period_of(self.latest.period_key)

    @property
    def rank(self) -> tuple[int, int] | None:
        """The place among itself and the similar schools; None where fewer than eight of them have a figure."""
        if self.similar is None or self.similar.better is None or self.indicator.direction is Direction.NONE:
            return None
        return self.similar.better + 1, self.similar.schools + 1

    @property
    def group_rank(self) -> tuple[int, int] | None:
        """The place in the peer group; ties share the better one."""
        if self.place is None or self.indicator.direction is Direction.NONE:
            return None
        return self.place.better + 1, self.place.schools


def sources_on(month: Period) -> list[FigureSource]:
    """Where the figures of a school come from, in the order of the sheet: the indices first, then its returns."""
    return [OVERSIGHT, *(ret for ret in all_returns(month.start) if ret.unit is None)]


def keys_until(month: Period) -> dict[str, list[Period]]:
    """The periods of every indicator's trend up to a month; those of schools alone."""
    found = {}
    for ret in sources_on(month):
        for each in ret.indicators:
            found[each.code] = periods_until(containing(span_of(each, ret), month.end))
    return found


def latest_of(history: Iterable[HistoryRow]) -> dict[str, HistoryRow]:
    """The latest figure of each indicator, whether it has a value or not."""
    found: dict[str, HistoryRow] = {}
    for row in history:
        if row.indicator not in found or found[row.indicator].period_key < row.period_key:
            found[row.indicator] = row
    return found


def lines_of(
    keys: Keys,
    history: Sequence[HistoryRow],
    *,
    on: Period,
    limit_of: LimitOf,
    peers: Iterable[OwnRow] = (),
    similar: Iterable[SimilarSpread] = (),
    places: Iterable[GroupPlace] = (),
) -> list[Line]:
    """The lines of one school in the catalogue's order; an indicator that never had a figure has none.

    Args:
        keys: The periods of each trend.
        history: The school's figures of them.
        on: The month looked at.
        limit_of: Target and red limit by indicator.
        peers: Peer medians of the latest figures.
        similar: How the similar schools stand in the latest figures.
        places: The places in the peer group in the latest figures.
    """
    latest, by_key = latest_of(history), {(row.indicator, row.period_key): row.value for row in history}
    peer_of, similar_of = {each.indicator: each for each in peers}, {each.indicator: each for each in similar}
    place_of = {each.indicator: each for each in places}
    found = []
    for ret in sources_on(on):
        for each in ret.indicators:
            row = latest.get(each.code)
            if row is None:
                continue
            values = tuple(by_key.get((each.code, period.key)) for period in keys[each.code])
            band = band_of(each, row.value, limit_of.get(each.code))
            beside = peer_of.get(each.code), similar_of.get(each.code), place_of.get(each.code)
            found.append(Line(ret, each, row, values, band, *beside))
    return found


def sheet_found(lines: Iterable[Line], lang: Lang) -> str:
    """3 项超红线：陪餐率、合格留样率……；61 项达标."""
    listed = list(lines)
    bands = Counter(each.band for each in listed)
    if bands["red"]:
        reds = [each.indicator.label.say(lang) for each in listed if each.band == "red"]
        named = ("、" if lang == "zh" else ", ").join(reds[:_MOST_NAMED]) + (" …" if len(reds) > _MOST_NAMED else "")
        return _SOME_RED.fill(red=bands["red"], named=named, green=bands["green"]).say(lang)
    if bands["amber"]:
        return _NO_RED.fill(green=bands["green"], amber=bands["amber"]).say(lang)
    return _ALL_WELL.fill(n=bands["green"]).say(lang) if bands["green"] else _NONE.say(lang)


@dataclass(frozen=True)
class Sum:
    """An amount of money behind a figure."""

    label: Text
    yuan: float
    line: Line


_INCOME, _BALANCE = Text("食堂收入", "Canteen income"), Text("食堂结余", "Canteen balance")
_MONEY: tuple[tuple[str, str, Text], ...] = (
    ("canteen_balance_rate", "denominator", _INCOME),
    ("canteen_balance_rate", "numerator", _BALANCE),
    ("refund_rate", "denominator", Text("应退餐费", "Meal refunds due")),
    ("refund_rate", "numerator", Text("已退餐费", "Meal refunds paid")),
    ("aid_payment_rate", "denominator", Text("应发资助", "Aid due")),
    ("aid_payment_rate", "numerator", Text("已发资助", "Aid paid")),
    ("aid_arrears", "numerator", Text("欠发资助", "Aid in arrears")),
    ("nutrition_spend_per_day", "numerator", Text("营养餐支出", "Spent on nutrition meals")),
    ("fee_unsettled", "numerator", Text("未结清代收费", "Fees not settled")),
    ("improper_spend_amount", "numerator", Text("违规列支", "Improper spending")),
)


def money_of(lines: Iterable[Line]) -> list[Sum]:
    """The amounts behind a school's figures, each with the figure that leads to its source."""
    by_code = {each.indicator.code: each for each in lines}
    found = []
    for code, side, label in _MONEY:
        line = by_code.get(code)
        yuan = getattr(line.latest, side) if line else None
        if line is not None and yuan is not None:
            found.append(Sum(label, yuan, line))
    return found
