"""When a field must be filled or empty, decided per row by the conditions it declares."""

from collections.abc import Iterator, Sequence
from typing import Any, Self

from tenants.returns.declaration import Part, Return


class Conditions:
    """The conditions of one part."""

    @classmethod
    def of(cls, ret: Return, part: Part) -> Self | None:
        """The conditions of a part; None where it declares none."""
        return None

    def decide(self, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, str, bool]]:
        """Row index, field and whether it must be filled (True) or empty (False)."""
        yield from ()
