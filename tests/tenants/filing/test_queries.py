from datetime import date, timedelta

import pytest

from tenants.errors import NotFound
from tenants.filing.duty_list import DutyCounts, Narrowed, Shown, asked_for, count_duties, duties, duty_line
from tenants.filing.models import Upload, UploadState, VersionState
from tenants.filing.queries import (
    counting_version,
    difference,
    findings_of,
    get_duty,
    get_upload,
    get_version,
    version_before,
    versions_of,
)
from tenants.filing.services import CellToReturn, receive_upload
from tenants.filing.standing import Standing, Timeliness
from tenants.registry.search import schools_like
from tenants.returns.declaration import Severity
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import NOW, make_account, make_duty, make_school
from tests.tenants.filing.scenes import ENOUGH

TODAY = date(2026, 11, 3)


def line(scene, today=TODAY):
    with viewer_session(scene.pools, scene.clerk) as session:
        return duty_line(session, scene.duty.id, today)


def upload(scene, state=UploadState.WAITING, at=NOW + timedelta(hours=5)):
    with viewer_session(scene.pools, scene.clerk) as session:
        receipt = receive_upload(
            session, scene.clerk, scene.duty.id, sha256=b"1" * 32, filename="a", size_bytes=1, at=at
        )
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.get_one(Upload, (scene.duty.district_id, scene.duty.school_id, receipt.upload_id)).state = state


def test_a_duty_nobody_touched(scene):
    found = line(scene)
    assert (found.standing, found.timeliness, found.due_in_days) == (Standing.NOT_STARTED, Timeliness.NOT_DUE, 7)


def test_a_duty_past_its_day_is_missing(scene):
    found = line(scene, date(2026, 11, 12))
    assert (found.timeliness, found.due_in_days) == (Timeliness.MISSING, -2)


def test_a_file_that_waits_is_being_checked(scene):
    upload(scene)
    assert line(scene).standing is Standing.READING


def test_a_refused_file_is_told_until_something_newer_comes(scene):
    upload(scene, UploadState.REFUSED)
    assert line(scene).standing is Standing.REFUSED


def test_a_draft_newer_than_the_refused_file_counts(scene):
    upload(scene, UploadState.REFUSED, at=NOW - timedelta(hours=1))
    scene.draft()
    assert line(scene).standing is Standing.TO_SIGN


def test_a_draft_by_its_findings(scene):
    draft = scene.draft()
    assert line(scene).standing is Standing.TO_SIGN
    scene.find(draft)
    assert line(scene).standing is Standing.TO_EXPLAIN
    scene.find(draft, Severity.ERROR)
    found = line(scene)
    assert (found.standing, found.errors, found.queries) == (Standing.TO_CORRECT, 1, 1)


def test_submitted_accepted_sent_back_and_reopened(scene):
    scene.sent_back(CellToReturn("main", "diners_lunch", 1))
    assert line(scene).standing is Standing.SENT_BACK


def test_a_submitted_version_is_with_the_bureau_and_on_time(scene):
    scene.submitted()
    found = line(scene, date(2026, 12, 1))
    assert (found.standing, found.timeliness, found.is_done) == (Standing.SUBMITTED, Timeliness.ON_TIME, True)


def test_an_accepted_version(scene):
    scene.accepted()
    assert line(scene).standing is Standing.ACCEPTED


def test_a_correction_after_the_due_date_does_not_make_it_late(scene):
    scene.reopened()
    found = line(scene, date(2026, 12, 1))
    assert (found.standing, found.timeliness) == (Standing.REOPENED, Timeliness.ON_TIME)


def test_late_ones_come_first_and_done_ones_last(scene):
    make_duty(scene.school, "canteen_operations", "2026-08")
    make_duty(scene.school, "canteen_finance", "2026-10")
    scene.submitted()
    with viewer_session(scene.pools, scene.clerk) as session:
        listed = duties(session, scene.clerk, TODAY)
    assert [(each.return_code, each.period_key) for each in listed.lines] == [
        ("canteen_operations", "2026-08"),
        ("canteen_finance", "2026-10"),
        ("canteen_operations", "2026-10"),
    ]


def test_a_page_of_the_list_knows_how_long_all_of_it_is(scene):
    make_duty(scene.school, "canteen_operations", "2026-08")
    make_duty(scene.school, "canteen_finance", "2026-10")
    with viewer_session(scene.pools, scene.clerk) as session:
        page = duties(session, scene.clerk, TODAY, limit=1, offset=1)
    assert ([each.return_code for each in page.lines], page.total) == (["canteen_finance"], 3)


