"""The last accepted values beside a field, as words and as a small line drawn here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oversight.filed.values import as_number, in_words
from tenants.calendar.periods import name_of, period_of
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Lang

MOST = 12
WIDTH, HEIGHT = 120, 28
_EDGE = 3

Past = Sequence[tuple[str, Mapping[str, Any]]]  # period and figures, the earliest first


@dataclass(frozen=True)
class History:
    """What was accepted for a field."""

    values: list[tuple[str, str]]  # period and value in words, the latest first
    points: str  # of a polyline; "" where there is nothing to draw

    @property
    def last(self) -> str:
        """The latest value."""
        return self.values[0][1]


class Histories:
    """The past figures of a part by the key of their rows."""

    def __init__(self, part: Part, past: Past, lang: Lang) -> None:
        self._part, self._lang = part, lang
        self._by_key: dict[tuple[str, ...], list[tuple[str, Mapping[str, Any]]]] = {}
        for period_key, figures in past:
            for row in figures.get(part.code, ()):
                key = tuple(str(row.get(code)) for code in part.key)
                self._by_key.setdefault(key, []).append((period_key, row))

    def of(self, key: tuple[str, ...], field: Field) -> History | None:
        """The history of one field of the row with that key; None without any value."""
        rows = [each for each in self._by_key.get(key, ()) if each[1].get(field.code) is not None]
        if not rows or field.code in self._part.key or field.sensitivity is Sensitivity.PERSONAL:
            return None
        said = [
            (name_of(period_of(key)).say(self._lang), in_words(field, row[field.code], self._lang)) for key, row in rows
        ]
        numbers = [as_number(field, row[field.code]) for _, row in rows]
        return History(said[::-1], _line([each for each in numbers if each is not None]))


def _line(numbers: list[Decimal]) -> str:
    if len(numbers) < 2:
        return ""
    low, high = min(numbers), max(numbers)
    step = Decimal(WIDTH - 2 * _EDGE) / (len(numbers) - 1)
    tall = HEIGHT - 2 * _EDGE
    heights = [(each - low) / (high - low) if high > low else Decimal("0.5") for each in numbers]
    return " ".join(f"{_EDGE + at * step:.1f},{_EDGE + tall * (1 - each):.1f}" for at, each in enumerate(heights))
