"""Checks that follow from the field tables: required, range, length, format, date, unique key, open facility.

They see parsed values with their cells and do not know whether a workbook, the web form or the API brought them.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from etl.checking.conditions import Conditions
from etl.checking.limits import limits_of
from etl.workbook.filed import PartRead
from etl.workbook.layout import fields_on
from etl.workbook.messages import finding
from etl.workbook.words import noted, said
from tenants.returns.declaration import PLACES, Field, Kind, Need, Part, Return, Severity
from tenants.returns.findings import Finding
from tenants.returns.kept import Kept
from tenants.text import Text

FILE_NEEDED = "file_needed"
_LONGEST_TEXT = 2000
_Fault = tuple[str, dict[str, Any]] | None
_Test = Callable[[Any, date], _Fault]  # a value, and today


def check_fields(
    ret: Return,
    parts: Mapping[str, PartRead],
    *,
    period_start: date,
    today: date,
    facilities: Mapping[str, Collection[str]] | None = None,
) -> list[Finding]:
    """All findings that a field declares of itself, in the order of parts, rows and fields.

    Args:
        ret: The declaration valid for the period.
        parts: By part code; a part that is left out had no sheet and is not judged here.
        period_start: The first day of the period: which fields are asked for.
        today: The bureau's day, for dates that may not lie in the future.
        facilities: Open numbers by facility kind; None: not known here, so not checked.
    """
    found: list[Finding] = []
    known = _Known(period_start, today, facilities)
    for part in ret.parts:
        if part.code in parts:
            found += _Check(ret, part, parts[part.code], known).all()
    return found


@dataclass(frozen=True)
class _Known:
    """What is the same for every part."""

    period_start: date
    today: date
    facilities: Mapping[str, Collection[str]] | None


class _Check:
    """One part of one filing."""

    def __init__(self, ret: Return, part: Part, read: PartRead, known: _Known) -> None:
        self.ret, self.part, self.read = ret, part, read
        self.today, self.facilities = known.today, known.facilities
        self.fields = fields_on(part, known.period_start)
        self.tests = _TESTS.of(part)
        self.found: list[Finding] = []

    def all(self) -> list[Finding]:
        rows = self.read.rows
        if not rows and not self.part.may_be_empty:
            place = {"part": self.part.code, "sheet": self.read.sheet or None}
            nothing = finding("no_rows", place=place, part=self.part.label)
            is_needed = self.part is self.ret.parts[0] or not self.part.key  # a table beside may have nothing to list
            self.found.append(nothing if is_needed else replace(nothing, severity=Severity.WARNING))
        for each in self.fields:
            self._check_column(each)
        self._check_conditions()
        if self.part.key:
            self._check_key()
        for index in range(1, 0 if self.part.key else len(rows)):
            self._add("too_many_rows", self.fields[0], index, part=self.part.label)
        if len(self.found) > 1:
            order = {each.code: at for at, each in enumerate(self.fields)}
            self.found.sort(key=lambda each: (each.row_no or 0, order.get(each.field or "", -1)))
        return self.found

    def _check_column(self, each: Field) -> None:
        is_judged = not self.read.columns or each.code in self.read.columns
        is_required = each.need is Need.REQUIRED and is_judged
        test = self.tests[each.code]
        is_placed = each.facility_kind is not None and self.facilities is not None
        numbers = (self.facilities or {}).get(each.facility_kind or "", ()) if is_placed else None
        for index, row in enumerate(self.read.rows):
            value = row.get(each.code)
            if value is None:
                if is_required and (index, each.code) not in self.read.unclear:
                    self._add_missing("required", each, index)
            elif (broken := test(value, self.today)) is not None:
                code, told = broken
                self._add(code, each, index, **told)
            elif numbers is not None and value not in numbers:
                none = Text("（无）", "none")
                choices = Text("、".join(sorted(numbers)), ", ".join(sorted(numbers))) if numbers else none
                self._add("not_open_facility", each, index, choices=choices)

    def _check_conditions(self) -> None:
        demands = list(Conditions.of(self.ret, self.part).decide(self.read.rows))
        by_code = {each.code: each for each in self.fields} if demands else {}
        for index, code, is_required in demands:
            each = by_code.get(code)
            if (
                each is None
                or (index, code) in self.read.unclear
                or (self.read.columns and code not in self.read.columns)
            ):
                continue
            is_empty = self.read.rows[index].get(code) is None
            if is_required and is_empty:
                self._add_missing("required_now", each, index)
            elif not is_required and not is_empty:
                self._add("must_be_empty", each, index, help=each.help or Text("", ""))

    def _check_key(self) -> None:
        first: dict[tuple[Any, ...], int] = {}
        for index, row in enumerate(self.read.rows):
            key = tuple(row.get(code) for code in self.part.key)
            if None in key:
                continue
            if first.setdefault(key, index) != index:
                keys = [self.part.field(code) for code in self.part.key]
                names = Text("、".join(each.label.zh for each in keys), ", ".join(each.label.en for each in keys))
                words = [noted(value, each) for value, each in zip(key, keys, strict=True)]
                told = Text("、".join(word.zh for word in words), ", ".join(word.en for word in words))
                self._add("duplicate_key", keys[0], index, first=self._row(first[key]), key=told, names=names)

    def _row(self, index: int) -> int:
        return self.read.source_rows[index] if self.read.source_rows else index + 1

    def _add_missing(self, code: str, each: Field, index: int) -> None:
        """A cell is empty, or a file is not there yet."""
        self._add(FILE_NEEDED if each.kind is Kind.FILE else code, each, index, help=each.help or Text("", ""))

    def _add(self, code: str, each: Field, index: int, **told: Any) -> None:
        value = self.read.rows[index].get(each.code)
        words = noted(value, each)
        place = {
            "part": self.part.code, "field": each.code, "row_no": index + 1, "sheet": self.read.sheet or None,
            "cell": self.read.cell(each.code, index) if self.read.columns else None,
            "header": each.label, "value": words.zh[:200] if value is not None else None,
        }  # fmt: skip
        short = Text(words.zh[:40], words.en[:40])
        self.found.append(finding(code, place=place, **{"header": each.label, "value": short} | told))


def _test_of(each: Field) -> _Test:
    """What tells the first thing wrong with a value of the field by itself."""
    if each.kind in PLACES:
        return _range_test(each)
    if each.kind in (Kind.DATE, Kind.DT):
        return partial(_day_fault, each)
    return partial(_text_fault, each) if each.kind in (Kind.STR, Kind.TEXT) else _no_fault


def _range_test(each: Field) -> _Test:
    low, high = limits_of(each)
    least, most = (int(bound) if bound == int(bound) else bound for bound in (low or Decimal(0), high or Decimal(0)))

    def test(value: Any, _: date) -> _Fault:
        if least <= value <= most:
            return None
        if value < least:
            return "too_small", {"low": said(low, each)}
        return "too_great", {"high": said(high, each)}

    return test


def _day_fault(each: Field, value: Any, today: date) -> _Fault:
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(each.low, date) and day < each.low:
        return "too_small", {"low": said(each.low, each)}
    if isinstance(each.high, date) and day > each.high:
        return "too_great", {"high": said(each.high, each)}
    return ("future_date", {}) if day > today and not each.future_allowed else None


def _text_fault(each: Field, value: Any, _: date) -> _Fault:
    size = each.size or _LONGEST_TEXT
    if len(value) > size:
        return "too_long", {"size": size, "length": len(value)}
    if each.pattern and not re.fullmatch(each.pattern, value):
        return "wrong_format", {"format": each.pattern_says or each.help or Text(each.pattern, each.pattern)}
    return None


def _no_fault(value: Any, _: date) -> _Fault:
    return None


def _tests_of(part: Part) -> dict[str, _Test]:
    return {each.code: _test_of(each) for each in part.fields}


_TESTS: Kept[Part, dict[str, _Test]] = Kept(_tests_of)
