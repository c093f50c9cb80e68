"""Sessions that only read: on the streaming replica where there is one that is of use, else on the server itself."""

import logging
from contextlib import AbstractContextManager
from time import monotonic

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tenants.scope.pools import Pools
from tenants.scope.sessions import public_session, viewer_session
from tenants.scope.viewer import Viewer

_KNOWS = text("select set_config('houqin.scope', :token, true), sec.district()")
_AWAY_SECONDS = 30.0
_log = logging.getLogger(__name__)


def reading_session(pools: Pools, viewer: Viewer) -> AbstractContextManager[Session]:
    """A session that sees what the viewer may see, perhaps as it was a moment ago.

    A scope opened just now may not have reached the replica: then the server itself answers.
    """
    replica = _awake(pools)
    if replica and _answers(replica, replica.for_role(viewer.role), viewer.scope_token):
        return viewer_session(replica, viewer)
    return viewer_session(pools, viewer)


def public_reading_session(pools: Pools) -> AbstractContextManager[Session]:
    """A session over the release schema only."""
    replica = _awake(pools)
    return public_session(replica if replica and _answers(replica, replica.public, None) else pools)


def _awake(pools: Pools) -> Pools | None:
    """The replica, unless it did not answer a moment ago."""
    replica = pools.replica
    return replica if replica is not None and monotonic() >= replica.away_until else None


def _answers(replica: Pools, engine: Engine, token: str | None) -> bool:
    try:
        with engine.connect() as connection:
            if token is not None:
                connection.execute(_KNOWS, {"token": token})
    except DBAPIError as problem:
        state = getattr(problem.orig, "sqlstate", None)
        if state is None:  # nobody there
            replica.away_until = monotonic() + _AWAY_SECONDS
        _log.info("read from the server itself: the replica %s", f"said {state}" if state else "is away")
        return False
    return True
