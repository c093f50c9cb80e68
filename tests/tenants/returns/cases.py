"""One filing of a return under test, changed a little at a time."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.returns.declaration import Return
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of

Row = Mapping[str, Any]
_AMOUNT = re.compile(r"-?\d+\.\d+")


def rows(*given: Row) -> Rows:
    """Rows of the one version there is; ``"12.50"`` is an amount."""
    names = dict.fromkeys(name for row in given for name in row)
    columns = {name: [_typed(row.get(name)) for row in given] for name in names}
    return Rows([0] * len(given), list(range(1, len(given) + 1)), columns)


def _typed(value: Any) -> Any:
    """Amounts are written as text with two places."""
    return Decimal(value) if isinstance(value, str) and _AMOUNT.fullmatch(value) else value


@dataclass
class Filing:
    """A sound filing; ``with_`` gives a copy with some values of a row changed."""

    ret: Return
    parts: dict[str, list[dict[str, Any]]]
    start: date = date(2026, 9, 1)
    end: date = date(2027, 1, 31)
    submitted: date = date(2026, 9, 20)
    around: dict[str, Any] = field(default_factory=dict)  # of the frame: previous, others, school, cal ...

    def with_(self, values: Row | None = None, *, part: str = "", row: int = 0, **around: Any) -> "Filing":
        """The same with other values in one row, or with other surroundings."""
        parts = deepcopy(self.parts)
        if values:
            parts[part or self.ret.parts[0].code][row] |= values
        return Filing(self.ret, parts, self.start, self.end, self.submitted, self.around | around)

    def of(self, *given: Row, part: str = "") -> "Filing":
        """The same with these rows in a part."""
        parts = self.parts | {part or self.ret.parts[0].code: [dict(row) for row in given]}
        return Filing(self.ret, parts, self.start, self.end, self.submitted, self.around)

    @property
    def frame(self) -> Frame:
        """As rules see it."""
        parts = {}
        for part in self.ret.parts:
            empty = {each.code: None for each in part.fields}
            filled = [empty | row for row in self.parts.get(part.code, [])]
            parts[part.code] = rows(*filled) if filled else Rows([], [], {code: [] for code in empty})
        return Frame(1, parts, [self.start], [self.end], submitted_on=[self.submitted], **self.around)

    @property
    def broken(self) -> set[str]:
        """The codes of the rules that do not hold."""
        return {each.rule.code for each in evaluate(self.ret, self.frame)[0]}

    @property
    def waiting(self) -> dict[str, str]:
        """The rules that wait, each with the return it waits for."""
        return {each.rule.code: each.waits_for for each in evaluate(self.ret, self.frame)[1]}

    def figure(self, code: str) -> tuple[Any, Any, Any]:
        """Numerator, denominator and value of an indicator."""
        found = next(each for each in figures_of(self.ret, self.frame) if each.indicator.code == code)
        return found.numerator, found.denominator, found.value


def enrolment(*stages: tuple[str, int], boarders: int = 0) -> Rows:
    """Rows of the school profile, a grade for each stage."""
    given: Sequence[Row] = [
        {"stage": stage, "students": pupils, "boarders": boarders if not at else 0, "hardship_students": 0}
        for at, (stage, pupils) in enumerate(stages)
    ]
    return rows(*given)