def shown(scene, **narrowed):
    with viewer_session(scene.pools, scene.clerk) as session:
        return [each.standing for each in duties(session, scene.clerk, TODAY, Narrowed(**narrowed)).lines]


@pytest.mark.parametrize(
    ("state", "in_lists"),
    [
        ("draft", {Shown.OPEN, Shown.TO_SIGN, Shown.ALL}),
        ("submitted", {Shown.SUBMITTED, Shown.ALL}),
        ("accepted", {Shown.ACCEPTED, Shown.ALL}),
        ("sent_back", {Shown.OPEN, Shown.PROBLEM, Shown.ALL}),
    ],
)
def test_a_duty_is_in_the_lists_of_its_state(scene, state, in_lists):
    getattr(scene, state)()
    assert {each for each in Shown if shown(scene, shown=each)} == in_lists


def test_an_open_duty_past_its_day_is_in_the_list_of_late_ones(scene):
    make_duty(scene.school, "canteen_operations", "2026-08")
    assert shown(scene, shown=Shown.LATE) == [Standing.NOT_STARTED]


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"return_code": "canteen_operations"}, 1),
        ({"return_code": "canteen_finance"}, 0),
        ({"period_keys": ["2026-10"]}, 1),
        ({"period_keys": []}, 0),
    ],
)
def test_the_list_is_narrowed(scene, narrowed, count):
    assert len(shown(scene, **narrowed)) == count


def test_the_list_is_narrowed_to_the_schools_that_words_fit(scene):
    assert shown(scene, schools=schools_like(scene.school.school_code)) == [Standing.NOT_STARTED]
    assert shown(scene, schools=schools_like("nothing of the kind")) == []


def test_the_lists_are_counted(scene):
    make_duty(scene.school, "canteen_operations", "2026-08")
    make_duty(scene.school, "canteen_finance", "2026-10")
    scene.submitted()
    with viewer_session(scene.pools, scene.clerk) as session:
        found = count_duties(session, scene.clerk, TODAY)
        assert asked_for(session, scene.clerk) == {
            ("canteen_operations", "2026-08"), ("canteen_operations", "2026-10"), ("canteen_finance", "2026-10"),
        }  # fmt: skip
    assert found == DutyCounts(open=2, late=1, late_schools=1, soon=1, submitted=1, accepted=0)


def test_a_school_sees_its_own_duties_only(scene):
    make_duty(make_school(), "canteen_operations", "2026-10")
    with viewer_session(scene.pools, scene.clerk) as session:
        assert [each.duty_id for each in duties(session, scene.clerk, TODAY).lines] == [scene.duty.id]


def test_what_is_another_schools_is_not_found(scene):
    draft = scene.draft()
    upload(scene)
    other = make_account("school_clerk", school=make_school())
    with district_job_session(scene.pools, scene.school.district_id) as session:
        upload_id = session.query(Upload.id).scalar()
    for find, thing in [(get_duty, scene.duty.id), (get_version, draft.id), (get_upload, upload_id)]:
        with viewer_session(scene.pools, other) as session, pytest.raises(NotFound):
            find(session, thing)


def test_versions_the_newest_first_and_the_one_before(scene):
    draft = scene.reopened()
    with viewer_session(scene.pools, scene.clerk) as session:
        listed = versions_of(session, scene.duty.id)
        assert [each.version_no for each in listed] == [2, 1]
        assert version_before(session, draft).version_no == 1


def test_a_reopened_version_counts_until_the_next_is_accepted(scene):
    scene.reopened()
    with viewer_session(scene.pools, scene.clerk) as session:
        counting = counting_version(session, scene.duty.id)
    assert (counting.version_no, counting.state) == (1, VersionState.REOPENED)


def test_the_difference_of_two_versions(scene):
    old = scene.draft()
    new = scene.version(old.id)
    new.figures = {"main": [old.figures["main"][0] | {"diners_lunch": "390"}]}
    assert [(each.field, each.before, each.after) for each in difference(new, old)] == [("diners_lunch", "380", "390")]


def test_errors_come_before_queries_and_warnings(scene):
    draft = scene.draft()
    for severity in (Severity.WARNING, Severity.QUERY, Severity.ERROR):
        scene.find(draft, severity)
    with viewer_session(scene.pools, scene.clerk) as session:
        assert [each.severity for each in findings_of(session, version_id=draft.id)] == [
            Severity.ERROR,
            Severity.QUERY,
            Severity.WARNING,
        ]


def test_an_explained_query_no_longer_waits_for_words(scene):
    scene.find(scene.draft(), justification=ENOUGH)
    assert line(scene).queries == 0
