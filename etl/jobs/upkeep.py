"""Keeping the queue true: what waits is taken up, what a dead worker left is done again, what is over is removed."""

import logging
from datetime import timedelta

import procrastinate
from procrastinate import JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from sqlalchemy import delete, select, text

from etl.jobs.app import APP, CHECK_UPLOADS, CLEAN_UP, LOAD_ACCEPTED, TAKE_UP_WAITING, defer_for_district
from etl.jobs.workshop import Workshop, workshop_of
from tenants.accounts.models import PasswordReset, WebSession
from tenants.filing.models import Upload, UploadState, Version
from tenants.scope.sessions import district_job_session, login_session

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 10.0
MOST_ATTEMPTS = 6  # of a job whose workers die with it; ``retry_job`` itself counts without an end
_KEPT_HOURS = 24 * 7
_LEFT_BEHIND = timedelta(seconds=30)
_FORGOTTEN = timedelta(days=1)
_log = logging.getLogger(__name__)


@APP.periodic(cron="* * * * *")
@APP.task(name=TAKE_UP_WAITING, pass_context=True, queueing_lock=TAKE_UP_WAITING)
def take_up_waiting(context: JobContext, timestamp: int) -> None:
    """Defer again what has waited too long: the net under the jobs that uploading and accepting defer."""
    del timestamp
    take_up(workshop_of(context))


def take_up(workshop: Workshop) -> None:
    """Defer the jobs of every district in which an upload or an accepted version has waited too long."""
    before = workshop.now() - _LEFT_BEHIND
    uploads = select(Upload.id).where(Upload.state == UploadState.WAITING, Upload.received_at < before).limit(1)
    versions = select(Version.id).where(Version.loaded_at.is_(None), Version.accepted_at < before).limit(1)
    for district_id in workshop.districts():
        with district_job_session(workshop.pools, district_id) as session:
            if session.scalar(uploads) is not None:
                defer_for_district(session, CHECK_UPLOADS, district_id)
            if session.scalar(versions) is not None:
                defer_for_district(session, LOAD_ACCEPTED, district_id)


@APP.periodic(cron="17 3 * * *")
@APP.task(name=CLEAN_UP, pass_context=True, queueing_lock=CLEAN_UP)
def clean_up(context: JobContext, timestamp: int) -> None:
    """Remove finished jobs, expired sessions with their scope grants, and used reset links."""
    del timestamp
    workshop = workshop_of(context)
    before = workshop.now() - _FORGOTTEN
    with login_session(workshop.pools) as session:
        session.execute(delete(WebSession).where(WebSession.expires_at < before))
        session.execute(delete(PasswordReset).where(PasswordReset.expires_at < before))
    with workshop.pools.worker.begin() as connection:
        connection.execute(_OLD_JOBS, {"before": workshop.now() - timedelta(hours=_KEPT_HOURS)})


_OLD_JOBS = text("""
    delete from queue.procrastinate_jobs j
    where j.status in ('succeeded', 'failed', 'cancelled', 'aborted') and not exists (
        select from queue.procrastinate_events e where e.job_id = j.id and e.at >= :before
    )
""")


async def sweep_stalled(app: procrastinate.App, *, stalled_seconds: float = STALLED_SECONDS) -> int:
    """Give back the jobs of workers that are gone; gives how many.

    A job that has taken too many workers with it is closed as failed. One whose like waits already is closed too: the
    waiting one does its work.
    """
    swept = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_seconds):
        if job.attempts >= MOST_ATTEMPTS:
            _log.error("job %s (%s) given up after %d attempts", job.id, job.task_name, job.attempts)
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            continue
        try:
            await app.job_manager.retry_job(job)
        except ConnectorException:  # the same waits already, or another sweeper was faster
            await _close(app, job)
        swept += 1
    return swept


async def _close(app: procrastinate.App, job: procrastinate.jobs.Job) -> None:
    try:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    except ConnectorException:
        _log.info("job %s is in other hands", job.id)
