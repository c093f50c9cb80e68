"""A visit through the road: begun by an inspector, uploaded, scored, entered, owed its rectifications."""

from datetime import date
from decimal import Decimal

import pytest

from etl.filing.rechecking import enter_recheck
from etl.filing.templates import template_fill
from tenants.errors import NotAllowed, NotFound
from tenants.facts import Fact
from tenants.filing.errors import ReasonMissing
from tenants.filing.locks import latest_version
from tenants.filing.models import VersionState
from tenants.filing.records import begin_record
from tenants.inspections.errors import NoExtension
from tenants.inspections.rechecking import Recheck, extend
from tenants.inspections.replies import decide, object_to, sign_visit
from tenants.returns.files import filename_in
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_area
from tests.etl.filing.visiting import DAY, FINDING, SHEET, TODAY, VISIT, begin, draft, enter, file, mend, owed


@pytest.fixture
def school(desk):
    return desk.school()


@pytest.fixture
def inspector(school):
    return make_account("inspector", areas=[school.area_code], name="赵督查")


def test_points_score_grade_and_numbers_are_given(desk, school, inspector):
    receipt = file(desk, school, inspector)
    assert desk.codes(receipt) == set()
    figures = draft(desk, receipt).figures
    [visit] = figures["visit"]
    assert (visit["score"], visit["grade"], visit["star"], visit["vetoes"]) == ("83.33", "B", "3", "-")
    assert visit["domains"] == "WATR"
    assert [row.get("points") for row in figures["score"]] == ["3.00", "2.00", None, "0.00"]
    [finding] = figures["finding"]
    assert finding["finding_no"] == f"{school.school_code}-FN-2026-0101"
    assert finding["deadline"] == "2026-11-11"


def test_items_that_were_not_looked_at_are_left_out(desk, school, inspector):
    receipt = file(desk, school, inspector, sheet=[*SHEET, {"item_code": "FIRE-01"}, {"item_code": "FIRE-02"}])
    assert [row["item_code"] for row in draft(desk, receipt).figures["score"]] == [row["item_code"] for row in SHEET]


def test_an_item_without_what_its_method_needs_is_an_error_at_its_points(desk, school, inspector):
    receipt = file(desk, school, inspector, sheet=[*SHEET[:3], {"item_code": "WATR-04", "applicable": True}])
    assert "required_now" in desk.codes(receipt)


def test_a_veto_caps_the_grade(desk, school, inspector):
    sheet = [{"item_code": "WATR-01", "level": 0, "remark": "没有检测"}, *SHEET[1:]]
    veto = {"item_code": "WATR-01", "severity": "veto", "description": "没有检测", "basis": "GB 5749"}
    [visit] = draft(desk, file(desk, school, inspector, sheet, (FINDING, veto))).figures["visit"]
    assert (visit["grade"], visit["star"], visit["vetoes"]) == ("D", "0", "V05")


def test_it_counts_once_the_inspector_has_entered_it(desk, school, inspector):
    version = desk.submit(draft(desk, file(desk, school, inspector)).id, by=inspector)
    assert (version.state, version.accepted_at) == (VersionState.ACCEPTED, NOW)
    desk.load()
    assert desk.fact(school, "area_visit_rate", "2026-10").value == 100


def test_the_workbook_brings_every_item_with_what_it_asks(desk, school, inspector):
    duty = begin(desk, inspector, school)
    with viewer_session(desk.pools, inspector) as session:
        fill = template_fill(session, duty)
    assert len(fill.rows["score"]) == len(fill.notes["score"]) == 52
    assert fill.rows["visit"][0]["visit_no"] == f"{school.school_code}-IV-2026-0001"
    assert fill.notes["score"][0].zh == "师生消防知识问卷（60为0分，95为满分3，问卷）"


def test_what_the_school_has_not_is_prefilled_as_not_applicable(desk):
    bare = desk.school(boarding="none", canteen_mode="none")
    inspector = make_account("inspector", areas=[bare.area_code])
    with viewer_session(desk.pools, inspector) as session:
        duty = begin_record(session, inspector, "inspection_visit", DAY, today=TODAY, school_id=bare.school_id)
        rows = template_fill(session, duty).rows["score"]
    away = {row["item_code"].split("-")[0] for row in rows if row.get("applicable") is False}
    assert away == {"CANT", "DORM", "SHOP"}


def test_an_inspector_begins_none_for_a_school_of_another_area(desk, school):
    with pytest.raises(NotFound):
        begin(desk, make_account("inspector", areas=[make_area()]), school)


def test_a_school_begins_none(desk, school):
    with pytest.raises(NotAllowed):
        begin(desk, desk.clerks[school.school_id], school)


def test_a_school_neither_signs_nor_explains_a_visit(desk, school, inspector):
    version = draft(desk, file(desk, school, inspector))
    with pytest.raises((NotAllowed, NotFound)):
        desk.submit(version.id)


