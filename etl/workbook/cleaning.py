"""What people really type, made into values: full-width digits, units, Chinese dates, ticks. Never a guess.

``clean`` gives a value or says by a message code why there is none; text that is not understood is never dropped.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any

from etl.workbook.units import factor_of
from tenants.returns.codes import codes_of
from tenants.returns.declaration import NUMBERS, PLACES, Field, Kind
from tenants.returns.kept import Kept
from tenants.returns.lists import LISTS
from tenants.returns.own import OwnList, own_lists
from tenants.text import Text

CHINA = timezone(timedelta(hours=8), "+08:00")
EXAMPLES = {Kind.INT: "1020", Kind.DEC1: "1020.5"}
_EMPTIES = {
    "",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "−",
    "_",
    "/",
    "\\",
    "无",
    "暂无",
    "没有",
    "空",
    "n/a",
    "na",
    "nil",
    "none",
    "null",
    "(空)",
    "(无)",
}
_TRUE = {"是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1", "对", "已", "v"}
_FALSE = {"否", "无", "没有", "×", "✗", "✘", "☒", "x", "n", "no", "false", "f", "0", "不是", "未", "错"}
_BLANKS = {ord(each): " " for each in "\u00a0\u3000\u2002\u2003\u2009\u202f\t\r\n"} | {
    ord(each): None for each in "\u200b\u200c\u200d\u2060\ufeff"
}
_DASHES = {ord(each): "-" for each in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"}
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<currency>¥|人民币|RMB|CNY)?\s*"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d*)?|\.\d+)\s*(?P<unit>m2|[^\s\d.,+~-][^\d]*)?",
    re.IGNORECASE,
)
_TIME = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
_DATE = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?" + _TIME)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SEPARATORS = re.compile(r"[、，,;；/|\n]+|\s{1,}")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)  # 1950 to 2099 as Excel counts days
_QUANTA = [Decimal(1).scaleb(-places) for places in range(7)]
_EXACT = 10**15  # Excel keeps 15 digits


@dataclass(frozen=True)
class Unclear:
    """Why a cell gave no value: a code of ``etl.workbook.messages`` and what its words need."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


def clean(raw: Any, each: Field, *, is_percent: bool = False) -> Any:
    """The value of a cell for a field: int, Decimal, date, datetime, bool, str, tuple of str, None, or ``Unclear``.

    Args:
        raw: As the guard gives it: bool, int, float, str, ``{"d": iso}`` or ``{"t": text}``; ``""`` or None if empty.
        each: The field; its kind decides.
        is_percent: The cell shows its number as a percentage.
    """
    if type(raw) is float:
        if raw.is_integer() and abs(raw) < _EXACT:
            raw = int(raw)
            if each.kind is Kind.INT and not is_percent:
                return raw
    elif isinstance(raw, str):
        if not (raw.isascii() and raw.isalnum()):
            if _CONTROL.search(raw):
                return Unclear("bad_characters")
            raw = raw.strip("\u200b\ufeff\u00a0\u3000 \t\r\n")
        if not raw:
            return None
    elif raw is None:
        return None
    return _CLEANERS[each.kind](raw, each, is_percent)


def shown(raw: Any) -> str:
    """A cell's content as a person would say it, at most 200 characters."""
    if isinstance(raw, dict):
        raw = raw.get("d", raw.get("t", ""))
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        raw = f"{raw:.15g}"
    return _CONTROL.sub("□", str(raw))[:200]


def plain(text: str) -> str:
    """Text with full-width forms narrowed, dashes and blanks made one kind, ends trimmed."""
    return unicodedata.normalize("NFKC", text.translate(_BLANKS).translate(_DASHES)).strip()


def is_blank(raw: Any) -> bool:
    """Whether a cell holds nothing that a person would see."""
    return raw is None or raw == "" or (isinstance(raw, str) and not plain(raw))


