"""The lists of a school year: made once, from accepted figures, for the bureau to read."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from bench.district import Planted, plant
from etl.similar.effect import lists_moved
from etl.similar.freezing import freeze_due, weights_on
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.settings.models import SimilarityWeight
from tenants.similar.models import SimilarSchool, SimilarTrait, SimilarYear
from tests.builders import make_account

BEFORE, AFTER = datetime(2026, 10, 31, 8, tzinfo=UTC), datetime(2026, 11, 2, 8, tzinfo=UTC)
YEAR = "2026-2027"


@pytest.fixture
def planted(pools: Any) -> Planted:
    return plant(pools, schools=24, months=2, returns=("school_profile", "canteen_operations"))


def freeze(pools: Any, planted: Planted, at: datetime = AFTER) -> int:
    with district_job_session(pools, planted.district_id) as session:
        return freeze_due(session, at=at)


def lists(pools: Any, planted: Planted) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    with district_job_session(pools, planted.district_id) as session:
        for row in session.scalars(select(SimilarSchool).order_by(SimilarSchool.school_id, SimilarSchool.place)):
            found.setdefault(row.school_id, []).append(row.other_id)
    return found


def remove_profile(pools: Any, planted: Planted, school_id: int) -> list[Any]:
    with district_job_session(pools, planted.district_id) as session:
        gone = text("delete from fact where school_id = :id and indicator = 'enrolment_total' returning *")
        return list(session.execute(gone, {"id": school_id}).mappings())


def test_nothing_is_frozen_before_november(pools, planted):
    assert freeze(pools, planted, BEFORE) == 0


def test_every_school_with_a_profile_gets_its_list(pools, planted):
    freeze(pools, planted)
    with district_job_session(pools, planted.district_id) as session:
        profiles = set(session.scalars(text("select school_id from fact where indicator = 'enrolment_total'")))
        assert set(session.scalars(select(SimilarTrait.school_id))) == profiles


def test_the_figures_and_weights_are_kept_with_the_lists(pools, planted):
    freeze(pools, planted)
    with district_job_session(pools, planted.district_id) as session:
        year = session.scalars(select(SimilarYear)).one()
        pupils = dict(
            session.execute(text("select school_id, value from fact where indicator = 'enrolment_total'")).all()
        )
        assert dict(session.execute(select(SimilarTrait.school_id, SimilarTrait.pupils)).all()) == {
            school: int(value) for school, value in pupils.items()
        }
    assert (year.school_year, year.frozen_at, year.weights["pupils"]) == (YEAR, AFTER, 30)


def test_a_second_run_changes_nothing(pools, planted):
    freeze(pools, planted)
    before = lists(pools, planted)
    assert freeze(pools, planted) == 0
    assert lists(pools, planted) == before


def test_a_school_that_comes_late_gets_a_list_and_the_others_keep_theirs(pools, planted):
    late = planted.schools[0][0]
    (fact,) = remove_profile(pools, planted, late)
    freeze(pools, planted)
    before = lists(pools, planted)
    with district_job_session(pools, planted.district_id) as session:
        columns = ", ".join(fact)
        session.execute(text(f"insert into fact ({columns}) values ({', '.join(f':{each}' for each in fact)})"), fact)
    assert (late not in before, freeze(pools, planted)) == (True, 1)
    after = lists(pools, planted)
    assert (after.pop(late, []) != [], after) == (True, before)


def test_the_weights_of_the_day_count(pools, planted):
    admin = make_account("bureau_admin", district_id=planted.district_id)
    with viewer_session(pools, admin) as session:
        row = {"trait": "locality", "valid_from": date(2026, 11, 1), "weight": 50}
        session.add(SimilarityWeight(district_id=planted.district_id, **row))
    freeze(pools, planted)
    with district_job_session(pools, planted.district_id) as session:
        assert session.scalars(select(SimilarYear)).one().weights["locality"] == 50


def test_lists_are_never_changed(pools, planted):
    freeze(pools, planted)
    with (
        pytest.raises(Exception, match="permission denied"),
        district_job_session(pools, planted.district_id) as session,
    ):
        session.execute(text("update similar_school set place = place + 100"))


def test_the_effect_of_other_weights_names_who_comes_and_who_goes(pools, planted):
    freeze(pools, planted)
    with district_job_session(pools, planted.district_id) as session:
        before = weights_on(session, AFTER.date())
        after = dict.fromkeys(before, 0.0) | {"locality": 1.0}
        found = lists_moved(session, before, after, today=AFTER.date())
        same = lists_moved(session, before, before, today=AFTER.date())
    assert (found.year.key, same.moved) == (YEAR, ())
    first = found.moved[0]
    listed = set(lists(pools, planted)[first.school_id])
    assert set(first.no_longer) <= listed and not set(first.newly) & listed
