"""The mapped base of every table: naming, column types and the tenant columns."""

import os
import time
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import DateTime, Enum, Integer, LargeBinary, MetaData, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_LOW = 2**62 - 1


def new_key() -> UUID:
    """A time-ordered UUID (RFC 9562, version 7): made here because PostgreSQL has ``uuidv7()`` only from 18."""
    millis, chance = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10))
    value = (millis << 80) | (0x7 << 76) | (chance >> 68 << 64) | (0b10 << 62) | (chance & _LOW)
    return UUID(int=value)


Key = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=new_key)]
Serial = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=True)]
Json = Annotated[dict[str, Any], mapped_column(JSONB)]
Money = Annotated[Decimal, mapped_column(Numeric(14, 2))]


class Base(DeclarativeBase):
    """Names constraints by convention, stores moments with their zone and a StrEnum as checked text."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=30,
            values_callable=lambda kind: [member.value for member in kind],
        ),
        bytes: LargeBinary,
        UUID: Uuid,
        str: Text,
        int: Integer,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        list[str]: JSONB,
    }


class DistrictOwned:
    """A row of a district: every key, unique constraint and foreign key begins with ``district_id``."""

    district_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-3)


class SchoolOwned(DistrictOwned):
    """A row of one school of a district; row security binds it to the schools in scope."""

    school_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-2)
