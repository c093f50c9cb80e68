"""Tokens of an account's programs: made, listed, used and revoked; sessions of the sign-in role only.

A token opens a session of its own kind, which no browser can hold: its name in the database is the hash of ``api:`` and
the token, and no cookie may contain a colon. Revoking it deletes that session, and with it the scope it had opened.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tenants.accounts.models import ApiToken, WebSession
from tenants.accounts.roles import Role
from tenants.base import new_key
from tenants.errors import NotFound, OversightError
from tenants.scope.entering import sha256_of
from tenants.text import Text

MOST_DAYS = 365
MOST_TOKENS = 20  # of an account that are in force
LONGEST_NAME = 60
_PREFIX = "hq_"
_USED_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    """What a token is good for; it never may more than its account."""

    RETURNS_READ = "returns:read"
    RETURNS_WRITE = "returns:write"
    RETURNS_SIGN = "returns:sign"
    FACTS_READ = "facts:read"
    REGISTRY_READ = "registry:read"


SCOPE_LABELS = {
    Scope.RETURNS_READ: Text("查看报表任务、数据和检查结果", "See duties, figures and findings"),
    Scope.RETURNS_WRITE: Text("填报、检查和说明疑问", "File, check and explain"),
    Scope.RETURNS_SIGN: Text("代校长签字并提交", "Sign and submit as the head"),
    Scope.FACTS_READ: Text("查看指标", "See indicators"),
    Scope.REGISTRY_READ: Text("查看学校名录和填报日历", "See the registry of schools and the calendar"),
}
_NEEDED = {Scope.RETURNS_WRITE: {Role.SCHOOL_CLERK, Role.SCHOOL_HEAD}, Scope.RETURNS_SIGN: {Role.SCHOOL_HEAD}}


class TooManyTokens(OversightError):
    """The account has as many tokens in force as it may."""

    says = Text(
        "您已有 {most} 个有效令牌，请先停用不再使用的。",
        "You have {most} tokens in force; revoke one that is no longer used.",
    )


@dataclass(frozen=True)
class Made:
    """A new token: its words are known now and never again."""

    token: str
    kept: ApiToken


def scopes_for(role: Role) -> list[Scope]:
    """What a token of that role may be good for."""
    return [each for each in Scope if role in _NEEDED.get(each, set(Role))]


def make_token(
    session: Session,
    *,
    account_id: UUID,
    membership_id: UUID,
    name: str,
    scopes: Collection[Scope],
    days: int,
    at: datetime,
) -> Made:
    """A new token for one of the account's roles.

    Raises:
        TooManyTokens: There are as many in force as one account may have.
    """
    if len([each for each in tokens_of(session, account_id) if is_in_force(each, at=at)]) >= MOST_TOKENS:
        raise TooManyTokens(most=MOST_TOKENS)
    token = _PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken(
        id=new_key(),
        account_id=account_id,
        membership_id=membership_id,
        name=name.strip()[:LONGEST_NAME],
        scopes=[each.value for each in Scope if each in scopes],
        created_at=at,
        expires_at=at + timedelta(days=min(days, MOST_DAYS)),
    )
    session.add(kept)
    session.flush()
    session.execute(
        insert(WebSession).values(
            token_sha256=sha256_of(session_name(token)),
            account_id=account_id,
            membership_id=membership_id,
            is_verified=True,
            created_at=at,
            last_seen_at=at,
            expires_at=kept.expires_at,
            api_token_id=kept.id,
        )
    )
    return Made(token, kept)


def session_name(token: str) -> str:
    """What a token's session is called; no cookie can be."""
    return f"api:{token}"


def tokens_of(session: Session, account_id: UUID) -> list[ApiToken]:
    """The tokens of an account, the newest first, revoked and expired ones too."""
    asked = select(ApiToken).where(ApiToken.account_id == account_id)
    return list(session.scalars(asked.order_by(ApiToken.created_at.desc(), ApiToken.id.desc())))


def is_in_force(kept: ApiToken, *, at: datetime) -> bool:
    """Whether it opens anything at that moment, as far as it alone decides."""
    return kept.revoked_at is None and kept.expires_at > at


def revoke_token(session: Session, account_id: UUID, token_id: UUID, *, at: datetime) -> ApiToken:
    """Refuse it from now on; NotFound if it is not the account's."""
    kept = session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.account_id == account_id))
    if kept is None:
        raise NotFound
    session.execute(delete(WebSession).where(WebSession.api_token_id == token_id))
    kept.revoked_at = kept.revoked_at or at
    session.flush()
    return kept


def find_token(session: Session, token: str, *, at: datetime) -> ApiToken | None:
    """The token in force that these words are."""
    asked = (
        select(ApiToken)
        .join(WebSession, WebSession.api_token_id == ApiToken.id)
        .where(
            WebSession.token_sha256 == sha256_of(session_name(token)),
            WebSession.expires_at > at,
            ApiToken.revoked_at.is_(None),
        )
    )
    return session.scalar(asked)


def note_use(session: Session, kept: ApiToken, *, address: str, at: datetime) -> None:
    """Remember that it was used, at most once a minute."""
    if kept.last_used_at is not None and at - kept.last_used_at < _USED_EVERY:
        return
    session.execute(update(ApiToken).where(ApiToken.id == kept.id).values(last_used_at=at, last_used_from=address))
