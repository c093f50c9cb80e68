from datetime import timedelta

import pytest

from tenants.errors import NotAllowed, NotFound
from tenants.filing.digest import digest_of
from tenants.filing.errors import (
    AlreadyAccepted,
    DraftChanged,
    DutyClosed,
    NotADraft,
    OpenFindings,
    SignatureOutdated,
    StillReading,
    UnderReview,
)
from tenants.filing.models import NilReason, VersionState
from tenants.filing.queries import steps_of
from tenants.filing.services import file_nil, receive_upload, sign_and_submit
from tenants.returns.declaration import Severity
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_school
from tests.tenants.filing.scenes import ENOUGH, Scene

LATER = NOW + timedelta(hours=1)


def sign(scene: Scene, version, viewer=None, *, digest=None, revision=None):
    viewer = viewer or scene.head
    with viewer_session(scene.pools, viewer) as session:
        return sign_and_submit(
            session,
            viewer,
            version.id,
            digest=digest or digest_of(version),
            revision=version.revision if revision is None else revision,
            at=LATER,
        )


def test_the_head_signs_and_submits(scene):
    version = sign(scene, scene.draft())
    assert (version.state, version.approved_by_name, version.submitted_at) == (VersionState.SUBMITTED, "李校长", LATER)


def test_submitting_leaves_a_step_with_the_digest(scene):
    version = sign(scene, scene.draft())
    with viewer_session(scene.pools, scene.head) as session:
        step = steps_of(session, scene.duty.id)[0]
    assert (step.action, step.account_name, step.details["digest"]) == ("submitted", "李校长", version.digest.hex())


def test_a_second_click_changes_nothing(scene):
    version = scene.draft()
    digest = digest_of(version)
    sign(scene, version, digest=digest)
    assert sign(scene, version, digest=digest).state is VersionState.SUBMITTED
    with viewer_session(scene.pools, scene.head) as session:
        assert [each.action for each in steps_of(session, scene.duty.id)] == ["submitted"]


def test_the_clerk_may_not_sign(scene):
    with pytest.raises(NotAllowed):
        sign(scene, scene.draft(), scene.clerk)


def test_another_schools_head_finds_nothing(scene):
    with pytest.raises(NotFound):
        sign(scene, scene.draft(), make_account("school_head", school=make_school()))


def test_an_open_error_blocks(scene):
    version = scene.draft()
    scene.find(version, Severity.ERROR)
    with pytest.raises(OpenFindings) as refused:
        sign(scene, version)
    assert (refused.value.errors, refused.value.queries) == (1, 0)


def test_a_query_without_explanation_blocks(scene):
    version = scene.draft()
    scene.find(version)
    with pytest.raises(OpenFindings) as refused:
        sign(scene, version)
    assert (refused.value.errors, refused.value.queries) == (0, 1)


def test_an_explained_query_and_a_warning_do_not_block(scene):
    version = scene.draft()
    scene.find(version, justification=ENOUGH)
    scene.find(version, Severity.WARNING)
    assert sign(scene, version).state is VersionState.SUBMITTED


def test_figures_that_changed_void_the_signature(scene):
    with pytest.raises(SignatureOutdated):
        sign(scene, scene.draft(), digest=b"\0" * 32)


def test_an_older_revision_is_told(scene):
    with pytest.raises(DraftChanged):
        sign(scene, scene.draft(), revision=0)


def test_a_closed_period_takes_nothing(scene):
    version = scene.draft()
    scene.close()
    with pytest.raises(DutyClosed):
        sign(scene, version)


def test_a_newer_file_is_read_first(scene):
    version = scene.draft()
    with viewer_session(scene.pools, scene.clerk) as session:
        receive_upload(session, scene.clerk, scene.duty.id, sha256=b"1" * 32, filename="a.xlsx", size_bytes=1, at=NOW)
    with pytest.raises(StillReading):
        sign(scene, version)


def test_a_submitted_version_is_no_draft_for_anybody_else(scene):
    version = scene.submitted()
    with pytest.raises(NotADraft):
        sign(scene, version, make_account("school_head", school=scene.school))


def nil(scene, reason=NilReason.NO_ACTIVITY):
    with viewer_session(scene.pools, scene.clerk) as session:
        return file_nil(session, scene.clerk, scene.duty.id, reason, at=LATER)


def test_a_nil_version_has_a_reason_and_no_rows(scene):
    version = nil(scene)
    assert (version.version_no, version.nil_reason, version.figures) == (1, NilReason.NO_ACTIVITY, {})


def test_a_nil_version_is_signed_like_any_other(scene):
    assert sign(scene, nil(scene)).state is VersionState.SUBMITTED


def test_a_nil_version_takes_the_place_of_a_draft(scene):
    draft = scene.draft()
    scene.find(draft, Severity.ERROR)
    version = nil(scene)
    assert (version.id, version.revision, scene.findings(draft.id)) == (draft.id, 2, [])


def test_the_same_nil_again_changes_nothing(scene):
    assert nil(scene).revision == nil(scene).revision


def test_no_nil_version_while_the_bureau_reviews(scene):
    scene.submitted()
    with pytest.raises(UnderReview):
        nil(scene)


def test_no_nil_version_after_acceptance(scene):
    scene.accepted()
    with pytest.raises(AlreadyAccepted):
        nil(scene)


def test_no_nil_version_for_a_closed_period(scene):
    scene.close()
    with pytest.raises(DutyClosed):
        nil(scene)
