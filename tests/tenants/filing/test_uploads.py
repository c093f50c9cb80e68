import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tenants.errors import NotAllowed, NotFound
from tenants.filing.errors import AlreadyAccepted, DutyClosed, UnderReview
from tenants.filing.models import Upload, UploadState
from tenants.filing.queries import steps_of, uploads_of
from tenants.filing.services import receive_upload
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import NOW, make_account, make_school


def upload(scene, content: bytes = b"a" * 32, viewer=None, *, at=NOW, filename="十月.xlsx"):
    viewer = viewer or scene.clerk
    with viewer_session(scene.pools, viewer) as session:
        return receive_upload(session, viewer, scene.duty.id, sha256=content, filename=filename, size_bytes=9, at=at)


def uploads(scene):
    with viewer_session(scene.pools, scene.clerk) as session:
        return uploads_of(session, scene.duty.id)


def set_read(scene, upload_id, version_id=None):
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.execute(
            update(Upload).where(Upload.id == upload_id).values(state=UploadState.READ, version_id=version_id)
        )


def test_a_file_gets_a_receipt_with_school_and_bureau_day(scene):
    receipt = upload(scene)
    code, day, serial = receipt.receipt_no.split("-")
    assert (receipt.is_new, code, day, len(serial)) == (True, scene.school.school_code, "20261103", 6)


def test_the_same_file_again_gives_the_same_receipt(scene):
    first, again = upload(scene), upload(scene, at=NOW + timedelta(days=3))
    assert (again.upload_id, again.receipt_no, again.is_new) == (first.upload_id, first.receipt_no, False)
    assert len(uploads(scene)) == 1


def test_a_receipt_leaves_one_step(scene):
    upload(scene), upload(scene)
    with viewer_session(scene.pools, scene.clerk) as session:
        assert [each.action for each in steps_of(session, scene.duty.id)] == ["uploaded"]


def test_two_clicks_at_once_make_one_upload(scene):
    receipts = []
    clicks = [threading.Thread(target=lambda: receipts.append(upload(scene))) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert len({each.upload_id for each in receipts}) == 1
    assert sorted(each.is_new for each in receipts) == [False, True]


def test_the_same_file_for_two_schools_is_two_uploads(scene):
    from tests.tenants.filing.scenes import set_scene

    assert upload(scene).upload_id != upload(set_scene(scene.pools)).upload_id


def test_going_back_to_an_earlier_file_reads_it_again(scene):
    first = upload(scene)
    set_read(scene, first.upload_id)
    draft = scene.draft()
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.merge(draft).upload_id = upload(scene, b"b" * 32).upload_id
    assert upload(scene).is_new is False
    assert {each.id: each.state for each in uploads(scene)}[first.upload_id] is UploadState.WAITING


def test_the_file_of_the_draft_again_is_not_read_again(scene):
    first = upload(scene)
    set_read(scene, first.upload_id)
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.merge(scene.draft()).upload_id = first.upload_id
    upload(scene)
    assert uploads(scene)[0].state is UploadState.READ


def test_a_file_name_keeps_its_last_part_without_control_characters(scene):
    upload(scene, filename="C:\\Users\\me\\十月\x00报表.xlsx")
    assert uploads(scene)[0].filename == "十月报表.xlsx"


def test_a_closed_period_takes_no_file(scene):
    scene.close()
    with pytest.raises(DutyClosed):
        upload(scene)


def test_the_same_file_of_a_closed_period_still_gives_its_receipt(scene):
    first = upload(scene)
    scene.close()
    assert upload(scene).receipt_no == first.receipt_no


def test_no_file_while_the_bureau_reviews(scene):
    scene.submitted()
    with pytest.raises(UnderReview):
        upload(scene)


def test_no_file_after_acceptance(scene):
    scene.accepted()
    with pytest.raises(AlreadyAccepted):
        upload(scene)


def test_a_file_after_sending_back(scene):
    scene.sent_back()
    assert upload(scene).is_new


def test_another_schools_duty_is_not_found(scene):
    with pytest.raises(NotFound):
        upload(scene, viewer=make_account("school_clerk", school=make_school()))


def test_the_bureau_files_nothing(scene):
    with pytest.raises(NotAllowed):
        upload(scene, viewer=scene.reviewer)


def test_a_rolled_back_upload_leaves_nothing(scene):
    with pytest.raises(RuntimeError, match="lost"), viewer_session(scene.pools, scene.clerk) as session:
        receive_upload(session, scene.clerk, scene.duty.id, sha256=b"x" * 32, filename="a", size_bytes=1, at=NOW)
        raise RuntimeError("lost")
    with district_job_session(scene.pools, scene.school.district_id) as session:
        assert session.scalar(select(Upload.id)) is None
