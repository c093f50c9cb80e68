"""The whole demo: found the district, file its months day by day, and say how far it is."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from etl.demo.desks import Desks
from etl.demo.founding import Credentials, found_district, write_accounts, write_calendar, write_registry
from etl.demo.people import DemoAccount, plan_accounts
from etl.demo.performing import Stage
from etl.demo.plot import MONTHS, ZONE, Act, Scene, months_until, scenes
from etl.demo.publishing import Publisher
from etl.demo.schools import DemoSchool, plan_schools, plan_unit
from etl.demo.workbooks import Writers
from etl.facts.loading import load_accepted
from etl.jobs.following import follow_district
from etl.originals import Originals
from etl.similar.freezing import freeze_due
from etl.workbook.guard.pool import GuardPool
from tenants.calendar.periods import Period
from tenants.filing.services import accept_due
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

SEED = 2026
SCHOOLS = 66
_DAYS_TO_LOAD = 6  # facts are written once a week of the story, not once a day


@dataclass(frozen=True)
class Plan:
    """What will be there at the end; the same for the same seed, size and moment."""

    schools: list[DemoSchool]
    unit: DemoSchool  # of the bureau, files for the district
    months: list[Period]
    scenes: list[Scene]
    accounts: list[DemoAccount]
    now: datetime


@dataclass(frozen=True)
class Told:
    """How far it is: scenes done of all, and the day of the story."""

    done: int
    total: int
    day: str


def make_plan(now: datetime, *, seed: int = SEED, schools: int = SCHOOLS, months: int = MONTHS) -> Plan:
    """Draw up a district and what happens in it until now."""
    planned, span = plan_schools(seed, schools), months_until(now, months)
    unit = plan_unit(planned)
    story = scenes(planned, unit, span, now)
    return Plan(planned, unit, span, story, plan_accounts(planned, unit, story, seed), now)


def run(
    pools: Pools, originals: Originals, plan: Plan, credentials: Callable[[DemoAccount], Credentials]
) -> Iterator[Told]:
    """Make the district and perform its story; a run that was cut short goes on where it was.

    Args:
        pools: Of the database; nothing here works as administrator.
        originals: Where the workbooks are kept.
        plan: The same as in the run that was cut short.
        credentials: Password and second factor of an account.
    """
    today = plan.now.astimezone(ZONE).date()
    district_id = found_district(pools)
    school_ids = write_registry(pools, district_id, plan.schools, plan.unit)
    write_calendar(pools, district_id, plan.months, today)
    keys = write_accounts(pools, district_id, plan.accounts, school_ids, credentials, now=plan.now)
    desks = Desks(pools, plan.accounts, keys, plan.now)
    with ExitStack() as stack:
        stack.callback(desks.close)
        guard = stack.enter_context(GuardPool())
        writers = stack.enter_context(Writers(os.cpu_count() or 1))
        stage = Stage(pools, originals, guard, writers, desks, district_id, [*plan.schools, plan.unit], school_ids)
        stage.look_around()
        publisher = Publisher(pools, desks, district_id, plan.months, plan.now)
        yield from _days(stage, plan, publisher)
        publisher.corrections()
        follow_district(pools, district_id, at=plan.now)


def _days(stage: Stage, plan: Plan, publisher: Publisher) -> Iterator[Told]:
    done, total = 0, len(plan.scenes)
    days = [(day, list(found)) for day, found in groupby(plan.scenes, key=lambda each: each.at.date())]
    for number, (day, found) in enumerate(days, 1):
        for _, group in groupby(found, key=lambda each: Act.UPLOAD if each.act is Act.NIL else each.act):
            together = list(group)
            stage.perform(together)
            done += len(together)
            yield Told(done, total, day.isoformat())
        evening = min(datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=18), plan.now)
        is_last = number == len(days)
        _close_day(stage, plan.now if is_last else evening, is_loading=is_last or not number % _DAYS_TO_LOAD)
        publisher.evening(day)
    publisher.evening(plan.now.astimezone(ZONE).date())
    with district_job_session(stage.pools, stage.district_id) as session:
        freeze_due(session, at=plan.now)


def _close_day(stage: Stage, at: datetime, *, is_loading: bool) -> None:
    with district_job_session(stage.pools, stage.district_id) as session:
        accept_due(session, at=at)
    if is_loading:
        load_accepted(stage.pools, stage.district_id, now=at)
