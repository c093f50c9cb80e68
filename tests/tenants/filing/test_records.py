"""Records of events: begun by the school, numbered without gaps, owed so many days after the event."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy.exc
from sqlalchemy import insert

from tenants.base import new_key
from tenants.calendar.periods import event_on, matching, name_of, period_of, serial_of, year_before
from tenants.calendar.seeding import seed_uses
from tenants.errors import NotAllowed, NotFound
from tenants.filing.models import Duty
from tenants.filing.records import NotAnEventDay, begin_record, offered_records, record_no, suggested_day
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PeriodType
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import make_account, make_school

DAY = date(2026, 11, 9)
TODAY = date(2026, 11, 12)


@pytest.fixture
def school(pools):
    return make_school()


@pytest.fixture
def clerk(school):
    return make_account("school_clerk", school=school)


def begin(pools, viewer, day=DAY, code="safety_drill"):
    with viewer_session(pools, viewer) as session:
        duty = begin_record(session, viewer, code, day, today=TODAY)
        return duty.period_key, duty.due_on


def test_a_record_is_owed_ten_days_after_the_event(pools, clerk):
    assert begin(pools, clerk) == ("2026-11-09.0001", date(2026, 11, 19))


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 29)])
def test_a_week_is_that_of_its_monday_and_owed_before_it(pools, clerk, day):
    assert begin(pools, clerk, day, "weekly_menu") == ("2026-11-23.0001", date(2026, 11, 16))


@pytest.mark.parametrize(("code", "day"), [("weekly_menu", date(2026, 11, 23)), ("safety_drill", TODAY)])
def test_a_week_is_offered_that_can_still_be_in_time(pools, clerk, code, day):
    with viewer_session(pools, clerk) as session:
        assert suggested_day(session, get_return(code, TODAY), TODAY) == day


def test_serials_follow_each_other_within_a_year(pools, clerk):
    keys = [begin(pools, clerk, day)[0] for day in (DAY, DAY, date(2026, 1, 5), date(2025, 12, 30))]
    assert [serial_of(period_of(key)) for key in keys] == [1, 2, 3, 1]


def test_two_at_once_get_two_numbers(pools, clerk):
    with ThreadPoolExecutor(4) as threads:
        keys = list(threads.map(lambda _: begin(pools, clerk)[0], range(4)))
    assert sorted(keys) == [f"2026-11-09.{n:04d}" for n in range(1, 5)]


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1999, 1, 1)])
def test_a_day_ahead_or_before_the_school_is_refused_in_words(pools, clerk, day):
    with pytest.raises(NotAnEventDay):
        begin(pools, clerk, day)


@pytest.mark.parametrize("code", ["canteen_operations", "nothing"])
def test_only_event_returns_have_records(pools, clerk, code):
    with pytest.raises(NotFound):
        begin(pools, clerk, code=code)


def test_the_bureau_begins_no_records(pools, school):
    with pytest.raises(NotAllowed):
        begin(pools, make_account("inspector", areas=[school.area_code]))


def test_a_return_that_is_not_asked_for_yet_has_none(pools, school, clerk):
    with district_job_session(pools, school.district_id) as session:
        seed_uses(session, school.district_id, {"safety_drill": date(2026, 12, 1)})
    with pytest.raises(NotFound):
        begin(pools, clerk)
    with viewer_session(pools, clerk) as session:
        assert "safety_drill" not in {each.code for each in offered_records(session, clerk, TODAY)}


@pytest.mark.parametrize("key", ["2026-11", "2026-11-09", "2026-11-09.1"])
def test_a_school_cannot_make_itself_owe_anything_else(pools, school, clerk, key):
    values = {"district_id": school.district_id, "school_id": school.school_id, "id": new_key()}
    row = values | {"return_code": "canteen_operations", "period_key": key, "due_on": DAY}
    with viewer_session(pools, clerk) as session, pytest.raises(sqlalchemy.exc.ProgrammingError):
        session.execute(insert(Duty).values(row))


def test_a_school_begins_none_for_another(pools, clerk):
    other = make_school()
    values = {"district_id": other.district_id, "school_id": other.school_id, "id": new_key()}
    row = values | {"return_code": "safety_drill", "period_key": "2026-11-09.0001", "due_on": DAY}
    with viewer_session(pools, clerk) as session, pytest.raises(sqlalchemy.exc.ProgrammingError):
        session.execute(insert(Duty).values(row))


def test_the_number_names_school_return_and_year():
    ret = get_return("safety_drill", DAY)
    assert record_no(ret, "3134000001", event_on(DAY, 7)) == "3134000001-DR-2026-0007"


def test_an_event_is_a_day_with_a_serial():
    event = period_of("2026-11-09.0007")
    assert (event.type, event.start, event.end, serial_of(event)) == (PeriodType.EVENT, DAY, DAY, 7)
    assert name_of(event) == ("2026年11月9日（第7号）", "9 November 2026 (no. 7)")
    assert matching(event, PeriodType.TERM).key == "2026-2027-1"
    assert serial_of(year_before(event)) == 0


@pytest.mark.parametrize("key", ["2026-02-30.0001", "2026-11-09.00001", "1899-11-09.0001"])
def test_what_is_no_event_is_no_period(key):
    with pytest.raises(ValueError):
        period_of(key)
