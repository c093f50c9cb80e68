"""Which column of a sheet is which field: by the hidden row of codes, or by the labels where that row is gone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from etl.workbook.cleaning import is_blank, plain
from etl.workbook.layout import NOTE_CODE, fields_on, sheet_name
from tenants.returns.declaration import Field, Part, Return
from tenants.returns.kept import Kept

_LABELS_WITHIN = 2  # rows below the codes
_LOOK_ROWS = 15  # the headings are among the first rows


@dataclass(frozen=True)
class PartPlan:
    """A part as its sheet is recognised."""

    part: Part
    fields: tuple[Field, ...]
    sheets: frozenset[str]  # names its sheet may have
    by_code: dict[str, Field]
    by_label: dict[str, Field]


@dataclass
class Columns:
    """Where the fields of a part stand in a sheet, indexes from 0."""

    at: dict[str, int] = field(default_factory=dict)
    first_row: int = 0  # of the figures
    doubled: dict[str, list[int]] = field(default_factory=dict)
    headings: int = 0  # row of the labels
    notes: set[int] = field(default_factory=set)  # columns that say what a row is about and hold no figure

    @property
    def are_moved(self) -> bool:
        """Whether they stand in another order than declared."""
        return list(self.at.values()) != sorted(self.at.values())


def plans_of(ret: Return, day: date) -> list[PartPlan]:
    """The plans of a return's parts for a period that begins on the day; made once."""
    by_day = _PLANS.of(ret)
    if day not in by_day:
        by_day[day] = [_plan(part, day) for part in ret.parts]
    return by_day[day]


def _no_plans(_: Return) -> dict[date, list[PartPlan]]:
    return {}


_PLANS: Kept[Return, dict[date, list[PartPlan]]] = Kept(_no_plans)


def find_columns(rows: list[list[Any]], plan: PartPlan) -> Columns | None:
    """The columns of a part in a sheet; None if neither codes nor labels of it are there."""
    head = rows[:_LOOK_ROWS]
    code_row, codes = _fullest(head, plan.by_code.get, len(plan.fields))
    below = 0 if code_row is None else code_row + 1  # labels stand below the codes, which may look like labels
    headed = head if code_row is None else head[below : below + _LABELS_WITHIN]
    label_row, labels = _fullest(headed, lambda cell: plan.by_label.get(label_key(cell)), len(plan.fields))
    if code_row is None and label_row is None:
        return None
    headings = below + label_row if label_row is not None else below - 1
    chosen = codes if code_row is not None else labels
    columns = Columns(headings=headings, first_row=headings + 1)
    places: dict[str, list[int]] = {}
    for index, each in enumerate(chosen):
        if each is not None:
            places.setdefault(each.code, []).append(index)
    for each in plan.fields:
        if each.code in places:
            columns.at[each.code] = places[each.code][0]
    if code_row is not None:
        columns.notes = {index for index, cell in enumerate(head[code_row]) if cell == NOTE_CODE}
    columns.doubled = {code: where for code, where in places.items() if len(where) > 1}
    return columns


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A heading without unit, marks and spacing, to be compared."""
    bare = plain(text).casefold().rstrip(" *△★")
    if bare.endswith(")") and "(" in bare:
        bare = bare[: bare.rindex("(")]
    return "".join(bare.split())


def _plan(part: Part, day: date) -> PartPlan:
    fields = fields_on(part, day)
    labels = {label_key(text): each for each in fields for text in each.label if text}
    names = frozenset({sheet_name(part, "zh"), sheet_name(part, "en")})
    return PartPlan(part, fields, names, {each.code: each for each in fields}, labels)


def _fullest(
    rows: list[list[Any]], named: Callable[[str], Field | None], enough: int
) -> tuple[int | None, list[Field | None]]:
    """The row with the most fields and those fields, the first of equals; None without any. None has more than enough."""
    best, most, found = None, 0, list[Field | None]()
    for index, row in enumerate(rows):
        fields = [named(cell) if isinstance(cell, str) and cell else None for cell in row]
        hits = sum(each is not None for each in fields)
        if hits > most:
            best, most, found = index, hits, fields
        if hits >= enough:
            break
    return best, found


def width_of(rows: list[list[Any]]) -> int:
    """The number of columns of a grid."""
    return max((len(row) for row in rows), default=0)


def is_empty_row(row: list[Any]) -> bool:
    """Whether a person would call the row empty."""
    return all(each == "" or is_blank(each) for each in row)
