"""Every change of a setting, and the targets a district sets over the declared ones."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Numeric, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, DistrictOwned, new_key


class SettingChange(DistrictOwned, Base):
    """One change of a setting: who, when, why, from what to what. Rows are only added; the bureau reads them."""

    __tablename__ = "setting_change"
    __table_args__ = (Index("ix_setting_change_subject", "district_id", "kind", "subject", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_key)
    at: Mapped[datetime]
    account_id: Mapped[UUID]
    account_name: Mapped[str]
    kind: Mapped[str]  # what was changed: the code of a table of tenants.settings.tables, local_rule, ...
    subject: Mapped[str]  # its key, joined by "/"
    action: Mapped[str]  # planned, taken_back, changed, removed, ...
    valid_from: Mapped[date | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(default="")


class IndicatorTarget(DistrictOwned, Base):
    """Target and red limit of an indicator from a day on; without a row the declared ones hold."""

    __tablename__ = "indicator_target"

    indicator: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    target: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    red: Mapped[Decimal] = mapped_column(Numeric(14, 4))


class SimilarityWeight(DistrictOwned, Base):
    """How much a trait weighs when schools are found alike, from a day on; without a row the declared weight holds."""

    __tablename__ = "similarity_weight"

    trait: Mapped[str] = mapped_column(primary_key=True)  # a code of tenants.similar.traits
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    weight: Mapped[Decimal] = mapped_column(Numeric(5, 2))


class CodeUse(DistrictOwned, Base):
    """Whether a code of a list is used from a day on, and what it is called; what was filed with it stays.

    Without a row it is used and called as declared. A code of the district's own begins with ``local_``.
    """

    __tablename__ = "code_use"

    list_name: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    is_used: Mapped[bool]
    label_zh: Mapped[str | None]  # None: as declared
    label_en: Mapped[str | None]


class LocalRule(DistrictOwned, Base):
    """One wording of a rule a district wrote itself, in force from a day on; without a day it is a draft.

    What was in force is never rewritten: a change is a new version, and the one before ends the day before it begins.
    """

    __tablename__ = "local_rule"

    code: Mapped[str] = mapped_column(primary_key=True)  # LR-1
    version: Mapped[int] = mapped_column(primary_key=True)
    return_code: Mapped[str]
    part: Mapped[str]
    severity: Mapped[str]
    holds: Mapped[str]
    says_zh: Mapped[str]
    says_en: Mapped[str]
    remedy_zh: Mapped[str]
    remedy_en: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
