"""What happens to accounts and their sessions; sessions of the sign-in role only. It flushes and does not commit."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants.accounts.models import Account, InspectorArea, Membership, PasswordReset, WebSession
from tenants.accounts.roles import SCHOOL_ROLES, Role
from tenants.base import new_key
from tenants.calendar.workdays import bureau_day
from tenants.errors import OversightError
from tenants.scope.entering import sha256_of
from tenants.text import Lang, Text

LONGEST_HOURS = 12  # a session ends after a working day, used or not
IDLE_HOURS = 3
PENDING_MINUTES = 15  # between password and second factor
RESET_HOURS = 24
FIRST_PASSWORD_HOURS = 14 * 24


class NameTaken(OversightError):
    """Another account signs in by that name."""

    says = Text("登录名“{name}”已被使用，请换一个。", "The sign-in name {name} is taken; choose another.")


class RoleUnfit(OversightError):
    """A school role without a school, or another role with one."""

    says = Text(
        "填报员和校长须指定学校，其他角色不能指定学校。",
        "A clerk or a head belongs to a school; the other roles do not.",
    )


def begin_session(
    session: Session,
    *,
    token: str,
    account_id: UUID,
    membership_id: UUID,
    is_verified: bool,
    address: str,
    agent: str,
    at: datetime,
) -> None:
    """A browser signs in; until the second factor is given the session opens nothing and ends soon."""
    lasts = timedelta(hours=IDLE_HOURS) if is_verified else timedelta(minutes=PENDING_MINUTES)
    session.execute(delete(WebSession).where(WebSession.account_id == account_id, WebSession.expires_at <= at))
    session.execute(
        insert(WebSession).values(
            token_sha256=sha256_of(token),
            account_id=account_id,
            membership_id=membership_id,
            is_verified=is_verified,
            fresh_at=at,
            created_at=at,
            last_seen_at=at,
            expires_at=at + lasts,
            address=address,
            agent=agent,
        )
    )


def touch_session(session: Session, token: str, *, at: datetime) -> None:
    """The session is in use: it ends some hours from now, and at the latest after a working day."""
    latest = WebSession.created_at + timedelta(hours=LONGEST_HOURS)
    session.execute(
        update(WebSession)
        .where(WebSession.token_sha256 == sha256_of(token), WebSession.last_seen_at < at - timedelta(seconds=50))
        .values(last_seen_at=at, expires_at=func.least(latest, at + timedelta(hours=IDLE_HOURS)))
    )


def freshen_session(session: Session, token: str, *, at: datetime) -> None:
    """The password was given again."""
    session.execute(update(WebSession).where(WebSession.token_sha256 == sha256_of(token)).values(fresh_at=at))


def end_session(session: Session, token_sha256: bytes) -> None:
    """Sign one browser out, at once."""
    session.execute(delete(WebSession).where(WebSession.token_sha256 == token_sha256))


def end_session_of(session: Session, account_id: UUID, token_sha256: bytes) -> bool:
    """Sign one of the account's own browsers out; False if it is not theirs."""
    asked = delete(WebSession).where(
        WebSession.account_id == account_id,
        WebSession.token_sha256 == token_sha256,
        WebSession.api_token_id.is_(None),
    )
    return _count(session, asked) == 1


def end_sessions(session: Session, account_id: UUID, *, but: bytes | None = None) -> int:
    """Sign all browsers of an account out, but the one named; gives how many. Tokens of programs are left."""
    asked = delete(WebSession).where(WebSession.account_id == account_id, WebSession.api_token_id.is_(None))
    return _count(session, asked if but is None else asked.where(WebSession.token_sha256 != but))


def switch_role(session: Session, token_sha256: bytes, membership_id: UUID) -> None:
    """Use another of the account's roles in this browser from now on."""
    session.execute(
        update(WebSession).where(WebSession.token_sha256 == token_sha256).values(membership_id=membership_id)
    )


def ask_second_factor(session: Session, token_sha256: bytes, *, at: datetime) -> None:
    """Close the session until the second factor is given."""
    session.execute(
        update(WebSession)
        .where(WebSession.token_sha256 == token_sha256)
        .values(is_verified=False, expires_at=at + timedelta(minutes=PENDING_MINUTES))
    )


def set_password(
    session: Session,
    account_id: UUID,
    password_hash: str,
    *,
    at: datetime,
    ends_sessions: bool,
    but: bytes | None = None,
) -> None:
    """Store a new password; whoever knew the old one is signed out, and links sent before are void."""
    session.execute(update(Account).where(Account.id == account_id).values(password_hash=password_hash))
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.account_id == account_id, PasswordReset.used_at.is_(None))
        .values(used_at=at)
    )
    if ends_sessions:
        end_sessions(session, account_id, but=but)