def _number(raw: Any, each: Field, is_percent: bool) -> Any:
    match raw:
        case bool():
            return Unclear("truth_for_number")
        case dict():
            return Unclear("date_for_number")
        case int() | float():
            value = _exact(raw)
            if value is None:
                return Unclear("not_a_number", {"example": EXAMPLES.get(each.kind, "1020.50")})
            if abs(value) >= _EXACT:
                return Unclear("lost_digits")
            if is_percent:
                if each.kind is not Kind.PCT:
                    return Unclear("shown_as_percent", {"value": f"{(value * 100).normalize():f}%"})
                value *= 100
            return _placed(value, each)
    return _number_in_text(plain(raw), each)


def _number_in_text(text: str, each: Field) -> Any:
    if text.lower() in _EMPTIES:
        return None
    unclear = Unclear("not_a_number", {"example": EXAMPLES.get(each.kind, "1020.50")})
    is_negative = text.startswith("(") and text.endswith(")")  # as accountants write it
    found = _NUMBER.fullmatch(text[1:-1].strip() if is_negative else text)
    if found is None or (is_negative and found["sign"]):
        return unclear
    if found["currency"] and each.kind not in (Kind.MONEY, Kind.SMONEY):
        return unclear
    unit = (found["unit"] or "").strip()
    factor = factor_of(unit, each)
    if factor is None:
        wanted = each.unit or Text("个数", "a plain count")
        return (
            Unclear("other_unit", {"unit": wanted}) if len(unit) <= 6 and (unit.isalnum() or unit == "%") else unclear
        )
    value = Decimal(found["digits"].replace(",", "").replace(" ", "")) * factor
    return _placed(-value if is_negative or found["sign"] == "-" else value, each)


def _placed(value: Decimal, each: Field) -> Any:
    """The number in the places of its kind; more places are unclear, never rounded."""
    places = PLACES[each.kind]
    if value.adjusted() > 20:
        return Unclear("lost_digits")
    fitting = value.quantize(_QUANTA[places])
    if fitting != value:
        return Unclear("not_whole") if places == 0 else Unclear("too_many_decimals", {"places": places})
    return int(fitting) if places == 0 else fitting + 0


def _exact(raw: float) -> Decimal | None:
    """A stored number as the person saw it: Excel shows 15 digits; None if it is none."""
    if isinstance(raw, int):
        return Decimal(raw)
    if not math.isfinite(raw):
        return None
    return Decimal(f"{raw:.15g}")


