"""What a browser sends of a form, by script or as a plain form, as changes of rows."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from etl.forms.texts import JOIN
from etl.workbook.layout import fields_on
from tenants.calendar.periods import Period
from tenants.forms.errors import NotUnderstood
from tenants.forms.saving import CellChange, RowChange, storable
from tenants.returns.declaration import Kind, Part, Return

MOST_ROWS_A_SAVE = 600
_CELL, _WAS, _THEIRS = "c", "was", "theirs"


def changes_from_script(body: Any) -> tuple[int, list[RowChange]]:
    """The revision a page has seen, and what was done on it.

    Raises:
        NotUnderstood: It is not of that shape.
    """
    match body:
        case {"seen": int(seen), "rows": list(rows)} if not isinstance(seen, bool) and len(rows) <= MOST_ROWS_A_SAVE:
            return seen, [_row_from_script(each, seen) for each in rows]
    raise NotUnderstood


def _row_from_script(told: Any, seen: int) -> RowChange:
    match told:
        case {"id": str(name), "part": str(part), "cells": dict(cells)}:
            return RowChange(
                row_id=_uuid(name),
                part=part,
                seen=seen,
                cells={str(code): _change(each) for code, each in cells.items()},
                position=_position(told.get("position")),
                is_removed=_removed(told.get("removed")),
            )
    raise NotUnderstood


def _change(told: Any) -> CellChange:
    match told:
        case [str(before), str(after)]:
            return CellChange(storable(before), storable(after))
    raise NotUnderstood


def _position(told: Any) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not abs(told) < 1e9:
        raise NotUnderstood
    return float(told)


def _removed(told: Any) -> bool | None:
    if told is None or isinstance(told, bool):
        return told
    raise NotUnderstood


def changes_from_form(ret: Return, period: Period, sent: MultiDict[str, str]) -> list[RowChange]:
    """The same from a plain form: each row brings what stood in it when the page was made.

    Raises:
        NotUnderstood: A row does not say so.
    """
    parts = {part.code: part for part in ret.parts}
    found = []
    for name in sent:
        if not name.startswith(f"{_WAS}:"):
            continue
        row_id = name.removeprefix(f"{_WAS}:")
        was = _was(sent[name])
        if was["part"] not in parts:
            raise NotUnderstood
        cells = _cells(parts[was["part"]], period, row_id, was["cells"], sent)
        found.append(RowChange(row_id=_uuid(row_id), part=was["part"], seen=was["seen"], cells=cells))
    return found


def _cells(
    part: Part, period: Period, row_id: str, was: Mapping[str, str], sent: MultiDict[str, str]
) -> dict[str, CellChange]:
    cells: dict[str, CellChange] = {}
    for each in fields_on(part, period.start):
        name = f"{_CELL}:{row_id}:{each.code}"
        is_ticked = each.kind is Kind.CODES and f"{name}:ticks" in sent  # ticks that are all off send nothing
        if (name not in sent and not is_ticked) or f"{_THEIRS}:{row_id}:{each.code}" in sent:
            continue
        before = storable(was.get(each.code, ""))
        after = storable(JOIN.join(sent.getlist(name)))
        if after != before:
            cells[each.code] = CellChange(before, after)
    return cells


def _was(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        raise NotUnderstood from None
    match told:
        case {"part": str(), "seen": int(), "cells": dict(cells)} if all(
            isinstance(each, str) for each in cells.values()
        ):
            return dict(told)
    raise NotUnderstood


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotUnderstood from None
