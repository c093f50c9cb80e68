"""From a session token to a viewer: one statement as the sign-in role."""

import hashlib
from datetime import datetime

from sqlalchemy import text

from tenants.accounts.roles import Role
from tenants.scope.pools import Pools
from tenants.scope.viewer import Viewer

_ENTER = text("select * from sec.enter(:session_sha256, :token_sha256, :at)")


def enter(pools: Pools, session_token: str, *, now: datetime) -> Viewer | None:
    """The viewer a browser's session token stands for at that moment; None where there is no valid session.

    What the viewer may see is worked out anew each time: memberships, inspectors' areas and schools' areas are dated.
    """
    token = scope_token_of(session_token)
    with pools.login.begin() as connection:
        row = connection.execute(
            _ENTER, {"session_sha256": sha256_of(session_token), "token_sha256": sha256_of(token), "at": now}
        ).one_or_none()
    if row is None:
        return None
    return Viewer(
        account_id=row.account_id,
        account_name=row.account_name,
        role=Role(row.role),
        district_id=row.district_id,
        school_id=row.school_id,
        membership_id=row.membership_id,
        locale="en" if row.locale == "en" else "zh",
        theme=row.theme,
        scope_token=f"{token}:{row.membership_id}",
    )


def sha256_of(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def scope_token_of(session_token: str) -> str:
    """The token of a session's scope; it does not tell the session token, which never enters a setting."""
    return hashlib.sha256(b"scope\0" + session_token.encode()).hexdigest()
