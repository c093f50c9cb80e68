"""Personal values where they may not be read: the first character and a star, or nothing at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tenants.personal.rows import is_personal, open_row, personal_fields
from tenants.personal.sealing import SchoolSeal
from tenants.returns.declaration import Return

HIDDEN = "***"
Figures = Mapping[str, Sequence[Mapping[str, Any]]]


def masked(value: str) -> str:
    """The first character and a star; a value of one character says nothing."""
    return f"{value[0]}*" if len(value) > 1 else "*"


@dataclass(frozen=True)
class Masked:
    """A sealed value with what may be shown of it; alike only if the values are."""

    sealed: str = field(repr=False)
    shows: str = field(compare=False)

    def __str__(self) -> str:
        return self.sealed


def masked_figures(ret: Return, figures: Figures, seal: SchoolSeal) -> Figures:
    """Figures of a school with each personal value masked, for who may open them one by one."""
    if not is_personal(ret):
        return figures
    parts = {part.code: part for part in ret.parts}
    shown: dict[str, list[Mapping[str, Any]]] = {}
    for code, rows in figures.items():
        personal = personal_fields(parts[code]) if code in parts else []
        shown[code] = [_masked_row(seal, ret, code, row, personal) if personal else row for row in rows]
    return shown


def _masked_row(
    seal: SchoolSeal, ret: Return, part: str, row: Mapping[str, Any], personal: Sequence[str]
) -> dict[str, Any]:
    opened = open_row(seal, ret, ret.part(part), row)
    return {
        code: Masked(value, masked(str(opened[code]))) if code in personal and value is not None else value
        for code, value in row.items()
    }
