"""``houqin db`` from nothing to ready and back."""

import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from oversight.commands.db import db


@pytest.fixture(scope="module")
def home():
    made = Path(tempfile.mkdtemp(prefix="houqin-test-", dir="/tmp"))
    yield made
    call(made, "stop")
    shutil.rmtree(made, ignore_errors=True)


def call(home, *arguments, **environ):
    environ = {"HOUQIN_HOME": str(home), "HOUQIN_ENV": "development", **environ}
    return CliRunner().invoke(db, arguments, env=environ)


def test_a_start_from_nothing_is_ready(home):
    assert call(home, "start").exit_code == 0
    assert call(home, "check").stdout == "ready\n"


def test_a_second_start_changes_nothing(home):
    before = (home / "secrets.json").read_text()
    assert call(home, "start").exit_code == 0
    assert (home / "secrets.json").read_text() == before


def test_init_mends_a_lost_password(home):
    (home / "secrets.json").unlink()
    assert call(home, "check").exit_code == 1
    assert (call(home, "init").exit_code, call(home, "check").exit_code) == (0, 0)


def test_status_tells_by_its_exit_code(home):
    assert call(home, "status").exit_code == 0
    call(home, "stop")
    stopped = call(home, "status")
    assert (stopped.exit_code, stopped.stdout) == (1, "stopped\n")


def test_a_stopped_server_is_told_and_not_traced(home):
    call(home, "stop")
    answer = call(home, "migrate")
    assert answer.exit_code == 1 and "Traceback" not in answer.output


def test_a_server_of_one_s_own_is_not_started(home):
    answer = call(home, "start", DATABASE_URL="postgresql://localhost/houqin")
    assert answer.exit_code == 2 and "server of your own" in answer.output


def test_wrong_settings_are_all_named(home):
    answer = call(home, "check", PORT="x", HOUQIN_LOCALE="fr")
    assert answer.exit_code == 1 and "PORT" in answer.stderr and "HOUQIN_LOCALE" in answer.stderr
