import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from etl.jobs.checking import defer_check
from oversight.database.initialising import connect
from tenants.filing.models import UploadState, Version
from tenants.scope.sessions import viewer_session
from tests.conftest import settings_for
from tests.etl.desk import with_values

ROOT = Path(__file__).parents[3]
WORKER = """
from etl.jobs.running import run_worker
from etl.jobs.workshop import Workshop
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.settings import Settings

settings = Settings.load()
pools = settings.pools(size=2)
run_worker(
    Workshop(pools, Originals(settings.home / "originals", pools.keyring), GuardPool(1)),
    stalled_seconds=1.5,
    sweep_seconds=0.5,
)
"""


@pytest.fixture
def environment(database, tmp_path) -> dict[str, str]:
    settings = settings_for(database, tmp_path)
    return os.environ | {
        "HOUQIN_HOME": str(settings.home),
        "HOUQIN_ENV": "development",
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=ROOT, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def wait_until(is_true: Callable[[], bool], seconds: float = 25) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(desk, queue, environment):
    """SIGKILL while a draft is about to be written; the sweeper of the next worker gives the job back."""
    school = desk.school()
    first = desk.upload(school)
    desk.process()
    draft = desk.drafted(first)
    second = desk.upload(school, with_values("canteen_operations", diners_lunch=390))
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        defer_check(session, second.upload_id)
    with worker(environment) as doomed, desk.session() as session:
        # Somebody holds the draft: the worker has its file and waits.
        session.scalars(select(Version).where(Version.id == draft.id).with_for_update()).one()
        wait_until(lambda: desk.uploaded(second).attempts == 1)
        wait_until(lambda: locks_waited_for(desk) > 0)
        os.killpg(doomed.pid, signal.SIGKILL)
        doomed.wait(10)
    assert ("houqin.check_uploads", "doing") in queue.jobs()
    assert desk.uploaded(second).state is UploadState.WAITING
    with worker(environment):
        wait_until(lambda: desk.uploaded(second).state is UploadState.READ)
    now = desk.drafted(second)
    assert (now.id, now.revision, now.figures["main"][0]["diners_lunch"]) == (draft.id, 2, "390")
    assert desk.uploaded(second).attempts == 2


def locks_waited_for(desk) -> int:
    with desk.pools.worker.begin() as connection:
        return connection.execute(text("select count(*) from pg_locks where not granted")).scalar_one()


def test_a_worker_goes_on_after_the_database_was_away(desk, queue, environment, database):
    first, second = desk.school(), desk.school()
    before = upload_and_defer(desk, first)
    with worker(environment):
        wait_until(lambda: desk.uploaded(before).state is UploadState.READ)
        go_away(database, seconds=3)
        desk.pools.dispose()
        after = upload_and_defer(desk, second)
        wait_until(lambda: desk.uploaded(after).state is UploadState.READ)


def go_away(database, *, seconds: float) -> None:
    """Nobody can connect for a while, and all who were are thrown out: a server that restarts."""
    name = database.admin_url.database
    with closing(connect(database.admin_url.set(database="postgres"))) as admin:
        admin.execute(f"alter database {name} with allow_connections false")
        admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))
        time.sleep(seconds)
        admin.execute(f"alter database {name} with allow_connections true")


def upload_and_defer(desk, school):
    receipt = desk.upload(school)
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        defer_check(session, receipt.upload_id)
    return receipt
