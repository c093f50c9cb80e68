"""Twelve months side by side, as each was frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from oversight.shown.accounts import totals_of
from oversight.shown.charts import Line, line_of
from oversight.shown.words import AT_A_GLANCE, PRICE
from tenants.calendar.periods import period_of
from tenants.publishing.public import SchoolMonth
from tenants.returns.catalogue import find_indicator
from tenants.text import Lang, Text

_SHOWN = ("accompany_rate", "sample_retention_rate", "camera_online_rate", "raw_material_share", "avg_lunch_price")
_PER_DINER = Text("每天午餐人数", "Pupils at lunch a day")
_INCOME, _COST = Text("月收入", "Income of the month"), Text("月支出", "Cost of the month")
_YUAN, _PERSONS = Text("元", "yuan"), Text("人", "pupils")
_SAYS = Text(
    "{first}至{last}，最低{low}，最高{high}，最近{now}。",
    "{first} to {last}: lowest {low}, highest {high}, latest {now}.",
)
_LEAST_SPAN = Decimal(10)  # percentage points
_NOTHING = Text("这几个月没有数据。", "There are no figures for these months.")


@dataclass(frozen=True)
class Trend:
    """One figure over the months: a drawing, its table, and what it says."""

    name: str
    unit: str
    line: Line
    months: list[str]
    values: list[str]
    says: str


def trends_of(data: Sequence[SchoolMonth], lang: Lang) -> list[Trend]:
    """The trends of the months given, oldest first; a figure that no month has is left out."""
    found = []
    for code in _SHOWN:
        _, indicator = find_indicator(code)
        plain = PRICE if code == "avg_lunch_price" else AT_A_GLANCE[code]
        figures = [each.indicators.get(code) for each in data]
        values = [figure.value if figure is not None else None for figure in figures]
        target = next((figure.target for figure in reversed(figures) if figure is not None), None)
        unit = indicator.unit.say(lang)
        found.append(_trend(plain.name.say(lang), unit, values, indicator.places, target, data=data, lang=lang))
    diners = [_diners(each) for each in data]
    found.append(_trend(_PER_DINER.say(lang), _PERSONS.say(lang), diners, 0, None, data=data, lang=lang))
    totals = [totals_of(each.figures("canteen_finance")) for each in data]
    for name, at in ((_INCOME, 0), (_COST, 1)):
        found.append(
            _trend(name.say(lang), _YUAN.say(lang), [each[at] for each in totals], 0, None, data=data, lang=lang)
        )
    return [each for each in found if each.line.pieces]


def _diners(data: SchoolMonth) -> Decimal | None:
    rows = data.figures("canteen_operations")
    return Decimal(sum(int(row.get("diners_lunch") or 0) for row in rows)) if rows else None


def _trend(
    name: str,
    unit: str,
    values: list[Decimal | None],
    places: int,
    target: Decimal | None,
    *,
    data: Sequence[SchoolMonth],
    lang: Lang,
) -> Trend:
    months = [_short(each.month.period_key, lang) for each in data]
    words = ["—" if each is None else f"{each:,.{places}f}" for each in values]
    known = [each for each in values if each is not None]
    says = _NOTHING.say(lang)
    if known:
        told = {"low": min(known), "high": max(known), "now": known[-1]}
        spoken = {key: f"{value:,.{places}f}{'%' if unit == '%' else ''}" for key, value in told.items()}
        says = _SAYS.fill(first=months[0], last=months[-1], **spoken).say(lang)
    line = line_of(values, words, target, least_span=_LEAST_SPAN if unit == "%" else None)
    return Trend(name, unit, line, months, words, says)


def _short(key: str, lang: Lang) -> str:
    start = period_of(key).start
    return f"{start.year}年{start.month}月" if lang == "zh" else f"{start:%b %Y}"
