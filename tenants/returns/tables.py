"""The table of each part, in the schema ``returns``: made from the declarations, old versions' columns included."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from tenants.base import Base
from tenants.filing.models import Version
from tenants.returns.declaration import Field, Kind, Part, Return, Sensitivity
from tenants.returns.declared import VERSIONS
from tenants.returns.lists import LISTS, OPEN_LISTS, OWN_PREFIX

SCHEMA = "returns"
OWN_COLUMNS = ("district_id", "school_id", "version_id", "row_no", "period_key", "version_no")

_TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.INT: Integer(), Kind.DEC1: Numeric(13, 1), Kind.DEC2: Numeric(14, 2), Kind.DEC6: Numeric(18, 6),
    Kind.SDEC2: Numeric(14, 2), Kind.MONEY: Numeric(14, 2), Kind.SMONEY: Numeric(14, 2), Kind.PCT: Numeric(5, 2),
    Kind.DATE: Date(), Kind.DT: DateTime(timezone=True), Kind.BOOL: Boolean(), Kind.CODE: Text(),
    Kind.CODES: ARRAY(Text()), Kind.STR: Text(), Kind.TEXT: Text(), Kind.FILE: ARRAY(Text()),
}  # fmt: skip
_NOT_NEGATIVE = {Kind.INT, Kind.DEC1, Kind.DEC2, Kind.DEC6, Kind.MONEY, Kind.PCT}
_LONGEST_TEXT = 2000


def table_of(ret: Return, part: Part) -> Table:
    """The table that holds the rows of a part, one row per row of an accepted version."""
    return _table(ret.code, part.code)


def all_tables() -> tuple[Table, ...]:
    """The tables of every part of every declared return."""
    pairs = dict.fromkeys((ret.code, part.code) for ret in VERSIONS for part in ret.parts)
    return tuple(_table(*pair) for pair in pairs)


@cache
def _table(return_code: str, part_code: str) -> Table:
    name = f"{return_code}_{part_code}"
    fields = _fields(return_code, part_code)
    return Table(
        name,
        Base.metadata,
        Column("district_id", Integer, nullable=False),
        Column("school_id", Integer, nullable=False),
        Column("version_id", Uuid, nullable=False),
        Column("row_no", Integer, nullable=False),
        Column("period_key", Text, nullable=False),
        Column("version_no", Integer, nullable=False),
        *(column for each in fields for column in _columns(each)),
        PrimaryKeyConstraint("district_id", "school_id", "version_id", "row_no"),
        ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"], [Version.district_id, Version.school_id, Version.id]
        ),
        CheckConstraint("row_no >= 1", name="row_no"),
        *(CheckConstraint(text, name=each.code) for each in fields if (text := _check(each))),
        schema=SCHEMA,
    )


def index_column(each: Field) -> str:
    """The column of the keyed digest that stands beside a personal field whose values are compared."""
    return f"{each.code}_index"


def _columns(each: Field) -> list[Column[Any]]:
    """The column of a field; a personal one is sealed, so that the database knows its bytes alone."""
    if each.sensitivity is not Sensitivity.PERSONAL:
        return [Column(each.code, _TYPES[each.kind], nullable=True)]
    digest = [Column(index_column(each), LargeBinary, nullable=True)] if each.index else []
    return [Column(each.code, LargeBinary, nullable=True), *digest]


def _fields(return_code: str, part_code: str) -> list[Field]:
    """The fields of a part over all versions of its return; a field keeps its kind, the newest version its limits."""
    found: dict[str, Field] = {}
    for ret in sorted(VERSIONS, key=lambda each: each.valid_from):
        if ret.code == return_code:
            found |= {each.code: each for part in ret.parts if part.code == part_code for each in part.fields}
    return list(found.values())


def _check(each: Field) -> str:
    """What the database itself refuses in a column: the range, list or length of the field."""
    if each.sensitivity is Sensitivity.PERSONAL:
        return ""
    tests: list[str] = []
    low = each.low if each.low is not None else (Decimal(0) if each.kind in _NOT_NEGATIVE else None)
    high = each.high if each.high is not None else (Decimal(100) if each.kind is Kind.PCT else None)
    if low is not None:
        tests.append(f"{each.code} >= {_literal(low)}")
    if high is not None:
        tests.append(f"{each.code} <= {_literal(high)}")
    if each.codes:
        listed = ", ".join(f"'{code}'" for code in LISTS[each.codes])
        many = each.kind is Kind.CODES
        test = f"{each.code} <@ array[{listed}]" if many else f"{each.code} in ({listed})"
        is_open = each.codes in OPEN_LISTS and not many
        tests.append(f"({test} or {each.code} ~ '^{OWN_PREFIX}[a-z0-9_]{{1,30}}$')" if is_open else test)
    if each.kind in (Kind.STR, Kind.TEXT):
        tests.append(f"length({each.code}) <= {each.size or _LONGEST_TEXT}")
    return " and ".join(tests)


def _literal(value: Decimal | date) -> str:
    return f"'{value.isoformat()}'" if isinstance(value, date) else str(value)


all_tables()
