"""One stored value as a person reads it: codes as labels, dates and numbers in the reader's way."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from oversight.filed.closing import CLOSED, is_closed
from tenants.personal.masking import HIDDEN, Masked
from tenants.returns.codes import codes_of
from tenants.returns.declaration import NUMBERS, PLACES, Field, Kind, Sensitivity
from tenants.returns.files import filename_in
from tenants.text import Lang, Text

EMPTY = "—"
_YES = Text("是", "Yes")
_NO = Text("否", "No")


def in_words(field: Field, value: Any, lang: Lang) -> str:
    """The value as shown on a page; a dash where nothing was filled in."""
    if value is None or value in ("", []):
        return EMPTY
    if is_closed(field):
        return CLOSED.say(lang)
    if field.sensitivity is Sensitivity.PERSONAL:
        return value.shows if isinstance(value, Masked) else HIDDEN
    return _words(field, value, lang)


def opened_words(field: Field, value: str, lang: Lang) -> str:
    """A personal value that was opened, as shown on its page; years and numbers without marks of thousands."""
    return _day(value, lang) if field.kind is Kind.DATE else value


def _words(field: Field, value: Any, lang: Lang) -> str:
    if field.kind is Kind.BOOL:
        return (_YES if value is True or value == "true" else _NO).say(lang)
    if field.kind is Kind.CODE:
        return _label(field, str(value), lang)
    if field.kind is Kind.CODES:
        codes = value.replace("、", ",").split(",") if isinstance(value, str) else value
        return ("、" if lang == "zh" else ", ").join(_label(field, str(code), lang) for code in codes)
    if field.kind is Kind.FILE:
        return _names(value, lang)
    if field.kind is Kind.DATE:
        return _day(value, lang)
    number = as_number(field, value)
    return str(value) if number is None else f"{number:,.{PLACES[field.kind]}f}".replace("-", "−")


def as_number(field: Field, value: Any) -> Decimal | None:
    """The value of a number field for arithmetic and exports; None for everything else."""
    if field.kind not in NUMBERS or value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _names(value: Any, lang: Lang) -> str:
    """Files by their names; a finding quotes them as text already."""
    if isinstance(value, str):
        return value
    return ("、" if lang == "zh" else ", ").join(filename_in(str(each)) for each in value)


def _label(field: Field, code: str, lang: Lang) -> str:
    label = codes_of(field.codes).get(code) if field.codes else None
    return label.say(lang) if label else code


def _day(value: Any, lang: Lang) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {day:%B %Y}"
