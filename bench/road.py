"""(b) The whole road of a workbook: received, read, checked, signed, accepted, loaded as rows, facts and marts."""

import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bench.measure import Row
from etl.workbook.guard.pool import GuardPool
from oversight.database.embedded import Embedded
from oversight.database.initialising import init_database
from oversight.database.migrating import migrate
from tenants.filing.services import Receipt
from tenants.scope.database_roles import APPLICATION_ROLES
from tenants.scope.pools import Pools
from tests import builders
from tests.etl.desk import WHOLE, Desk

SCHOOLS, MONTHS = 66, ("2026-07", "2026-08", "2026-09", "2026-10")
NOW = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
RETURN = "canteen_operations"


class Address(NamedTuple):
    """Where the scratch database is and how its worker and its administrator get in."""

    url: str
    worker_password: str
    admin: str


def measure() -> list[Row]:
    """Two months with one reading worker and two with two, in turn; then signing and loading, for each workbook."""
    with scratch_desk() as (desk, address, home):
        schools = [desk.school(school_code=f"21430{number:05}") for number in range(SCHOOLS)]
        reading: dict[int, list[float]] = {1: [], 2: []}
        receiving, loading = [], []
        for month, workers in zip(MONTHS, (1, 2, 1, 2), strict=True):
            blobs = [desk.workbook(school, RETURN, month, WHOLE[RETURN]) for school in schools]
            start = time.perf_counter()
            receipts = [
                desk.upload(school, period_key=month, blob=blob, at=NOW)
                for school, blob in zip(schools, blobs, strict=True)
            ]
            receiving.append(time.perf_counter() - start)
            reading[workers].append(_read(workers, address, home, desk.district_id))
            loading.append(_accept_and_load(desk, receipts))
        best = {workers: min(seconds) for workers, seconds in reading.items()}
        per = 1000 / SCHOOLS
        return [
            _row("upload → receipt (hash, store, sync, commit)", min(receiving) * per),
            _row("receipt → findings, 1 worker", best[1] * per),
            _row("receipt → findings, 2 workers", best[2] * per, against=("1 worker", best[1] * per)),
            _row("signed, accepted → rows, facts, marts", min(loading) * per),
        ]


def work(address: str, home: str, district_id: str, passwords: str) -> None:
    """One worker process: says when it is warm, starts on a word, says when nothing waits."""
    from etl.filing.processing import process_waiting
    from etl.originals import Originals

    pools = Pools.connect(address, {"houqin_worker": passwords})
    with GuardPool(1) as guard:
        guard.warm()
        print("ready", flush=True)
        sys.stdin.readline()
        process_waiting(
            pools, Originals(Path(home) / "originals", pools.keyring), guard, int(district_id), now=NOW, batch=17
        )
        print("done", flush=True)
    pools.dispose()


def _read(workers: int, address: Address, home: Path, district_id: int) -> float:
    command = [sys.executable, "-c", "import sys; from bench.road import work; work(*sys.argv[1:])"]
    arguments = [address.url, str(home), str(district_id), address.worker_password]
    running = [
        subprocess.Popen([*command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    for each in running:
        _heard(each, "ready")
    start = time.perf_counter()
    for each in running:
        if each.stdin:
            each.stdin.write("go\n")
            each.stdin.flush()
    for each in running:
        _heard(each, "done")
    spent = time.perf_counter() - start
    for each in running:
        each.communicate()
    return spent


def _heard(worker: "subprocess.Popen[str]", word: str) -> None:
    said = worker.stdout.readline().strip() if worker.stdout else ""
    if said != word:
        raise RuntimeError(f"a worker said {said!r} and not {word!r}")


def _accept_and_load(desk: Desk, receipts: list[Receipt]) -> float:
    versions = [desk.drafted(receipt).id for receipt in receipts]
    for version_id in versions:
        desk.explain(version_id)
    start = time.perf_counter()
    for version_id in versions:
        desk.submit(version_id, at=NOW)
        desk.accept(version_id, at=NOW)
    desk.load(now=NOW)
    return time.perf_counter() - start


def _row(name: str, milliseconds: float, against: tuple[str, float] = ("–", 0.0)) -> Row:
    baseline, base = against
    return Row(
        name=name, candidate_ms=milliseconds, baseline=baseline, baseline_ms=base,
        ratio=milliseconds / base if base else 0.0, spread=0.0, goal="–", met=True, broken=False, per="workbook",
    )  # fmt: skip


@contextmanager
def scratch_desk() -> Iterator[tuple[Desk, Address, Path]]:
    """A desk on a database of its own, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="houqin-bench-"))
    embedded = Embedded(home, is_throwaway=True)
    passwords = {role: secrets.token_urlsafe(12) for role in APPLICATION_ROLES}
    try:
        embedded.start()
        init_database(embedded.admin_url(), passwords)
        migrate(embedded.admin_url())
        address = embedded.url().render_as_string(hide_password=False)
        pools = Pools.connect(address, passwords)
        with builders.working_on(pools), GuardPool(1) as guard:
            admin = embedded.admin_url().set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
            yield Desk(pools, guard, home), Address(address, passwords["houqin_worker"], admin), home
        pools.dispose()
    finally:
        embedded.stop()
        shutil.rmtree(home, ignore_errors=True)
