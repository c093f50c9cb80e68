from datetime import timedelta

from sqlalchemy import select

from tenants.filing.models import Step, VersionState
from tenants.filing.review import review_queue
from tenants.scope.sessions import viewer_session
from tests.builders import NOW
from tests.etl.desk import with_values

PROFILE, YEAR = "school_profile", "2026-2027"
CROWDED = with_values("canteen_operations", diners_lunch=500, workers_on_duty=6)  # the school has 400 pupils
FINANCE = "canteen_finance"


def steps(desk, action):
    with desk.session() as session:
        return session.scalars(select(Step).where(Step.action == action)).all()


def file_profile(desk, school):
    version = desk.file(school, return_code=PROFILE, period_key=YEAR, at=NOW + timedelta(hours=1))
    desk.load()
    return version


def test_a_rule_waits_for_the_return_it_looks_at(desk):
    version = desk.file(desk.school(), CROWDED)
    assert desk.waiting_rules(version.id) == {"CO-15": PROFILE, "CO-20": "logistics_staff"}
    assert "CO-15" not in desk.codes(version_id=version.id)


def test_what_is_accepted_already_is_looked_at_at_once(desk):
    school = desk.school()
    file_profile(desk, school)
    receipt = desk.upload(school, CROWDED)
    desk.process()
    assert "CO-15" in desk.codes(receipt)


def test_the_outcome_comes_to_both_versions(desk):
    school = desk.school()
    version = desk.file(school, CROWDED)
    profile = file_profile(desk, school)
    for each in (version, profile):
        outcome = next(f for f in desk.findings(version_id=each.id) if f.code == "CO-15")
        assert outcome.is_deferred_outcome
        assert "500" in outcome.says_zh
    assert desk.waiting_rules(version.id) == {"CO-20": "logistics_staff"}


def test_the_outcome_sits_at_its_cell_on_the_version_it_is_about(desk):
    school = desk.school()
    version = desk.file(school, CROWDED)
    profile = file_profile(desk, school)
    (here,) = [f for f in desk.findings(version_id=version.id) if f.code == "CO-15"]
    (there,) = [f for f in desk.findings(version_id=profile.id) if f.code == "CO-15"]
    assert (here.field, bool(here.cell), there.cell) == ("diners_lunch", True, None)


def test_a_rule_that_holds_is_settled_without_a_word(desk):
    school = desk.school()
    version = desk.file(school)
    file_profile(desk, school)
    assert (desk.waiting_rules(version.id), desk.codes(version_id=version.id)) == ({"CO-20": "logistics_staff"}, set())


def test_a_draft_gets_an_ordinary_finding_and_a_new_revision(desk):
    school = desk.school()
    receipt = desk.upload(school, CROWDED)
    desk.process()
    file_profile(desk, school)
    draft = desk.drafted(receipt)
    outcome = next(f for f in desk.findings(version_id=draft.id) if f.code == "CO-15")
    assert (draft.state, draft.revision, outcome.is_deferred_outcome) == (VersionState.DRAFT, 2, False)
    assert [each.details["revision"] for each in steps(desk, "rechecked")] == [2]


def test_settling_again_adds_nothing(desk):
    school = desk.school()
    version = desk.file(school, CROWDED)
    file_profile(desk, school)
    before = len(desk.findings(version_id=version.id))
    desk.load()
    assert len(desk.findings(version_id=version.id)) == before
    assert len(steps(desk, "settled")) == 1


def test_a_later_month_waits_for_the_one_before(desk):
    school = desk.school()
    desk.duty(school, FINANCE, "2026-09")
    receipt = desk.upload(school, return_code=FINANCE)
    desk.process()
    assert desk.waiting_rules(desk.drafted(receipt).id)["CF-02"] == FINANCE


def test_a_month_nobody_owes_is_not_waited_for(desk):
    receipt = desk.upload(desk.school(), return_code=FINANCE)
    desk.process()
    assert "CF-02" not in desk.waiting_rules(desk.drafted(receipt).id)


def test_a_failed_error_flags_the_accepted_version_for_reopening(desk):
    school = desk.school()
    desk.duty(school, FINANCE, "2026-09")
    october = desk.file(school, return_code=FINANCE)  # opens with 0
    september = with_values(FINANCE, closing_surplus=1000)
    desk.file(school, september, return_code=FINANCE, period_key="2026-09", at=NOW + timedelta(hours=1))
    desk.load()
    reviewer = desk.reviewer(FINANCE)
    with viewer_session(desk.pools, reviewer) as session:
        (item,) = [each for each in review_queue(session, reviewer, NOW.date()) if each.version_id == october.id]
    assert (item.state, item.deferred_errors) == (VersionState.ACCEPTED, 1)
    assert "CF-02" in desk.codes(version_id=october.id)


def test_a_rule_of_a_period_that_was_not_accepted_still_waits(desk):
    school = desk.school()
    version = desk.file(school, CROWDED)
    desk.file(school, return_code=PROFILE, period_key="2025-2026", at=NOW + timedelta(hours=1))
    desk.load()
    assert "CO-15" in desk.waiting_rules(version.id)
