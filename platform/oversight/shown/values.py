"""One frozen value as a parent reads it: "<5" and "hidden" among them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from oversight.filed.values import in_words
from oversight.shown.words import HIDDEN, SMALL
from tenants.returns.declaration import Field
from tenants.text import Lang, Text

_WAN = Decimal(10_000)


def shown_value(field: Field, value: Any, lang: Lang, *, hidden: str | None = None, least: int = 0) -> str:
    """The value in words; what is hidden says so, a small count as "<5"."""
    if hidden == "small":
        return SMALL.fill(least=least).say(lang)
    if hidden:
        return HIDDEN.say(lang)
    return in_words(field, value, lang)


def money(value: Decimal | None, *, in_wan: bool) -> str:
    """An amount in yuan to the cent, or in 10,000 yuan with two places; a minus sign that is one."""
    if value is None:
        return "—"
    amount = value / _WAN if in_wan else value
    return f"{amount:,.2f}".replace("-", "−")


def canteen_name(facilities: Mapping[str, Any], number: str, lang: Lang) -> str:
    """What a canteen is called; its number where it has no name."""
    names = facilities.get(number, {})
    return Text(names.get("zh") or f"食堂{number}", names.get("en") or f"Canteen {number}").say(lang)


def graded(field: Field, value: Any, lang: Lang) -> str:
    """A grade by its letter, with the word for it in Chinese: B（良好）."""
    words = in_words(field, value, lang)
    return f"{value}（{words}）" if lang == "zh" and value and len(str(value)) == 1 else words
