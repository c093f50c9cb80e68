import io
import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from etl.jobs.app import APP, CHECK_UPLOADS, LOAD_ACCEPTED
from etl.jobs.checking import defer_check
from etl.jobs.loading import defer_facts
from etl.jobs.upkeep import MOST_ATTEMPTS, take_up
from tenants.filing.models import UploadState
from tenants.filing.services import receive_upload
from tenants.scope.sessions import viewer_session
from tests.builders import NOW
from tests.etl.desk import OPERATIONS

WHOLE = {"main": [OPERATIONS]}


def upload_and_defer(desk, school):
    receipt = desk.upload(school)
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        defer_check(session, receipt.upload_id)
    return receipt


def test_a_job_comes_with_the_callers_transaction(desk, queue):
    upload_and_defer(desk, desk.school())
    assert queue.jobs() == [(CHECK_UPLOADS, "todo")]


def test_a_rolled_back_transaction_leaves_no_job(desk, queue):
    school = desk.school()
    receipt = desk.upload(school)
    with pytest.raises(KeyError), viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        defer_check(session, receipt.upload_id)
        raise KeyError
    assert queue.jobs() == []


def test_one_waiting_job_serves_all_uploads_of_the_district(desk, queue):
    receipts = [upload_and_defer(desk, desk.school()) for _ in range(3)]
    assert queue.waiting() == [CHECK_UPLOADS]
    queue.run()
    assert {desk.uploaded(each).state for each in receipts} == {UploadState.READ}


def test_the_transaction_goes_on_when_a_job_waits_already(desk):
    upload_and_defer(desk, desk.school())
    school = desk.school()
    receipt = desk.upload(school)
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        assert defer_check(session, receipt.upload_id) is False
        assert session.execute(text("select count(*) from upload")).scalar_one() == 1


def test_acceptance_is_followed_by_facts(desk, queue):
    school = desk.school()
    version = desk.file(school)
    with viewer_session(desk.pools, desk.reviewer("canteen_operations")) as session:
        defer_facts(session, version)
    assert queue.waiting() == [LOAD_ACCEPTED]
    queue.run()
    assert desk.fact(school, "accompany_rate").value == 100


def test_a_job_waits_for_whoever_announced_work(desk, queue):
    """A transaction that found the job waiting is not left behind when the job starts before it commits."""
    upload_and_defer(desk, desk.school())
    school = desk.school()
    duty, clerk = desk.duty(school), desk.clerks[school.school_id]
    kept = desk.originals.keep(io.BytesIO(desk.workbook(school, "canteen_operations", "2026-10", WHOLE)))
    with viewer_session(desk.pools, clerk) as session:
        late = receive_upload(session, clerk, duty.id, sha256=kept.sha256, filename="a", size_bytes=9, at=NOW)
        assert defer_check(session, late.upload_id) is False
        running = threading.Thread(target=queue.run)
        running.start()
        running.join(0.5)
        assert running.is_alive()
    running.join(10)
    assert desk.uploaded(late).state is UploadState.READ


def test_the_periodic_net_takes_up_what_was_left_behind(desk, queue):
    receipt = desk.upload(desk.school(), at=NOW - timedelta(minutes=5))  # stored, and its job lost
    take_up(queue.workshop)
    assert queue.waiting() == [CHECK_UPLOADS]
    queue.run()
    assert desk.uploaded(receipt).state is UploadState.READ


def test_what_just_came_is_left_to_its_own_job(desk, queue):
    desk.upload(desk.school(), at=NOW)
    take_up(queue.workshop)
    assert queue.waiting() == []


def stall(desk, *, attempts=0):
    """The job as a killed worker leaves it."""
    with desk.pools.worker.begin() as connection:
        connection.execute(text("update queue.procrastinate_jobs set status = 'doing', attempts = :n"), {"n": attempts})


def test_a_stalled_job_is_given_back(desk, queue):
    upload_and_defer(desk, desk.school())
    stall(desk)
    assert queue.sweep() == 1
    assert queue.waiting() == [CHECK_UPLOADS]


def test_a_stalled_job_is_closed_when_its_like_waits(desk, queue):
    upload_and_defer(desk, desk.school())
    stall(desk)
    upload_and_defer(desk, desk.school())
    queue.sweep()
    assert [status for _, status in queue.jobs()] == ["failed", "todo"]


def test_a_job_that_takes_every_worker_with_it_is_given_up(desk, queue):
    upload_and_defer(desk, desk.school())
    stall(desk, attempts=MOST_ATTEMPTS)
    assert queue.sweep() == 0
    assert [status for _, status in queue.jobs()] == ["failed"]


def test_every_task_has_a_name_that_does_not_follow_its_module():
    APP.perform_import_paths()
    ours = {name for name in APP.tasks if name.startswith("houqin")}
    assert ours == {
        "houqin.check_uploads", "houqin.load_accepted", "houqin.accept_due", "houqin.raise_duties",
        "houqin.take_up_waiting", "houqin.clean_up", "houqin.publish_release", "houqin.follow_findings", "houqin.freeze_similar",
    }  # fmt: skip
