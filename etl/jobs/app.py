"""The job application: names of tasks, and how a job joins the transaction that asks for it."""

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from sqlalchemy import text
from sqlalchemy.orm import Session

CHECK_UPLOADS = "houqin.check_uploads"
LOAD_ACCEPTED = "houqin.load_accepted"
ACCEPT_DUE = "houqin.accept_due"
RAISE_DUTIES = "houqin.raise_duties"
TAKE_UP_WAITING = "houqin.take_up_waiting"
CLEAN_UP = "houqin.clean_up"
PUBLISH_RELEASE = "houqin.publish_release"
FOLLOW_FINDINGS = "houqin.follow_findings"
FREEZE_SIMILAR = "houqin.freeze_similar"
_TASK_MODULES = ("accepting", "checking", "following", "freezing", "loading", "releasing", "upkeep")
_LOCK_CLASS = 0x486F75  # of the advisory locks that order deferring against taking up

# Without a connection of its own: enough to defer within a caller's transaction; a worker brings its connector.
APP = procrastinate.App(
    connector=procrastinate.SyncPsycopgConnector(), import_paths=[f"etl.jobs.{module}" for module in _TASK_MODULES]
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
    if queueing_lock is None:
        _job(session, name, queueing_lock).defer(**ids)
        return True
    try:
        with session.begin_nested():
            # The connection is asked for inside: only then is the savepoint taken, without which the refused insert
            # would end the whole transaction, and its commit would be a rollback that nobody hears of.
            _job(session, name, queueing_lock).defer(**ids)
    except AlreadyEnqueued:
        return False
    return True


def defer_for_district(session: Session, name: str, district_id: int) -> bool:
    """Ask for a job that does all of a kind that waits in the district; one waiting job serves all who ask.

    A job that waits already may be taken up before this transaction commits, and would not see its rows. So the
    transaction announces itself first, and the job waits for whoever announced (``await_announced``) before it looks.
    """
    session.execute(
        text("select pg_advisory_xact_lock_shared(:kind, :district_id)"),
        {"kind": _LOCK_CLASS, "district_id": district_id},
    )
    return defer(session, name, queueing_lock=f"{name}:{district_id}", district_id=district_id)


def await_announced(session: Session, district_id: int) -> None:
    """Wait until the transactions that announced work for the district have ended; call in a transaction of its own."""
    session.execute(
        text("select pg_advisory_xact_lock(:kind, :district_id)"), {"kind": _LOCK_CLASS, "district_id": district_id}
    )


def _job(session: Session, name: str, queueing_lock: str | None) -> JobDeferrer:
    connection = session.connection().connection.driver_connection
    return APP.configure_task(name, queueing_lock=queueing_lock, connection=connection)
