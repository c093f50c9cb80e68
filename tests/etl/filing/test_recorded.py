"""A drill through the road: begun, uploaded, checked, signed, counted at once, and its figures over the month."""

import io
from datetime import date, datetime

import pytest

from etl.attached import keep_attachment
from etl.demo.papers import page
from etl.filing.attaching import FilePlace, attach_files
from tenants.calendar.seeding import TeachingMonth, seed_calendar
from tenants.calendar.workdays import BUREAU_ZONE
from tenants.filing.models import VersionState
from tenants.filing.records import begin_record
from tenants.scope.sessions import viewer_session
from tests.builders import NOW

DRILL = {
    "drill_kind": "fire", "pupils": 300, "staff": 20, "evac_seconds": 100, "quiz_people": None, "quiz_score": None,
    "equipment_operators": None, "problems": None, "summary": "有序",
}  # fmt: skip
MENU = {
    "facility_no": "C01", "meal": "lunch", "dishes": "红烧肉、鱼、青菜、豆腐、汤", "meat_dishes": 2, "veg_dishes": 2, "soups": 1,
    "staples": 1, "meat_share": 60, "food_classes": ("cereal_tuber", "veg_fruit", "animal"), "changed": False,
}  # fmt: skip


def begin(desk, school, day, code="safety_drill"):
    clerk = desk.clerks[school.school_id]
    with viewer_session(desk.pools, clerk) as session:
        return begin_record(session, clerk, code, day, today=date(2026, 11, 30)).period_key


def file(desk, school, day, **values):
    key = begin(desk, school, day)
    number = f"{school.school_code}-DR-{day.year}-{key[-4:]}"
    row = DRILL | {"drill_no": number, "held_on": day} | values
    receipt = desk.upload(school, {"main": [row]}, return_code="safety_drill", period_key=key)
    desk.process()
    return receipt


def draft(desk, receipt):
    return desk.uploaded(receipt).version_id


def test_a_record_says_its_number_and_day(desk):
    school = desk.school()
    assert desk.codes(file(desk, school, date(2026, 10, 9))) == set()


@pytest.mark.parametrize(
    ("values", "code"), [({"held_on": date(2026, 10, 8)}, "wrong_event_day"), ({"drill_no": "X"}, "wrong_record_no")]
)
def test_another_number_or_day_is_an_error_at_its_cell(desk, values, code):
    school = desk.school()
    assert code in desk.codes(file(desk, school, date(2026, 10, 9), **values))


def test_it_counts_as_soon_as_the_head_has_signed(desk):
    school = desk.school()
    version = desk.submit(draft(desk, file(desk, school, date(2026, 10, 9))), at=NOW)
    assert (version.state, version.accepted_at) == (VersionState.ACCEPTED, NOW)


def test_figures_are_those_of_all_records_of_the_month(desk):
    school = desk.school()
    for day, seconds in ((date(2026, 10, 9), 100), (date(2026, 10, 20), 500), (date(2026, 9, 7), 100)):
        version_id = draft(desk, file(desk, school, day, evac_seconds=seconds))
        desk.explain(version_id)
        desk.submit(version_id)
        desk.load()
    assert desk.fact(school, "evac_ok_rate", "2026-10").value == 50
    assert desk.fact(school, "evac_ok_rate", "2026-09").value == 100
    assert desk.fact(school, "drill_rate", "2026-2027-1").numerator == 2


def file_menu(desk, school, day, **values):
    key = begin(desk, school, day, "weekly_menu")
    published = datetime(day.year, day.month, 1, 8, tzinfo=BUREAU_ZONE)
    row = MENU | {"menu_date": day, "iso_week": f"2026-W{day.isocalendar().week}", "published_at": published}
    receipt = desk.upload(school, {"main": [row | values]}, return_code="weekly_menu", period_key=key)
    desk.process()
    return receipt


def test_menus_of_another_week_are_an_error(desk):
    school = desk.school()
    assert desk.codes(file_menu(desk, school, date(2026, 10, 14))) == set()
    assert "wrong_event_week" in desk.codes(file_menu(desk, school, date(2026, 10, 14), iso_week="2026-W43"))


def test_weeks_in_time_are_counted_against_the_school_weeks_of_the_month(desk):
    school = desk.school()
    october = TeachingMonth(month="2026-10", stage="junior", teaching_days=17, first_day=date(2026, 10, 8))
    with desk.session() as session:
        seed_calendar(session, desk.district_id, [october])
    for day in (date(2026, 10, 8), date(2026, 10, 14), date(2026, 10, 19)):  # published on the first: one too late
        version_id = draft(desk, file_menu(desk, school, day))
        desk.explain(version_id)
        desk.submit(version_id)
        desk.load()
    fact = desk.fact(school, "menu_on_time_rate", "2026-10")
    assert (fact.numerator, fact.denominator) == (2, 4)


CONTRACT = {
    "subject": "uniform", "method": "inquiry", "joint": False, "budget_amount": 2000, "award_amount": 1900,
    "start_on": date(2026, 9, 1), "end_on": date(2027, 8, 31), "bidders": 3, "witnesses": ("parents",),
    "winner_name": "服装厂", "winner_code": "91430199MA0HQDEMUW", "in_pool": False, "filed_with": ("logistics_office",),
}  # fmt: skip


def contract(desk, school, day, **values):
    """A contract with its scan, as a draft."""
    key = begin(desk, school, day, "procurement_contract")
    number = f"{school.school_code}-PC-{day.year}-{key[-4:]}"
    row = CONTRACT | {"contract_no": number, "signed_on": day, "start_on": day, "filed_on": day} | values
    receipt = desk.upload(school, {"main": [row]}, return_code="procurement_contract", period_key=key)
    desk.process()
    kept = keep_attachment(desk.originals, io.BytesIO(page(["合同"])), "合同.pdf")
    clerk = desk.clerks[school.school_id]
    with viewer_session(desk.pools, clerk) as session:
        place = FilePlace("main", "contract_file", 1)
        attach_files(session, clerk, draft(desk, receipt), [(place, kept)], at=NOW)
    return draft(desk, receipt)


def test_a_contract_is_held_against_all_earlier_ones_of_the_school(desk):
    school = desk.school()
    poor = contract(desk, school, date(2024, 8, 20), end_on=date(2025, 8, 19), evaluation_score=59)
    assert desk.codes(version_id=poor) == set()
    desk.submit(poor)
    desk.accept(poor)
    assert desk.codes(version_id=contract(desk, school, date(2026, 8, 20))) == {"PC-12"}
