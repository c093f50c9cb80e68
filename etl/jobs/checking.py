"""The job that reads and checks what was uploaded: one for all that waits in a district."""

from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.filing.processing import process_waiting
from etl.jobs.app import APP, CHECK_UPLOADS, defer_for_district
from etl.jobs.workshop import workshop_of
from tenants.filing.models import Upload


def defer_check(session: Session, upload_id: UUID) -> bool:
    """Have an upload read, in the transaction that received it; False if a waiting job will read it too."""
    district_id = session.scalars(select(Upload.district_id).where(Upload.id == upload_id)).one()
    return defer_for_district(session, CHECK_UPLOADS, district_id)


def defer_check_of(session: Session, district_id: int) -> bool:
    """The same for all that waits in a district."""
    return defer_for_district(session, CHECK_UPLOADS, district_id)


@APP.task(
    name=CHECK_UPLOADS,
    pass_context=True,
    retry=RetryStrategy(max_attempts=5, exponential_wait=2),
)
def check_uploads(context: JobContext, district_id: int) -> None:
    """Read and check every upload that waits in the district."""
    workshop = workshop_of(context)
    workshop.wait_for_announced(district_id)
    process_waiting(workshop.pools, workshop.originals, workshop.guard, district_id, now=workshop.now())
