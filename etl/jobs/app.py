"""The job application: names of tasks, and how a job joins the transaction that asks for it."""

import functools

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import text
from sqlalchemy.orm import Session

QUEUE_SCHEMA = "queue"
CHECK_UPLOADS = "houqin.check_uploads"
LOAD_ACCEPTED = "houqin.load_accepted"
ACCEPT_DUE = "houqin.accept_due"
RAISE_DUTIES = "houqin.raise_duties"
REMIND_WAITING = "houqin.remind_waiting"
SWEEP_STALLED = "houqin.sweep_stalled"
CLEAN_UP = "houqin.clean_up"
PUBLISH_RELEASE = "houqin.publish_release"
_TASK_MODULES = ("accepting", "checking", "loading", "releasing", "upkeep")
_LOCK_CLASS = 0x486F75  # of the advisory locks that order deferring against taking up


@functools.cache
def job_app() -> procrastinate.App:
    """The application without a connection of its own: enough to defer within a caller's transaction."""
    return procrastinate.App(
        connector=procrastinate.SyncPsycopgConnector(),
        import_paths=[f"etl.jobs.{module}" for module in _TASK_MODULES],
    )


def defer(session: Session, name: str, *, queueing_lock: str | None = None, **ids: int | str) -> bool:
    """Ask for a job in the session's transaction: rolled back, no job; committed, one job.

    Args:
        session: The caller's; its commit makes the job visible.
        name: One of the names of this module.
        queueing_lock: With it, one waiting job is enough for all who ask.
        ids: The job's arguments; ids only, since every role of the queue may read them.

    Returns:
        False if a job with that lock waits already.
    """
    session.flush()
    connection = session.connection().connection.driver_connection
    job = job_app().configure_task(name, queueing_lock=queueing_lock, connection=connection)
    if queueing_lock is None:
        job.defer(**ids)
        return True
    try:
        with session.begin_nested():
            job.defer(**ids)
    except AlreadyEnqueued:
        return False
    return True


def announce(session: Session, district_id: int) -> None:
    """Say, before deferring, that this transaction brings work for the district's next job.

    A job that waits already may be taken up before this transaction commits and would not see its rows. ``await_announced``
    makes the job wait for every transaction that announced itself before, so that none is left behind.
    """
    session.execute(text("select pg_advisory_xact_lock_shared(:kind, :id)"), {"kind": _LOCK_CLASS, "id": district_id})


def await_announced(session: Session, district_id: int) -> None:
    """Wait until the transactions that announced work for the district have ended; call in a transaction of its own."""
    session.execute(text("select pg_advisory_xact_lock(:kind, :id)"), {"kind": _LOCK_CLASS, "id": district_id})
