"""One pool of connections for each application role; no pool ever switches roles."""

import os
from collections.abc import Mapping
from functools import partial

from sqlalchemy import URL, Engine, create_engine, make_url

from tenants.accounts.roles import LISTED_ROLES, Role
from tenants.personal.keyring import Keyring
from tenants.scope.database_roles import DISTRICT, LISTED, LOGIN, PUBLIC, WORKER
from tenants.scope.json_text import dumps, loads

_PAGE_SECONDS = 30  # a page's statement that takes longer helps nobody
_CONNECT = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "tcp_user_timeout": 20_000}
_OPTIONS = {
    LISTED: {"statement_timeout": f"{_PAGE_SECONDS}s", "idle_in_transaction_session_timeout": "60s"},
    DISTRICT: {"statement_timeout": f"{_PAGE_SECONDS}s", "idle_in_transaction_session_timeout": "60s"},
    LOGIN: {"statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
    PUBLIC: {"statement_timeout": f"{_PAGE_SECONDS}s", "idle_in_transaction_session_timeout": "60s"},
    WORKER: {},
}


class Pools:
    """The engines of a process, made when first asked for and again in a forked child."""

    def __init__(
        self,
        url: URL,
        passwords: Mapping[str, str],
        *,
        size: int = 5,
        replica: "Pools | None" = None,
        keyring: Keyring | None = None,
    ) -> None:
        self._url = url
        self.replica = replica  # a streaming replica of the same server, for reading
        self.away_until = 0.0  # of a replica that did not answer: when to ask again, by the monotonic clock
        self.keyring = keyring  # opens personal data
        self._passwords = dict(passwords)
        self._size = size
        self._engines: dict[tuple[int, str], Engine] = {}

    @classmethod
    def connect(
        cls,
        database_url: str,
        passwords: Mapping[str, str],
        *,
        size: int = 5,
        replica_url: str | None = None,
        keyring: Keyring | None = None,
    ) -> "Pools":
        """Pools on the server and database of the URL; its user, where it names one, is replaced by each role."""
        replica = cls(make_url(replica_url), passwords, size=size, keyring=keyring) if replica_url else None
        return cls(make_url(database_url), passwords, size=size, replica=replica, keyring=keyring)

    def engine(self, database_role: str) -> Engine:
        """The engine that logs in as that role."""
        key = (os.getpid(), database_role)
        if key not in self._engines:
            self._engines[key] = self._made(database_role)
        return self._engines[key]

    @property
    def listed(self) -> Engine:
        """For accounts whose scope is a list of schools."""
        return self.engine(LISTED)

    @property
    def district(self) -> Engine:
        """For accounts that see their whole district."""
        return self.engine(DISTRICT)

    @property
    def login(self) -> Engine:
        """For accounts and sessions, before a scope exists."""
        return self.engine(LOGIN)

    @property
    def worker(self) -> Engine:
        """For jobs."""
        return self.engine(WORKER)

    @property
    def public(self) -> Engine:
        """For public pages."""
        return self.engine(PUBLIC)

    def for_role(self, role: Role) -> Engine:
        """The engine for an account in that role."""
        return self.listed if role in LISTED_ROLES else self.district

    def url_of(self, database_role: str) -> URL:
        """Where that role logs in, with its password: for what brings its own connections (the job queue)."""
        return self._url.set(
            drivername="postgresql+psycopg", username=database_role, password=self._passwords[database_role]
        )

    def dispose(self) -> None:
        """Close every connection of this process."""
        for (pid, _), engine in self._engines.items():
            engine.dispose(close=pid == os.getpid())
        self._engines.clear()
        if self.replica is not None:
            self.replica.dispose()

    def _made(self, database_role: str) -> Engine:
        settings = {"search_path": "public,queue,pg_temp", "lock_timeout": "10s", **_OPTIONS[database_role]}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        make = partial(
            create_engine,
            self.url_of(database_role),
            pool_pre_ping=True,  # a restarted server costs nobody a page
            pool_recycle=1800,
            pool_timeout=10,
            hide_parameters=True,  # values stay out of logs
            json_serializer=dumps,
            json_deserializer=loads,
        )
        return make(
            pool_size=self._size,
            max_overflow=self._size,
            connect_args={**_CONNECT, "options": options, "application_name": database_role},
        )
