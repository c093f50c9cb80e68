from datetime import UTC, date, datetime, timedelta

import pytest

from tenants.calendar.models import SpecialDay
from tenants.filing.models import VersionState
from tenants.filing.queries import steps_of
from tenants.filing.services import accept_due
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import NOW
from tests.tenants.filing.scenes import ENOUGH
from tests.tenants.filing.test_justifying import submit

SUBMITTED = NOW + timedelta(hours=1)  # Tuesday 2026-11-03 11:00 by the bureau's clock


def run(scene, at):
    with district_job_session(scene.pools, scene.school.district_id) as session:
        return accept_due(session, at=at)


def test_after_five_working_days(scene):
    version = scene.submitted()
    assert run(scene, SUBMITTED + timedelta(days=7)) == [version.id]
    now = scene.version(version.id)
    assert (now.state, now.accepted_by, now.accepted_by_name) == (VersionState.ACCEPTED, None, None)


def test_not_a_minute_before(scene):
    scene.submitted()
    assert run(scene, SUBMITTED + timedelta(days=7, minutes=-1)) == []


def test_a_holiday_in_between_makes_it_a_day_later(scene):
    scene.submitted()
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.add(
            SpecialDay(
                district_id=scene.school.district_id,
                day=date(2026, 11, 5),
                is_workday=False,
                name_zh="运动会",
                name_en="Games",
            )
        )
    assert run(scene, SUBMITTED + timedelta(days=7)) == []
    assert len(run(scene, SUBMITTED + timedelta(days=8))) == 1


def test_a_version_with_a_query_waits_for_a_person(scene):
    version = scene.draft()
    scene.find(version, justification=ENOUGH)
    submit(scene, version)
    assert run(scene, datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_it_happens_once_and_leaves_a_step_of_the_system(scene):
    scene.submitted()
    at = SUBMITTED + timedelta(days=7)
    assert (len(run(scene, at)), len(run(scene, at))) == (1, 0)
    with viewer_session(scene.pools, scene.clerk) as session:
        step = steps_of(session, scene.duty.id)[0]
    assert (step.action, step.account_id, step.role) == ("accepted_automatically", None, "system")


def test_a_draft_is_never_accepted_by_itself(scene):
    scene.draft()
    assert run(scene, datetime(2027, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("holder", ["reviewer"])
def test_a_version_in_a_reviewers_hands_is_left_for_the_next_run(scene, holder):
    from tenants.filing.locks import locked_version

    version = scene.submitted()
    with viewer_session(scene.pools, getattr(scene, holder)) as session:
        locked_version(session, version.id)
        assert run(scene, SUBMITTED + timedelta(days=7)) == []
