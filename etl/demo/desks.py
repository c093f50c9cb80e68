"""The people of the demo district at work: each acts in their own session, seeing what they may see."""

import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from etl.demo.people import DemoAccount
from tenants.accounts.models import WebSession
from tenants.accounts.roles import Role
from tenants.scope.entering import enter, sha256_of
from tenants.scope.pools import Pools
from tenants.scope.sessions import login_session, viewer_session
from tenants.scope.viewer import Viewer

_LASTS = timedelta(hours=6)


@dataclass
class Desks:
    """Signs people in when they are first needed, and out at the end."""

    pools: Pools
    accounts: list[DemoAccount]
    keys: dict[str, tuple[UUID, UUID]]  # account and membership by login name
    now: datetime
    _logins: dict[tuple[Role, int | None, str | None], str] = field(default_factory=dict)
    _viewers: dict[str, Viewer] = field(default_factory=dict)
    _tokens: list[bytes] = field(default_factory=list)

    def clerk(self, school: int) -> Viewer:
        """The clerk of a school."""
        return self._of(Role.SCHOOL_CLERK, school=school)

    def head(self, school: int) -> Viewer:
        """The head of a school."""
        return self._of(Role.SCHOOL_HEAD, school=school)

    def reviewer(self, role: str, area: str) -> Viewer:
        """Who accepts in that role; inspectors by area."""
        return self._of(Role(role), area=area if role == Role.INSPECTOR else None)

    def session(self, viewer: Viewer) -> AbstractContextManager[Session]:
        """A session of that person."""
        return viewer_session(self.pools, viewer)

    def close(self) -> None:
        """Sign everybody out."""
        with login_session(self.pools) as session:
            session.execute(delete(WebSession).where(WebSession.token_sha256.in_(self._tokens)))

    def _of(self, role: Role, *, school: int | None = None, area: str | None = None) -> Viewer:
        key = (role, school, area)
        if key not in self._logins:
            self._logins[key] = next(
                each.login
                for each in self.accounts
                if each.role is role and each.school == school and (area is None or area in each.areas)
            )
        login = self._logins[key]
        if login not in self._viewers:
            self._viewers[login] = self._signed_in(login)
        return self._viewers[login]

    def _signed_in(self, login: str) -> Viewer:
        account_id, membership_id = self.keys[login]
        token = secrets.token_urlsafe(32)
        with login_session(self.pools) as session:
            session.execute(
                insert(WebSession).values(
                    token_sha256=sha256_of(token),
                    account_id=account_id,
                    membership_id=membership_id,
                    is_verified=True,
                    created_at=self.now,
                    last_seen_at=self.now,
                    expires_at=self.now + _LASTS,
                    agent="houqin demo",
                )
            )
        self._tokens.append(sha256_of(token))
        viewer = enter(self.pools, token, now=self.now)
        if viewer is None:
            raise RuntimeError(f"{login} cannot be signed in")
        return viewer
