"""What jobs work with: pools, originals, the guard; made once by the worker and handed to every task."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from procrastinate import JobContext
from sqlalchemy import text

from etl.jobs.app import await_announced
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

_KEY = "workshop"


@dataclass
class Workshop:
    """The tools of one worker process."""

    pools: Pools
    originals: Originals
    guard: GuardPool
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def as_context(self) -> dict[str, Any]:
        """For the worker's additional context."""
        return {_KEY: self}

    def now(self) -> datetime:
        """The moment of the job."""
        return self.clock()

    def districts(self) -> list[int]:
        """The districts there are."""
        with self.pools.worker.begin() as connection:
            return list(connection.execute(text("select district_id from sec.districts()")).scalars())

    def wait_for_announced(self, district_id: int) -> None:
        """Let the transactions that asked for this job finish, so that it sees what they brought."""
        with district_job_session(self.pools, district_id) as session:
            await_announced(session, district_id)


def workshop_of(context: JobContext) -> Workshop:
    """The tools of the worker that runs the job."""
    workshop: Workshop = context.additional_context[_KEY]
    return workshop
