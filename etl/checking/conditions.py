"""When a field must be filled or empty, decided per row by the conditions it declares (over the fields of its row)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tenants.returns.conditions import Condition, condition_of
from tenants.returns.declaration import Part, Return
from tenants.returns.kept import Kept


class Demand(NamedTuple):
    """A field of a row that must be filled (or empty) there."""

    row: int  # index
    field: str
    is_required: bool


class Conditions:
    """The conditions of one part, compiled once."""

    def __init__(self, ret: Return, part: Part) -> None:
        self.part = part
        told = [(each.code, each.required_when, True) for each in part.fields if each.required_when]
        told += [(each.code, each.empty_when, False) for each in part.fields if each.empty_when]
        self._asked: list[tuple[str, bool, Condition]] = [
            (code, is_required, condition_of(text or "", ret, part.code)) for code, text, is_required in told
        ]

    @classmethod
    def of(cls, ret: Return, part: Part) -> "Conditions":
        """The conditions of a part, made once."""
        return _MADE.of(ret)[part.code]

    def decide(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[Demand]:
        """What the rows demand, condition by condition; a condition that cannot be decided demands nothing."""
        for code, is_required, holds in self._asked:
            for index, row in enumerate(rows):
                if holds(row) is True:
                    yield Demand(index, code, is_required)


def _of_parts(ret: Return) -> dict[str, Conditions]:
    return {part.code: Conditions(ret, part) for part in ret.parts}


_MADE: Kept[Return, dict[str, Conditions]] = Kept(_of_parts)
