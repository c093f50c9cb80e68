"""Rows of a return with their personal fields sealed and opened; documents hold values as text."""

from collections.abc import Mapping
from typing import Any

from tenants.personal.sealing import SchoolSeal
from tenants.returns.declaration import Part, Return, Sensitivity


def personal_fields(part: Part) -> list[str]:
    """The codes of a part's personal fields, in the order declared."""
    return [each.code for each in part.fields if each.sensitivity is Sensitivity.PERSONAL]


def is_personal(ret: Return) -> bool:
    """Whether a return asks for anything personal."""
    return any(each.sensitivity is Sensitivity.PERSONAL for _, each in ret.each_field())


def seal_row(seal: SchoolSeal, ret: Return, part: Part, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its personal values sealed."""
    about, personal = _row_name(part, row), set(personal_fields(part))
    return {
        code: seal.seal(str(value), *_place(ret, part, code, about)) if code in personal else value
        for code, value in row.items()
    }


def open_row(seal: SchoolSeal, ret: Return, part: Part, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its personal values as they were filed.

    Raises:
        CannotOpen: A value is not of this school, return, field or row.
    """
    personal = [code for code in personal_fields(part) if row.get(code) is not None]
    keys = {code: seal.open(row[code], *_place(ret, part, code, "")) for code in personal if code in part.key}
    about = _row_name(part, {**row, **keys})
    others = {code: seal.open(row[code], *_place(ret, part, code, about)) for code in personal if code not in part.key}
    return {**row, **keys, **others}


def _place(ret: Return, part: Part, code: str, row: str) -> tuple[str, ...]:
    return ret.code, part.code, code, "" if code in part.key else row


def _row_name(part: Part, row: Mapping[str, Any]) -> str:
    return "\x1f".join(str(row.get(code, "")) for code in part.key)
