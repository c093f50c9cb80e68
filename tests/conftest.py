"""What every test may ask for: a real PostgreSQL, a migrated database, pools of the application's roles."""

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from oversight.database.embedded import Embedded
from oversight.database.initialising import connect, init_database
from oversight.database.migrating import migrate
from oversight.settings import Settings
from tenants.personal.keyring import Keyring, new_key
from tenants.scope.database_roles import APPLICATION_ROLES
from tenants.scope.pools import Pools
from tests import builders

PASSWORDS = {role: secrets.token_urlsafe(16) for role in APPLICATION_ROLES}
PERSONAL_KEY = new_key()
EMPTY = """
do $$
declare each regclass;
begin
    set local session_replication_role = replica;  -- neither triggers nor foreign keys stand in the way
    for each in
        select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'access', 'returns', 'release', 'queue', 'sec') and c.relkind = 'r'
            and c.relname <> 'alembic_version'
    loop
        execute format('delete from %s', each);
    end loop;
end $$
"""


@dataclass(frozen=True)
class Database:
    """A migrated database: where roles log in, and where its administrator does (for arranging and breaking things)."""

    admin_url: URL
    url: URL
    passwords: dict[str, str] = field(repr=False)

    def pools(self) -> Pools:
        """New pools; dispose of them."""
        url = self.url.render_as_string(hide_password=False)
        return Pools.connect(url, self.passwords, size=2, keyring=Keyring([PERSONAL_KEY]))

    def admin(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run one statement past every policy."""
        with closing(connect(self.admin_url)) as connection:
            done = connection.execute(statement, values or None)
            return list(done.fetchall()) if done.description else []


@pytest.fixture(scope="session")
def server() -> Iterator[Database]:
    """A cluster for this run (or TEST_DATABASE_ADMIN_URL), with a migrated database to copy."""
    if given := os.environ.get("TEST_DATABASE_ADMIN_URL"):
        admin = make_url(given).set(database=f"houqin_template_{os.getpid()}")
        template = Database(admin, admin._replace(username=None, password=None), PASSWORDS)
        yield _migrated(template)
        _drop(template)
        return
    home = Path(tempfile.mkdtemp(prefix="houqin-test-", dir="/tmp"))
    embedded = Embedded(home, is_throwaway=True)
    try:
        embedded.start()
        yield _migrated(Database(embedded.admin_url("template_houqin"), embedded.url("template_houqin"), PASSWORDS))
    finally:
        with suppress(Exception):
            embedded.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def database(server: Database) -> Iterator[Database]:
    """The database the tests share, one after the other."""
    with copied(server, "houqin_test") as made:
        yield made


@pytest.fixture
def fresh_database(server: Database) -> Iterator[Database]:
    """A database of the test's own, to break or to migrate."""
    with copied(server, "houqin_fresh") as made:
        yield made


@pytest.fixture(scope="session")
def _shared_pools(database: Database) -> Iterator[Pools]:
    pools = database.pools()
    yield pools
    pools.dispose()


@pytest.fixture
def pools(database: Database, _shared_pools: Pools) -> Iterator[Pools]:
    """Pools of the application's roles on an empty database; what a test commits is deleted after it."""
    with builders.working_on(_shared_pools):
        yield _shared_pools
    database.admin(EMPTY)


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings of an application on the shared database, with a home of its own."""
    return settings_for(database, tmp_path)


def settings_for(database: Database, home: Path, **values: object) -> Settings:
    """Settings on a database, with secrets in the home."""
    content = {"roles": database.passwords, "secret_key": secrets.token_urlsafe(48), "field_key": secrets.token_hex(32)}
    content["personal_keys"] = [PERSONAL_KEY]
    home.mkdir(exist_ok=True)
    path = home / "secrets.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(content))
    url = database.url.render_as_string(hide_password=False)
    return Settings.model_validate({"home": home, "environment": "development", "database_url": url, **values})


def _migrated(template: Database) -> Database:
    init_database(template.admin_url, template.passwords)
    migrate(template.admin_url)
    return template


@contextmanager
def copied(template: Database, name: str) -> Iterator[Database]:
    """A copy of the migrated database for as long as the context lasts."""
    made = _copy(template, name)
    try:
        yield made
    finally:
        _drop(made)


def _copy(template: Database, name: str) -> Database:
    name = f"{name}_{os.getpid()}"
    with closing(connect(template.admin_url.set(database="postgres"))) as connection:
        connection.execute(f"create database {name} template {template.admin_url.database}")
    made = Database(template.admin_url.set(database=name), template.url.set(database=name), template.passwords)
    init_database(made.admin_url, made.passwords)  # rights on the database itself are not copied
    return made


def _drop(database: Database) -> None:
    with closing(connect(database.admin_url.set(database="postgres"))) as connection:
        connection.execute(f"drop database {database.admin_url.database} with (force)")
