"""The job that follows acceptance: typed rows, rules that waited, facts and marts."""

from procrastinate import JobContext, RetryStrategy
from sqlalchemy.orm import Session

from etl.facts.loading import load_accepted
from etl.jobs.app import APP, LOAD_ACCEPTED, defer_for_district
from etl.jobs.workshop import workshop_of
from tenants.filing.models import Version


def defer_facts(session: Session, version: Version) -> bool:
    """Have an accepted version's facts written, in the transaction that accepted it."""
    return defer_for_district(session, LOAD_ACCEPTED, version.district_id)


@APP.task(
    name=LOAD_ACCEPTED,
    pass_context=True,
    retry=RetryStrategy(max_attempts=5, exponential_wait=2),
)
def load_accepted_versions(context: JobContext, district_id: int) -> None:
    """Load every accepted version of the district that is not loaded yet."""
    workshop = workshop_of(context)
    workshop.wait_for_announced(district_id)
    load_accepted(workshop.pools, district_id, now=workshop.now())
