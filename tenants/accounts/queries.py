"""Reading accounts, their roles and their sessions, before any scope exists: sessions of the sign-in role only."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tenants.accounts.models import Account, InspectorArea, Membership, PasswordReset, WebSession
from tenants.accounts.roles import BUREAU_ROLES
from tenants.calendar.workdays import bureau_day
from tenants.errors import NotFound
from tenants.scope.entering import sha256_of


def account_named(session: Session, login_name: str) -> Account | None:
    """The account that signs in by that name."""
    return session.scalar(select(Account).where(Account.login_name == login_name.strip().lower()))


def get_account(session: Session, account_id: UUID) -> Account:
    """The account, or NotFound."""
    found = session.get(Account, account_id)
    if found is None:
        raise NotFound
    return found


def accounts_of(session: Session, district_id: int) -> list[Account]:
    """All accounts of a district, by sign-in name."""
    asked = select(Account).where(Account.district_id == district_id).order_by(Account.login_name)
    return list(session.scalars(asked))


def demo_accounts(session: Session, names: Iterable[str]) -> list[Account]:
    """Those of the named accounts that belong to demo data."""
    asked = select(Account).where(Account.login_name.in_(names), Account.is_demo, Account.is_active)
    return list(session.scalars(asked))


def memberships_of(session: Session, account_id: UUID, *, at: datetime) -> list[Membership]:
    """The roles an account holds on that day, the oldest first."""
    day = bureau_day(at)
    asked = select(Membership).where(
        Membership.account_id == account_id,
        Membership.valid_from <= day,
        or_(Membership.valid_to.is_(None), Membership.valid_to > day),
    )
    return list(session.scalars(asked.order_by(Membership.valid_from, Membership.id)))


def all_memberships(session: Session, district_id: int) -> list[Membership]:
    """Every role given in a district, past ones too."""
    asked = select(Membership).where(Membership.district_id == district_id)
    return list(session.scalars(asked.order_by(Membership.valid_from, Membership.id)))


def areas_of(session: Session, membership_id: UUID) -> list[InspectorArea]:
    """The areas an inspector was and is assigned to, by their first day."""
    asked = select(InspectorArea).where(InspectorArea.membership_id == membership_id)
    return list(session.scalars(asked.order_by(InspectorArea.valid_from, InspectorArea.area_code)))


def has_bureau_role(memberships: Iterable[Membership]) -> bool:
    """Whether one of the roles is the bureau's: those sign in with a second factor."""
    return any(each.role in BUREAU_ROLES for each in memberships)


def last_membership(session: Session, account_id: UUID) -> UUID | None:
    """The role the account used in its latest session."""
    asked = select(WebSession.membership_id).where(
        WebSession.account_id == account_id, WebSession.api_token_id.is_(None)
    )
    return session.scalar(asked.order_by(WebSession.last_seen_at.desc()).limit(1))


def find_pending(session: Session, token: str, *, at: datetime) -> tuple[Account, WebSession] | None:
    """Account and session of somebody whose second factor is outstanding."""
    asked = (
        select(Account, WebSession)
        .join(WebSession, WebSession.account_id == Account.id)
        .where(
            WebSession.token_sha256 == sha256_of(token),
            ~WebSession.is_verified,
            WebSession.expires_at > at,
            Account.is_active,
        )
    )
    found = session.execute(asked).one_or_none()
    return (found[0], found[1]) if found else None


def sessions_of(session: Session, account_id: UUID, *, at: datetime) -> list[WebSession]:
    """The browsers in which the account is signed in, the latest used first."""
    asked = select(WebSession).where(
        WebSession.account_id == account_id,
        WebSession.is_verified,
        WebSession.expires_at > at,
        WebSession.api_token_id.is_(None),
    )
    return list(session.scalars(asked.order_by(WebSession.last_seen_at.desc())))


def account_of_reset(session: Session, token: str, *, at: datetime) -> Account | None:
    """Whose password the link sets; None if it was used, has ended or was never given."""
    asked = (
        select(Account)
        .join(PasswordReset, PasswordReset.account_id == Account.id)
        .where(
            PasswordReset.token_sha256 == sha256_of(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > at,
            Account.is_active,
        )
    )
    return session.scalar(asked)
