"""What a frame holds of other returns: rows, rows of a whole span, and for whom a rule has to wait."""

import pytest

from etl.filing.frames import Subject, Surroundings, frame_of
from tests.tenants.returns.notation.ad_hoc import ask

OCTOBER = "2026-10"
OVER_TERM = "sum(m) = sum(canteen_finance.main.income_shop over term)"


def frame(desk, ret, *schools, period_key=OCTOBER):
    subjects = [Subject(each.school_id, period_key, {"main": [{"facility_no": "C01"}]}) for each in schools]
    with desk.session() as session:
        return frame_of(ret, subjects, Surroundings(session, subjects))


def test_a_return_that_a_school_does_not_owe_is_not_waited_for(desk):
    outside, inside = desk.school(), desk.school(nutrition_pilot="national")
    found = frame(desk, ask("sum(m) = sum(nutrition_programme.main.amount_to_canteen)"), outside, inside)
    assert found.absent["nutrition_programme"] == {1}
    assert found.others["nutrition_programme.main"].owner == []


def test_another_return_over_a_term_comes_with_its_other_months(desk):
    school = desk.school()
    desk.file(school, return_code="canteen_finance", period_key="2026-09")
    found = frame(desk, ask(OVER_TERM), school)
    assert found.others["canteen_finance.main@term"].owner == [0]
    assert found.absent["canteen_finance"] == set()


@pytest.mark.parametrize(("owed", "absent"), [("2026-09", {0}), ("2026-08", set())])  # August lies before the term
def test_a_month_of_the_term_that_is_owed_is_waited_for(desk, owed, absent):
    school = desk.school()
    desk.duty(school, "canteen_finance", owed)
    assert frame(desk, ask(OVER_TERM), school).absent["canteen_finance"] == absent


def test_a_submission_has_its_day_and_the_bureaus_calendar(desk):
    found = frame(desk, ask("a = 0"), desk.school())
    assert (found.submitted_on, dict(found.special_days)) == ([None], {})
