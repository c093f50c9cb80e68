"""Accounts, what they may see, and their sessions; schema ``access``, which only the sign-in role reads."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tenants.accounts.roles import Role
from tenants.base import Base, Key


class Account(Base):
    """A person who signs in."""

    __tablename__ = "account"
    __table_args__ = {"schema": "access"}

    id: Mapped[Key]
    district_id: Mapped[int] = mapped_column(ForeignKey("district.district_id"))
    login_name: Mapped[str] = mapped_column(unique=True)  # lower case
    name: Mapped[str]  # shown in histories
    email: Mapped[str | None]
    password_hash: Mapped[str | None]  # argon2id; None until the first reset link is used
    totp_secret: Mapped[bytes | None]  # encrypted with a key outside the database
    totp_last_step: Mapped[int | None]  # a code counts once
    locale: Mapped[str] = mapped_column(default="zh")
    theme: Mapped[str] = mapped_column(default="system")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Membership(Base):
    """A role an account holds from a day on; school roles name their school."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "school_id"], ["school.district_id", "school.school_id"]),
        CheckConstraint(
            "(role in ('school_clerk', 'school_head')) = (school_id is not null)", name="school_of_school_roles"
        ),
        CheckConstraint("valid_to > valid_from", name="valid_to"),
        {"schema": "access"},
    )

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("access.account.id"), index=True)
    district_id: Mapped[int]
    role: Mapped[Role]
    school_id: Mapped[int | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the first day it no longer holds


class InspectorArea(Base):
    """An area an inspector is assigned to from a day on."""

    __tablename__ = "inspector_area"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "area_code"], ["area.district_id", "area.area_code"]),
        CheckConstraint("valid_to > valid_from", name="valid_to"),
        {"schema": "access"},
    )

    membership_id: Mapped[UUID] = mapped_column(ForeignKey("access.membership.id"), primary_key=True)
    area_code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    district_id: Mapped[int]
    valid_to: Mapped[date | None]


class WebSession(Base):
    """A signed-in browser; the cookie holds the token, the table its SHA-256, so a copy of the table signs nobody in."""

    __tablename__ = "web_session"
    __table_args__ = (Index("ix_web_session_account_id", "account_id"), {"schema": "access"})

    token_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("access.account.id"))
    membership_id: Mapped[UUID | None] = mapped_column(ForeignKey("access.membership.id"))  # the role in use
    is_verified: Mapped[bool] = mapped_column(default=False)  # password and, where asked, second factor given
    fresh_at: Mapped[datetime | None]  # last time the password was given
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
    api_token_id: Mapped[UUID | None] = mapped_column(ForeignKey("access.api_token.id"))  # no browser but a program


class ApiToken(Base):
    """What a program of an account's shows to read or file in one of its roles; shown once, kept as its session's hash."""

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint("expires_at <= created_at + interval '366 days'", name="expires_at"),
        CheckConstraint("jsonb_array_length(scopes) > 0", name="scopes"),
        Index("ix_api_token_account_id", "account_id"),
        {"schema": "access"},
    )

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("access.account.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("access.membership.id"))  # the role it acts in
    name: Mapped[str]  # what the person calls it
    scopes: Mapped[list[str]]  # of tenants.accounts.tokens.Scope
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    last_used_from: Mapped[str] = mapped_column(default="")
    revoked_at: Mapped[datetime | None]


class PasswordReset(Base):
    """A link that sets a password once."""

    __tablename__ = "password_reset"
    __table_args__ = {"schema": "access"}

    token_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("access.account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """How often somebody tried something within a window; lost in a crash, and nobody misses it."""

    __tablename__ = "throttle"
    __table_args__ = {"schema": "access", "prefixes": ["UNLOGGED"]}

    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    expires_at: Mapped[datetime]
