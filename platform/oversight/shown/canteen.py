"""A school's canteens in a month as the public page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from oversight.shown.accounts import Accounts, accounts_of
from oversight.shown.prices import PriceRow, prices_of
from oversight.shown.trends import Trend, trends_of
from oversight.shown.values import canteen_name, graded, shown_value
from oversight.shown.words import AT_A_GLANCE, BANDS, NIL_WORDS, NO_BAND
from tenants.calendar.periods import name_of, period_of
from tenants.publishing.models import PublicFiling, PublicIndicator
from tenants.publishing.public import SchoolMonth
from tenants.returns.catalogue import find_indicator, get_return
from tenants.returns.declaration import Direction, Indicator, Return
from tenants.returns.indicators import Band, band_within
from tenants.text import Lang, Text

OPERATIONS, FINANCE = "canteen_operations", "canteen_finance"
_LICENCE = ("licence_no", "licence_to", "licence_posted", "quant_grade", "risk_grade", "grade_on")
_GRADES = ("quant_grade", "risk_grade")
_COMPANY = ("accompany_occasions", "parent_accompany_occasions")
_CAMERAS = ("cameras", "camera_online_days", "camera_to_bureau", "camera_public")
_MEALS = ("diners_breakfast", "diners_lunch", "diners_dinner")


@dataclass(frozen=True)
class Glance:
    """One figure with its mark and its meaning."""

    code: str
    name: str
    value: str
    band: Band | None
    band_words: str
    tone: str
    explains: str
    target: str
    district: str
    formula: str
    period: str
    is_partial: bool


@dataclass(frozen=True)
class Fact:
    """A label with its value."""

    label: str
    value: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class CanteenFacts:
    """What is known of one canteen."""

    name: str
    mode: str
    licence: list[Fact]
    meals: list[Fact]
    company: list[Fact]
    cameras: list[Fact]


@dataclass(frozen=True)
class Source:
    """A return behind the page: for when, which version, since when, of how many schools."""

    label: str
    number: str
    period: str
    state: str
    is_missing: bool
    schools: str


@dataclass(frozen=True)
class Corrected:
    """A corrected figure."""

    on: date
    what: str
    before: str
    after: str
    reason: str


@dataclass
class CanteenPage:
    """The whole page."""

    data: SchoolMonth
    lead: str
    glances: list[Glance] = field(default_factory=list)
    canteens: list[CanteenFacts] = field(default_factory=list)
    prices: list[PriceRow] = field(default_factory=list)
    accounts: list[Accounts] = field(default_factory=list)
    trends: list[Trend] = field(default_factory=list)
    corrections: list[Corrected] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def canteen_page(
    data: SchoolMonth, earlier: Sequence[SchoolMonth], counted: dict[str, tuple[int, int]], *, lang: Lang, in_wan: bool
) -> CanteenPage:
    """Put a month's frozen figures into words.

    Args:
        data: The month shown.
        earlier: The months of the trend, oldest first, the month shown among them.
        counted: Schools with an accepted return and schools that owe it, by return.
        lang: The language of the page.
        in_wan: Amounts in units of 10,000 yuan.
    """
    glances = list(_glances(data, lang))
    return CanteenPage(
        data=data,
        lead=_lead(data, glances, lang),
        glances=glances,
        canteens=[_canteen(data, row, lang) for row in data.figures(OPERATIONS)],
        prices=prices_of(data, lang),
        accounts=accounts_of(data, lang, in_wan=in_wan),
        trends=trends_of(earlier, lang),
        corrections=list(_corrections(data, lang)),
        sources=list(_sources(data, counted, lang)),
    )


_LEAD = {
    "all": Text("本月{good}项指标全部达标。", "All {good} figures of the month are on target."),
    "some": Text(
        "本月{good}项达标，{rest}项需要留意：{names}。",
        "{good} figures of the month are on target; {rest} need attention: {names}.",
    ),
    "missing": Text(
        "学校本月的食堂报表还没有通过审核，暂无数据。", "The school's returns of this month are not accepted yet."
    ),
    "none": Text("学校没有食堂，也不供餐。", "The school has no canteen and serves no meals."),
}


def _lead(data: SchoolMonth, glances: Iterable[Glance], lang: Lang) -> str:
    """One sentence that says how the month was."""
    rated = [each for each in glances if each.band]
    if not rated:
        filed = [each for code, each in data.filings.items() if code in (OPERATIONS, FINANCE)]
        nils = [each.nil_reason for each in filed if each.nil_reason]
        if nils:
            return NIL_WORDS[nils[0]].say(lang).capitalize() + ("。" if lang == "zh" else ".")
        return _LEAD["missing" if filed else "none"].say(lang)
    rest = [each.name for each in rated if each.band != "green"]
    good = len(rated) - len(rest)
    names = ("、" if lang == "zh" else ", ").join(rest)
    return _LEAD["some" if rest else "all"].fill(good=good, rest=len(rest), names=names).say(lang)


def _glances(data: SchoolMonth, lang: Lang) -> Iterable[Glance]:
    for code, plain in AT_A_GLANCE.items():
        figure = data.indicators.get(code)
        if figure is None:
            continue
        _, indicator = find_indicator(code)
        band = _band(indicator, figure)
        words, tone = BANDS[band] if band else NO_BAND
        yield Glance(
            code=code,
            name=plain.name.say(lang),
            value=_with_unit(figure.value, indicator, lang),
            band=band,
            band_words=words.say(lang),
            tone=tone,
            explains=plain.explains.say(lang),
            target=_target(indicator, figure, lang),
            district=_district(figure, indicator, lang),
            formula=indicator.formula.say(lang),
            period=name_of(period_of(figure.period_key)).say(lang),
            is_partial=figure.is_partial,
        )


def _band(indicator: Indicator, figure: PublicIndicator) -> Band | None:
    if figure.value is None or figure.target is None or figure.red is None:
        return None
    return band_within(indicator, figure.value, figure.target, figure.red)


_TARGETS = {
    Direction.HIGHER: Text("目标：不低于{target}", "Target: at least {target}"),
    Direction.LOWER: Text("目标：不高于{target}", "Target: at most {target}"),
    Direction.ZERO: Text("目标：在±{target}以内", "Target: within ±{target}"),
}
_DISTRICT = Text("全区{value}（{schools}所学校）", "District {value} ({schools} schools)")


def _target(indicator: Indicator, figure: PublicIndicator, lang: Lang) -> str:
    if figure.target is None or indicator.direction not in _TARGETS:
        return ""
    return _TARGETS[indicator.direction].fill(target=_with_unit(figure.target, indicator, lang)).say(lang)


def _district(figure: PublicIndicator, indicator: Indicator, lang: Lang) -> str:
    if figure.district_value is None:
        return ""
    value = _with_unit(figure.district_value, indicator, lang)
    return _DISTRICT.fill(value=value, schools=figure.schools).say(lang)


def _with_unit(value: Decimal | None, indicator: Indicator, lang: Lang) -> str:
    if value is None:
        return "—"
    unit = indicator.unit.say(lang)
    number = f"{value:,.{indicator.places}f}".replace("-", "−")
    number = number.removesuffix(".0") if indicator.places == 1 else number
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def _canteen(data: SchoolMonth, row: dict[str, Any], lang: Lang) -> CanteenFacts:
    ret = _declared(OPERATIONS, data)
    period = period_of(data.month.period_key)

    def facts(codes: Iterable[str]) -> list[Fact]:
        return [Fact(ret.part("main").field(code).label.say(lang), _told(ret, code, row, lang)) for code in codes]

    licence = facts(_LICENCE)
    until = row.get("licence_to")
    ended = until is None or date.fromisoformat(until) < period.end
    if ended:
        words = Text("月底已不在有效期内", "not valid at the end of the month")
        licence[1] = Fact(licence[1].label, licence[1].value, "problem", words.say(lang))
    return CanteenFacts(
        name=canteen_name(data.school.profile.get("facilities", {}), str(row.get("facility_no", "")), lang),
        mode=_told(ret, "operation_mode", row, lang),
        licence=licence,
        meals=facts(_MEALS),
        company=facts(_COMPANY),
        cameras=facts(_CAMERAS),
    )


def _told(ret: Return, code: str, row: dict[str, Any], lang: Lang) -> str:
    field = ret.part("main").field(code)
    return (graded if code in _GRADES else shown_value)(field, row.get(code), lang)


_STATES = {
    "accepted": Text("{day}通过审核（第{number}版）", "accepted {day} (version {number})"),
    "nil": Text("{words}（第{number}版）", "{words} (version {number})"),
    "missing": Text("未报送或未通过审核", "not filed or not accepted yet"),
}
_SCHOOLS = Text("{filed}/{owed}所学校", "{filed} of {owed} schools")


def _sources(data: SchoolMonth, counted: dict[str, tuple[int, int]], lang: Lang) -> Iterable[Source]:
    for code in (OPERATIONS, FINANCE):
        filing = data.filings.get(code)
        if filing is None:
            continue
        ret = _declared(code, data)
        filed, owed = counted.get(code, (0, 0))
        yield Source(
            label=ret.label.say(lang),
            number=ret.number,
            period=name_of(period_of(filing.period_key)).say(lang),
            state=_state(filing, lang),
            is_missing=filing.version_no is None,
            schools=_SCHOOLS.fill(filed=filed, owed=owed).say(lang),
        )


def _state(filing: PublicFiling, lang: Lang) -> str:
    if filing.version_no is None or filing.accepted_on is None:
        return _STATES["missing"].say(lang)
    if filing.nil_reason:
        return _STATES["nil"].fill(words=NIL_WORDS[filing.nil_reason], number=filing.version_no).say(lang)
    on = filing.accepted_on
    day = Text(f"{on.year}年{on.month}月{on.day}日", f"{on.day} {on:%B %Y}")
    return _STATES["accepted"].fill(day=day, number=filing.version_no).say(lang)


def _corrections(data: SchoolMonth, lang: Lang) -> Iterable[Corrected]:
    for change in data.changes:
        ret = _declared(change.return_code, data)
        part = ret.part(change.part)
        declared = part.field(change.field)
        keys = [shown_value(part.field(code), value, lang) for code, value in change.row_key.items()]
        closed = Text("已隐藏", "hidden").say(lang)
        yield Corrected(
            on=change.changed_on,
            what=" · ".join([ret.label.say(lang), *keys, declared.label.say(lang)]),
            before=closed if change.is_hidden else shown_value(declared, change.before, lang),
            after=closed if change.is_hidden else shown_value(declared, change.after, lang),
            reason=change.reason,
        )


def _declared(code: str, data: SchoolMonth) -> Return:
    return get_return(code, period_of(data.month.period_key).start)
