"""The pages of the quality score: schools for the bureau, its own returns for a school, the filings behind a number."""

import pytest

from tenants.scope.sessions import district_job_session
from tests.builders import NOW as THEN
from tests.builders import make_duty, make_school
from tests.oversight.views.test_review import ODD
from tests.oversight.views.world import World

CODE = "canteen_operations"


@pytest.fixture
def place(world: World):
    """The world with its return fallen due."""
    with district_job_session(world.pools, world.school.district_id) as session:
        session.merge(world.duty).due_on = THEN.date().replace(day=10) if THEN.day > 10 else THEN.date().replace(day=1)
    return world


def test_the_bureau_sees_its_schools_and_what_each_part_counts(place: World):
    page = place.inspector.get("/quality/").text
    assert "青河第三中学" in page and "0/1" in page and "标记" in page


def test_a_school_sees_its_own_returns_without_marks(place: World):
    page = place.clerk.get("/quality/").text
    assert "食堂" in page and "填报质量：青河第三中学" in page
    assert "标记" not in page


def test_the_filings_behind_a_score_lead_to_the_duty(place: World):
    place.submitted(ODD)
    page = place.clerk.get(f"/quality/schools/{place.school.school_code}/{CODE}").text
    assert f"/returns/{place.duty.id}" in page and "1 / 1" in page


def test_the_score_of_one_school_is_the_bureau_s_to_open(place: World):
    assert place.inspector.get(f"/quality/schools/{place.school.school_code}").status_code == 200


def test_another_school_is_not_found(place: World):
    other = make_school()
    make_duty(other, CODE, "2026-09")
    assert place.clerk.get(f"/quality/schools/{other.school_code}").status_code == 404
    assert place.clerk.get(f"/quality/schools/{other.school_code}/{CODE}").status_code == 404


def test_a_return_that_does_not_exist_is_not_found(place: World):
    assert place.clerk.get(f"/quality/schools/{place.school.school_code}/nothing").status_code == 404


@pytest.mark.parametrize("query", ["months=99&page=0&order=x", "page=9999", "q=%25", "return=nothing"])
def test_an_odd_address_is_answered(place: World, query: str):
    assert place.inspector.get(f"/quality/?{query}").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("where", ["", "schools/{code}/", "schools/{code}/canteen_operations/"])
def test_the_scores_are_exported(place: World, where: str, kind: str):
    answer = place.inspector.get(f"/quality/{where.format(code=place.school.school_code)}list.{kind}")
    assert answer.status_code == 200 and len(answer.data) > 100


def test_an_export_of_another_kind_is_not_found(place: World):
    assert place.inspector.get("/quality/list.pdf").status_code == 404
