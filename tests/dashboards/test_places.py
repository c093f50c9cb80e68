"""The place of a school in its peer group, for those who may ask."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.queries.own import OwnRow, own_figures
from dashboards.queries.places import places_in_group
from tenants.registry.profile import main_stage
from tenants.scope.sessions import district_job_session
from tests.dashboards.conftest import Place

ASKED = [("accompany_rate", "2026-09")]


@pytest.fixture
def large(place: Place) -> tuple[int, OwnRow]:
    """A school with eight or more in its group, and its figure among them."""
    with place.session("admin") as session:
        rows = [(school, *own_figures(session, school, ASKED)) for school, _ in place.planted.schools]
    return next((school, row) for school, row in rows if row.value is not None and (row.schools or 0) >= 8)


def test_the_place_is_within_the_group_whose_median_is_shown(place: Place, large: tuple[int, OwnRow]):
    with place.session("admin") as session:
        (found,) = places_in_group(session, large[0], [large[1]])
    assert found.schools == large[1].schools


def test_those_with_a_higher_rate_are_better(place: Place, large: tuple[int, OwnRow]):
    school, row = large
    with place.session("admin") as session:
        (found,) = places_in_group(session, school, [row])
        others = values_of(session, row.peer_group or "")
    assert found.better == sum(value > (row.value or 0.0) for value in others)


def test_nobody_asks_for_the_place_of_a_school_out_of_scope(place: Place, large: tuple[int, OwnRow]):
    other = next(school for school, _ in place.planted.schools[1:])
    with place.session("head") as session:
        assert places_in_group(session, other, [large[1]]) == []


def test_fewer_than_eight_figures_give_no_place(place: Place, large: tuple[int, OwnRow]):
    school, row = large
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("""
            delete from fact where indicator = 'accompany_rate' and period_key = '2026-09' and school_id not in (
                select school_id from fact where indicator = 'accompany_rate' and period_key = '2026-09'
                order by school_id <> :own limit 7)
        """), {"own": school})  # fmt: skip
    with place.session("admin") as session:
        assert places_in_group(session, school, [row]) == []


def values_of(session: Session, group: str) -> list[float]:
    """The values of the schools of a group, by what the registry says of each."""
    rows = session.execute(text("""
        select s.stages, s.school_type, s.locality, s.boarding, f.value::float8 from school s
        join fact f on f.school_id = s.school_id and f.indicator = 'accompany_rate' and f.period_key = '2026-09'
        where f.value is not null
    """)).all()  # fmt: skip
    found = []
    for row in rows:
        stage, boarding = main_stage(row.stages, row.school_type), "day" if row.boarding == "none" else "boarding"
        if group in {stage, f"{stage}/{boarding}", f"{stage}/{row.locality}/{boarding}"}:
            found.append(row.value)
    return found
