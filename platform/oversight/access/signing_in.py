"""The steps of signing in: password, the second factor where it is asked, then a verified session."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask import current_app, request
from sqlalchemy.orm import Session

from oversight.access import hashing, second_factor, throttling
from oversight.access.browser import browser
from oversight.access.guarding import forget_viewer, pools
from oversight.settings import Settings
from tenants.accounts.models import Account, Membership, WebSession
from tenants.accounts.queries import (
    account_named,
    find_pending,
    has_bureau_role,
    last_membership,
    memberships_of,
)
from tenants.accounts.services import (
    begin_session,
    end_session,
    set_password,
    set_second_factor,
    use_code,
)
from tenants.audit.services import record
from tenants.scope.sessions import login_session


class Outcome(StrEnum):
    """Where a try leads."""

    REFUSED = "refused"  # whatever the reason: nobody learns which
    NO_ROLE = "no_role"
    CODE = "code"  # a code of the authenticator is asked
    ENROL = "enrol"  # a bureau role without an authenticator sets one up first
    DONE = "done"


@dataclass(frozen=True)
class Pending:
    """Somebody whose password was right and whose second factor is outstanding."""

    account: Account
    web_session: WebSession


def try_password(login_name: str, password: str, *, at: datetime) -> Outcome:
    """Check a name and a password; what is right begins a session, verified at once where no code is asked."""
    name = login_name.strip().lower()[:100]
    throttling.count_try(name)
    with login_session(pools()) as session:
        account = account_named(session, name)
        may_enter = account is not None and account.is_active and not (account.is_demo and settings().is_production)
    is_right = hashing.is_password(account.password_hash if account and may_enter else None, password)
    if account is None or not is_right:
        return Outcome.REFUSED
    throttling.forgive(name)
    with login_session(pools()) as session:
        if hashing.needs_rehash(account.password_hash or ""):
            set_password(session, account.id, hashing.hash_password(password), at=at, ends_sessions=False)
        return _begin(session, account, at=at)


def find_pending_account(*, at: datetime) -> Pending | None:
    """Who is half signed in in this browser."""
    if not browser().token:
        return None
    with login_session(pools()) as session:
        found = find_pending(session, browser().token, at=at)
    return Pending(*found) if found else None


def try_code(pending: Pending, code: str, *, at: datetime) -> bool:
    """Check a code of the authenticator; a right one completes the sign-in and counts once."""
    account = pending.account
    throttling.count_try(f"code:{account.id}")
    secret = secret_of(account)
    step = second_factor.step_of(secret, code, at=at, after=account.totp_last_step) if secret else None
    if step is None:
        return False
    with login_session(pools()) as session:
        if not use_code(session, account.id, step):
            return False
        _complete(session, pending, at=at)
    throttling.forgive(f"code:{account.id}")
    return True


def enrol(pending: Pending, secret: str, code: str, *, at: datetime) -> bool:
    """Take an authenticator whose code proves that it holds the secret; completes the sign-in."""
    throttling.count_try(f"code:{pending.account.id}")
    step = second_factor.step_of(secret, code, at=at, after=None)
    if step is None:
        return False
    with login_session(pools()) as session:
        sealed = second_factor.seal(settings().field_key, secret)
        set_second_factor(session, pending.account.id, sealed, step)
        _note(session, pending.account, "second_factor_set", at=at)
        _complete(session, pending, at=at)
    throttling.forgive(f"code:{pending.account.id}")
    return True


def leave(*, at: datetime) -> None:
    """End the session of this browser."""
    with login_session(pools()) as session:
        end_session(session, browser().sha256)
    browser().end()
    forget_viewer()


def secret_of(account: Account) -> str | None:
    """The secret of the account's authenticator."""
    return second_factor.unseal(settings().field_key, account.totp_secret) if account.totp_secret else None


def demo_code(account: Account, *, at: datetime) -> str:
    """The code a demo account may type now, shown on the page; empty for everybody else and in production."""
    secret = secret_of(account) if account.is_demo and not settings().is_production else None
    return second_factor.code_at(secret, at=at, after=account.totp_last_step) if secret else ""


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def _begin(session: Session, account: Account, *, at: datetime) -> Outcome:
    memberships = memberships_of(session, account.id, at=at)
    if not memberships:
        return Outcome.NO_ROLE
    asks_code = account.totp_secret is not None or has_bureau_role(memberships)
    role = _role_to_take(session, account.id, [each.id for each in memberships])
    _new_session(session, account, role, is_verified=not asks_code, at=at)
    if not asks_code:
        _note(session, account, "signed_in", at=at, membership_id=role)
        return Outcome.DONE
    return Outcome.CODE if account.totp_secret is not None else Outcome.ENROL


def _complete(session: Session, pending: Pending, *, at: datetime) -> None:
    membership_id = pending.web_session.membership_id
    assert membership_id is not None  # every session begins with a role
    _new_session(session, pending.account, membership_id, is_verified=True, at=at)
    _note(session, pending.account, "signed_in", at=at, membership_id=membership_id)


def _new_session(session: Session, account: Account, membership_id: UUID, *, is_verified: bool, at: datetime) -> None:
    """Replace the browser's session, so that a token known before is worth nothing after."""
    if browser().token:
        end_session(session, browser().sha256)
    begin_session(
        session,
        token=browser().renew(),
        account_id=account.id,
        membership_id=membership_id,
        is_verified=is_verified,
        address=request.remote_addr or "",
        agent=(request.user_agent.string or "")[:300],
        at=at,
    )
    forget_viewer()


def _role_to_take(session: Session, account_id: UUID, memberships: list[UUID]) -> UUID:
    """The role used last, else the first."""
    last = last_membership(session, account_id)
    return last if last in memberships else memberships[0]


def _note(session: Session, account: Account, action: str, *, at: datetime, membership_id: UUID | None = None) -> None:
    membership = session.get(Membership, membership_id) if membership_id else None
    record(
        session,
        action,
        district_id=account.district_id,
        account_id=account.id,
        account_name=account.name,
        role=str(membership.role) if membership else "",
        school_id=membership.school_id if membership else None,
        at=at,
        address=request.remote_addr or "",
    )
