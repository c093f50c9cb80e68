from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from etl.filing import processing
from etl.filing.waiting import MOST_ATTEMPTS, claim
from tenants.filing.models import FindingRow, Step, Upload, UploadState, Version, VersionState
from tenants.filing.services import CellToReturn, justify, send_back
from tenants.scope.sessions import viewer_session
from tests.builders import NOW
from tests.etl.desk import GOOD_REASON, OPERATIONS, with_values


def count(desk, table) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_good_workbook_becomes_a_draft(desk):
    receipt = desk.upload(desk.school())
    assert desk.process() == 1
    version = desk.drafted(receipt)
    assert (version.state, version.version_no, version.revision) == (VersionState.DRAFT, 1, 1)
    assert version.figures["main"][0]["diners_lunch"] == "380"
    assert (desk.uploaded(receipt).state, desk.findings(receipt)) == (UploadState.READ, [])


def test_each_value_knows_its_sheet_and_cell(desk):
    receipt = desk.upload(desk.school())
    desk.process()
    cells = desk.drafted(receipt).cells["main"]
    assert (cells["sheet"], cells["rows"], cells["columns"]["facility_no"]) == ("食堂运营", [4], "A")


def test_all_findings_come_at_once_at_their_cells(desk):
    rows = with_values("canteen_operations", items_sampled=300, accompany_occasions=30, diners_lunch=None)
    receipt = desk.upload(desk.school(), rows)
    desk.process()
    found = {each.code: each for each in desk.findings(receipt)}
    assert {"CO-02", "CO-12", "required"} <= set(found)
    assert all(each.cell and each.sheet for each in found.values())


def test_a_workbook_of_another_school_is_refused_by_name(desk):
    ours, theirs = desk.school(), desk.school()
    blob = desk.workbook(theirs, "canteen_operations", "2026-10", {"main": [OPERATIONS]})
    receipt = desk.upload(ours, blob=blob)
    desk.process()
    found = desk.findings(receipt)
    assert ([each.code for each in found], desk.uploaded(receipt).state) == (["wrong_file"], UploadState.REFUSED)
    assert theirs.name_zh in found[0].says_zh
    assert count(desk, Version) == 0


def test_rubbish_is_refused_and_kept(desk):
    receipt = desk.upload(desk.school(), blob=b"not a workbook")
    desk.process()
    assert desk.uploaded(receipt).state is UploadState.REFUSED
    assert desk.originals.holds(desk.uploaded(receipt).sha256)


def test_a_batch_of_many_schools_with_mixed_outcomes(desk):
    good, bad, odd = (desk.school() for _ in range(3))
    receipts = [
        desk.upload(good),
        desk.upload(bad, with_values("canteen_operations", meal_occasions=500)),
        desk.upload(odd, blob=b"PK\x03\x04 but no more"),
        desk.upload(good, return_code="canteen_finance"),
        desk.upload(good, return_code="school_profile", period_key="2026-2027"),
    ]
    assert desk.process() == 5
    states = [str(desk.uploaded(each).state) for each in receipts]
    assert states == ["read", "read", "refused", "read", "read"]
    assert "CO-01" in desk.codes(receipts[1])
    assert desk.codes(receipts[0]) == set()


def test_running_again_does_nothing(desk):
    desk.upload(desk.school())
    desk.process()
    before = (count(desk, Version), count(desk, FindingRow), count(desk, Step))
    assert desk.process() == 0
    assert (count(desk, Version), count(desk, FindingRow), count(desk, Step)) == before


def test_a_second_delivery_of_the_same_upload_does_nothing(desk):
    receipt = desk.upload(desk.school())
    desk.process()
    with desk.session() as session:
        assert processing.process(session, desk.originals, desk.guard, [receipt.upload_id], now=NOW) == 0


def test_another_file_takes_the_place_of_the_drafts_figures(desk):
    school = desk.school()
    desk.upload(school)
    desk.process()
    receipt = desk.upload(school, with_values("canteen_operations", diners_lunch=390), at=NOW + timedelta(hours=1))
    desk.process()
    version = desk.drafted(receipt)
    assert (version.version_no, version.revision, version.figures["main"][0]["diners_lunch"]) == (1, 2, "390")


def test_the_step_of_a_later_file_tells_what_changed_and_by_whom(desk):
    school = desk.school()
    desk.upload(school)
    desk.process()
    desk.upload(school, with_values("canteen_operations", diners_lunch=390))
    desk.process()
    with desk.session() as session:
        step = session.scalars(select(Step).where(Step.action == "read").order_by(Step.id.desc())).first()
    assert step.account_name == "王会计"
    assert step.details["changes"] == [
        {"part": "main", "row_no": 1, "field": "diners_lunch", "before": "380", "after": "390", "key": ["C01"]}
    ]


def test_of_two_files_in_one_batch_the_later_stays(desk):
    school = desk.school()
    desk.upload(school, with_values("canteen_operations", diners_lunch=390))
    receipt = desk.upload(school, with_values("canteen_operations", diners_lunch=370), at=NOW + timedelta(seconds=1))
    assert desk.process() == 2
    assert desk.drafted(receipt).figures["main"][0]["diners_lunch"] == "370"


def test_an_explanation_stays_with_the_same_finding(desk):
    school = desk.school()
    receipt = desk.upload(school, with_values("canteen_operations", notices=1))
    desk.process()
    finding = next(each for each in desk.findings(receipt) if each.code == "CO-21")
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        justify(session, desk.clerks[school.school_id], finding.id, GOOD_REASON, revision=1, at=NOW)
    again = desk.upload(school, with_values("canteen_operations", notices=1, diners_lunch=390))
    desk.process()
    assert {each.code: each.justification for each in desk.findings(again)} == {"CO-21": GOOD_REASON}


