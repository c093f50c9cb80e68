"""A version's figures beside those of the period before and of the year before, for preview and review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.periods import period_of, previous, year_before
from tenants.filing.locks import declaration_of
from tenants.filing.models import Version
from tenants.returns.declaration import Part, PeriodType


@dataclass(frozen=True)
class Compared:
    """One value with its earlier ones, as stored (numbers and dates as text); None where there is none."""

    part: str
    row_no: int
    key: tuple[Any, ...]
    field: str
    now: Any
    previous: Any
    last_year: Any

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the period before."""
        return bool(self.now != self.previous)


@dataclass(frozen=True)
class Comparison:
    """All values of a version, and which periods they stand beside (None: nothing accepted for it)."""

    previous_key: str | None
    last_year_key: str | None
    values: tuple[Compared, ...]


def comparison(session: Session, version: Version) -> Comparison:
    """The figures beside the accepted ones of the period before and the same period a year earlier.

    The record of an event stands alone: there is no event before it that it would be held against.
    """
    ret, period = declaration_of(version), period_of(version.period_key)
    is_event = period.type is PeriodType.EVENT
    before, year = ("", "") if is_event else (previous(period).key, year_before(period).key)
    asked = (
        select(Version.period_key, Version.figures)
        .where(
            Version.school_id == version.school_id,
            Version.return_code == version.return_code,
            Version.period_key.in_({before, year}),
            Version.accepted_at.is_not(None),
        )
        .order_by(Version.version_no)
    )
    found = {each.period_key: each.figures for each in session.execute(asked)}
    values: list[Compared] = []
    for part in ret.parts:
        earlier, year_earlier = _by_key(part, found.get(before, {})), _by_key(part, found.get(year, {}))
        for row_no, row in enumerate(version.figures.get(part.code, ()), 1):
            key = _key(part, row)
            old, older = earlier.get(key, {}), year_earlier.get(key, {})
            values += [
                Compared(part.code, row_no, key, code, row.get(code), old.get(code), older.get(code))
                for code in (each.code for each in part.fields)
            ]
    return Comparison(before if before in found else None, year if year in found else None, tuple(values))


def _by_key(part: Part, figures: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    return {_key(part, row): row for row in figures.get(part.code, ())}


def _key(part: Part, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(field) for field in part.key)
