"""The job that puts an approved release before the public."""

from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from sqlalchemy.orm import Session

from etl.jobs.app import APP, PUBLISH_RELEASE, defer
from etl.jobs.workshop import workshop_of
from tenants.scope.sessions import district_job_session


def defer_release(session: Session, district_id: int, release_id: UUID) -> bool:
    """Have a release published, in the transaction that approved it."""
    lock = f"{PUBLISH_RELEASE}:{release_id}"
    return defer(session, PUBLISH_RELEASE, queueing_lock=lock, district_id=district_id, release_id=str(release_id))


@APP.task(
    name=PUBLISH_RELEASE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=5, exponential_wait=2),
)
def publish_release(context: JobContext, district_id: int, release_id: str) -> None:
    """Freeze what the release shows into the public schema."""
    from etl.publishing.freezing import publish

    workshop = workshop_of(context)
    with district_job_session(workshop.pools, district_id) as session:
        publish(session, UUID(release_id), at=workshop.now())
