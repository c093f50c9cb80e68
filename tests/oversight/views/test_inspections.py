"""Inspections on their pages: begun and entered by an inspector, read, signed and objected to by the school, rechecked."""

import io
from dataclasses import replace
from datetime import datetime, time, timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from etl.attached import keep_attachment
from etl.demo.papers import page
from etl.facts.loading import load_accepted
from etl.filing.attaching import FilePlace, attach_files
from etl.filing.templates import template_fill
from etl.originals import Originals
from etl.workbook.template import write_template
from tenants.calendar.workdays import BUREAU_ZONE, bureau_day
from tenants.filing.digest import digest_of
from tenants.filing.models import Duty
from tenants.filing.queries import get_duty
from tenants.returns.catalogue import get_return
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import make_account, make_area, make_school
from tests.oversight.signing_in import PASSWORD, PASSWORD_HASH, csrf_of
from tests.oversight.views.world import NOW, World

TODAY = bureau_day(NOW)
SHEET = [
    {"item_code": "WATR-01", "level": 2},
    {"item_code": "WATR-02", "level": 2},
    {"item_code": "WATR-03", "applicable": False},
    {"item_code": "WATR-04", "level": 0, "remark": "没有清洗记录"},
]
FINDING = {"item_code": "WATR-04", "severity": "minor", "description": "没有清洗记录"}


class Round:
    """An inspector's round: one visit with a finding, as far as it is asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.viewer = make_account(
            "inspector", areas=[world.school.area_code], name="钱督查", now=NOW, password_hash=PASSWORD_HASH
        )
        self.browser = world.client(self.viewer)
        admin = make_account("bureau_admin", district_id=world.school.district_id, name="周管理", now=NOW)
        self.admin = world.client(admin)

    def post(self, address, *, by=None, **values):
        browser = by or self.browser
        return browser.post(address, data={"csrf_token": csrf_of(browser), **values})

    def begin(self, **values):
        form = {"school": self.world.school.school_id, "day": TODAY.isoformat()} | values
        return self.post("/inspections/visits", **form)

    def uploaded(self, findings=(FINDING,)):
        """A filled workbook, checked; gives the duty."""
        location = self.begin().location
        self.world.duty = self._duty("inspection_visit")
        start = datetime.combine(TODAY, time(0, 5), BUREAU_ZONE)
        visit = {
            "visit_type": "unannounced", "scheme_code": "LOG-A", "started_at": start, "ended_at": start,
            "announced": False, "inspectors": "qian、sun",
        }  # fmt: skip
        rows = {"visit": [visit], "score": SHEET, "finding": list(findings)}
        answer = self.browser.post(
            f"{location}/upload",
            data={"csrf_token": csrf_of(self.browser), "workbook": (self._workbook(rows), "检查.xlsx")},
        )
        assert answer.status_code == 303, answer.text
        self.world.check()
        return self.world.duty

    def entered(self):
        """Signed by the inspector and loaded; gives the address of the visit."""
        duty = self.uploaded()
        version = self.world.version()
        form = {"digest": digest_of(version).hex(), "revision": version.revision, "password": PASSWORD}
        answer = self.post(f"/returns/versions/{version.id}/sign", **form)
        assert answer.status_code == 303, answer.text
        load_accepted(self.world.pools, duty.district_id, now=NOW)
        return f"/inspections/visits/{duty.id}"

    def rectification(self):
        """The school's report on the finding, signed and loaded; gives its address."""
        duty = self.world.duty = self._duty("rectification")
        row = {
            "finding_no": f"{self.world.school.school_code}-FN-{TODAY.year}-0101", "attempt": 1, "measure": "已补登记",
            "done_on": TODAY,
        }  # fmt: skip
        answer = self.world.upload(self._workbook({"main": [row]}).getvalue())
        assert answer.status_code == 303, answer.text
        self.world.check()
        clerk = self.world.people["clerk"]
        kept = keep_attachment(
            Originals(self.world.settings.home / "originals", self.world.pools.keyring),
            io.BytesIO(page(["登记"])),
            "记录.pdf",
        )
        with viewer_session(self.world.pools, clerk) as session:
            place = FilePlace("main", "proof", 1)
            attach_files(session, clerk, self.world.version().id, [(place, kept)], at=NOW)
        assert self.world.sign().status_code == 303
        load_accepted(self.world.pools, duty.district_id, now=NOW)
        return f"/inspections/findings/{duty.id}"

    def _duty(self, code):
        with district_job_session(self.world.pools, self.world.school.district_id) as session:
            asked = select(Duty).where(Duty.school_id == self.world.school.school_id, Duty.return_code == code)
            return session.scalars(asked).one()

    def _workbook(self, rows):
        target = io.BytesIO()
        with district_job_session(self.world.pools, self.world.school.district_id) as session:
            duty = get_duty(session, self.world.duty.id)
            fill = replace(template_fill(session, duty), rows=rows, notes={})
        write_template(get_return(duty.return_code, TODAY), target, fill, "zh")
        target.seek(0)
        return target


