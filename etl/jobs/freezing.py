"""The job that freezes a school year's lists of similar schools, and adds the schools whose profile comes later."""

from procrastinate import JobContext

from etl.jobs.app import APP, FREEZE_SIMILAR
from etl.jobs.workshop import workshop_of
from etl.similar.freezing import freeze_due
from tenants.scope.sessions import district_job_session


@APP.periodic(cron="35 * * * *")
@APP.task(name=FREEZE_SIMILAR, pass_context=True, queueing_lock=FREEZE_SIMILAR)
def freeze_similar_schools(context: JobContext, timestamp: int) -> None:
    """In every district, each in a transaction of its own."""
    del timestamp
    workshop = workshop_of(context)
    for district_id in workshop.districts():
        with district_job_session(workshop.pools, district_id) as session:
            freeze_due(session, at=workshop.now())