def _date(raw: Any, each: Field, is_percent: bool) -> Any:
    match raw:
        case {"d": str(iso)}:
            day = datetime.fromisoformat(iso)
            return Unclear("not_a_date") if day.year < 1901 else day.date()
        case bool() | dict():
            return Unclear("not_a_date")
        case int() | float():
            if isinstance(raw, int) and 19_000_101 <= raw <= 21_001_231:
                return _day(raw // 10_000, raw // 100 % 100, raw % 100)
            return _EPOCH + timedelta(int(raw)) if raw in _SERIALS else Unclear("not_a_date")
    text = plain(raw)
    if text.lower() in _EMPTIES:
        return None
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else Unclear("not_a_date")


def _day(year: int, month: int, day: int) -> date | Unclear:
    try:
        return date(year, month, day)
    except ValueError:
        return Unclear("not_a_date")


def _moment(raw: Any, each: Field, is_percent: bool) -> Any:
    if isinstance(raw, dict) and "d" in raw:
        return datetime.fromisoformat(raw["d"]).replace(tzinfo=CHINA)
    found = _DATE.fullmatch(plain(raw)) if isinstance(raw, str) else None
    if isinstance(raw, str) and plain(raw).lower() in _EMPTIES:
        return None
    if found is None:
        return Unclear("not_a_date")
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:
        return Unclear("not_a_date")


def _truth(raw: Any, each: Field, is_percent: bool) -> Any:
    if isinstance(raw, bool):
        return raw
    return _truth_in_text(raw if isinstance(raw, str) else shown(raw))


@lru_cache(maxsize=1024)
def _truth_in_text(raw: str) -> bool | Unclear | None:
    text = plain(raw).lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    return None if text in _EMPTIES else Unclear("not_yes_or_no")


def _code(raw: Any, each: Field, is_percent: bool) -> Any:
    text, list_name = raw if isinstance(raw, str) else shown(raw), each.codes or ""
    return _code_in_text(text, list_name) if list_name in own_lists() else _declared_code_in_text(text, list_name)


@lru_cache(maxsize=4096)
def _declared_code_in_text(raw: str, list_name: str) -> str | Unclear | None:
    return _code_in_text(raw, list_name)


def _code_in_text(raw: str, list_name: str) -> str | Unclear | None:
    text = plain(raw)
    found = _find_code(text, _names(list_name))
    if found is None and text.lower() not in _EMPTIES:
        return Unclear("not_in_list", {"choices": choices(list_name)})
    return found


def _codes(raw: Any, each: Field, is_percent: bool) -> Any:
    names = _names(each.codes or "")
    text = plain(raw) if isinstance(raw, str) else shown(raw)
    if text.lower() in _EMPTIES and text not in names:
        return None
    whole = _find_code(text, names)
    found = [whole] if whole else [_find_code(piece, names) for piece in _SEPARATORS.split(text) if piece]
    if not all(found):
        return Unclear("not_in_list", {"choices": choices(each.codes or "")})
    return tuple(dict.fromkeys(found))


def _find_code(text: str, names: dict[str, str]) -> str | None:
    """A code by itself, by either label, or as code and label together."""
    folded = text.casefold()
    if folded in names:
        return names[folded]
    first, _, rest = folded.partition(" ")
    return names[first] if rest and first in names and names.get(rest.strip()) == names[first] else None


def _names(list_name: str) -> dict[str, str]:
    own = own_lists().get(list_name)
    if own is not None:
        return _OWN_NAMES.of(own)
    if list_name not in _NAMES:
        _NAMES[list_name] = _by_name(LISTS[list_name].items())
    return _NAMES[list_name]


def _by_name(labels: Iterable[tuple[str, Text]]) -> dict[str, str]:
    """The code that each of its names stands for; later ones win."""
    return {plain(name).casefold(): code for code, label in labels for name in (label.en, label.zh, code)}


def choices(list_name: str) -> Text:
    """The labels of a list in both languages; a long list is cut."""
    labels = list(codes_of(list_name).values())
    more = ("等", ", …") if len(labels) > 12 else ("", "")
    return Text(
        "、".join(each.zh for each in labels[:12]) + more[0], ", ".join(each.en for each in labels[:12]) + more[1]
    )


def _string(raw: Any, each: Field, is_percent: bool) -> Any:
    match raw:
        case dict():
            return Unclear("date_for_text")
        case bool():
            text = shown(raw)
        case int() | float():
            value = _exact(raw)
            if value is None or abs(value) >= _EXACT:
                return Unclear("lost_digits")
            text = f"{value:f}"
        case _:
            text = raw
    if each.pattern:
        text = plain(text).replace(" ", "")
        if text.lower() in _EMPTIES:
            return None
        return text if re.fullmatch(each.pattern, text) else text.upper()
    return " ".join(text.translate(_BLANKS).split()) if each.kind is Kind.STR else text.replace("\r\n", "\n")


def _nothing(_raw: Any, _each: Field, _is_percent: bool) -> None:
    """Files come by themselves: no cell holds one."""


_NAMES: dict[str, dict[str, str]] = {}
_OWN_NAMES: Kept[OwnList, dict[str, str]] = Kept(lambda own: _by_name([*own.former, *own.labels.items()]))
_CLEANERS: dict[Kind, Callable[[Any, Field, bool], Any]] = {
    **dict.fromkeys(NUMBERS, _number),
    Kind.DATE: _date,
    Kind.DT: _moment,
    Kind.BOOL: _truth,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.STR: _string,
    Kind.TEXT: _string,
    Kind.FILE: _nothing,
}
