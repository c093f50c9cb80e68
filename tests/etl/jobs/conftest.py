from dataclasses import dataclass

import pytest
from sqlalchemy import text

from etl.jobs.running import run_worker
from etl.jobs.workshop import Workshop
from tests.builders import NOW
from tests.etl.desk import Desk


@dataclass
class Queue:
    """The jobs of the test's database."""

    desk: Desk

    @property
    def workshop(self) -> Workshop:
        return Workshop(self.desk.pools, self.desk.originals, self.desk.guard, clock=lambda: NOW)

    def run(self) -> None:
        """Run all jobs that wait."""
        run_worker(self.workshop, wait=False, sweep_seconds=60)

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
