"""A table of settings as it stands: for each key what is declared, what holds, what is planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.settings.tables import VALID_FROM, Key, SettingTable


@dataclass(frozen=True)
class Row:
    """Values of a key from a day on; without a day they always held."""

    values: Mapping[str, Any]
    valid_from: date | None = None


@dataclass
class Line:
    """All that is known of one key."""

    key: Key
    declared: Row | None = None
    own: list[Row] = field(default_factory=list)  # by day, ascending

    def on(self, day: date) -> Row | None:
        """What holds on a day: the district's latest, else what is declared."""
        found = self.declared
        for each in self.own:
            if each.valid_from is None or each.valid_from <= day:
                found = each
        return found

    def planned(self, today: date) -> list[Row]:
        """What will hold later."""
        return [each for each in self.own if each.valid_from is not None and each.valid_from > today]


def lines_of(session: Session, table: SettingTable) -> dict[Key, Line]:
    """Every key that is declared or that the district has a row for, in one statement."""
    lines = {key: Line(key, Row(values)) for key, values in table.declared().items()}
    columns = table.model.__table__.c
    asked = select(*(columns[each.code] for each in table.columns), *((columns[VALID_FROM],) if table.is_dated else ()))
    for found in session.execute(asked).mappings():
        key = tuple(str(found[name]) for name in table.key)
        values = {each.code: _value(found[each.code]) for each in table.values}
        lines.setdefault(key, Line(key)).own.append(Row(values, found[VALID_FROM] if table.is_dated else None))
    for line in lines.values():
        line.own.sort(key=lambda each: each.valid_from or date.min)
    return lines


def _value(value: Any) -> Any:
    """As forms and files give it."""
    return tuple(value) if isinstance(value, list) else value
