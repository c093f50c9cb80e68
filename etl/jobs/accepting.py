"""Jobs of the calendar: duties at the start of a period, acceptance after five working days."""

from procrastinate import JobContext

from etl.jobs.app import ACCEPT_DUE, APP, LOAD_ACCEPTED, RAISE_DUTIES, defer_for_district
from etl.jobs.workshop import workshop_of
from tenants.calendar.duties import raise_current_duties
from tenants.calendar.workdays import bureau_day
from tenants.filing.automatic import accept_due
from tenants.scope.sessions import district_job_session


@APP.periodic(cron="*/10 * * * *")
@APP.task(name=ACCEPT_DUE, pass_context=True, queueing_lock=ACCEPT_DUE)
def accept_due_versions(context: JobContext, timestamp: int) -> None:
    """In every district, accept what has no query and whose five working days are over."""
    del timestamp
    workshop = workshop_of(context)
    for district_id in workshop.districts():
        with district_job_session(workshop.pools, district_id) as session:
            if accept_due(session, at=workshop.now()):
                defer_for_district(session, LOAD_ACCEPTED, district_id)


@APP.periodic(cron="5 * * * *")
@APP.task(name=RAISE_DUTIES, pass_context=True, queueing_lock=RAISE_DUTIES)
def raise_duties_of_today(context: JobContext, timestamp: int) -> None:
    """In every district, raise the duties of the periods that have begun."""
    del timestamp
    workshop = workshop_of(context)
    for district_id in workshop.districts():
        with district_job_session(workshop.pools, district_id) as session:
            raise_current_duties(session, bureau_day(workshop.now()))