def test_a_value_over_the_last_term_comes_from_the_platform(desk, school, inspector):
    version = desk.submit(draft(desk, file(desk, school, inspector)).id, by=inspector)
    with desk.session() as session:
        for month, above in (("2026-03", 9), ("2026-04", 10)):
            session.add(
                Fact(
                    district_id=school.district_id, indicator="accompany_rate", period_key=month,
                    school_id=school.school_id, numerator=Decimal(above), denominator=Decimal(10),
                    value=Decimal(above * 10), is_partial=False, version_id=version.id, accepted_at=NOW,
                )
            )  # fmt: skip
    duty = begin(desk, inspector, school)
    with viewer_session(desk.pools, inspector) as session:
        rows = template_fill(session, duty).rows
    assert next(row["value"] for row in rows["score"] if row["item_code"] == "CANT-16") == Decimal("95.00")


def test_each_finding_is_owed_its_rectification_by_its_deadline(desk, school, inspector):
    enter(desk, school, inspector)
    [duty] = owed(desk, school)
    assert (duty.period_key, duty.due_on) == ("2026-10-12.0101", date(2026, 11, 11))


def test_a_passed_recheck_closes_the_finding(desk, school, inspector):
    enter(desk, school, inspector)
    duty_id = mend(desk, school).duty_id
    with viewer_session(desk.pools, inspector) as session:
        made = enter_recheck(session, inspector, duty_id, Recheck(is_passed=True, on=date(2026, 10, 25)), at=NOW)
    desk.load()
    [row] = made.figures["main"]
    assert (row["recheck_result"], row["recheck_by"]) == ("passed", "赵督查")
    assert [filename_in(each) for each in row["proof"]] == ["记录.pdf"]
    assert desk.fact(school, "findings_overdue", "2026-2027").value == 0


def test_a_failed_recheck_asks_for_the_next_attempt_by_a_new_day(desk, school, inspector):
    enter(desk, school, inspector)
    duty_id = mend(desk, school).duty_id
    failed = Recheck(
        is_passed=False, on=date(2026, 10, 21), new_deadline=date(2026, 10, 28), words="仍没有登记，重新整改"
    )
    with viewer_session(desk.pools, inspector) as session:
        enter_recheck(session, inspector, duty_id, failed, at=NOW)
    desk.load()
    [duty] = owed(desk, school)
    assert duty.due_on == date(2026, 10, 28)
    again = mend(desk, school, done_on=date(2026, 10, 27))
    assert [(row["attempt"], row.get("recheck_result")) for row in again.figures["main"]] == [
        ("1", "failed"),
        ("2", None),
    ]


def test_a_school_cannot_pass_its_own_rectification(desk, school, inspector):
    enter(desk, school, inspector)
    version = mend(desk, school, recheck_result="passed", rechecked_on=date(2026, 10, 21), recheck_by="自己")
    assert "recheck_result" not in version.figures["main"][0]


def test_a_late_recheck_needs_words(desk, school, inspector):
    enter(desk, school, inspector)
    duty_id = mend(desk, school, done_on=date(2026, 10, 13)).duty_id
    with viewer_session(desk.pools, inspector) as session, pytest.raises(ReasonMissing):
        enter_recheck(session, inspector, duty_id, Recheck(is_passed=True, on=date(2026, 10, 30)), at=NOW)


def test_more_time_is_granted_once(desk, school, inspector):
    enter(desk, school, inspector)
    [duty] = owed(desk, school)
    with viewer_session(desk.pools, inspector) as session:
        extend(session, inspector, duty.id, date(2026, 11, 20), "采购需要时间，同意延期", at=NOW)
        with pytest.raises(NoExtension):
            extend(session, inspector, duty.id, date(2026, 11, 30), "采购需要时间，同意延期", at=NOW)


def test_a_finding_that_a_corrected_visit_no_longer_has_is_owed_no_more(desk, school, inspector):
    version = enter(desk, school, inspector)
    admin, head = make_account("bureau_admin", district_id=school.district_id), desk.heads[school.school_id]
    with viewer_session(desk.pools, head) as session:
        sign_visit(session, head, version.id, at=NOW)
        object_to(session, head, version.id, "清洗记录在门卫处，请复核。", at=NOW)
    with viewer_session(desk.pools, admin) as session:
        decide(session, admin, version.id, "核实属实，予以更正。", is_upheld=True, at=NOW)
    rows = {"visit": [VISIT], "score": [*SHEET[:3], {"item_code": "WATR-04", "level": 2}], "finding": []}
    receipt = desk.upload(school, rows, return_code="inspection_visit", period_key=version.period_key, by=inspector)
    desk.process()
    desk.submit(draft(desk, receipt).id, by=inspector)
    desk.load()
    [duty] = owed(desk, school)
    with desk.session() as session:
        assert latest_version(session, duty.id).nil_reason == "no_activity"
