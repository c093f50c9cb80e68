"""What changed between two sets of figures, row by row of the same key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Sequence[Mapping[str, Any]]]  # of a version: {part: [{field: value}]}


@dataclass(frozen=True)
class Change:
    """One value that differs; ``row_no`` is the row in the new figures, or in the old ones where the row is gone."""

    part: str
    row_no: int
    field: str
    before: Any
    after: Any
    key: tuple[Any, ...] = ()  # values of the part's key fields
    is_new_row: bool = False
    is_lost_row: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the details of a step."""
        told = {"part": self.part, "row_no": self.row_no, "field": self.field}
        return told | {"before": self.before, "after": self.after, "key": list(self.key)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Change":
        """The change a step told of."""
        shown = {name: told.get(name) for name in ("before", "after")}
        return cls(told["part"], told["row_no"], told["field"], shown["before"], shown["after"], tuple(told["key"]))


def changes_between(old: Figures, new: Figures, keys: Mapping[str, tuple[str, ...]]) -> list[Change]:
    """Every value that differs, in the order of the new figures, then the rows that are gone.

    Args:
        old: Figures of the earlier version.
        new: Figures of the later version.
        keys: Key fields by part; rows are the same row when these agree. Without a key, rows pair by position.
    """
    found: list[Change] = []
    for part in dict.fromkeys([*new, *old]):
        found += _part_changes(part, old.get(part, ()), new.get(part, ()), keys.get(part, ()))
    return found


def _part_changes(
    part: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], key: tuple[str, ...]
) -> Iterator[Change]:
    before = dict(_named(old, key))
    for name, (row_no, row) in _named(new, key):
        _, earlier = before.pop(name, (0, None))
        for field in dict.fromkeys([*(earlier or {}), *row]):
            was = None if earlier is None else earlier.get(field)
            if was != row.get(field):
                shown = name[:-1] if key else ()
                yield Change(part, row_no, field, was, row.get(field), shown, is_new_row=earlier is None)
    for name, (row_no, row) in before.items():
        for field, was in row.items():
            yield Change(part, row_no, field, was, None, name[:-1] if key else (), is_lost_row=True)


def _named(
    rows: Sequence[Mapping[str, Any]], key: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], tuple[int, Mapping[str, Any]]]]:
    """Each row by its key and how often that key came before (a draft may repeat one)."""
    seen: dict[tuple[Any, ...], int] = {}
    for row_no, row in enumerate(rows, 1):
        name = tuple(str(row.get(field)) for field in key)
        seen[name] = seen.get(name, 0) + 1
        yield (*name, seen[name]), (row_no, row)
