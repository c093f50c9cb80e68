"""Many rows at once under row security: COPY into a temporary table, then one INSERT SELECT."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import FromClause, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session


def load_rows(
    session: Session,
    table: FromClause,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    keeps_known: bool = False,
) -> int:
    """Insert rows into a table; only the worker's role may make the temporary table.

    Args:
        session: A worker's session in scope; the rows belong to its transaction.
        table: Where they go.
        columns: The columns given; the others take their defaults.
        rows: One value per column; for JSON columns plain lists and dicts.
        keeps_known: A row whose key is there already is left out instead of refused.

    Returns:
        How many rows went in.
    """
    listed = list(rows)
    if not listed or not isinstance(table, Table):
        return 0
    jsons = [at for at, name in enumerate(columns) if isinstance(table.c[name].type, JSONB)]
    target = sql.Identifier(*table.fullname.split("."))
    staging = sql.Identifier(f"load_{table.fullname.replace('.', '_')}"[:63])
    names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    session.flush()
    connection = session.connection().connection.driver_connection
    if connection is None:
        raise RuntimeError("the session has no connection")
    with connection.cursor() as cursor:
        _stage(cursor, staging, target)
        with cursor.copy(sql.SQL("copy pg_temp.{} ({}) from stdin").format(staging, names)) as copy:
            for row in listed:
                copy.write_row(_adapted(row, jsons) if jsons else row)
        cursor.execute(
            sql.SQL("insert into {} ({}) select {} from pg_temp.{} {}").format(
                target, names, names, staging, sql.SQL("on conflict do nothing" if keeps_known else "")
            )
        )
        inserted = int(cursor.rowcount)
        cursor.execute(sql.SQL("delete from pg_temp.{}").format(staging))
    return inserted


def load_mappings(
    session: Session, table: FromClause, rows: Sequence[Mapping[str, Any]], *, keeps_known: bool = False
) -> int:
    """The same for rows as mappings with the same names each."""
    if not rows:
        return 0
    columns = list(rows[0])
    listed = ([row[name] for name in columns] for row in rows)
    return load_rows(session, table, columns, listed, keeps_known=keeps_known)


def _stage(cursor: Any, staging: sql.Identifier, target: sql.Identifier) -> None:
    """The staging table of this connection: made once, emptied by every commit."""
    cursor.execute("set local client_min_messages = warning")
    cursor.execute(
        sql.SQL("create temporary table if not exists {} (like {}) on commit delete rows").format(staging, target)
    )


def _adapted(row: Sequence[Any], jsons: Sequence[int]) -> list[Any]:
    values = list(row)
    for at in jsons:
        if values[at] is not None:
            values[at] = Jsonb(values[at])
    return values
