"""Similar schools as each role sees them: the bureau reads names, a school nothing but the spread."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from dashboards.queries.areas import areas
from dashboards.queries.schools import schools
from dashboards.queries.similar import frozen_year, likenesses, spreads_of_similar
from dashboards.view import View
from etl.similar.freezing import freeze_due
from tenants.calendar.periods import period_of
from tenants.scope.sessions import district_job_session
from tests.dashboards.conftest import Place

YEAR = "2026-2027"
ASKED = [("accompany_rate", "2026-10")]


@pytest.fixture
def place(place: Place) -> Place:
    """The planted district with profiles, and the lists of the school year."""
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(
            text("""
            insert into fact (district_id, indicator, period_key, school_id, numerator, value, is_partial,
                version_id, accepted_at)
            select district_id, 'enrolment_total', '2026-2027', school_id, 300 + school_id % 7, 300 + school_id % 7, false,
                gen_random_uuid(), now() from school where kind = 'school'
        """)
        )
        freeze_due(session, at=datetime(2026, 11, 2, tzinfo=UTC))
    return place


@pytest.fixture
def listed(place: Place) -> int:
    """A school with eight or more on its list, all with a figure."""
    with district_job_session(place.pools, place.planted.district_id) as session:
        return session.scalars(text("""
            select p.school_id from similar_school p
            join fact f on f.school_id = p.other_id and f.indicator = 'accompany_rate' and f.period_key = '2026-10'
            join school s on s.school_id = p.school_id
            group by 1 having count(f.value) >= 8 order by min(s.area_code), 1 limit 1
        """)).one()  # fmt: skip


def test_the_lists_of_the_year_before_hold_until_the_next_are_frozen(place: Place):
    with place.session("admin") as session:
        assert [frozen_year(session, period_of(key)) is not None for key in ("2026-06", "2026-10", "2027-09")] == [
            False, True, True,
        ]  # fmt: skip


def test_the_bureau_reads_who_is_on_a_list(place: Place, listed: int):
    with place.session("admin") as session:
        rows = likenesses(session, listed, YEAR)
    assert [row.place for row in rows] == list(range(len(rows)))
    assert all(row.school_code for row in rows)


def test_an_inspector_reads_names_of_the_areas_in_charge_alone(place: Place):
    mine = place.planted.area_codes[0]
    with place.session("admin") as session:
        areas = dict(session.execute(text("select school_code, area_code from school")).all())
    with place.session("inspector") as session:
        schools = session.scalars(text("select school_id from school where kind = 'school'")).all()
        rows = [row for each in schools for row in likenesses(session, each, YEAR)]
    assert {areas[row.school_code] for row in rows if row.school_code} == {mine}
    assert any(row.school_code is None for row in rows)


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_a_school_does_not_learn_who_is_on_its_list(place: Place, who: str):
    with place.session(who) as session:
        assert [row.place for row in likenesses(session, place.planted.schools[0][0], YEAR)] == [0]
        assert session.scalars(text("select other_id from similar_school")).all() == []


def test_the_spread_is_that_of_the_schools_on_the_list(place: Place, listed: int):
    with place.session("admin") as session:
        (found,) = spreads_of_similar(session, listed, YEAR, ASKED)
        own, values = session.execute(text("""
            select max(f.value) filter (where f.school_id = :own)::float8,
                array_agg(f.value::float8 order by f.value) filter (where f.school_id <> :own)
            from fact f where f.indicator = 'accompany_rate' and f.period_key = '2026-10'
                and (f.school_id = :own or f.school_id in (select other_id from similar_school where school_id = :own))
        """), {"own": listed}).one()  # fmt: skip
    assert (found.dots, found.schools) == (values, len(values))
    assert found.median == pytest.approx(
        values[len(values) // 2] if len(values) % 2 else sum(values[len(values) // 2 - 1 :][:2]) / 2
    )
    assert found.better == (None if own is None else sum(each > own for each in values))


def test_nobody_asks_about_a_school_out_of_scope(place: Place):
    with place.session("head") as session:
        assert spreads_of_similar(session, place.planted.schools[1][0], YEAR, ASKED) == []


def test_fewer_than_eight_figures_give_a_median_alone(place: Place, listed: int):
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("""
            delete from fact where indicator = 'accompany_rate' and school_id in (
                select other_id from similar_school where school_id = :own and place > 5)
        """), {"own": listed})  # fmt: skip
    with place.session("admin") as session:
        (found,) = spreads_of_similar(session, listed, YEAR, ASKED)
    assert (found.schools, found.lower, found.upper, found.better, found.dots) == (5, None, None, None, None)


def test_fewer_than_four_figures_give_nothing(place: Place, listed: int):
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("""
            delete from fact where indicator = 'accompany_rate' and school_id in (
                select other_id from similar_school where school_id = :own and place > 3)
        """), {"own": listed})  # fmt: skip
    with place.session("admin") as session:
        assert spreads_of_similar(session, listed, YEAR, ASKED) == []


def test_amounts_have_no_dots(place: Place, listed: int):
    with place.session("admin") as session:
        (found,) = spreads_of_similar(session, listed, YEAR, [("enrolment_total", YEAR)])
    assert (found.dots, found.median is not None) == (None, True)


def test_a_view_of_similar_schools_holds_the_list_and_the_school_itself(place: Place, listed: int):
    with place.session("admin") as session:
        rows = likenesses(session, listed, YEAR)
        view = View(indicator_code="accompany_rate", period_key="2026-10", like=rows[0].school_code)
        found = schools(session, view, today=date(2026, 11, 21))
        (whole,) = [row for row in areas(session, view) if not row.area_code]
    assert {row.school_code for row in found} == {row.school_code for row in rows}
    assert whole.schools == sum(row.value is not None for row in found)


def test_an_inspector_compares_with_the_similar_schools_in_charge_alone(place: Place):
    view = View(indicator_code="accompany_rate", period_key="2026-10", like=place.own_code)
    with place.session("inspector") as session:
        found = schools(session, view, today=date(2026, 11, 21))
    assert {row.area_code for row in found} == {place.planted.area_codes[0]}


def test_schools_like_one_that_is_not_there_are_none(place: Place):
    view = View(indicator_code="accompany_rate", period_key="2026-10", like="0000000000")
    with place.session("admin") as session:
        assert schools(session, view, today=date(2026, 11, 21)) == []
