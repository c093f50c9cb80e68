"""Whose rows a transaction sees."""

from sqlalchemy import select

from tenants.registry.models import School
from tenants.scope.sessions import viewer_session
from tests.builders import make_account, make_area, make_school


def test_a_clerk_sees_their_school_only(pools):
    mine, _ = make_school(), make_school()
    clerk = make_account("school_clerk", school=mine)
    with viewer_session(pools, clerk) as session:
        assert session.scalars(select(School.school_id)).all() == [mine.school_id]


def test_an_inspector_sees_the_schools_of_their_areas(pools):
    east, west = make_area(), make_area()
    mine = [make_school(area_code=east), make_school(area_code=east)]
    make_school(area_code=west)
    inspector = make_account("inspector", areas=[east])
    with viewer_session(pools, inspector) as session:
        seen = session.scalars(select(School.school_id).order_by(School.school_id)).all()
    assert seen == [each.school_id for each in mine]
