"""Changing a setting: planned from a day on, taken back while it does not hold yet; what holds is never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.scope.viewer import Viewer
from tenants.settings.errors import AlreadyInForce, NothingChanges, ReasonMissing, TooEarly
from tenants.settings.history import Noted, note, note_import
from tenants.settings.lines import Line, Row, lines_of
from tenants.settings.tables import VALID_FROM, Key, SettingTable

_LONGEST_REASON = 500


@dataclass(frozen=True)
class Change:
    """What is to hold for a key, from a day on where the table is dated."""

    key: Key
    values: Mapping[str, Any]
    valid_from: date | None = None


def earliest(today: date) -> date:
    """The first day a change may hold from: earlier months are over."""
    return today.replace(day=1)


def prove_change(table: SettingTable, line: Line, change: Change, *, today: date) -> None:
    """Look at a change before it is made.

    Raises:
        TooEarly: It would hold in months that are over and in which something else held.
        AlreadyInForce: Another value holds from that very day already.
        NothingChanges: It is what holds on that day.
        OversightError: The table has no such row, or not with these values.
    """
    table.prove(change.key, change.values)
    held = line.on(change.valid_from or today)
    if held is not None and dict(held.values) == dict(change.values):
        raise NothingChanges
    if change.valid_from is not None:
        if change.valid_from <= today and any(each.valid_from == change.valid_from for each in line.own):
            raise AlreadyInForce
        if change.valid_from < earliest(today) and held is not None:
            raise TooEarly(earliest=earliest(today).isoformat())


def make_change(
    session: Session, viewer: Viewer, table: SettingTable, change: Change, reason: str, *, at: datetime, today: date
) -> None:
    """Plan what holds from a day on; in a table without days it holds at once.

    Raises:
        ReasonMissing: It does not say why.
        OversightError: As ``prove_change``.
    """
    reason = reason.strip()[:_LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    line = lines_of(session, table).get(change.key, Line(change.key))
    prove_change(table, line, change, today=today)
    held = line.on(change.valid_from or today)
    write_rows(session, viewer.district_id, table, [change])
    note(session, viewer, table.code, _noted(table, change, held), at=at, reason=reason)


def import_changes(
    session: Session, viewer: Viewer, table: SettingTable, changes: Sequence[Change], filename: str, *, at: datetime
) -> None:
    """Write many rows from a file, which have been proved before, each with its entry in the history."""
    lines = lines_of(session, table)
    write_rows(session, viewer.district_id, table, list(changes))
    noted = [
        _noted(table, each, lines.get(each.key, Line(each.key)).on(each.valid_from or at.date())) for each in changes
    ]
    note_import(session, viewer, table.code, noted, filename[:200], at=at)


def take_back(
    session: Session,
    viewer: Viewer,
    table: SettingTable,
    key: Key,
    valid_from: date | None,
    *,
    at: datetime,
    today: date,
) -> None:
    """Take back what is planned and does not hold yet; of a table without days, take out the row.

    Raises:
        AlreadyInForce: It holds already.
    """
    line = lines_of(session, table).get(key)
    row = next((each for each in line.own if each.valid_from == valid_from), None) if line else None
    if row is None or (table.is_dated and (valid_from is None or valid_from <= today)):
        raise AlreadyInForce
    columns = _table(table).c
    asked = delete(_table(table)).where(*(columns[name] == value for name, value in zip(table.key, key, strict=True)))
    session.execute(asked.where(columns[VALID_FROM] == valid_from) if table.is_dated else asked)
    session.expire_all()
    action = "taken_back" if table.is_dated else "removed"
    taken = Noted(subject="/".join(key), action=action, valid_from=valid_from, before=row.values)
    note(session, viewer, table.code, taken, at=at)


def write_rows(session: Session, district_id: int, table: SettingTable, changes: list[Change]) -> None:
    """Put rows in, over those of the same key and day."""
    rows = [
        {"district_id": district_id}
        | dict(zip(table.key, each.key, strict=True))
        | ({VALID_FROM: each.valid_from} if table.is_dated else {})
        | {name: list(value) if isinstance(value, tuple) else value for name, value in each.values.items()}
        for each in changes
    ]
    if not rows:
        return
    target = _table(table)
    keys = [column.name for column in target.primary_key]
    statement = insert(target).values(rows)
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))
    session.expire_all()


def _noted(table: SettingTable, change: Change, held: Row | None) -> Noted:
    return Noted(
        subject="/".join(change.key),
        action="planned" if table.is_dated else "changed" if held else "added",
        valid_from=change.valid_from,
        before=held.values if held else None,
        after=change.values,
    )


def _table(table: SettingTable) -> Table:
    found = table.model.__table__
    assert isinstance(found, Table)
    return found
