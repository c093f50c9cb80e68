"""The functions of one row: what they take and give, how Python and Excel work them out, what they are called.

A function is one entry of ``FUNCTIONS``; the resolver, the compilers and the dictionary read it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tenants.calendar.workdays import bureau_day
from tenants.returns.notation.types import BOOL, DATE, NUMBER, WHOLE, Sort, Type
from tenants.text import Text

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_COMMAS = re.compile(r"[,，、;；\n]")
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class RowFunction:
    """A function of values at hand."""

    takes: tuple[Sort, ...]
    gives: Type
    run: Callable[..., Any]
    words: Text  # one ``{}`` for each value
    excel: str | None = None  # a formula with ``{}`` for each value; None leaves the rule to the server
    is_partial: bool = False  # may have no value for values that are known


def _hours(start: datetime, end: datetime) -> Decimal:
    return _per(end - start, 3600)


def _elapsed_days(start: datetime, end: datetime) -> Decimal:
    return _per(end - start, 86_400)


def _per(span: timedelta, seconds: int) -> Decimal:
    return Decimal(span // timedelta(seconds=1)) / seconds


def _listed(text: str) -> int:
    """How many different things a list with commas names."""
    return len({each.strip() for each in _COMMAS.split(text)} - {""})


def _monday(week: str) -> date | None:
    """The Monday of an ISO week such as ``2025-W11``; None for what is none."""
    found = _WEEK.fullmatch(week)
    if found is None:
        return None
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def _is_credit_code(code: str) -> bool:
    """Whether the last of 18 characters is the check digit of a unified credit code (GB 32100-2015)."""
    if len(code) != 18 or any(each not in _CREDIT_LETTERS for each in code):
        return False
    total = sum(_CREDIT_LETTERS.index(each) * pow(3, place, 31) for place, each in enumerate(code[:17]))
    return _CREDIT_LETTERS[-total % 31] == code[17]


FUNCTIONS = {
    "day": RowFunction((Sort.MOMENT,), DATE, bureau_day, Text("{}的日期", "day of {}"), "INT({})"),
    "hours": RowFunction((Sort.MOMENT, Sort.MOMENT), NUMBER, _hours, Text("{}到{}的小时数", "hours from {} to {}")),
    "elapsed_days": RowFunction(
        (Sort.MOMENT, Sort.MOMENT), NUMBER, _elapsed_days, Text("{}到{}的天数", "days from {} to {}")
    ),
    "year": RowFunction((Sort.DATE,), WHOLE, lambda day: day.year, Text("{}的年份", "year of {}"), "YEAR({})"),
    "month": RowFunction((Sort.DATE,), WHOLE, lambda day: day.month, Text("{}的月份", "month of {}"), "MONTH({})"),
    "weekday": RowFunction(
        (Sort.DATE,), WHOLE, date.isoweekday, Text("{}是星期几", "day of the week of {}"), "WEEKDAY({},2)"
    ),
    "monday": RowFunction((Sort.TEXT,), DATE, _monday, Text("{}的星期一", "Monday of {}"), is_partial=True),
    "size": RowFunction((Sort.CODES,), WHOLE, len, Text("{}的项数", "number of {}")),
    "listed": RowFunction((Sort.TEXT,), WHOLE, _listed, Text("{}列出的个数", "how many {} names")),
    "length": RowFunction((Sort.TEXT,), WHOLE, len, Text("{}的字数", "length of {}"), "LEN({})"),
    "is_credit_code": RowFunction(
        (Sort.TEXT,), BOOL, _is_credit_code, Text("{}的校验码正确", "the check digit of {} is right")
    ),
}
