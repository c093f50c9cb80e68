"""What a reviewer should look at twice, though no rule is broken: marks on a version, never findings for the school.

A mark is a reason to look, not a fault. It says what was counted and with which method, so that it can be judged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tenants.quality.models import MarkKind
from tenants.returns.declaration import NUMBERS, Field, Kind, Part, Return, Sensitivity
from tenants.returns.kept import Kept
from tenants.text import Text

Figures = Mapping[str, Sequence[Mapping[str, Any]]]  # as ``Version.figures``

LEAST_REPEATED = 5
LEAST_DIGITS = 50  # five expected of each digit, below which the test says nothing (Cochran 1954)
CHI_SQUARE_LIMIT = 27.88  # nine degrees of freedom: beyond it once in a thousand honest series
RUNNING = 3  # periods
_SAME_SHARE = 0.5
_SMALLEST = 100  # smaller counts repeat themselves, and their last digit is most of them
_DIGITS_OF_SMALLEST = 3


_REPEATED = Text(
    "可比的{n}个数字中，有{same}个与{period}完全相同：{labels}",
    "{same} of {n} comparable figures are exactly those of {period}: {labels}",
)
_REPEATED_WHY = Text(
    "只比较金额、带小数的数量和不小于100的整数，空格和零不算；一半以上相同才标出。上期数字可能被直接照抄。",
    "Compared are amounts, quantities with decimals and counts from 100 on, no blanks or zeros; marked when at least "
    "half are the same. Last period's figures may have been copied.",
)
_DIGITS = Text(
    "本校此报表{n}个数字的个位分布不均：“{digit}”出现{count}次（平均应为{even}次），卡方值{chi}，界限{limit}",
    "The units digits of {n} figures of this return are uneven: “{digit}” {count} times (expected {even}), chi-square "
    "{chi}, limit {limit}",
)
_DIGITS_WHY = Text(
    "取本期和此前至多12期不小于100的数字，同一项相同的数只算一次；真实数字的个位应大致均匀。对均匀分布作卡方检验，"
    "超过界限的机会约为千分之一。整数凑数、估数或编造都会如此，收费标准等固定价也会。",
    "Figures from 100 on, of this and up to 12 earlier periods, each value of an item once; units digits of true figures "
    "are about even. Chi-square test against the even distribution; beyond the limit once in a thousand. Rounding, "
    "guessing or inventing looks like this, and so do fixed prices.",
)
_SAME = Text(
    "“{where}”的说明连续{n}期相同：“{text}”", "The explanation of “{where}” is the same for {n} periods: “{text}”"
)
_SAME_WHY = Text(
    "同一疑问的说明与前两期一字不差（空格和标点不计）。情况可能一直没有解决，说明也可能只是照搬。",
    "The query was answered in the same words as in the two periods before (spaces and punctuation aside). The matter "
    "may be unsettled, or the answer only copied.",
)


@dataclass(frozen=True)
class Mark:
    """One thing to look at twice."""

    kind: MarkKind
    says: Text
    why: Text


@dataclass(frozen=True)
class Explained:
    """A query with the school's explanation."""

    code: str
    field: str | None
    where: Text
    text: str


def repeated_figures(ret: Return, figures: Figures, before: Figures, period: Text) -> Mark | None:
    """At least half, and at least five, of the comparable figures are those of the period before."""
    earlier = dict(_comparable(ret, before))
    both = [
        (field, value == earlier[place]) for (place, field), value in _with_fields(ret, figures) if place in earlier
    ]
    same = [field.label for field, is_same in both if is_same]
    if len(same) < LEAST_REPEATED or len(same) < _SAME_SHARE * len(both):
        return None
    listed = list(dict.fromkeys(same))
    labels = Text("、".join(each.zh for each in listed), ", ".join(each.en for each in listed))
    says = _REPEATED.fill(n=len(both), same=len(same), period=period, labels=labels)
    return Mark(MarkKind.REPEATED_FIGURES, says, _REPEATED_WHY)


def last_digits(ret: Return, series: Iterable[Figures]) -> Mark | None:
    """The units digits of the figures of several periods are far from even."""
    values = {each for figures in series for each in _whole_parts(ret, figures)}
    digits = [0] * 10
    for _, whole in values:
        digits[int(whole[-1])] += 1
    even = len(values) / 10
    if len(values) < LEAST_DIGITS:
        return None
    chi = sum((count - even) ** 2 for count in digits) / even
    if chi <= CHI_SQUARE_LIMIT:
        return None
    digit = max(range(10), key=digits.__getitem__)
    says = _DIGITS.fill(
        n=len(values), digit=digit, count=digits[digit], even=f"{even:.1f}", chi=f"{chi:.1f}", limit=CHI_SQUARE_LIMIT
    )
    return Mark(MarkKind.LAST_DIGITS, says, _DIGITS_WHY)


def same_justifications(now: Iterable[Explained], before: Sequence[Iterable[Explained]]) -> list[Mark]:
    """Queries explained in the same words as in each of the two periods before."""
    if len(before) < RUNNING - 1:
        return []
    earlier = [{(each.code, each.field, _bare(each.text)) for each in listed} for listed in before[: RUNNING - 1]]
    again = {
        (each.code, each.field): each
        for each in now
        if all((each.code, each.field, _bare(each.text)) in listed for listed in earlier)
    }
    return [
        Mark(MarkKind.SAME_JUSTIFICATION, _SAME.fill(where=each.where, n=RUNNING, text=each.text), _SAME_WHY)
        for each in again.values()
    ]


Place = tuple[str, tuple[str, ...], str]  # part, key, field


def _comparable(ret: Return, figures: Figures) -> Iterable[tuple[Place, Decimal]]:
    return [(place, value) for (place, _), value in _with_fields(ret, figures)]


def _with_fields(ret: Return, figures: Figures) -> Iterable[tuple[tuple[Place, Field], Decimal]]:
    for part, fields in _COUNTED.of(ret):
        for row in figures.get(part.code, ()):
            key = tuple(str(row.get(code)) for code in part.key)
            for each in fields:
                value = Decimal(row.get(each.code) or 0)
                if value >= _SMALLEST or (value > 0 and each.kind is not Kind.INT):
                    yield ((part.code, key, each.code), each), value


def _whole_parts(ret: Return, figures: Figures) -> Iterator[tuple[Place, str]]:
    """The digits before the point of every figure from ``_SMALLEST`` on; as text, since years of them are read."""
    for part, fields in _COUNTED.of(ret):
        for row in figures.get(part.code, ()):
            key = tuple(str(row.get(code)) for code in part.key)
            for each in fields:
                whole = (row.get(each.code) or "").partition(".")[0]
                if len(whole) >= _DIGITS_OF_SMALLEST and whole.isdecimal():
                    yield (part.code, key, each.code), whole


def _counted(ret: Return) -> list[tuple[Part, list[Field]]]:
    return [(part, [each for each in part.fields if each.code not in part.key and _counts(each)]) for part in ret.parts]


def _counts(each: Field) -> bool:
    return each.kind in NUMBERS and each.carried_from is None and each.sensitivity is not Sensitivity.PERSONAL


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


_COUNTED: Kept[Return, list[tuple[Part, list[Field]]]] = Kept(_counted)