def give_reset(session: Session, account_id: UUID, *, at: datetime, hours: int = RESET_HOURS) -> str:
    """A token whose link sets the password once; the ones given before are void."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
    session.execute(
        insert(PasswordReset).values(
            token_sha256=sha256_of(token), account_id=account_id, created_at=at, expires_at=at + timedelta(hours=hours)
        )
    )
    return token


def use_reset(session: Session, token: str, *, at: datetime) -> UUID | None:
    """Use the link up; gives whose it was, None if it was used already or has ended."""
    return session.scalar(
        update(PasswordReset)
        .where(
            PasswordReset.token_sha256 == sha256_of(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > at,
        )
        .values(used_at=at)
        .returning(PasswordReset.account_id)
    )


def use_code(session: Session, account_id: UUID, step: int) -> bool:
    """Count the time step of a code as used; False if it or a later one was used before."""
    asked = (
        update(Account)
        .where(Account.id == account_id, or_(Account.totp_last_step.is_(None), Account.totp_last_step < step))
        .values(totp_last_step=step)
    )
    return _count(session, asked) == 1


def set_second_factor(session: Session, account_id: UUID, sealed: bytes, step: int) -> None:
    """Take an authenticator for the account."""
    session.execute(update(Account).where(Account.id == account_id).values(totp_secret=sealed, totp_last_step=step))


def drop_second_factor(session: Session, account_id: UUID) -> None:
    """Forget the account's authenticator and sign it out; a bureau role sets up a new one at the next sign-in."""
    session.execute(update(Account).where(Account.id == account_id).values(totp_secret=None, totp_last_step=None))
    end_sessions(session, account_id)


def remember_looks(session: Session, account_id: UUID, *, locale: Lang | None = None, theme: str | None = None) -> None:
    """Keep the language or theme chosen."""
    values = {"locale": locale, "theme": theme}
    chosen = {name: value for name, value in values.items() if value is not None}
    if chosen:
        session.execute(update(Account).where(Account.id == account_id).values(**chosen))


def create_account(
    session: Session, *, district_id: int, login_name: str, name: str, email: str | None, at: datetime
) -> Account:
    """A new account without password or role."""
    login_name = login_name.strip().lower()
    account = Account(
        id=new_key(), district_id=district_id, login_name=login_name, name=name.strip(), email=email, created_at=at
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        raise NameTaken(name=login_name) from None
    return account


def give_role(
    session: Session,
    account: Account,
    role: Role,
    *,
    at: datetime,
    school_id: int | None = None,
    areas: Collection[str] = (),
) -> Membership:
    """A role from that day on; inspectors get their areas with it."""
    if (role in SCHOOL_ROLES) != (school_id is not None):
        raise RoleUnfit
    membership = Membership(
        id=new_key(),
        account_id=account.id,
        district_id=account.district_id,
        role=role,
        school_id=school_id,
        valid_from=bureau_day(at),
    )
    session.add(membership)
    session.flush()
    if role is Role.INSPECTOR:
        assign_areas(session, membership, areas, at=at)
    return membership


def assign_areas(session: Session, membership: Membership, areas: Collection[str], *, at: datetime) -> None:
    """From that day on the inspector has exactly these areas; what was assigned before stays on record."""
    day = bureau_day(at)
    now_assigned = session.scalars(
        select(InspectorArea).where(
            InspectorArea.membership_id == membership.id,
            or_(InspectorArea.valid_to.is_(None), InspectorArea.valid_to > day),
        )
    ).all()
    for each in now_assigned:
        if each.area_code in areas:
            continue
        each.valid_to = max(day, each.valid_from + timedelta(days=1))
    kept = {each.area_code for each in now_assigned if each.area_code in areas}
    for area_code in sorted(set(areas) - kept):
        again = session.get(InspectorArea, (membership.id, area_code, day))
        if again is not None:  # taken away and given back on one day
            again.valid_to = None
            continue
        session.add(
            InspectorArea(
                membership_id=membership.id, area_code=area_code, valid_from=day, district_id=membership.district_id
            )
        )
    session.flush()


def end_role(session: Session, membership: Membership, *, at: datetime) -> None:
    """The role holds until yesterday; given today, it holds until tonight."""
    membership.valid_to = max(bureau_day(at), membership.valid_from + timedelta(days=1))
    session.flush()


def lock_account(session: Session, account_id: UUID) -> None:
    """Nobody signs in as it any more; whoever is, is signed out, and so are its programs."""
    session.execute(update(Account).where(Account.id == account_id).values(is_active=False))
    session.execute(delete(WebSession).where(WebSession.account_id == account_id))


def unlock_account(session: Session, account_id: UUID) -> None:
    """Let it sign in again."""
    session.execute(update(Account).where(Account.id == account_id).values(is_active=True))


def _count(session: Session, statement: Any) -> int:
    return cast(CursorResult[Any], session.execute(statement)).rowcount
