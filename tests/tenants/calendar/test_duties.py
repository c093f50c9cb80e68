from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tenants.calendar.duties import raise_current_duties, raise_duties
from tenants.calendar.models import MealFeeCap, ReturnUse
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import event_on, period_of
from tenants.calendar.seeding import FeeCap, Holiday, TeachingMonth, seed_calendar, seed_settings, seed_uses
from tenants.calendar.teaching import load_teaching
from tenants.filing.models import Duty
from tenants.returns.catalogue import get_return
from tenants.returns.parameters import PARAMETERS
from tenants.scope.sessions import district_job_session
from tenants.text import Text
from tests.builders import make_school, make_unit

DAY = date(2026, 10, 1)
CANTEEN = (get_return("canteen_operations", DAY), get_return("canteen_finance", DAY))
PROFILE = (get_return("school_profile", DAY),)


def work(pools, school):
    return district_job_session(pools, school.district_id)


def owed(pools, school):
    with work(pools, school) as session:
        rows = session.scalars(select(Duty).where(Duty.school_id == school.school_id))
        return {(each.return_code, each.period_key): each.due_on for each in rows}


def test_a_month_raises_what_is_owed_for_it(pools):
    school = make_school()
    with work(pools, school) as session:
        assert raise_duties(session, "2026-10", returns=CANTEEN) == 2
    assert owed(pools, school) == {
        ("canteen_operations", "2026-10"): date(2026, 11, 10),
        ("canteen_finance", "2026-10"): date(2026, 11, 10),
    }


def test_a_school_year_raises_the_profile(pools):
    school = make_school()
    with work(pools, school) as session:
        raise_duties(session, period_of("2026-2027"), returns=PROFILE)
    assert owed(pools, school) == {("school_profile", "2026-2027"): date(2026, 9, 30)}


def test_raising_again_adds_nothing(pools):
    school = make_school()
    for expected in (2, 0):
        with work(pools, school) as session:
            assert raise_duties(session, "2026-10", returns=CANTEEN) == expected


@pytest.mark.parametrize(
    "values",
    [
        {"canteen_mode": "none"},
        {"opened_on": date(2026, 10, 2)},
        {"status": "suspended"},
        {"status": "closed", "closed_on": date(2026, 10, 1)},
        {"status": "planned", "opened_on": None},
    ],
)
def test_nothing_is_owed_by_a_school_that(pools, values):
    school = make_school(**values)
    with work(pools, school) as session:
        assert raise_duties(session, "2026-10", returns=CANTEEN) == 0


def test_a_return_is_owed_only_for_the_periods_the_bureau_asks_it_for(pools):
    school = make_school()
    with work(pools, school) as session:
        seed_uses(session, school.district_id, {"canteen_finance": date(2026, 11, 1)})
        raised = [raise_duties(session, each, returns=CANTEEN) for each in ("2026-10", "2026-11")]
    assert raised == [1, 2]


def test_a_return_that_is_asked_no_longer_is_not_owed(pools):
    school = make_school()
    with work(pools, school) as session:
        use = ReturnUse(district_id=school.district_id, return_code="canteen_finance", asked_from=date(2026, 9, 1))
        use.asked_until = date(2026, 9, 30)
        session.add(use)
        session.flush()
        raised = [raise_duties(session, each, returns=CANTEEN) for each in ("2026-09", "2026-10")]
    assert raised == [2, 1]


def test_a_school_that_closes_in_the_month_still_owes_it(pools):
    school = make_school(status="closed", closed_on=date(2026, 10, 20))
    with work(pools, school) as session:
        assert raise_duties(session, "2026-10", returns=CANTEEN) == 2


SEEN = {"canteen_operations", "canteen_finance", "dormitory", "school_profile"}  # a return of each kind of period


def test_today_raises_this_month_and_the_last_as_long_as_it_is_not_overdue(pools):
    school = make_school()
    with work(pools, school) as session:
        raise_current_duties(session, date(2026, 11, 5))
    assert {each for each in owed(pools, school) if each[0] in SEEN} == {
        ("canteen_operations", "2026-10"),
        ("canteen_finance", "2026-10"),
        ("canteen_operations", "2026-11"),
        ("canteen_finance", "2026-11"),
        ("dormitory", "2026-2027-1"),
        ("school_profile", "2026-2027"),
    }


def test_a_day_after_the_due_date_does_not_raise_the_last_month(pools):
    school = make_school()
    with work(pools, school) as session:
        raise_current_duties(session, date(2026, 11, 11))
    assert ("canteen_finance", "2026-10") not in owed(pools, school)


