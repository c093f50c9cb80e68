from datetime import timedelta

import pytest

from tenants.errors import NotAllowed, NotFound
from tenants.filing.drafts import RETURNED
from tenants.filing.errors import DutyClosed, NoSuchCell, NotAccepted, NotWaiting, ReasonMissing
from tenants.filing.models import VersionState
from tenants.filing.queries import returned_cells, steps_of, versions_of
from tenants.filing.services import CellToReturn, accept, reopen, send_back
from tenants.returns.declaration import Severity
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_area
from tests.tenants.filing.scenes import ENOUGH, REASON, Scene

LATER = NOW + timedelta(hours=4)
LUNCH = CellToReturn("main", "diners_lunch", 1)


def decide(scene: Scene, action, version, *args, viewer=None):
    viewer = viewer or scene.reviewer
    with viewer_session(scene.pools, viewer) as session:
        return action(session, viewer, version.id, *args, at=LATER)


def numbers(scene: Scene):
    with viewer_session(scene.pools, scene.clerk) as session:
        return [(each.version_no, each.state) for each in versions_of(session, scene.duty.id)]


def test_acceptance_is_by_name_and_time(scene):
    version = decide(scene, accept, scene.submitted())
    assert (version.state, version.accepted_by_name, version.accepted_at) == (VersionState.ACCEPTED, "赵督查", LATER)


def test_acceptance_marks_the_explanations_read(scene):
    draft = scene.draft()
    scene.find(draft, justification=ENOUGH)
    from tests.tenants.filing.test_justifying import submit

    submit(scene, draft)
    decide(scene, accept, draft)
    assert scene.findings(draft.id)[0].read_by == scene.reviewer.account_id


def test_accepting_twice_is_accepting_once(scene):
    version = scene.submitted()
    decide(scene, accept, version)
    assert decide(scene, accept, version).state is VersionState.ACCEPTED
    with viewer_session(scene.pools, scene.clerk) as session:
        assert [each.action for each in steps_of(session, scene.duty.id)].count("accepted") == 1


def test_what_somebody_else_accepted_does_not_wait(scene):
    version = scene.accepted()
    other = make_account("inspector", areas=[scene.school.area_code], name="钱督查")
    with pytest.raises(NotWaiting):
        decide(scene, accept, version, viewer=other)


@pytest.mark.parametrize("role", ["funding_officer", "logistics_officer", "bureau_admin"])
def test_another_role_does_not_accept(scene, role):
    with pytest.raises(NotAllowed):
        decide(scene, accept, scene.submitted(), viewer=make_account(role))


def test_a_school_does_not_accept_its_own(scene):
    with pytest.raises(NotAllowed):
        decide(scene, accept, scene.submitted(), viewer=scene.head)


def test_an_inspector_of_another_area_finds_nothing(scene):
    with pytest.raises(NotFound):
        decide(scene, accept, scene.submitted(), viewer=make_account("inspector", areas=[make_area()]))


def test_a_draft_does_not_wait_for_a_decision(scene):
    draft = scene.draft()
    for action, args in [(accept, ()), (send_back, ([], REASON))]:
        with pytest.raises(NotWaiting):
            decide(scene, action, draft, *args)


def test_sending_back_makes_a_draft_with_the_same_figures(scene):
    version = scene.submitted()
    draft = decide(scene, send_back, version, [LUNCH], REASON)
    assert numbers(scene) == [(2, VersionState.DRAFT), (1, VersionState.SENT_BACK)]
    assert (draft.figures, draft.cells, draft.digest) == (version.figures, version.cells, None)


def test_each_returned_cell_is_named_with_its_reason(scene):
    version = scene.submitted()
    decide(scene, send_back, version, [LUNCH, CellToReturn("main", "serving_days", 1, "与校历不符")], REASON)
    with viewer_session(scene.pools, scene.clerk) as session:
        named = [(each.field, each.reason) for each in returned_cells(session, version.id)]
    assert named == [("diners_lunch", REASON), ("serving_days", "与校历不符")]


def test_a_returned_cell_becomes_a_query_at_its_cell(scene):
    draft = scene.sent_back(LUNCH)
    found = scene.findings(draft.id)[0]
    assert (found.code, found.severity, found.cell, found.value) == (RETURNED, Severity.QUERY, "D4", "380")
    assert REASON in found.says_zh


def test_explanations_go_along_with_the_new_draft(scene):
    version = scene.draft()
    scene.find(version, justification=ENOUGH)
    from tests.tenants.filing.test_justifying import submit

    submit(scene, version)
    draft = decide(scene, send_back, version, [], REASON)
    assert [each.justification for each in scene.findings(draft.id)] == [ENOUGH]


def test_sending_back_twice_makes_one_draft(scene):
    version = scene.submitted()
    assert decide(scene, send_back, version, [], REASON).id == decide(scene, send_back, version, [], REASON).id


def test_sending_back_wants_a_reason(scene):
    with pytest.raises(ReasonMissing):
        decide(scene, send_back, scene.submitted(), [], "不对")


@pytest.mark.parametrize("cell", [("main", "diners_lunch", 2), ("main", "nonsense", 1), ("other", "diners_lunch", 1)])
def test_a_cell_to_return_must_be_there(scene, cell):
    with pytest.raises(NoSuchCell):
        decide(scene, send_back, scene.submitted(), [CellToReturn(*cell)], REASON)


def test_an_accepted_version_is_not_sent_back(scene):
    with pytest.raises(NotWaiting):
        decide(scene, send_back, scene.accepted(), [], REASON)


def test_reopening_keeps_the_accepted_version_and_makes_a_draft(scene):
    decide(scene, reopen, scene.accepted(), REASON)
    assert numbers(scene) == [(2, VersionState.DRAFT), (1, VersionState.REOPENED)]


def test_reopening_twice_makes_one_draft(scene):
    version = scene.accepted()
    assert decide(scene, reopen, version, REASON).id == decide(scene, reopen, version, REASON).id


def test_only_an_accepted_version_is_reopened(scene):
    with pytest.raises(NotAccepted):
        decide(scene, reopen, scene.submitted(), REASON)


def test_a_closed_period_is_opened_before_a_version(scene):
    version = scene.accepted()
    scene.close()
    with pytest.raises(DutyClosed):
        decide(scene, reopen, version, REASON)
