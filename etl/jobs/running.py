"""A worker: takes jobs until told to stop, with a heartbeat, a sweeper beside it and tools of its own."""

import asyncio
import contextlib
import logging
import signal

import procrastinate
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError
from sqlalchemy import URL

from etl.jobs.app import APP
from etl.jobs.upkeep import HEARTBEAT_SECONDS, STALLED_SECONDS, sweep_stalled
from etl.jobs.workshop import Workshop
from tenants.scope.database_roles import WORKER

_SWEEP_SECONDS = 5.0
_AGAIN_SECONDS = 1.0
_CONNECTION = {
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "tcp_user_timeout": "20000",
}
_log = logging.getLogger(__name__)


def run_worker(
    workshop: Workshop,
    *,
    wait: bool = True,
    stalled_seconds: float = STALLED_SECONDS,
    sweep_seconds: float = _SWEEP_SECONDS,
) -> None:
    """Run jobs until a signal; with ``wait`` off, until none is left.

    SIGTERM lets the running job finish. After SIGKILL the sweeper of the next worker gives its job back.
    """
    asyncio.run(_run(workshop, wait=wait, stalled_seconds=stalled_seconds, sweep_seconds=sweep_seconds))


def connector(url: URL) -> procrastinate.PsycopgConnector:
    """The queue's own connections, as the worker's role."""
    query = {**url.query, **_CONNECTION, "options": "-csearch_path=queue", "application_name": "houqin_queue"}
    conninfo = url.set(drivername="postgresql", query=query).render_as_string(hide_password=False)
    return procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=4, timeout=5.0)


async def _run(workshop: Workshop, *, wait: bool, stalled_seconds: float, sweep_seconds: float) -> None:
    """Work, and begin anew whenever the queue lets go of us without our being told to stop."""
    stopping = asyncio.Event()
    if wait:
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, stopping.set)
    while not stopping.is_set():
        working = asyncio.create_task(
            _work(workshop, wait=wait, stalled_seconds=stalled_seconds, sweep_seconds=sweep_seconds)
        )
        told = asyncio.create_task(stopping.wait())
        await asyncio.wait({working, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if not working.done():
            working.cancel()  # lets the running job finish
        try:
            await working
        except (ConnectorException, OperationalError, asyncio.CancelledError) as gone:
            if not wait:
                raise
            if not stopping.is_set():
                _log.warning("the database cannot be reached (%s); trying again", type(gone).__name__)
        if not wait:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _AGAIN_SECONDS)


async def _work(workshop: Workshop, *, wait: bool, stalled_seconds: float, sweep_seconds: float) -> None:
    with APP.replace_connector(connector(workshop.pools.url_of(WORKER))) as app:
        async with app.open_async():
            sweeper = asyncio.create_task(_sweep(app, stalled_seconds, sweep_seconds))
            try:
                await app.run_worker_async(
                    wait=wait,
                    concurrency=1,
                    fetch_job_polling_interval=2.0,
                    update_heartbeat_interval=min(HEARTBEAT_SECONDS, stalled_seconds / 3),
                    stalled_worker_timeout=stalled_seconds,
                    additional_context=workshop.as_context(),
                    install_signal_handlers=False,
                    delete_jobs="successful",
                )
            finally:
                sweeper.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await sweeper


async def _sweep(app: procrastinate.App, stalled_seconds: float, sweep_seconds: float) -> None:
    while True:
        try:
            await sweep_stalled(app, stalled_seconds=stalled_seconds)
        except ConnectorException:
            _log.warning("the queue cannot be reached; trying again")
        await asyncio.sleep(sweep_seconds)
