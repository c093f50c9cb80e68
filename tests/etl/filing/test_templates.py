"""What a duty's template says before it is filled in."""

from datetime import date

import pytest

from etl.checking.offline import check_file
from etl.filing.templates import template_fill
from etl.workbook.guard.pool import GuardPool
from etl.workbook.template import write_template
from tenants.calendar.periods import period_of
from tenants.calendar.seeding import Holiday, seed_calendar
from tenants.filing.models import Duty
from tenants.registry.models import School
from tenants.returns.catalogue import get_return
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.text import Text
from tests.builders import make_account, make_duty, make_school
from tests.desk import OPERATIONS, add_canteen, fill_in


@pytest.fixture
def school(pools: Pools) -> School:
    school = make_school()
    add_canteen(pools, school)
    return school


def fill_of(pools: Pools, school: School, duty: Duty):
    viewer = make_account("school_clerk", school=school)
    with viewer_session(pools, viewer) as session:
        return template_fill(session, duty)


def test_each_open_canteen_has_its_row(pools: Pools, school: School):
    fill = fill_of(pools, school, make_duty(school, "canteen_operations", "2026-10"))
    assert [row["facility_no"] for row in fill.rows["main"]] == ["C01"]


def test_school_period_and_due_date_are_told(pools: Pools, school: School):
    fill = fill_of(pools, school, make_duty(school, "canteen_operations", "2026-10"))
    assert (fill.school_code, fill.period_name.zh, fill.due_on) == (school.school_code, "2026年10月", fill.due_on)


def test_a_week_has_a_row_for_the_lunch_of_each_working_day(pools: Pools, school: School):
    with district_job_session(pools, school.district_id) as session:
        seed_calendar(session, school.district_id, [], [Holiday(date(2026, 11, 10), False, Text("校庆", "Day off"))])
    rows = fill_of(pools, school, make_duty(school, "weekly_menu", "2026-11-09.0001")).rows["main"]
    assert [row["menu_date"].day for row in rows] == [9, 11, 12, 13]
    assert {(row["facility_no"], row["iso_week"], row["meal"]) for row in rows} == {("C01", "2026-W46", "lunch")}


def test_a_filled_template_is_checked_without_a_server(pools: Pools, school: School, tmp_path):
    duty = make_duty(school, "canteen_operations", "2026-10")
    ret = get_return(duty.return_code, period_of(duty.period_key).start)
    target = tmp_path / "operations.xlsx"
    write_template(ret, target, fill_of(pools, school, duty), "zh")
    target.write_bytes(fill_in(target.read_bytes(), [OPERATIONS | {"facility_no": "C01", "items_sampled": 200}]))
    with GuardPool(1) as guard:
        checked = check_file(guard, target, today=duty.due_on)
    assert [each.code for each in checked.findings] == ["CO-10"]
