"""Many keys asked for at once: one array a column, so that a statement has the same text whatever their number."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, bindparam, func, select, tuple_


def is_any(column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether a column has one of the values."""
    found: ColumnElement[bool] = column == func.any(_array(column, values))
    return found


def are_any(columns: tuple[Any, ...], rows: Iterable[tuple[Any, ...]]) -> ColumnElement[bool]:
    """Whether some columns together are one of the rows."""
    listed = list(rows)
    arrays = [_array(column, [row[at] for row in listed]) for at, column in enumerate(columns)]
    keys = func.unnest(*arrays).table_valued(*(f"k{at}" for at in range(len(columns)))).render_derived()
    return tuple_(*columns).in_(select(*keys.columns))


def _array(column: Any, values: Iterable[Any]) -> Any:
    return bindparam(None, list(values), ARRAY(column.type))
