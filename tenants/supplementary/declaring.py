"""A definition as a declaration: fields from rows, figures from the fields that are added up."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.returns.catalogue import prove
from tenants.returns.declaration import (
    NUMBERS,
    Aggregation,
    Direction,
    Field,
    Indicator,
    Kind,
    Need,
    Part,
    PeriodType,
    Return,
    Sensitivity,
)
from tenants.returns.lists import LISTS
from tenants.returns.notation.parsing import NotationError
from tenants.supplementary.errors import CannotDeclare
from tenants.supplementary.models import SupplementaryReturn
from tenants.text import Text

MAIN = "main"
_MOST_FIELDS = 80
_LONGEST_KEY = 4
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HIGHEST = Decimal(10) ** 10
_MAIN_LABEL = Text("主表", "Main")
_FIELDS_MISSING = Text("还没有字段。", "It has no fields yet.")
_TOO_MANY = Text("最多{most}个字段。", "At most {most} fields.")
_NAME_WRONG = Text(
    "{name}：代码只能用小写字母、数字和下划线，以字母开头。",
    "{name}: codes are lower-case letters, digits and underscores, with a letter first.",
)
_TWICE = Text("{name} 出现了两次。", "{name} stands there twice.")
_LIST_MISSING = Text("{name}：代码字段要选一张代码表。", "{name}: a field of codes needs a list.")
_LIST_UNKNOWN = Text("{name}：没有 {list} 这张代码表。", "{name}: there is no list {list}.")
_KEY_OPTIONAL = Text("{name}：关键字段必须填报。", "{name}: a key must be required.")
_KEY_KIND = Text(
    "{name}：关键字段只能是文字、代码、日期或整数。", "{name}: a key is a text, code, date or whole number."
)
_KEYS = Text("{name}：一张表最多{most}个关键字段。", "{name}: a table has at most {most} keys.")
_RANGE = Text("{name}：下限大于上限。", "{name}: the lowest is above the highest.")
_FIGURE = Text("{name}：只有数字能汇总成指标。", "{name}: only numbers make a figure.")
_SHEET_TAKEN = Text("表名称“{name}”已经用了，请换一个。", "The table name “{name}” is taken; choose another.")
_SHEETS = {"填报说明", "上期数据", "检查结果", "how to fill in", "earlier figures", "findings"}  # of every workbook
_KEY_KINDS = {Kind.STR, Kind.CODE, Kind.DATE, Kind.INT}
_SUMMED = Text("各校{name}之和", "sum of {name}")
_MEANT = Text("各校{name}的平均", "mean of {name}")


def declare(kept: SupplementaryReturn) -> Return:
    """The declaration of a definition, as valid as those of the catalogue.

    Raises:
        CannotDeclare: Its fields contradict each other; it says which and how.
    """
    rows = list(kept.fields)
    if not rows:
        raise CannotDeclare(problem=_FIELDS_MISSING)
    if len(rows) > _MOST_FIELDS:
        raise CannotDeclare(problem=_TOO_MANY.fill(most=_MOST_FIELDS))
    by_part: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_part.setdefault(row.get("part") or MAIN, []).append(row)
    parts = tuple(_part(code, listed) for code, listed in by_part.items())
    _prove_sheets(parts)
    ret = Return(
        number=kept.number,
        code=kept.code,
        label=Text(kept.label_zh, kept.label_en or kept.label_zh),
        period=PeriodType(kept.period),
        due=kept.due,
        filler="school_clerk",
        accepting=kept.accepting,
        parts=parts,
        indicators=tuple(_figures(kept.code, parts, by_part)),
        valid_from=kept.published_from or date(2020, 1, 1),
        legal_basis=Text(kept.basis, kept.basis) if kept.basis else None,
    )
    try:
        prove(ret)
    except NotationError as error:
        raise CannotDeclare(problem=error.says) from error
    return ret


def _prove_sheets(parts: Sequence[Part]) -> None:
    """Each table is a sheet of its own name beside those that every workbook has."""
    taken = set(_SHEETS)
    for each in parts:
        name = each.label.zh.casefold()
        if name in taken:
            raise CannotDeclare(problem=_SHEET_TAKEN.fill(name=each.label))
        taken.add(name)


def _part(code: str, rows: Sequence[Mapping[str, Any]]) -> Part:
    _prove_name(code)
    fields = tuple(_field(row) for row in rows)
    names = [each.code for each in fields]
    for name in names:
        if names.count(name) > 1:
            raise CannotDeclare(problem=_TWICE.fill(name=name))
    key = tuple(row["code"] for row in rows if row.get("is_key"))
    if len(key) > _LONGEST_KEY:
        raise CannotDeclare(problem=_KEYS.fill(name=code, most=_LONGEST_KEY))
    for each in fields:
        if each.code in key and each.need is not Need.REQUIRED:
            raise CannotDeclare(problem=_KEY_OPTIONAL.fill(name=each.code))
        if each.code in key and each.kind not in _KEY_KINDS:
            raise CannotDeclare(problem=_KEY_KIND.fill(name=each.code))
    label = _MAIN_LABEL if code == MAIN else Text(code, code)
    named = next((row["part_label"] for row in rows if row.get("part_label")), "")
    return Part(code=code, label=Text(named, named) if named else label, fields=fields, key=key)


def _field(row: Mapping[str, Any]) -> Field:
    code, kind = row["code"], Kind(row["kind"])
    _prove_name(code)
    codes = row.get("codes") if kind in (Kind.CODE, Kind.CODES) else None
    if kind in (Kind.CODE, Kind.CODES) and not codes:
        raise CannotDeclare(problem=_LIST_MISSING.fill(name=code))
    if codes and codes not in LISTS:
        raise CannotDeclare(problem=_LIST_UNKNOWN.fill(name=code, list=codes))
    low, high = (None if row.get(name) in (None, "") else Decimal(row[name]) for name in ("low", "high"))
    if kind is Kind.PCT:
        low, high = max(low or Decimal(0), Decimal(0)), min(Decimal(100) if high is None else high, Decimal(100))
    elif kind in NUMBERS:
        high = min(high, _HIGHEST) if high is not None else None
    else:
        low = high = None
    if low is not None and high is not None and low > high:
        raise CannotDeclare(problem=_RANGE.fill(name=code))
    size = int(row.get("size") or (200 if kind is Kind.STR else 2000)) if kind in (Kind.STR, Kind.TEXT) else None
    label, help_, unit = row["label_zh"], row.get("help") or "", row.get("unit") or ""
    return Field(
        code=code,
        kind=kind,
        label=Text(label, row.get("label_en") or label),
        unit=Text(unit, unit) if unit else None,
        need=Need.OPTIONAL if row.get("need") == "optional" else Need.REQUIRED,
        low=low,
        high=high,
        size=size,
        codes=codes,
        help=Text(help_, help_) if help_ else None,
        sensitivity=Sensitivity.BUREAU,
    )


def _figures(
    return_code: str, parts: Sequence[Part], by_part: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Indicator]:
    found: list[Indicator] = []
    for part in parts:
        for row in by_part[part.code]:
            if row.get("figure") not in ("sum", "mean"):
                continue
            each = part.field(row["code"])
            if each.kind not in NUMBERS:
                raise CannotDeclare(problem=_FIGURE.fill(name=each.code))
            is_sum = row["figure"] == "sum"
            name = each.code if part.code == MAIN else f"{part.code}_{each.code}"
            function = "sum" if is_sum else "avg"
            found.append(
                Indicator(
                    code=f"{return_code}_{name}",
                    label=each.label,
                    numerator=f"{function}({each.code})",
                    denominator=None,
                    direction=Direction.NONE,
                    unit=each.unit or Text("", ""),
                    formula=(_SUMMED if is_sum else _MEANT).fill(name=each.label),
                    part=part.code,
                    aggregation=Aggregation.SUM if is_sum else Aggregation.MEAN,
                    places=0 if each.kind is Kind.INT and is_sum else 2,
                )
            )
    return found


def _prove_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise CannotDeclare(problem=_NAME_WRONG.fill(name=name[:60]))
