import pytest

from tenants.errors import NotAllowed, NotFound
from tenants.filing.errors import DraftChanged, JustificationLength, NotADraft, NotAQuery
from tenants.filing.services import justify, justify_all
from tenants.returns.declaration import Severity
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_school
from tests.tenants.filing.scenes import ENOUGH


def explain(scene, finding_id, text=ENOUGH, *, revision=1, viewer=None):
    viewer = viewer or scene.clerk
    with viewer_session(scene.pools, viewer) as session:
        return justify(session, viewer, finding_id, text, revision=revision, at=NOW)


def test_a_query_is_explained_by_name_and_time(scene):
    draft = scene.draft()
    explain(scene, scene.find(draft))
    found = scene.findings(draft.id)[0]
    assert (found.justification, found.justified_by_name, found.justified_at) == (ENOUGH, "王会计", NOW)


def test_an_explanation_is_a_change_of_the_draft(scene):
    assert explain(scene, scene.find(scene.draft())).revision == 2


def test_the_same_words_again_change_nothing_even_from_an_older_page(scene):
    finding = scene.find(scene.draft())
    explain(scene, finding)
    assert explain(scene, finding, revision=1).revision == 2


def test_several_at_once_are_one_change(scene):
    draft = scene.draft()
    texts = {scene.find(draft): ENOUGH, scene.find(draft): ENOUGH + "详见附表。"}
    with viewer_session(scene.pools, scene.clerk) as session:
        version = justify_all(session, scene.clerk, draft.id, texts, revision=1, at=NOW)
    assert version.revision == 2
    assert {each.justification for each in scene.findings(draft.id)} == set(texts.values())


def test_the_second_of_two_people_is_told_what_the_first_wrote(scene):
    draft = scene.draft()
    first, second = scene.find(draft), scene.find(draft)
    explain(scene, first, viewer=scene.head)
    with pytest.raises(DraftChanged) as told:
        explain(scene, second, revision=1)
    edit = told.value.edits[0]
    assert (edit.by, edit.action, edit.note, told.value.revision) == ("李校长", "justified", ENOUGH, 2)
    assert "李校长" in told.value.text.zh


@pytest.mark.parametrize("text", ["", "太短", "长" * 501])
def test_an_explanation_has_ten_to_five_hundred_characters(scene, text):
    with pytest.raises(JustificationLength):
        explain(scene, scene.find(scene.draft()), text)


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
def test_only_queries_are_explained(scene, severity):
    finding = scene.find(scene.draft(), severity)
    with pytest.raises(NotAQuery):
        explain(scene, finding)


def test_nothing_is_explained_after_submission(scene):
    version = scene.draft()
    finding = scene.find(version, justification=ENOUGH)
    submit(scene, version)
    with pytest.raises(NotADraft):
        explain(scene, finding, ENOUGH + "补充。")


def test_an_outcome_that_came_later_is_explained_on_the_accepted_version(scene):
    version = scene.accepted()
    explain(scene, scene.find(version, is_deferred_outcome=True))
    assert scene.findings(version.id)[0].justification == ENOUGH


def test_another_school_finds_nothing(scene):
    finding = scene.find(scene.draft())
    with pytest.raises(NotFound):
        explain(scene, finding, viewer=make_account("school_clerk", school=make_school()))


def test_the_bureau_explains_nothing(scene):
    finding = scene.find(scene.draft())
    with pytest.raises(NotAllowed):
        explain(scene, finding, viewer=scene.reviewer)


def submit(scene, version):
    from tenants.filing.digest import digest_of
    from tenants.filing.services import sign_and_submit

    with viewer_session(scene.pools, scene.head) as session:
        sign_and_submit(session, scene.head, version.id, digest=digest_of(version), revision=1, at=NOW)
