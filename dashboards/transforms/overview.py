"""The overview in sentences: which index is lowest, what moved it, why a school needs attention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.numbers import grouped, spoken
from dashboards.queries.overview import AreaFigure, Lost, Moved, SchoolFigure
from dashboards.transforms.makings import part_label, return_behind
from dashboards.words import DISTRICT
from tenants.indices.declared import INDICES, OVERALL
from tenants.indices.models import PartState
from tenants.returns.catalogue import find_indicator
from tenants.text import Text

_LEAST = 0.05  # points: less is not shown as a change
_MOST_REASONS = 2
NOTHING_YET = Text(
    "这个月还没有指数。请选择其他月份。", "There are no indices for this month yet. Choose another month."
)
_AREAS = Text(
    "{overall} {value}；{index}最低（{lowest}），{area}的{overall}最低（{area_value}）",
    "{overall}: {value}; lowest is the {index} ({lowest}); the area with the lowest {overall} is {area} ({area_value})",
)
_ROSE = Text("{index}比上月上升 {by} 分，为 {value}", "{index}: up {by} points on the month before, to {value}")
_FELL = Text("{index}比上月下降 {by} 分，为 {value}", "{index}: down {by} points on the month before, to {value}")
_SAME = Text("{index}与上月持平，为 {value}", "{index}: unchanged on the month before, at {value}")
_BECAUSE = Text("；主要是{cause}", "; mostly {cause}")
_CAUSE = Text("{part}（{moved} 分）", "{part} ({moved} points)")
_NOT_IN = Text("，{n} 所学校逾期未报、按0分计", ", which {n} schools did not hand in and which counts as 0")
_SCHOOL = Text("{overall} {value}：{reasons}", "{overall} {value}: {reasons}")
_REASONS = {
    PartState.MISSING: Text(
        "{ret}逾期未报，{n} 项按0分计，失 {lost} 分", "{ret} not handed in: {n} parts count as 0 and cost {lost} points"
    ),
    PartState.COUNTED: Text("{part} {value}，失 {lost} 分", "{part} {value}, costs {lost} points"),
    PartState.DEDUCTED: Text("{part} {value}，扣 {lost} 分", "{part} {value}, takes {lost} points off"),
    PartState.CAPPED: Text("有否决项，{index}最高 {points} 分", "a veto keeps the {index} at {points} at most"),
}
_ALL_WELL = Text("各项都接近满分", "every part is close to its best")
_TEN = Text(
    "{n} 所学校最需要关注：{overall} {low} 到 {high} 分",
    "{n} schools need attention most: {overall} from {low} to {high}",
)


@dataclass(frozen=True)
class HeatRow:
    """An area or school with its value of each index."""

    code: str
    name: Text
    cells: Mapping[str, AreaFigure | SchoolFigure]

    def value(self, indicator: str) -> float | None:
        """Its value of an index."""
        return self.cells[indicator].value if indicator in self.cells else None

    def schools(self, indicator: str) -> int:
        """How many schools are in it: of a school itself one."""
        each = self.cells.get(indicator)
        return each.schools if isinstance(each, AreaFigure) else int(each is not None)


@dataclass(frozen=True)
class Change:
    """An index against the month before, and the part that moved it most."""

    indicator: str
    now: float
    then: float
    schools: int
    part: Moved | None


@dataclass(frozen=True)
class Attention:
    """A school with the reasons for which it needs attention."""

    school_code: str
    name: Text
    overall: float
    reasons: tuple[Text, ...]  # what costs it most first


def area_rows(figures: Sequence[AreaFigure], period_key: str) -> list[HeatRow]:
    """The district first, then the areas."""
    found: dict[str, dict[str, AreaFigure]] = {}
    names: dict[str, Text] = {"": DISTRICT}
    for each in figures:
        if each.period_key == period_key:
            found.setdefault(each.area_code, {})[each.indicator] = each
            if each.area_code:
                names[each.area_code] = Text(each.name_zh or each.area_code, each.name_en or each.area_code)
    return [HeatRow(code, names[code], cells) for code, cells in sorted(found.items())]


def school_rows(figures: Sequence[SchoolFigure]) -> list[HeatRow]:
    """Schools, the lowest overall index first; those without one last."""
    found: dict[str, dict[str, SchoolFigure]] = {}
    names: dict[str, Text] = {}
    for each in figures:
        found.setdefault(each.school_code, {})[each.indicator] = each
        names[each.school_code] = Text(each.name_zh, each.name_en)
    rows = [HeatRow(code, names[code], cells) for code, cells in found.items()]

    def place(row: HeatRow) -> tuple[bool, float, str]:
        overall = row.value(OVERALL.code)
        return overall is None, overall or 0.0, row.code

    return sorted(rows, key=place)


def indices_found(rows: Sequence[HeatRow]) -> Text:
    """综合指数 91.6 分；食堂达标指数最低（84.0 分），城东片区的综合指数最低（88.2 分）."""
    whole = next((row for row in rows if not row.code), None)
    values = {code: whole.value(code) for code in INDICES if code != OVERALL.code} if whole else {}
    known = {code: value for code, value in values.items() if value is not None}
    areas = [row for row in rows if row.code and row.value(OVERALL.code) is not None]
    if whole is None or whole.value(OVERALL.code) is None or not known or not areas:
        return NOTHING_YET
    lowest = min(known, key=lambda code: known[code])
    area = min(areas, key=lambda row: row.value(OVERALL.code) or 0.0)
    return _AREAS.fill(
        overall=OVERALL.indicator.label, value=_points(whole.value(OVERALL.code)), lowest=_points(known[lowest]),
        index=INDICES[lowest].indicator.label, area=area.name, area_value=_points(area.value(OVERALL.code)),
    )  # fmt: skip


def changes(moved: Sequence[Moved]) -> list[Change]:
    """Every index with a value in both months, in the order declared, with the part that moved it most that way."""
    found = []
    for code in INDICES:
        parts = [each for each in moved if each.indicator == code]
        if parts:
            first = parts[0]
            by = first.now - first.then
            most = (max if by > 0 else min)(parts, key=_by_moved)
            is_cause = abs(by) >= _LEAST and most.moved * by > 0
            found.append(Change(code, first.now, first.then, first.schools, most if is_cause else None))
    return found


def change_found(each: Change) -> Text:
    """食堂达标指数比上月下降 14.9 分，为 84.0 分；主要是合格留样率（−3.2 分），11 所学校逾期未报、按0分计."""
    by = each.now - each.then
    words = _SAME if abs(by) < _LEAST else _ROSE if by > 0 else _FELL
    said = words.fill(index=INDICES[each.indicator].indicator.label, by=grouped(abs(by), 1), value=_points(each.now))
    cause = cause_of(each)
    more = _BECAUSE.fill(cause=cause) if cause.zh else cause
    return Text(said.zh + more.zh, said.en + more.en)


def cause_of(each: Change) -> Text:
    """The part that moved an index most, and how many schools did not hand it in; empty where nothing did."""
    if each.part is None:
        return Text("", "")
    sign = "+" if each.part.moved > 0 else ""
    said = _CAUSE.fill(part=part_label(each.part.part), moved=sign + grouped(each.part.moved, 1))
    more = _NOT_IN.fill(n=each.part.missing) if each.part.missing and each.part.moved < 0 else Text("", "")
    return Text(said.zh + more.zh, said.en + more.en)


def largest(found: Sequence[Change]) -> Change | None:
    """The index that moved most."""
    return max(found, key=lambda each: abs(each.now - each.then), default=None)


def attention(lost: Sequence[Lost]) -> list[Attention]:
    """The schools in their order, each with the two things that cost it most: vetoes, returns not handed in, low parts."""
    by_school: dict[str, list[Lost]] = {}
    for each in lost:
        by_school.setdefault(each.school_code, []).append(each)
    found = []
    for code, parts in by_school.items():
        first = parts[0]
        found.append(Attention(code, Text(first.name_zh, first.name_en), first.overall, _reasons(parts)))
    return found


def reason_of(each: Attention) -> Text:
    """综合指数 71.2 分：合格留样率逾期未报、按0分计，失 6.0 分；逾期未改问题数 3 个，扣 1.8 分."""
    reasons = each.reasons or (_ALL_WELL,)
    said = Text("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons))
    return _SCHOOL.fill(overall=OVERALL.indicator.label, value=_points(each.overall), reasons=said)


def attention_found(found: Sequence[Attention]) -> Text:
    """How low the lowest schools are."""
    if not found:
        return NOTHING_YET
    low, high = (grouped(each.overall, 1) for each in (found[0], found[-1]))
    return _TEN.fill(n=len(found), overall=OVERALL.indicator.label, low=low, high=high)


def _reasons(parts: Sequence[Lost]) -> tuple[Text, ...]:
    caps = [_reason(each) for each in parts if each.state is PartState.CAPPED]
    missing: dict[Text, list[Lost]] = {}
    for each in parts:
        if each.state is PartState.MISSING:
            missing.setdefault(return_behind(each.part), []).append(each)
    costly = [(sum(each.lost for each in group), _not_handed_in(ret, group)) for ret, group in missing.items()]
    costly += [
        (each.lost, _reason(each))
        for each in parts
        if each.state in (PartState.COUNTED, PartState.DEDUCTED) and each.lost >= _LEAST
    ]
    costly.sort(key=lambda pair: -pair[0])
    return (*caps, *(said for _, said in costly))[:_MOST_REASONS]


def _not_handed_in(ret: Text, parts: Sequence[Lost]) -> Text:
    lost = grouped(sum(each.lost for each in parts), 1)
    return _REASONS[PartState.MISSING].fill(ret=ret, n=len(parts), lost=lost)


def _reason(lost: Lost) -> Text:
    indicator = None if lost.state is PartState.CAPPED else find_indicator(lost.part)[1]
    value = (
        Text("", "")
        if indicator is None
        else Text(spoken(lost.value, indicator, "zh"), spoken(lost.value, indicator, "en"))
    )
    return _REASONS[lost.state].fill(
        part=part_label(lost.part), value=value, lost=grouped(lost.lost, 1), points=grouped(lost.points, 2),
        index=INDICES[lost.indicator].indicator.label,
    )  # fmt: skip


def _points(value: float | None) -> Text:
    return Text(spoken(value, OVERALL.indicator, "zh"), spoken(value, OVERALL.indicator, "en"))


def _by_moved(each: Moved) -> float:
    return each.moved
