"""Reading from a streaming replica, and from the server itself where the replica is of no use."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, select, text

from oversight.database.programs import run, server_user
from tenants.registry.models import School
from tenants.scope.pools import Pools
from tenants.scope.reading import public_reading_session, reading_session
from tests.builders import make_account, make_school
from tests.conftest import PASSWORDS, Database

IS_REPLICA = text("select pg_is_in_recovery()")
NOWHERE = "postgresql://127.0.0.1:1/nowhere"


@dataclass
class Replica:
    """A second server that follows the first."""

    primary: Database
    url: URL

    def catch_up(self) -> None:
        """Wait until it has all that was committed."""
        written = self.primary.admin("select pg_current_wal_insert_lsn()::text")[0][0]
        asked = "select pg_last_wal_replay_lsn() >= %s::pg_lsn"
        self._wait(lambda: Database(self.admin_url, self.url, {}).admin(asked, written) == [(True,)])

    def pause(self) -> None:
        """Let it fall behind."""
        Database(self.admin_url, self.url, {}).admin("select pg_wal_replay_pause()")
        asked = "select pg_get_wal_replay_pause_state()"
        self._wait(lambda: Database(self.admin_url, self.url, {}).admin(asked) == [("paused",)])

    @property
    def admin_url(self) -> URL:
        """Where its administrator logs in."""
        return self.primary.admin_url.set(query=self.url.query)

    def _wait(self, is_done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not is_done():
            assert time.monotonic() < deadline, "the replica does not follow"
            time.sleep(0.02)


@pytest.fixture
def replica(database: Database) -> Iterator[Replica]:
    """A copy of the tests' server that follows it."""
    socket = Path(str(database.admin_url.query.get("host", "")))
    data = socket.parent / "data"
    if not data.exists():
        pytest.skip("a server given by its address keeps its own replicas")
    user = server_user(data)
    home = Path(tempfile.mkdtemp(prefix="houqin-replica-", dir="/tmp"))
    for folder in (home, home / "log"):  # where the configuration says
        folder.mkdir(exist_ok=True)
        os.chown(folder, user.uid, user.gid)
    rules = data / "pg_hba.conf"
    rules.write_text("local replication postgres peer map=houqin\n" + rules.read_text())
    database.admin("select pg_reload_conf()")
    copy = home / "data"
    run(user, "pg_basebackup", "-h", str(socket), "-U", "postgres", "-D", str(copy), "-R", "-c", "fast", "--no-sync")
    options = f"-c unix_socket_directories={home}"
    run(user, "pg_ctl", "start", "-D", str(copy), "-w", "-o", options, "-l", str(home / "start"))
    try:
        yield Replica(database, database.url.set(query={"host": str(home)}))
    finally:
        run(user, "pg_ctl", "stop", "-D", str(copy), "-m", "immediate", "-w")
        shutil.rmtree(home)


@pytest.fixture
def reader(pools: Pools, database: Database) -> Iterator[Callable[[str], Pools]]:
    """Pools that know of a replica at an address."""
    made = []

    def connect(replica_url: str) -> Pools:
        url = database.url.render_as_string(hide_password=False)
        made.append(Pools.connect(url, PASSWORDS, size=1, replica_url=replica_url))
        return made[-1]

    yield connect
    for each in made:
        each.dispose()


def test_a_replica_answers_and_sees_as_far_as_the_viewer(reader, replica):
    mine, _ = make_school(), make_school()
    viewer = make_account("school_clerk", school=mine)
    replica.catch_up()
    pools = reader(str(replica.url))
    with reading_session(pools, viewer) as session:
        assert session.scalar(IS_REPLICA) is True
        assert session.scalars(select(School.school_id)).all() == [mine.school_id]
    with public_reading_session(pools) as session:
        assert session.scalar(IS_REPLICA) is True


def test_a_scope_that_has_not_arrived_yet_is_asked_of_the_server_itself(reader, replica):
    replica.pause()
    viewer = make_account("school_clerk", school=make_school())
    with reading_session(reader(str(replica.url)), viewer) as session:
        assert session.scalar(IS_REPLICA) is False


def test_without_a_replica_the_server_itself_answers(pools):
    viewer = make_account("school_clerk", school=make_school())
    with reading_session(pools, viewer) as session:
        assert session.scalar(IS_REPLICA) is False


def test_a_replica_that_is_away_is_left_alone_for_a_while(reader):
    viewer = make_account("school_clerk", school=make_school())
    pools = reader(NOWHERE)
    with reading_session(pools, viewer) as session:
        assert session.scalar(IS_REPLICA) is False
    assert pools.replica.away_until > time.monotonic()
    with public_reading_session(pools) as session:
        assert session.scalar(IS_REPLICA) is False
