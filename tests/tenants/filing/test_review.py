from datetime import date

from tenants.filing.comparison import comparison
from tenants.filing.models import VersionState
from tenants.filing.review import review_queue
from tenants.returns.declaration import Severity
from tenants.scope.sessions import viewer_session
from tests.builders import make_account, make_area
from tests.tenants.filing.scenes import CANTEEN, ENOUGH, Scene, set_scene
from tests.tenants.filing.test_justifying import submit

TODAY = date(2026, 11, 6)


def queue(scene: Scene, viewer=None, **options):
    viewer = viewer or scene.reviewer
    with viewer_session(scene.pools, viewer) as session:
        return review_queue(session, viewer, TODAY, **options)


def test_what_is_submitted_waits_with_the_day_it_would_be_accepted(scene):
    scene.submitted()
    item = queue(scene)[0]
    assert (item.waiting_workdays, item.accepted_automatically_on) == (3, date(2026, 11, 10))
    assert item.may_decide


def test_drafts_and_accepted_versions_do_not_wait(scene):
    scene.accepted()
    assert queue(scene) == []


def test_a_version_with_queries_comes_first_and_waits_for_a_person(scene):
    scene.submitted()
    doubtful = set_scene(scene.pools)
    inspector = make_account("inspector", areas=[scene.school.area_code, doubtful.school.area_code])
    draft = doubtful.draft()
    doubtful.find(draft, justification=ENOUGH)
    submit(doubtful, draft)
    items = queue(scene, inspector)
    assert items[0].version_id == draft.id
    assert (items[0].queries, items[0].accepted_automatically_on) == (1, None)


def test_a_query_that_comes_back_every_month_weighs_more(scene):
    with_before = scene
    before = set_scene(scene.pools)
    before.school, before.clerk, before.head, before.reviewer = (
        scene.school,
        scene.clerk,
        scene.head,
        scene.reviewer,
    )
    from tenants.filing.services import accept
    from tests.builders import NOW, make_duty

    before.duty = make_duty(scene.school, "canteen_operations", "2026-09")
    old = before.draft()
    before.find(old, justification=ENOUGH)
    submit(before, old)
    with viewer_session(scene.pools, scene.reviewer) as session:
        accept(session, scene.reviewer, old.id, at=NOW)
    draft = with_before.draft()
    with_before.find(draft, justification=ENOUGH)
    submit(with_before, draft)
    assert [each.repeated for each in queue(scene)] == [1]


def test_an_accepted_version_with_a_deferred_error_is_flagged(scene):
    version = scene.accepted()
    scene.find(version, Severity.ERROR, is_deferred_outcome=True)
    item = queue(scene)[0]
    assert (item.state, item.deferred_errors) == (VersionState.ACCEPTED, 1)


def test_a_role_that_does_not_accept_the_return_sees_it_on_request(scene):
    scene.submitted()
    officer = make_account("funding_officer")
    assert queue(scene, officer) == []
    assert [each.may_decide for each in queue(scene, officer, only_mine=False)] == [False]


def test_an_inspector_of_another_area_has_an_empty_queue(scene):
    scene.submitted()
    assert queue(scene, make_account("inspector", areas=[make_area()])) == []


def test_figures_beside_the_month_before(scene):
    from tests.builders import make_duty

    earlier = Scene(
        scene.pools,
        scene.school,
        make_duty(scene.school, "canteen_operations", "2026-09"),
        scene.clerk,
        scene.head,
        scene.reviewer,
    )
    earlier.accepted(figures={"main": [CANTEEN | {"diners_lunch": "350"}]})
    draft = scene.draft()
    with viewer_session(scene.pools, scene.clerk) as session:
        found = comparison(session, draft)
    lunch = next(each for each in found.values if each.field == "diners_lunch")
    assert (found.previous_key, found.last_year_key) == ("2026-09", None)
    assert (lunch.now, lunch.previous, lunch.last_year, lunch.is_changed) == ("380", "350", None, True)
