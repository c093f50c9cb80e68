"""The typed rows of accepted versions, in the tables of their returns; writing them again gives the same rows.

Personal values stay sealed; where they are compared a keyed digest stands beside them.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from etl.bulk import load_rows
from tenants.filing.figures import SealOf, as_rows
from tenants.filing.models import Version
from tenants.personal.sealing import bytes_of
from tenants.personal.seals import seals_of
from tenants.returns.declaration import Part, Return, Sensitivity
from tenants.returns.frame import Rows
from tenants.returns.tables import index_column, table_of
from tenants.supplementary.models import SupplementaryRow
from tenants.supplementary.rows import is_own

_OWN = ("district_id", "school_id", "version_id", "row_no", "period_key", "version_no")


def write_rows(session: Session, ret: Return, versions: Sequence[Version]) -> int:
    """Replace the rows of some accepted versions of one return; gives how many rows they have."""
    if is_own(ret):
        return _write_supplementary(session, ret, versions)
    written = 0
    seal_of = seals_of(session).by_owner([each.school_id for each in versions])
    rows_by_part = as_rows(ret, ((owner, each.figures) for owner, each in enumerate(versions)), seal_of)
    for part in ret.parts:
        table, rows = table_of(ret, part), rows_by_part[part.code]
        _delete(session, table, versions)
        columns = _columns(part, rows, versions, seal_of)
        values = zip(*columns.values(), strict=True)
        written += load_rows(
            session,
            table,
            [*_OWN, *columns],
            (
                (*_own(versions[owner], row_no), *_listed(row))
                for owner, row_no, row in zip(rows.owner, rows.row_no, values, strict=True)
            ),
        )
    return written


def _write_supplementary(session: Session, ret: Return, versions: Sequence[Version]) -> int:
    """The same for what a district defined itself: its rows stand in one table for all, as the version keeps them."""
    table = SupplementaryRow.__table__
    assert isinstance(table, Table)
    _delete(session, table, versions)
    return load_rows(
        session,
        table,
        [*_OWN, "return_code", "part", "figures"],
        (
            (*_own(version, row_no), ret.code, part.code, row)
            for version in versions
            for part in ret.parts
            for row_no, row in enumerate(version.figures.get(part.code, ()), 1)
        ),
    )


def _columns(part: Part, rows: Rows, versions: Sequence[Version], seal_of: SealOf) -> dict[str, list[Any]]:
    """The values of each column of the table."""
    found: dict[str, list[Any]] = {}
    for field in part.fields:
        values = found[field.code] = rows.columns[field.code]
        if field.sensitivity is not Sensitivity.PERSONAL:
            continue
        places = list(zip(rows.owner, rows.row_no, strict=True))
        filed = [versions[owner].figures[part.code][row_no - 1].get(field.code) for owner, row_no in places]
        found[field.code] = [None if value is None else bytes_of(value) for value in filed]
        if field.index:
            found[index_column(field)] = [
                None if value is None else seal_of(owner).index(field.index, str(value))
                for owner, value in zip(rows.owner, values, strict=True)
            ]
    return found


def _delete(session: Session, table: Table, versions: Sequence[Version]) -> None:
    session.execute(
        text(f"""
            delete from {table.fullname} t
            using unnest(cast(:schools as int[]), cast(:ids as uuid[])) as w(school_id, version_id)
            where t.school_id = w.school_id and t.version_id = w.version_id
        """),  # noqa: S608 - the name of a declared table
        {"schools": [each.school_id for each in versions], "ids": [each.id for each in versions]},
    )


def _own(version: Version, row_no: int) -> tuple[int, int, UUID, int, str, int]:
    return version.district_id, version.school_id, version.id, row_no, version.period_key, version.version_no


def _listed(row: Sequence[Any]) -> list[Any]:
    return [list(value) if isinstance(value, tuple) else value for value in row]
