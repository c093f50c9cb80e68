"""When a field must be filled or empty, decided per row by the conditions it declares (over the fields of its row)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tenants.returns.declaration import Part, Return
from tenants.returns.frame import Frame, Rows
from tenants.returns.notation.program import Program
from tenants.returns.notation.resolving import resolve_condition
from tenants.returns.notation.tree import Node


class Demand(NamedTuple):
    """A field of a row that must be filled (or empty) there."""

    row: int  # index
    field: str
    is_required: bool


class Conditions:
    """The conditions of one part, compiled once."""

    def __init__(self, ret: Return, part: Part) -> None:
        self.ret, self.part = ret, part
        told = [(each.code, each.required_when, True) for each in part.fields if each.required_when]
        told += [(each.code, each.empty_when, False) for each in part.fields if each.empty_when]
        self._asked = [(code, is_required) for code, _, is_required in told]
        program = Program(ret)
        lists = [_holding(program, resolve_condition(text or "", ret, part.code), part) for _, text, _ in told]
        self._run: Callable[[Frame], list[list[int]]] = program.compiled("conditions", f"[{', '.join(lists)}]")

    @classmethod
    def of(cls, ret: Return, part: Part) -> "Conditions | None":
        """The conditions of a part; None where it declares none."""
        if not any(each.required_when or each.empty_when for each in part.fields):
            return None
        found = _MADE.get(id(part))
        if found is None or found.part is not part:
            found = _MADE[id(part)] = cls(ret, part)
        return found

    def decide(self, rows: Sequence[dict[str, Any]], period_start: date) -> Iterator[Demand]:
        """What the rows demand, condition by condition."""
        columns = {each.code: [row.get(each.code) for row in rows] for each in self.part.fields}
        owned = Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)
        frame = Frame(1, {self.part.code: owned}, period_start=[period_start], period_end=[period_start])
        for (code, is_required), holding in zip(self._asked, self._run(frame), strict=True):
            for row in holding:
                yield Demand(row, code, is_required)


_MADE: dict[int, Conditions] = {}


def _holding(program: Program, condition: Node, part: Part) -> str:
    own = program.own(part.code)
    return program.each([condition], own, lambda logic: "i", test=lambda logic: logic.true(condition))