def test_a_unit_of_the_bureau_owes_its_own_return_and_schools_do_not(pools):
    school, unit = make_school(), make_unit()
    with work(pools, school) as session:
        for period in ("2025", "2025-10", "2025-2026"):
            raise_duties(session, period)
    assert owed(pools, unit) == {("student_loan", "2025"): date(2026, 1, 31)}
    assert not {code for code, _ in owed(pools, school)} & {"student_loan"}


MONTHS = [
    TeachingMonth(month=f"2026-{n:02d}", stage="junior", teaching_days=days, first_day=first)
    for n, days, first in [(9, 22, date(2026, 9, 1)), (10, 17, date(2026, 10, 8)), (11, 21, None), (12, 23, None)]
]
AUGUST = TeachingMonth(month="2026-08", stage="junior", teaching_days=0)
HOLIDAYS = [Holiday(date(2026, 10, n), False, Text("国庆节", "National Day")) for n in range(1, 8)]


def test_the_calendar_tells_teaching_and_working_days(pools):
    school = make_school()
    with work(pools, school) as session:
        seed_calendar(session, school.district_id, MONTHS, HOLIDAYS)
        october = load_teaching(session, [period_of("2026-10")]).of(period_of("2026-10"), "junior")
    assert (october["teaching_days"], october["workdays"], october["first_day"]) == (17, 17, date(2026, 10, 8))


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        (date(2026, 10, 14), 4),  # of four Mondays none falls away: 5 October's week has 8 and 9
        (date(2026, 9, 14), 4),  # the week of the 28th has three days
        (date(2026, 8, 31), 1),  # its Monday lies before the term
    ],
)
def test_a_school_week_belongs_to_the_month_of_its_monday(pools, day, weeks):
    school = make_school()
    with work(pools, school) as session:
        seed_calendar(session, school.district_id, [AUGUST, *MONTHS], HOLIDAYS)
        told = load_teaching(session, [event_on(day, 1)]).of(event_on(day, 1), "junior")
    assert told["school_weeks"] == weeks


@pytest.mark.parametrize(("month", "is_end"), [("2026-10", False), ("2026-12", True)])
def test_the_last_month_with_teaching_ends_the_term(pools, month, is_end):
    school = make_school()
    with work(pools, school) as session:
        seed_calendar(session, school.district_id, MONTHS)
        told = load_teaching(session, [period_of(month)]).of(period_of(month), "junior")
    assert told["is_term_end"] is is_end


def test_a_stage_without_calendar_has_no_teaching_days(pools):
    school = make_school()
    with work(pools, school) as session:
        told = load_teaching(session, [period_of("2026-10")]).of(period_of("2026-10"), "senior")
    assert told["teaching_days"] is None


def test_parameters_hold_from_their_day_and_for_their_stage(pools):
    from tenants.calendar.models import ParameterValue

    school, code = make_school(), "diners_change_query"
    with work(pools, school) as session:
        for stage, day, value in [("", date(2026, 9, 1), 25), ("junior", date(2026, 10, 1), 30)]:
            row = {"code": code, "stage": stage, "valid_from": day, "value": Decimal(value)}
            session.add(ParameterValue(district_id=school.district_id, **row))
        session.flush()
        settings = load_settings(session)
    assert settings.value(code, date(2026, 8, 31)) == PARAMETERS[code].default
    assert settings.value(code, date(2026, 9, 1), "junior") == 25
    assert settings.value(code, date(2026, 10, 1), "junior") == 30
    assert settings.value(code, date(2026, 10, 1), "primary") == 25


def test_limits_have_their_declared_values_until_the_bureau_sets_its_own(pools):
    school = make_school()
    with work(pools, school) as session:
        settings = load_settings(session)
    assert settings.cost_shares(date(2026, 10, 1))["cost_wages",] == {"min_pct": 0, "max_pct": 25}
    assert settings.fee_caps(date(2026, 10, 1), "town") == {}


def test_seeding_twice_changes_nothing_and_caps_are_by_locality(pools):
    school, caps = make_school(), [FeeCap("junior", "town", "swipe", "lunch", Decimal(12))]
    with work(pools, school) as session:
        for _ in range(2):
            seed_settings(session, school.district_id, valid_from=date(2025, 9, 1), caps=caps)
        settings = load_settings(session)
        assert len(session.scalars(select(MealFeeCap)).all()) == 1
    day = date(2025, 9, 1)
    assert settings.fee_caps(day, "town") == {("junior", "swipe", "lunch"): {"cap_yuan": 12}}
    assert settings.fee_caps(day, "city") == {}
    assert settings.fee_caps(day - timedelta(days=1), "town") == {}
