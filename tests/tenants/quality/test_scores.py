"""The quality score, worked by hand, and its counts over a school's filings."""

from datetime import date

import pytest

from tenants.quality.models import MarkKind, QualityMark
from tenants.quality.scores import Counted, duties_scored, parts_of, return_scores, school_scores, score_of
from tenants.returns.declaration import Severity
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import make_duty
from tests.tenants.filing.scenes import ENOUGH, REASON

CODE = "canteen_operations"
SPAN = {"since": date(2020, 1, 1), "today": date(2030, 1, 1)}


def counted(**values):
    return Counted(**dict.fromkeys(Counted.__dataclass_fields__, 0) | values)


def counts(scene, viewer=None, **span):
    with viewer_session(scene.pools, viewer or scene.reviewer) as session:
        found = return_scores(session, scene.school.school_id, **SPAN | span)
    return {each.return_code: each.counted for each in found}.get(CODE)


def test_the_score_is_the_weighted_mean_of_its_parts():
    # on time 6/10, filed 8/10, right 6/8, explained 3/4, kept 8/8: 0.3*60 + 0.3*80 + 0.2*75 + 0.1*75 + 0.1*100
    found = counted(owed=10, filed=8, on_time=6, not_sent_back=6, not_reopened=8, queries=4, answered=3)
    assert score_of(parts_of(found)) == pytest.approx(74.5)


def test_a_part_with_nothing_to_count_is_left_out():
    # without queries the weights are 30, 30, 20 and 10 of 90: (30*100 + 30*100 + 20*50 + 10*100) / 90
    found = counted(owed=2, filed=2, on_time=2, not_sent_back=1, not_reopened=2)
    assert score_of(parts_of(found)) == pytest.approx(8000 / 90)


def test_who_filed_nothing_has_zero_and_who_owed_nothing_no_score():
    assert score_of(parts_of(counted(owed=3))) == 0
    assert score_of(parts_of(counted())) is None


def test_marks_weigh_nothing():
    assert score_of(parts_of(counted(owed=1, marks=9))) == score_of(parts_of(counted(owed=1)))


def test_what_was_sent_back_once_was_not_right_at_first(scene):
    scene.sent_back()
    assert counts(scene) == counted(owed=1, filed=1, on_time=1, not_reopened=1)


def test_what_was_reopened_counts_as_corrected(scene):
    scene.reopened()
    assert counts(scene) == counted(owed=1, filed=1, on_time=1, not_sent_back=1)


def test_a_return_not_filed_is_owed_and_nothing_else(scene):
    scene.draft()
    assert counts(scene) == counted(owed=1)


def test_what_is_not_due_yet_does_not_count(scene):
    assert counts(scene, today=scene.duty.due_on) is None


def test_a_first_submission_after_the_due_day_is_late(scene):
    with district_job_session(scene.pools, scene.school.district_id) as session:
        session.merge(scene.duty).due_on = date(2026, 1, 31)
    scene.accepted()
    assert counts(scene).on_time == 0


def test_queries_are_counted_with_and_without_explanation(scene):
    version = scene.accepted()
    scene.find(version, Severity.QUERY)
    scene.find(version, Severity.QUERY, justification=ENOUGH)
    scene.find(version, Severity.WARNING)
    found = counts(scene)
    assert (found.queries, found.answered) == (2, 1)


def mark(scene, version):
    own = {"district_id": version.district_id, "school_id": version.school_id, "duty_id": version.duty_id}
    with district_job_session(scene.pools, version.district_id) as session:
        session.add(
            QualityMark(**own, version_id=version.id, kind=MarkKind.LAST_DIGITS, says_zh=REASON, says_en=REASON)
        )


def test_the_reviewer_counts_marks_and_the_school_sees_none(scene):
    mark(scene, scene.accepted())
    assert (counts(scene).marks, counts(scene, scene.clerk).marks) == (1, 0)


def test_the_list_has_the_schools_in_scope_and_one_return_when_asked(scene):
    make_duty(scene.school, "canteen_finance", "2026-10")
    with viewer_session(scene.pools, scene.reviewer) as session:
        every, one = school_scores(session, **SPAN), school_scores(session, **SPAN, return_code=CODE)
    assert [(each.school_id, each.counted.owed) for each in every] == [(scene.school.school_id, 2)]
    assert one[0].counted.owed == 1


def test_the_filings_behind_a_score(scene):
    scene.sent_back()
    with viewer_session(scene.pools, scene.reviewer) as session:
        (found,) = duties_scored(session, scene.school.school_id, CODE, **SPAN)
    assert (found.duty_id, found.times_sent_back, found.times_reopened) == (scene.duty.id, 1, 0)
    assert found.first_on is not None and found.version_id is not None
