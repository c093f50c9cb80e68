"""Bringing a database to a revision, and telling where it stands."""

import io
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine

_INI = Path(__file__).resolve().parents[3] / "alembic.ini"


def migrate(admin: URL, revision: str = "head") -> None:
    """Run the revisions up to that one, as the owner of the tables."""
    _with_connection(admin, lambda config: command.upgrade(config, revision))


def undo(admin: URL, revision: str) -> None:
    """Run the revisions down to that one."""
    _with_connection(admin, lambda config: command.downgrade(config, revision))


def compare(admin: URL) -> None:
    """Raise if the models declare what the revisions did not make."""
    _with_connection(admin, command.check)


def head() -> str:
    """The newest revision of the code."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """The revision the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def _with_connection(admin: URL, run: Callable[[Config], None]) -> None:
    engine = create_engine(admin.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        run(config)


def _config() -> Config:
    return Config(str(_INI), stdout=io.StringIO())
