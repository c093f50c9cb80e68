"""A small demo district on the real road: four schools, two months."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from etl.demo.founding import Credentials, found_district
from etl.demo.running import make_plan, run
from etl.originals import Originals
from tenants.accounts.models import WebSession
from tenants.filing.models import FindingRow, Step, Upload, UploadState, Version, VersionState
from tenants.publishing.models import Release
from tenants.returns.declaration import Severity
from tenants.scope.sessions import district_job_session, login_session

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def plan():
    return make_plan(NOW, schools=4, months=2)


@pytest.fixture
def play(pools, tmp_path):
    """Performs a plan, or the first so many steps of it."""

    def performed(plan, most=None):
        told = run(
            pools, Originals(tmp_path / "originals", pools.keyring), plan, lambda account: Credentials("x", None)
        )
        for number, _ in enumerate(told, 1):
            if number == most:
                told.close()
                break
        with district_job_session(pools, found_district(pools)) as session:
            return Outcome(session)

    return performed


class Outcome:
    """What a run left behind."""

    def __init__(self, session):
        versions = session.scalars(select(Version)).all()
        self.versions = {(v.school_id, v.return_code, v.period_key, v.version_no): v for v in versions}
        self.uploads = session.scalars(select(Upload)).all()
        self.steps = session.scalar(select(func.count()).select_from(Step))
        self.releases = session.scalars(select(Release.period_key).order_by(Release.proposed_at)).all()
        self.open_errors = set(
            session.scalars(select(FindingRow.version_id).where(FindingRow.severity == Severity.ERROR))
        )

    def told(self):
        """Figures and states, without ids and file bytes."""
        return {(key[1:], v.state, str(v.figures)) for key, v in self.versions.items()}


def test_the_aid_centre_files_for_the_district(play):
    plan = make_plan(NOW, schools=4, months=11)
    alone = [each for each in plan.scenes if each.school == plan.unit.index]
    (version,) = play(replace(plan, scenes=alone)).versions.values()
    assert (version.return_code, version.period_key, version.state) == ("student_loan", "2025", VersionState.ACCEPTED)


def test_files_go_through_the_road(play, plan):
    outcome = play(plan)
    states = {each.state for each in outcome.versions.values()}
    assert all(each.state is not UploadState.WAITING for each in outcome.uploads)
    assert VersionState.ACCEPTED in states
    assert all(v.digest for v in outcome.versions.values() if v.state is not VersionState.DRAFT)
    assert not {v.id for v in outcome.versions.values() if v.state is VersionState.ACCEPTED} & outcome.open_errors
    assert set(outcome.releases) == {"2026-09", "2026-10"}


def test_a_run_cut_short_goes_on_and_a_third_changes_nothing(play, plan):
    play(plan, most=9)
    whole = play(plan)
    again = play(plan)
    assert whole.told() == again.told()
    assert (whole.steps, len(whole.uploads)) == (again.steps, len(again.uploads))
    assert len(whole.uploads) == sum(each.act == "upload" for each in plan.scenes)


def test_everybody_is_signed_out_at_the_end(pools, play, plan):
    play(plan, most=3)
    with login_session(pools) as session:
        assert session.scalar(select(func.count()).select_from(WebSession)) == 0
