"""How often somebody may try: counted in the database, so that all processes count together."""

from datetime import datetime
from typing import Any

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import TooManyRequests

from tenants.scope.pools import Pools

# A whole district may sit behind one address: an address is counted for wrong tries only, and generously.
BY_BOTH = RateLimitItemPerMinute(10, 15)
BY_ACCOUNT = RateLimitItemPerHour(50)
BY_ADDRESS = RateLimitItemPerMinute(300, 15)
MAILS_BY_ACCOUNT = RateLimitItemPerHour(3)
MAILS_BY_ADDRESS = RateLimitItemPerHour(30)

_HIT = text(
    """
    insert into access.throttle as t (key, hits, expires_at)
    values (:key, :amount, now() + make_interval(secs => :seconds))
    on conflict (key) do update set
        hits = case when t.expires_at <= now() then excluded.hits else t.hits + excluded.hits end,
        expires_at = case when t.expires_at <= now() then excluded.expires_at else t.expires_at end
    returning hits
    """
)


class PostgresStorage(Storage):
    """The counters of ``limits`` in an unlogged table, over connections of their own that commit at once."""

    STORAGE_SCHEME = ["houqin"]

    def __init__(self, uri: str | None = None, *, pools: Pools, **options: Any) -> None:
        super().__init__(uri, **options)
        self._pools = pools

    @property
    def base_exceptions(self) -> type[Exception]:
        """What its methods raise."""
        return DBAPIError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count; gives how many there are in the window."""
        with self._connection() as connection:
            return int(connection.execute(_HIT, {"key": key, "amount": amount, "seconds": expiry}).scalar_one())

    def get(self, key: str) -> int:
        """How many there are in the window."""
        asked = text("select hits from access.throttle where key = :key and expires_at > now()")
        with self._connection() as connection:
            return int(connection.scalar(asked, {"key": key}) or 0)

    def get_expiry(self, key: str) -> float:
        """When the window ends, as seconds since 1970."""
        with self._connection() as connection:
            found: datetime | None = connection.scalar(
                text("select expires_at from access.throttle where key = :key"), {"key": key}
            )
        return found.timestamp() if found else 0.0

    def check(self) -> bool:
        """Whether the database answers."""
        with self._connection() as connection:
            return bool(connection.scalar(text("select true")))

    def reset(self) -> int:
        """Forget everything."""
        with self._connection() as connection:
            return int(connection.execute(text("delete from access.throttle")).rowcount)

    def clear(self, key: str) -> None:
        """Forget one counter, and the ones that ended."""
        with self._connection() as connection:
            connection.execute(
                text("delete from access.throttle where key = :key or expires_at <= now()"), {"key": key}
            )

    def _connection(self) -> Any:
        engine: Engine = self._pools.login
        return engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def init_app(app: Flask) -> None:
    """Count in the database of this application."""
    app.extensions["houqin.limiter"] = Limiter(
        get_remote_address,
        app=app,
        storage_uri="houqin://",
        storage_options={"pools": app.extensions["houqin.pools"]},
        strategy="fixed-window",
    )


def count_try(name: str) -> None:
    """Count a try to prove to be somebody; TooManyRequests once there were too many."""
    limits, here = _strategy(), request.remote_addr or ""
    if not limits.test(BY_ADDRESS, here) or not limits.hit(BY_BOTH, name, here) or not limits.hit(BY_ACCOUNT, name):
        raise TooManyRequests
    limits.hit(BY_ADDRESS, here)


def forgive(name: str) -> None:
    """Forget the tries of somebody who proved to be who they say."""
    limits, here = _strategy(), request.remote_addr or ""
    limits.clear(BY_BOTH, name, here)
    limits.clear(BY_ACCOUNT, name)
    limits.storage.incr(BY_ADDRESS.key_for(here), BY_ADDRESS.get_expiry(), -1)


def may_send_mail(name: str) -> bool:
    """Whether one more message for that name, from here, is not too much."""
    limits = _strategy()
    return bool(limits.hit(MAILS_BY_ADDRESS, request.remote_addr or "") and limits.hit(MAILS_BY_ACCOUNT, name))


def _strategy() -> Any:
    return current_app.extensions["houqin.limiter"].limiter
