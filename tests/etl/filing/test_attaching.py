"""Files behind the figures of a draft: findings, signature, upload again, correction."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from etl.attached import keep_attachment
from etl.demo.papers import page
from etl.facts.recomputing import compare_originals
from etl.filing.attaching import FilePlace, attach_files, detach_file
from etl.workbook.layout import CODE_ROW, FIRST_ROW
from tenants.errors import NotAllowed, NotFound
from tenants.filing.attachments import attachments_of
from tenants.filing.digest import digest_of
from tenants.filing.errors import DutyClosed, FileNotSentBack, NotADraft, OpenFindings, SignatureOutdated, TooManyFiles
from tenants.filing.models import Attachment, Duty, Step
from tenants.filing.services import CellToReturn, file_nil, reopen, send_back, sign_and_submit
from tenants.scope.sessions import viewer_session
from tests.builders import NOW
from tests.etl.desk import SUPERVISION, WHOLE

CODE = "supervision_check"
PLACE = FilePlace("main", "minutes_file", 1)
NONE_HELD = {
    "main": [{key: value for key, value in SUPERVISION.items() if not key.endswith("_score")}
             | {"checks": 0, "checked_on": None, "archived": None, "problems": 0, "problems_fixed": 0}]
}  # fmt: skip


@pytest.fixture
def school(desk):
    return desk.school()


def drafted(desk, school, rows=None, **values):
    receipt = desk.upload(school, rows or WHOLE[CODE], return_code=CODE, **values)
    desk.process()
    return desk.drafted(receipt)


def attach(desk, version, words="记录", *, place=PLACE, by=None):
    kept = keep_attachment(desk.originals, io.BytesIO(page([words])), f"{words}.pdf")
    viewer = by or desk.clerks[version.school_id]
    with viewer_session(desk.pools, viewer) as session:
        [held] = attach_files(session, viewer, version.id, [(place, kept)], at=NOW)
        return held


def detach(desk, version, attachment):
    clerk = desk.clerks[version.school_id]
    with viewer_session(desk.pools, clerk) as session:
        detach_file(session, clerk, version.id, attachment.id, at=NOW)


def names(desk, version):
    held = desk.version(version.id).figures["main"][0].get("minutes_file", [])
    return [each.partition("/")[2] for each in held]


def accepted(desk, school):
    version = drafted(desk, school)
    attach(desk, version)
    desk.submit(version.id)
    return desk.accept(version.id)


def sent_back(desk, school, *cells):
    version = drafted(desk, school)
    attach(desk, version)
    desk.submit(version.id)
    reviewer = desk.reviewer(CODE)
    with viewer_session(desk.pools, reviewer) as session:
        return send_back(session, reviewer, version.id, cells, "请补充签字页，谢谢配合。", at=NOW)


def test_a_missing_file_is_an_error_at_its_field(desk, school):
    version = drafted(desk, school)
    found = [(each.code, each.field, each.row_no) for each in desk.findings(version_id=version.id)]
    assert found == [("file_needed", "minutes_file", 1)]


def test_a_file_that_is_not_asked_for_is_not_missed(desk, school):
    version = drafted(desk, school, NONE_HELD)
    assert "file_needed" not in desk.codes(version_id=version.id)


def typed(desk, school, words):
    """The filled workbook with something in the cell of the file."""
    book = load_workbook(io.BytesIO(desk.workbook(school, CODE, "2026-10", WHOLE[CODE])))
    column = next(cell.column for cell in book.worksheets[1][CODE_ROW + 1] if cell.value == "minutes_file")
    cell = book.worksheets[1].cell(FIRST_ROW + 1, column)
    told, cell.value = cell.value, words
    target = io.BytesIO()
    book.save(target)
    return told, target.getvalue()


def test_the_cell_of_a_file_says_where_it_goes(desk, school):
    assert typed(desk, school, "")[0] == "在网页上传"


def test_what_is_typed_there_is_not_read_and_said_so(desk, school):
    receipt = desk.upload(school, return_code=CODE, blob=typed(desk, school, "见附件.pdf")[1])
    desk.process()
    assert desk.codes(receipt) == {"file_in_cell", "file_needed"}
    assert "minutes_file" not in desk.drafted(receipt).figures["main"][0]


def test_an_untouched_workbook_is_empty(desk, school):
    receipt = desk.upload(school, {"main": []}, return_code=CODE)
    desk.process()
    assert desk.codes(receipt) == {"no_rows"}


def test_without_its_file_nothing_is_signed(desk, school):
    with pytest.raises(OpenFindings):
        desk.submit(drafted(desk, school).id)


def test_with_its_file_nothing_is_missing(desk, school):
    version = drafted(desk, school)
    attach(desk, version)
    assert desk.findings(version_id=version.id) == []


def test_taking_it_away_brings_the_finding_back(desk, school):
    version = drafted(desk, school)
    detach(desk, version, attach(desk, version))
    assert desk.codes(version_id=version.id) == {"file_needed"}


def test_the_same_file_is_there_once(desk, school):
    version = drafted(desk, school)
    assert attach(desk, version).id == attach(desk, version).id
    assert names(desk, version) == ["记录.pdf"]


def test_a_sixth_file_is_refused(desk, school):
    version = drafted(desk, school)
    for number in range(5):
        attach(desk, version, f"记录{number}")
    with pytest.raises(TooManyFiles):
        attach(desk, version, "记录5")


@pytest.mark.parametrize(
    "place",
    [
        FilePlace("main", "checks", 1),
        FilePlace("main", "minutes_file", 2),
        FilePlace("main", "minutes_file", 0),
        FilePlace("main", "nothing", 1),
        FilePlace("other", "minutes_file", 1),
    ],
)
def test_elsewhere_is_no_place_for_files(desk, school, place):
    with pytest.raises(NotFound):
        attach(desk, drafted(desk, school), place=place)


def test_the_signature_covers_the_files(desk, school):
    version = drafted(desk, school)
    attach(desk, version, "记录一")
    before = digest_of(desk.version(version.id))
    attach(desk, version, "记录二")
    now = desk.version(version.id)
    head = desk.heads[school.school_id]
    with viewer_session(desk.pools, head) as session, pytest.raises(SignatureOutdated):
        sign_and_submit(session, head, version.id, digest=before, revision=now.revision, at=NOW)


def test_each_change_is_in_the_history(desk, school):
    version = drafted(desk, school)
    detach(desk, version, attach(desk, version))
    with desk.session() as session:
        steps = session.scalars(select(Step).where(Step.version_id == version.id).order_by(Step.id)).all()
    assert [(each.action, each.details["filename"]) for each in steps[-2:]] == [
        ("attached", "记录.pdf"),
        ("detached", "记录.pdf"),
    ]


def test_a_workbook_uploaded_again_keeps_the_files(desk, school):
    version = drafted(desk, school)
    attach(desk, version)
    again = drafted(desk, school, {"main": [SUPERVISION | {"members_parent": 4}]}, at=NOW + timedelta(hours=1))
    assert (again.id, names(desk, again), desk.codes(version_id=again.id)) == (version.id, ["记录.pdf"], set())


def test_files_of_a_row_that_is_gone_are_not_handed_in(desk, school):
    version = drafted(desk, school)
    attach(desk, version)
    clerk = desk.clerks[school.school_id]
    with viewer_session(desk.pools, clerk) as session:
        file_nil(session, clerk, version.duty_id, "no_activity", at=NOW)
    desk.submit(version.id)
    with desk.session() as session:
        assert attachments_of(session, [version.id]) == {}


def test_what_was_handed_in_keeps_its_files(desk, school):
    version = accepted(desk, school)
    with pytest.raises(NotADraft):
        attach(desk, version, "又一份")


@pytest.mark.parametrize("statement", [delete(Attachment), update(Attachment).values(filename="x.pdf")])
def test_the_database_keeps_them_too(desk, school, statement):
    accepted(desk, school)
    with pytest.raises(DBAPIError, match=r"never change|permission denied"), desk.session() as session:
        session.execute(statement)


def test_nothing_is_added_to_what_was_handed_in(desk, school):
    version = accepted(desk, school)
    copied = text(
        "insert into attachment select district_id, school_id, gen_random_uuid(), version_id, part, field, row_key,"
        " 'x', filename, size_bytes, kind, added_at, added_by, added_by_name from attachment where version_id = :id"
    )
    with pytest.raises(DBAPIError, match="never change"), desk.session() as session:
        session.execute(copied, {"id": version.id})


def test_a_correction_begins_with_the_same_files(desk, school):
    version = accepted(desk, school)
    reviewer = desk.reviewer(CODE)
    with viewer_session(desk.pools, reviewer) as session:
        draft = reopen(session, reviewer, version.id, "家长人数填错，请更正。", at=NOW)
    attach(desk, draft, "补充")
    assert (names(desk, draft), names(desk, version)) == (["记录.pdf", "补充.pdf"], ["记录.pdf"])


def test_a_file_sent_back_may_change_and_its_query_goes(desk, school):
    draft = sent_back(desk, school, CellToReturn("main", "minutes_file", 1))
    before = desk.codes(version_id=draft.id)
    attach(desk, draft, "签字页")
    assert (before, desk.codes(version_id=draft.id)) == ({"returned_cell"}, set())


def test_a_file_that_was_not_sent_back_stays(desk, school):
    draft = sent_back(desk, school, CellToReturn("main", "members_parent", 1))
    with pytest.raises(FileNotSentBack):
        attach(desk, draft, "签字页")
    assert names(desk, draft) == ["记录.pdf"]


def test_a_closed_period_takes_no_file(desk, school):
    version = drafted(desk, school)
    with desk.session() as session:
        session.execute(update(Duty).where(Duty.id == version.duty_id).values(closed_at=NOW))
    with pytest.raises(DutyClosed):
        attach(desk, version)


def test_the_bureau_attaches_nothing(desk, school):
    version = drafted(desk, school)
    with pytest.raises(NotAllowed):
        attach(desk, version, by=desk.reviewer(CODE))


def test_another_school_finds_no_draft_to_attach_to(desk, school):
    version, other = drafted(desk, school), desk.school()
    with pytest.raises(NotFound):
        attach(desk, version, by=desk.clerks[other.school_id])


def test_a_file_of_another_version_is_not_taken_away(desk, school):
    version, other = drafted(desk, school), drafted(desk, school, period_key="2026-09")
    held = attach(desk, other)
    with pytest.raises(NotFound):
        detach(desk, version, held)


def test_the_workbook_still_says_the_same_as_the_figures(desk, school):
    version = accepted(desk, school)
    told = list(compare_originals(desk.pools, desk.originals, desk.guard, version.district_id))
    assert [(each.done, each.differing) for each in told] == [(1, ())]


def test_the_names_come_into_the_rows_of_the_return(desk, school):
    accepted(desk, school)
    desk.load()
    with desk.session() as session:
        [held] = session.scalars(text("select minutes_file from returns.supervision_check_main")).all()
    assert [each.partition("/")[2] for each in held] == ["记录.pdf"]
