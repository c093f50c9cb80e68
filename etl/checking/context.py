"""What rules look at beside the workbook itself, as JSON inside the template: so that it can be checked offline.

The server never reads it back: whoever holds the file may have changed it.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tenants.returns.declaration import Return
from tenants.returns.frame import Frame, Rows
from tenants.returns.needs import needs_of

_TOLD = [each.name for each in fields(Frame) if each.name not in ("versions", "parts", "period_start", "period_end")]


def as_context(frame: Frame) -> dict[str, Any]:
    """The surroundings of a frame of one version; its own rows are left out."""
    return {name: _packed(value) for name in _TOLD if (value := getattr(frame, name))}


def frame_from(
    ret: Return,
    context: Mapping[str, Any],
    parts: dict[str, Rows],
    period_start: date,
    period_end: date,
    on: date | None = None,
) -> Frame:
    """A frame of one version from its rows and the context; what is unknown is absent, so that its rules wait.

    ``on`` is the day it is looked at.

    Raises:
        ValueError: The context is not what ``as_context`` gave.
    """
    frame = Frame(1, parts, [period_start], [period_end], submitted_on=[on])
    needs = needs_of(ret)
    frame.school = {name: [None] for name in needs.school} | {"facilities_open": [{}]}
    frame.cal = {name: [None] for name in needs.cal}
    frame.absent = {code: {0} for code in (ret.code, *needs.others, *needs.others_over, *needs.planned)}
    for name in _TOLD:
        if name in context:
            value = _unpacked(context[name])
            if not isinstance(value, dict):
                raise ValueError(name)
            setattr(frame, name, getattr(frame, name) | value)
    if context:
        frame.absent = _unpacked(context.get("absent", {"m": []}))
    return frame


def known_values(context: Mapping[str, Any]) -> dict[str, Any]:
    """The single values of a context by the notation's names: ``school.x``, ``cal.x``, ``P.x`` and limits by key."""
    found: dict[str, Any] = {}
    for space, prefix in (("school", "school."), ("cal", "cal."), ("parameters", "P.")):
        for name, values in _unpacked(context.get(space, {"m": []})).items():
            found[f"{prefix}{name}"] = values[0]
    for table, limits in _unpacked(context.get("limits", {"m": []})).items():
        for key, columns in limits[0].items():
            if len(key) == 1:
                found |= {f'{table}.{column}["{key[0]}"]': value for column, value in columns.items()}
    return found


def _packed(value: Any) -> Any:
    match value:
        case Rows():
            return {"rows": [value.owner, value.row_no, {code: _packed(each) for code, each in value.columns.items()}]}
        case Decimal():
            return {"n": str(value)}
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case tuple():
            return {"t": [_packed(each) for each in value]}
        case set() | frozenset():
            return {"s": [_packed(each) for each in sorted(value)]}
        case Mapping():
            return {"m": [[_packed(key), _packed(each)] for key, each in value.items()]}
        case list():
            return [_packed(each) for each in value]
        case None | bool() | int() | str():
            return value
    raise TypeError(type(value))


def _unpacked(value: Any) -> Any:
    match value:
        case {"rows": [list(owner), list(row_no), dict(columns)]}:
            return Rows(owner, row_no, {code: _unpacked(each) for code, each in columns.items()})
        case {"n": str(text)}:
            return Decimal(text)
        case {"at": str(text)}:
            return datetime.fromisoformat(text)
        case {"d": str(text)}:
            return date.fromisoformat(text)
        case {"t": list(items)}:
            return tuple(_unpacked(each) for each in items)
        case {"s": list(items)}:
            return {_unpacked(each) for each in items}
        case {"m": list(pairs)}:
            return {_unpacked(key): _unpacked(each) for key, each in pairs}
        case list():
            return [_unpacked(each) for each in value]
        case None | bool() | int() | str():
            return value
    raise ValueError(value)
