import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import pytest
from sqlalchemy import text

from etl.jobs.app import APP
from etl.jobs.running import connector, run_worker
from etl.jobs.upkeep import sweep_stalled
from etl.jobs.workshop import Workshop
from tenants.scope.database_roles import WORKER
from tests.builders import NOW
from tests.etl.desk import Desk

T = TypeVar("T")


def alone(run: Callable[[], T]) -> T:
    """What runs an event loop does so in a thread of its own: a browser's may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


@dataclass
class Queue:
    """The jobs of the test's database."""

    desk: Desk

    @property
    def workshop(self) -> Workshop:
        return Workshop(self.desk.pools, self.desk.originals, self.desk.guard, clock=lambda: NOW)

    def run(self) -> None:
        """Run all jobs that wait."""
        alone(lambda: run_worker(self.workshop, wait=False, sweep_seconds=60))

    def sweep(self) -> int:
        """Give back what stalled for a second; how many jobs."""
        return alone(lambda: asyncio.run(self._sweep()))

    async def _sweep(self) -> int:
        with APP.replace_connector(connector(self.desk.pools.url_of(WORKER))) as app:
            async with app.open_async():
                return await sweep_stalled(app, stalled_seconds=1)

    def jobs(self) -> list[tuple[str, str]]:
        """Task and status of every job, the oldest first."""
        with self.desk.pools.worker.begin() as connection:
            rows = connection.execute(text("select task_name, status from queue.procrastinate_jobs order by id"))
            return [(row.task_name, str(row.status)) for row in rows]

    def waiting(self) -> list[str]:
        """Tasks that wait."""
        return [name for name, status in self.jobs() if status == "todo"]


@pytest.fixture
def queue(desk: Desk) -> Queue:
    return Queue(desk)