@pytest.fixture
def rounds(world: World) -> Round:
    return Round(world)


def test_an_inspector_chooses_among_the_schools_of_the_areas_in_charge(rounds: Round):
    far = make_school(area_code=make_area(), name_zh="远山小学")
    page = rounds.browser.get("/inspections/").text
    assert rounds.world.school.name_zh in page and far.name_zh not in page


def test_a_visit_is_begun_and_has_its_workbook(rounds: Round):
    location = rounds.begin().location
    assert rounds.browser.get(f"{location}/template").data.startswith(b"PK")


@pytest.mark.parametrize(("query", "items"), [("", "FIRE-01"), ("?scheme=LOG-B", "B-AID-03")])
def test_the_workbook_brings_the_items_of_the_scheme(rounds: Round, query: str, items: str):
    address = rounds.begin().location
    with rounds.browser.get(f"{address}/template{query}") as answer, ZipFile(io.BytesIO(answer.data)) as book:
        texts = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml")).decode()
    assert items in texts


def test_there_is_no_workbook_of_another_scheme(rounds: Round):
    assert rounds.browser.get(f"{rounds.begin().location}/template?scheme=LOG-X").status_code == 404


def test_a_visit_to_a_school_of_another_area_is_not_found(rounds: Round):
    far = make_school(area_code=make_area())
    assert rounds.begin(school=far.school_id).status_code == 404


@pytest.mark.parametrize("day", ["", "x", (TODAY + timedelta(days=1)).isoformat()])
def test_a_day_that_cannot_be_is_refused_in_words(rounds: Round, day: str):
    answer = rounds.begin(day=day)
    assert answer.status_code in {400, 409, 422} and "日期" in answer.text


def test_a_school_begins_no_visit(rounds: Round):
    world = rounds.world
    answer = rounds.post("/inspections/visits", by=world.clerk, school=world.school.school_id, day=TODAY.isoformat())
    assert answer.status_code == 403


def test_a_school_sees_nothing_of_a_visit_before_it_is_entered(rounds: Round):
    duty = rounds.uploaded()
    world = rounds.world
    for address in (f"/returns/{duty.id}", f"/inspections/visits/{duty.id}", world.version_url()):
        assert world.clerk.get(address).status_code == 404


def test_an_inspector_adds_evidence_to_the_draft_of_a_visit(rounds: Round):
    rounds.uploaded()
    version = rounds.world.version()
    kept = keep_attachment(
        Originals(rounds.world.settings.home / "originals", rounds.world.pools.keyring),
        io.BytesIO(page(["现场"])),
        "现场记录.pdf",
    )
    with viewer_session(rounds.world.pools, rounds.viewer) as session:
        attach_files(session, rounds.viewer, version.id, [(FilePlace("score", "evidence_files", 4), kept)], at=NOW)
    assert "现场记录.pdf" in rounds.browser.get(f"/returns/versions/{version.id}").text


def test_the_school_reads_what_is_entered(rounds: Round):
    page = rounds.world.clerk.get(rounds.entered()).text
    assert "83.33" in page and "没有清洗记录" in page and "饮用水" in page


def test_another_school_sees_none_of_it(rounds: Round):
    address = rounds.entered()
    stranger = rounds.world.client(make_account("school_head", school=make_school(), now=NOW))
    assert stranger.get(address).status_code == 404


