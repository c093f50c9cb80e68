"""The embedded server: hardened, and up again whatever happened to it."""

import os
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import closing
from multiprocessing.pool import ThreadPool
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from oversight.database.embedded import Embedded, OtherVersion, SocketTaken, State
from oversight.database.initialising import connect, init_database
from oversight.database.programs import NamelessUser, server_user
from tenants.scope.database_roles import APPLICATION_ROLES
from tenants.scope.pools import Pools

PASSWORDS = {role: secrets.token_urlsafe(12) for role in APPLICATION_ROLES}
MARK = "13800138000"  # a value that must not turn up in a log


@pytest.fixture(scope="module")
def home():
    made = Path(tempfile.mkdtemp(prefix="houqin-test-", dir="/tmp"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def embedded(home):
    """A running server with its roles; tests that stop it start it again."""
    server = Embedded(home, is_throwaway=True)
    server.start()
    init_database(server.admin_url(), PASSWORDS)
    yield server
    server.stop()


def login(server, role, password):
    url = server.url().set(username=role, password=password).render_as_string(hide_password=False)
    return psycopg.connect(url)


def admin(server, statement):
    with closing(connect(server.admin_url())) as connection:
        return connection.execute(statement).fetchall()


def postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split("\n")[0])


# Hardened


def test_no_rule_trusts_anybody(embedded):
    assert admin(embedded, "select type, user_name, auth_method from pg_hba_file_rules order by rule_number") == [
        ("local", ["postgres"], "peer"),
        ("local", ["all"], "scram-sha-256"),
    ]


def test_no_port_is_open(embedded):
    assert admin(embedded, "show listen_addresses") == [("",)]


def test_a_role_logs_in_with_its_password(embedded):
    with login(embedded, "houqin_listed", PASSWORDS["houqin_listed"]) as connection:
        assert connection.execute("select current_user").fetchone() == ("houqin_listed",)


@pytest.mark.parametrize(
    "password", ["", "wrong", PASSWORDS["houqin_worker"]], ids=["none", "wrong", "of-another-role"]
)
def test_a_wrong_password_is_refused(embedded, password):
    with pytest.raises(psycopg.OperationalError, match="password"):
        login(embedded, "houqin_listed", password)


def test_the_owner_does_not_log_in(embedded):
    with pytest.raises(psycopg.OperationalError):
        login(embedded, "houqin_owner", "x")


def test_another_user_of_the_machine_is_no_superuser(embedded):
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    with pytest.raises(subprocess.CalledProcessError):
        code = f"import psycopg; psycopg.connect({str(embedded.admin_url())!r})"
        subprocess.run(["python3", "-c", code], user=65534, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["run", "data", "log"])
def test_its_folders_are_its_own(embedded, name):
    assert stat.S_IMODE((embedded.folder / name).stat().st_mode) == 0o700


def test_logs_hold_no_values(embedded):
    with closing(connect(embedded.admin_url())) as connection:
        connection.execute("create temp table one (phone text unique)")
        connection.execute("insert into one values (%s)", [MARK])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into one values (%s)", [MARK])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(f"insert into one values ('{MARK}')")
    said = ""
    deadline = time.monotonic() + 10
    while "duplicate key" not in said and time.monotonic() < deadline:  # the collector writes when it pleases
        said = "".join(path.read_text() for path in (embedded.folder / "log").iterdir())
    assert "duplicate key" in said and MARK not in said


def test_passwords_are_stored_as_verifiers(embedded):
    rows = admin(embedded, "select rolpassword from pg_authid where rolname like 'houqin%' and rolcanlogin")
    assert len(rows) == len(APPLICATION_ROLES) and all(row[0].startswith("SCRAM-SHA-256$") for row in rows)


def test_a_copy_of_the_configuration_by_hand_does_not_survive_a_start(embedded):
    hba = embedded.data / "pg_hba.conf"
    embedded.stop()
    hba.write_text("local all all trust\n")
    embedded.start()
    assert "trust" not in hba.read_text()


# Up again


def test_starting_a_running_server_leaves_it_alone(embedded):
    before = postmaster(embedded)
    embedded.start()
    assert postmaster(embedded) == before


def test_stopping_a_stopped_server_is_nothing(tmp_path):
    Embedded(tmp_path).stop()
    assert Embedded(tmp_path).state() is State.STOPPED


def test_a_killed_server_starts_again(embedded):
    pid = postmaster(embedded)
    os.kill(pid, signal.SIGKILL)
    embedded.start()
    assert embedded.state() is State.RUNNING and postmaster(embedded) != pid


def test_a_pid_given_to_another_process_does_not_bar_the_start(embedded):
    embedded.stop()
    other = subprocess.Popen(["sleep", "60"], user=server_user(embedded.data).uid)
    (embedded.data / "postmaster.pid").write_text(f"{other.pid}\n{embedded.data}\n0\n5432\n\n\n0 0\nready\n")
    try:
        embedded.start()
        assert embedded.state() is State.RUNNING
    finally:
        other.kill()
        other.wait()


def test_two_starts_at_once_make_one_server(embedded):
    embedded.stop()
    with ThreadPool(2) as threads:
        threads.map(lambda _: embedded.start(), range(2))
    assert embedded.state() is State.RUNNING


def test_pools_recover_from_a_restart(embedded):
    pools = Pools.connect(embedded.url().render_as_string(hide_password=False), PASSWORDS, size=1)
    with pools.public.connect() as connection:
        connection.execute(text("select 1"))
    embedded.stop()
    embedded.start()
    with pools.public.connect() as connection:
        assert connection.scalar(text("select 1")) == 1
    pools.dispose()


def test_a_pool_recovers_from_a_killed_server(embedded):
    pools = Pools.connect(embedded.url().render_as_string(hide_password=False), PASSWORDS, size=1)
    with pools.public.connect() as connection:
        connection.execute(text("select 1"))
    os.kill(postmaster(embedded), signal.SIGKILL)
    embedded.start()
    with pools.public.connect() as connection:
        assert connection.scalar(text("select 1")) == 1
    pools.dispose()


# Where it is


def test_a_long_path_moves_the_socket(home):
    server = Embedded(home / ("长" * 40), is_throwaway=True)
    folder = server.socket_folder
    assert folder.parent == Path("/tmp")
    try:
        server.start()
        assert server.state() is State.RUNNING and stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        server.stop()
        shutil.rmtree(folder)


def test_half_an_initdb_is_cleared_away(home):
    server = Embedded(home / "half", is_throwaway=True)
    (server.folder / "data.1").mkdir(parents=True)
    (server.folder / "data.1" / "PG_VERSION").write_text("18\n")
    try:
        server.start()
        assert [each.name for each in server.folder.glob("data*")] == ["data"]
    finally:
        server.stop()


def test_a_user_without_a_name_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 54321)
    with pytest.raises(NamelessUser):
        Embedded(tmp_path).start()


def test_a_socket_folder_of_somebody_else_is_refused(home):
    server = Embedded(home / ("x" * 90), is_throwaway=True)
    server.socket_folder.mkdir(mode=0o777)
    server.socket_folder.chmod(0o777)
    try:
        with pytest.raises(SocketTaken):
            server.start()
    finally:
        server.socket_folder.rmdir()


def test_the_data_of_another_version_are_left_alone(home):
    server = Embedded(home / "old")
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(OtherVersion):
        server.start()
