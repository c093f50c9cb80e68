"""A month on its way to the public: what is shown, hidden, left out, replaced and taken away."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tenants.filing.services import reopen
from tenants.publishing.models import DisclosedCount, PublicChange, PublicRelease, Release
from tenants.scope.sessions import viewer_session
from tests.etl.desk import with_values
from tests.etl.publishing.office import PUBLIC_DAY, Office, grades, refunds

LATER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def school(desk):
    return desk.school()


@pytest.fixture
def office(desk, school):
    return Office(desk)


def test_only_fields_of_the_public_line_are_shown(desk, office, school):
    desk.file(school)
    office.publish()
    (row,) = office.rows(school, "canteen_operations")
    assert row.figures["licence_no"] == "JY34301210000001"
    assert not {"items_made", "notices", "workers_on_duty"} & row.figures.keys()


def test_a_draft_is_not_shown(desk, office, school):
    desk.file(school)
    desk.upload(school, return_code="canteen_finance")
    desk.process()
    office.publish()
    assert office.rows(school, "canteen_finance") == []
    assert office.filing(school, "canteen_finance").version_no is None


def test_indicators_come_with_the_district_and_the_target(desk, office, school):
    desk.file(school, with_values("canteen_operations", accompany_occasions=39))
    other = desk.school()
    desk.file(other)
    office.publish()
    figure = office.indicator(school, "accompany_rate")
    shown = (figure.value, figure.district_value, figure.target, figure.schools)
    assert shown == (Decimal("97.5"), Decimal("98.8"), Decimal(100), 2)


def test_an_indicator_that_is_not_public_is_not_shown(desk, office, school):
    desk.file(school)
    office.publish()
    assert office.indicator(school, "disinfection_rate") is None


def test_few_refunded_pupils_are_hidden_with_their_money(desk, office, school):
    desk.file(school, refunds(3), return_code="canteen_finance")
    office.publish()
    (row,) = office.rows(school, "canteen_finance")
    assert row.hidden == {"refund_pupils": "small", "refund_due": "hidden", "refund_paid": "hidden"}
    assert not row.hidden.keys() & row.figures.keys()


def test_enough_refunded_pupils_are_shown(desk, office, school):
    desk.file(school, refunds(5), return_code="canteen_finance")
    office.publish()
    (row,) = office.rows(school, "canteen_finance")
    assert (row.figures["refund_pupils"], row.hidden) == ("5", {})


def test_a_small_grade_hides_itself_and_a_partner(desk, office, school):
    desk.file(school, grades(3, 8, 30), return_code="school_profile", period_key="2026-2027")
    office.publish()
    rows = office.rows(school, "school_profile", "enrolment")
    assert [each.hidden.get("hardship_students") for each in rows] == ["small", "hidden", None]


def test_a_share_of_few_persons_is_hidden(desk, office, school):
    desk.file(school, grades(2, 0, 0), return_code="school_profile", period_key="2026-2027")
    office.publish()
    figure = office.indicator(school, "hardship_share")
    assert (figure.is_hidden, figure.value, figure.district_value) == (True, None, None)


def test_why_a_figure_is_hidden_is_not_told(desk, office, school):
    """398 of 400: to say that few are left over would say it all."""
    desk.file(school, grades(398, 60, 70), return_code="school_profile", period_key="2026-2027")
    office.publish()
    rows = office.rows(school, "school_profile", "enrolment")
    assert {each.hidden.get("hardship_students") for each in rows} == {"hidden", None}


def test_prices_stand_beside_their_cap(desk, office, school):
    desk.file(school, return_code="canteen_finance")
    office.publish()
    (row,) = office.rows(school, "canteen_finance", "meal_price")
    assert row.figures["price_meal"] == "10.00"
    assert "meals_served" not in row.figures


def test_freezing_again_changes_nothing(desk, office, school):
    desk.file(school)
    release_id = office.publish()
    before = office.read(select(PublicRelease.published_at))
    office.freeze(release_id, at=PUBLIC_DAY + timedelta(days=1))
    assert office.read(select(PublicRelease.published_at)) == before


def test_what_is_on_show_stays_as_it_was_until_it_is_replaced(desk, office, school):
    version = desk.file(school)
    office.publish()
    corrected(desk, school, version)
    assert office.rows(school, "canteen_operations")[0].figures["diners_lunch"] == "380"


def test_a_correction_is_listed_with_its_reason(desk, office, school):
    version = desk.file(school)
    office.publish()
    corrected(desk, school, version)
    office.publish(at=LATER)
    (change,) = office.read(select(PublicChange))
    told = (change.field, change.before, change.after, change.reason, change.is_hidden)
    assert told == ("diners_lunch", "380", "350", "学校来函更正就餐人数。", False)


def test_corrections_stay_listed_when_the_month_is_published_again(desk, office, school):
    version = desk.file(school)
    office.publish()
    corrected(desk, school, version)
    office.publish(at=LATER)
    office.publish(at=LATER + timedelta(days=1))
    assert len(office.read(select(PublicChange))) == 1


def test_one_release_of_a_month_is_on_show(desk, office, school):
    desk.file(school)
    office.publish()
    second = office.publish(at=LATER)
    assert office.read(select(PublicRelease.release_id)) == [second]


def test_a_withdrawn_month_is_gone_and_remembered(desk, office, school):
    desk.file(school, refunds(3), return_code="canteen_finance")
    release_id = office.publish()
    office.withdraw(release_id)
    assert office.read(select(PublicRelease)) == []
    with desk.session() as session:
        assert session.scalars(select(DisclosedCount.hidden)).all() == ["small"]


def test_what_was_hidden_as_a_partner_stays_hidden_in_the_next_month(desk, office, school):
    desk.file(school, grades(3, 8, 30), return_code="school_profile", period_key="2026-2027")
    for month in ("2026-09", "2026-10"):
        office.publish(month)
    rows = office.rows(school, "school_profile", "enrolment")
    assert {(each.row_no, *each.hidden.items()) for each in rows if each.hidden} == {
        (1, ("hardship_students", "small")),
        (2, ("hardship_students", "hidden")),
    }


def test_the_release_says_how_many_schools_it_shows(desk, office, school):
    desk.file(school)
    release_id = office.publish()
    with desk.session() as session:
        assert session.scalars(select(Release.schools).where(Release.id == release_id)).one() == 1


def corrected(desk, school, version):
    """The bureau reopens, the school files other diners, the bureau accepts."""
    reviewer = desk.reviewer("canteen_operations")
    with viewer_session(desk.pools, reviewer) as session:
        reopen(session, reviewer, version.id, "学校来函更正就餐人数。", at=PUBLIC_DAY)
    desk.file(school, with_values("canteen_operations", diners_lunch=350), at=PUBLIC_DAY)