def test_a_file_that_waited_while_the_period_was_closed_is_refused(desk):
    school = desk.school()
    receipt = desk.upload(school)
    with desk.session() as session:
        session.merge(desk.duty(school)).closed_at = NOW
    desk.process()
    assert desk.codes(receipt) == {"duty_closed"}


def test_a_file_that_waited_while_the_draft_was_submitted_is_refused(desk):
    school = desk.school()
    first = desk.upload(school)
    desk.process()
    version = desk.submit(desk.drafted(first).id)
    with desk.session() as session:  # received in the very moment of submission
        session.execute(update(Upload).where(Upload.id == first.upload_id).values(state="waiting", attempts=0))
    desk.process()
    assert "under_review" in desk.codes(first)
    assert desk.version(version.id).figures == version.figures


def sent_back(desk, school, *cells: CellToReturn) -> Version:
    receipt = desk.upload(school)
    desk.process()
    version = desk.submit(desk.drafted(receipt).id)
    reviewer = desk.reviewer("canteen_operations")
    with viewer_session(desk.pools, reviewer) as session:
        return send_back(session, reviewer, version.id, cells, "午餐人数请核对。午餐人数请核对。", at=NOW)


def correct(desk, school, **values):
    receipt = desk.upload(school, with_values("canteen_operations", **values), at=NOW + timedelta(hours=1))
    desk.process()
    return receipt


def test_a_correction_may_change_the_cells_sent_back(desk):
    school = desk.school()
    draft = sent_back(desk, school, CellToReturn("main", "diners_lunch", 1))
    receipt = correct(desk, school, diners_lunch=390)
    assert (desk.drafted(receipt).id, desk.codes(receipt)) == (draft.id, set())


def test_another_cell_that_changed_is_an_error_at_that_cell(desk):
    school = desk.school()
    sent_back(desk, school, CellToReturn("main", "diners_lunch", 1))
    found = desk.findings(correct(desk, school, diners_lunch=390, workers_on_duty=7))
    assert [(each.code, each.field, bool(each.cell)) for each in found] == [("not_sent_back", "workers_on_duty", True)]
    assert "6" in found[0].says_zh
    assert "7" in found[0].says_zh


def test_a_cell_sent_back_that_stays_asks_for_an_explanation(desk):
    school = desk.school()
    sent_back(desk, school, CellToReturn("main", "diners_lunch", 1), CellToReturn("main", "workers_on_duty", 1))
    assert [each.field for each in desk.findings(correct(desk, school, workers_on_duty=7))] == ["diners_lunch"]


def test_a_row_added_to_a_correction_is_an_error(desk):
    school = desk.school()
    sent_back(desk, school, CellToReturn("main", "diners_lunch", 1))
    rows = with_values("canteen_operations", diners_lunch=390)
    rows["main"].append(OPERATIONS | {"facility_no": "C02"})
    receipt = desk.upload(school, rows, at=NOW + timedelta(hours=1))
    desk.process()
    assert "row_not_sent_back" in desk.codes(receipt)


def test_without_named_cells_everything_is_open(desk):
    school = desk.school()
    sent_back(desk, school)
    assert desk.codes(correct(desk, school, workers_on_duty=7)) == set()


def test_what_a_dead_worker_held_is_taken_up_alone(desk):
    receipts = [desk.upload(desk.school()) for _ in range(2)]
    with desk.session() as session:
        claim(session)  # counted and committed; then the worker is killed
    assert desk.process() == 2
    assert [desk.uploaded(each).attempts for each in receipts] == [2, 2]


def test_a_file_that_kills_workers_is_refused_in_the_end(desk):
    poison = desk.upload(desk.school())
    for _ in range(MOST_ATTEMPTS):
        with desk.session() as session:
            claim(session)
    assert desk.process() == 1
    assert (desk.uploaded(poison).state, desk.codes(poison)) == (UploadState.REFUSED, {"not_readable_here"})


def test_a_file_that_fails_takes_nothing_else_with_it(desk, monkeypatch):
    good, bad = desk.school(), desk.school()
    receipts = [desk.upload(good), desk.upload(bad)]
    check = processing.check_incoming

    def failing(session, taken, *, now):
        if any(each.held.school_id == bad.school_id for each in taken):
            raise ZeroDivisionError
        check(session, taken, now=now)

    monkeypatch.setattr(processing, "check_incoming", failing)
    for _ in range(MOST_ATTEMPTS + 1):
        desk.process()
    assert [str(desk.uploaded(each).state) for each in receipts] == ["read", "refused"]


def test_what_another_worker_holds_is_left_alone(desk):
    receipt = desk.upload(desk.school())
    with desk.session() as session:
        session.scalars(select(Upload).where(Upload.id == receipt.upload_id).with_for_update()).one()
        assert desk.process() == 0
    assert desk.uploaded(receipt).attempts == 0


def test_a_later_file_waits_for_the_one_before(desk):
    school = desk.school()
    first = desk.upload(school)
    desk.upload(school, with_values("canteen_operations", diners_lunch=390), at=NOW + timedelta(hours=1))
    with desk.session() as session:
        assert claim(session).together == [first.upload_id]


@pytest.mark.parametrize("batch", [1, 2, 150])
def test_the_size_of_a_batch_changes_nothing(desk, batch):
    for _ in range(3):
        desk.upload(desk.school())
    done = processing.process_waiting(desk.pools, desk.originals, desk.guard, desk.district_id, now=NOW, batch=batch)
    assert (done, count(desk, Version)) == (3, 3)
