"""An index in words: how its parts stand, and how its value comes from them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dashboards.numbers import DASH, grouped, spoken
from dashboards.queries.makings import PartRow
from tenants.calendar.periods import name_of, period_of
from tenants.indices.declared import BASIC, VETO
from tenants.indices.models import PartState
from tenants.returns.catalogue import every_version, find_indicator
from tenants.returns.declaration import Indicator
from tenants.text import Lang, Text

STATE_LABELS = {
    PartState.COUNTED: Text("", ""),
    PartState.MISSING: Text("逾期超过10天未报，按0分计", "overdue by more than ten days: counts as 0"),
    PartState.AWAITED: Text("未报或待审核，暂不计入", "not in or not accepted yet: left out for now"),
    PartState.LEFT_OUT: Text("不适用，不计入", "does not apply: left out"),
    PartState.DEDUCTED: Text("扣分", "points taken off"),
    PartState.CAPPED: Text("封顶", "the most it may be"),
}
_VETO = Text("否决项", "Veto")
_COUNTS = Text(
    "计入的各项合计 {weight} 分，得 {points} 分", "The parts that count are worth {weight} points and earn {points}"
)
_MISSING = Text("；{n} 项逾期未报，按0分计", "; {n} overdue and counted as 0")
_AWAITED = Text("；{n} 项未报或待审核，暂不计入", "; {n} not in yet and left out for now")
_TOO_LITTLE = Text(
    "可计入的各项合计只有 {weight} 分，不足60分，不计算指数", "The parts that count are worth {weight} points only; below 60 there is no index"
)  # fmt: skip


class Made(NamedTuple):
    """A line of the table of parts."""

    row: PartRow
    label: Text
    weight: str
    value: str
    points: str
    adds: str
    remark: Text


def made_of(rows: Sequence[PartRow], lang: Lang) -> list[Made]:
    """The parts of an index as they are shown."""
    return [_made(row, lang) for row in rows]


def sum_of(rows: Sequence[PartRow], indicator: Indicator, value: float | None, lang: Lang) -> str:
    """59.5 ÷ 70 × 100 − 3 = 82.0 points: how the value comes from the parts."""
    counted = [row for row in rows if row.share is not None]
    if value is None:
        return DASH
    weight = sum(row.weight for row in counted)
    points = sum(row.weight * (row.points or 0) for row in counted) / 100
    less = "".join(f" − {grouped(row.points, 1)}" for row in rows if row.state is PartState.DEDUCTED)
    return f"{grouped(points, 2)} ÷ {weight} × 100{less} = {spoken(value, indicator, lang)}"


def standing_of(rows: Sequence[PartRow], value: float | None) -> Text:
    """What counts, what is missing and what may still come, in a sentence."""
    counted = [row for row in rows if row.state in (PartState.COUNTED, PartState.MISSING)]
    weight = sum(row.weight for row in counted)
    if value is None:
        said = _TOO_LITTLE.fill(weight=weight)
    else:
        said = _COUNTS.fill(
            weight=weight, points=grouped(sum(row.weight * (row.points or 0) for row in counted) / 100, 1)
        )
    states = Counter(row.state for row in rows)
    more = [
        words.fill(n=states[state])
        for state, words in ((PartState.MISSING, _MISSING), (PartState.AWAITED, _AWAITED))
        if states[state]
    ]
    return Text("".join(each.zh for each in (said, *more)), "".join(each.en for each in (said, *more)))


def part_label(code: str) -> Text:
    """What a part is called."""
    return _VETO if code == VETO else find_indicator(code)[1].label


def return_behind(code: str) -> Text:
    """The return that a part of an index comes from."""
    formed_from = {part.indicator: part.formed_from for index in BASIC for part in index.parts}.get(code)
    source, _ = find_indicator(code)
    return source.label if formed_from is None else next(r.label for r in every_version() if r.code == formed_from)


def _made(row: PartRow, lang: Lang) -> Made:
    value = DASH if row.part == VETO else spoken(row.value, find_indicator(row.part)[1], lang)
    remark = STATE_LABELS[row.state]
    if row.source_period is not None and row.state in (PartState.COUNTED, PartState.DEDUCTED):
        period = name_of(period_of(row.source_period))
        remark = Text(
            "，".join(each for each in (remark.zh, period.zh) if each),
            ", ".join(each for each in (remark.en, period.en) if each),
        )
    is_off = row.state is PartState.DEDUCTED
    points = grouped(
        -row.points if is_off and row.points is not None else row.points, 2 if row.state is PartState.CAPPED else 1
    )
    adds = DASH if row.share is None or row.points is None else grouped(row.share * row.points, 1)
    return Made(row, part_label(row.part), str(row.weight) if row.weight else DASH, value, points, adds, remark)
