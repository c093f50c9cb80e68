"""The job of every morning: what inspectors found, what the indices say and what the public sees, a day later."""

from datetime import datetime

from procrastinate import JobContext
from sqlalchemy import select

from etl.facts.indices.keeping import DECLARED, follow_the_day
from etl.facts.rectified import write_rectified
from etl.facts.writing import hold_facts, write_marts
from etl.filing.rectifying import follow_findings
from etl.jobs.app import APP, FOLLOW_FINDINGS
from etl.jobs.workshop import workshop_of
from etl.publishing.complaints import publish_complaints
from etl.publishing.visits import publish_visits
from tenants.filing.models import Version
from tenants.inspections.replies import VISIT
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session


@APP.periodic(cron="20 0 * * *")
@APP.task(name=FOLLOW_FINDINGS, pass_context=True, queueing_lock=FOLLOW_FINDINGS)
def follow_all_findings(context: JobContext, timestamp: int) -> None:
    """In every district, bring rectifications, indices, timeliness and what is published to the new day."""
    del timestamp
    workshop = workshop_of(context)
    for district_id in workshop.districts():
        follow_district(workshop.pools, district_id, at=workshop.now())


def follow_district(pools: Pools, district_id: int, *, at: datetime) -> None:
    """One district, in one transaction."""
    with district_job_session(pools, district_id) as session:
        hold_facts(session)
        schools = set(session.scalars(select(Version.school_id).where(Version.return_code == VISIT).distinct()))
        follow_findings(session, schools, at=at)
        figures, indicators = write_rectified(session, None, at=at)
        figures |= follow_the_day(session, at=at)
        write_marts(session, figures, DECLARED | {each.code: each for each in indicators})
        publish_visits(session, at=at)
        publish_complaints(session, at=at)