def test_a_school_cannot_file_in_place_of_the_inspector(rounds: Round):
    duty = rounds.uploaded()
    answer = rounds.world.upload(b"x") if duty else None
    assert answer is not None and answer.status_code == 404


def test_the_head_signs_and_objects_and_the_bureau_decides(rounds: Round):
    address, head = rounds.entered(), rounds.world.head
    assert rounds.post(f"{address}/sign", by=head).status_code == 303
    assert rounds.post(f"{address}/object", by=head, words="清洗记录放在门卫处，请复核。").status_code == 303
    assert (
        rounds.post(f"{address}/decide", by=rounds.admin, words="现场没有出示，维持。", upheld="no").status_code == 303
    )
    page = head.get(address).text
    assert "清洗记录放在门卫处" in page and "现场没有出示" in page


def test_an_objection_comes_after_the_signature(rounds: Round):
    answer = rounds.post(f"{rounds.entered()}/object", by=rounds.world.head, words="清洗记录放在门卫处，请复核。")
    assert answer.status_code == 409 and "签字" in answer.text


def test_an_objection_that_is_upheld_opens_the_visit_again(rounds: Round):
    address, head = rounds.entered(), rounds.world.head
    rounds.post(f"{address}/sign", by=head)
    rounds.post(f"{address}/object", by=head, words="清洗记录放在门卫处，请复核。")
    rounds.post(f"{address}/decide", by=rounds.admin, words="核实属实，予以更正。", upheld="yes")
    assert "正在更正" in head.get(address).text


@pytest.mark.parametrize("who", ["clerk", "inspector"])
def test_nobody_else_signs_for_the_school(rounds: Round, who: str):
    by = rounds.world.clerk if who == "clerk" else rounds.browser
    assert rounds.post(f"{rounds.entered()}/sign", by=by).status_code == 403


def test_an_inspector_does_not_decide_on_an_objection(rounds: Round):
    assert rounds.post(f"{rounds.entered()}/decide", words="现场没有出示，维持。", upheld="no").status_code == 403


def test_a_rectification_is_rechecked(rounds: Round):
    rounds.entered()
    address = rounds.rectification()
    assert "待复查" in rounds.browser.get("/inspections/").text
    answer = rounds.post(f"{address}/recheck", result="passed", on=TODAY.isoformat(), words="")
    assert answer.status_code == 303
    assert "通过" in rounds.world.clerk.get(address).text


def test_a_rectification_waits_for_its_recheck(rounds: Round):
    rounds.entered()
    rounds.rectification()
    page = rounds.world.clerk.get(f"/returns/{rounds.world.duty.id}").text
    assert "待复查" in page and "已通过审核" not in page


def test_a_school_rechecks_nothing(rounds: Round):
    rounds.entered()
    address = rounds.rectification()
    assert (
        rounds.post(f"{address}/recheck", by=rounds.world.clerk, result="passed", on=TODAY.isoformat()).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"result": "failed", "words": "还没有修好，请再改。"}, "请给出晚于复查日的新期限"),
        ({"on": "2001-01-01"}, "应在整改完成日"),
        ({"on": "x"}, "请填写日期"),
    ],
)
def test_a_recheck_that_cannot_be_is_refused_in_words(rounds: Round, values: dict[str, str], says: str):
    rounds.entered()
    form = {"result": "passed", "on": TODAY.isoformat(), "words": ""} | values
    answer = rounds.post(f"{rounds.rectification()}/recheck", **form)
    assert answer.status_code == 409 and says in answer.text


def test_more_time_is_granted_with_a_reason(rounds: Round):
    rounds.entered()
    with district_job_session(rounds.world.pools, rounds.world.school.district_id) as session:
        duty = session.scalars(select(Duty).where(Duty.return_code == "rectification")).one()
    until = (duty.due_on + timedelta(days=10)).isoformat()
    address = f"/inspections/findings/{duty.id}"
    assert rounds.post(f"{address}/extend", until=until, words="采购需要时间，同意。").status_code == 303
    assert "采购需要时间" in rounds.world.clerk.get(address).text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_visits_are_exported(rounds: Round, kind: str):
    rounds.entered()
    assert len(rounds.world.clerk.get(f"/inspections/visits.{kind}").data) > 100
    assert rounds.browser.get("/inspections/visits.pdf").status_code == 404
