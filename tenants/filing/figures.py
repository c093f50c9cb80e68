"""Figures between their two shapes: the document a version keeps (text), and typed values for rules and tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tenants.personal.keyring import CannotOpen
from tenants.personal.rows import open_row, personal_fields, seal_row
from tenants.personal.sealing import SchoolSeal
from tenants.returns.declaration import NUMBERS, PLACES, Field, Kind, Part, Return
from tenants.returns.frame import Rows

Document = dict[str, list[dict[str, Any]]]  # {part: [{field: value}]}
SealOf = Callable[[int], SchoolSeal]  # the seal of the school a document is about, by its owner


def as_document(
    ret: Return, parts: Mapping[str, Sequence[Mapping[str, Any]]], seal: Callable[[], SchoolSeal] | None = None
) -> Document:
    """Typed rows as a document: numbers and dates as text, money with its two places, empty values left out.

    Args:
        ret: The declaration.
        parts: Rows by part.
        seal: Gives the seal of the school, asked for where the return has personal fields.

    Raises:
        CannotOpen: There is something personal and nothing to seal it with.
    """
    found: Document = {}
    for part in ret.parts:
        if not parts.get(part.code):
            continue
        rows = [_filed_row(part, row) for row in parts[part.code]]
        if personal_fields(part):
            if seal is None:
                raise CannotOpen
            rows = [seal_row(seal(), ret, part, row) for row in rows]
        found[part.code] = rows
    return found


def as_rows(
    ret: Return, documents: Iterable[tuple[int, Mapping[str, Any]]], seal_of: SealOf | None = None
) -> dict[str, Rows]:
    """Documents as typed columns, by part; personal values opened.

    Args:
        ret: The declaration.
        documents: Owner (index in the batch, ascending) and figures.
        seal_of: Opens what is personal.

    Raises:
        CannotOpen: There is something personal and it does not open.
    """
    found: dict[str, Rows] = {}
    listed = list(documents)
    for part in ret.parts:
        is_closed = bool(personal_fields(part))
        owners: list[int] = []
        numbers: list[int] = []
        filed_rows: list[Mapping[str, Any]] = []
        for owner, figures in listed:
            rows = figures.get(part.code, ())
            if is_closed and rows:
                if seal_of is None:
                    raise CannotOpen
                rows = [open_row(seal_of(owner), ret, part, row) for row in rows]
            owners += [owner] * len(rows)
            numbers += range(1, len(rows) + 1)
            filed_rows += rows
        found[part.code] = Rows(owners, numbers, {each.code: _column(each, filed_rows) for each in part.fields})
    return found


def _column(field: Field, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    read = reader_of(field)
    return [None if (value := row.get(field.code)) is None else read(value) for row in rows]


def reader_of(field: Field) -> Callable[[Any], Any]:
    """From the stored text of a field to its value."""
    if field.kind is Kind.INT:
        return int
    if field.kind in NUMBERS:
        return Decimal
    return _READERS.get(field.kind, str)


def filed(field: Field, value: Any) -> Any:
    """A typed value as it is stored."""
    if type(value) is int and PLACES.get(field.kind) == 0:
        return str(value)
    if isinstance(value, bool) or field.kind is Kind.BOOL:
        return value
    if isinstance(value, tuple | list):
        return [str(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return _number(field, value) if field.kind in NUMBERS else str(value)


def _filed_row(part: Part, row: Mapping[str, Any]) -> dict[str, Any]:
    values = ((each, row.get(each.code)) for each in part.fields)
    return {each.code: filed(each, value) for each, value in values if value is not None and value != ()}


def _number(field: Field, value: Any) -> str:
    number = Decimal(value)
    try:
        rounded = number.quantize(_QUANTA[PLACES[field.kind]])
    except InvalidOperation:  # more digits than any figure has: a finding says so
        return format(number, "f")
    return format(rounded if rounded == number else number, "f")


_QUANTA = {places: Decimal(1).scaleb(-places) for places in set(PLACES.values())}
_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOL: bool,
    Kind.DATE: date.fromisoformat,
    Kind.DT: datetime.fromisoformat,
    Kind.CODES: tuple,
    Kind.FILE: tuple,
}
