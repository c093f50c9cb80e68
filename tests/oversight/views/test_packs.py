"""The month's pack from the clerk's side: one workbook down, filled in, up again; each return on its own."""

import io
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from etl.workbook.layout import CODE_ROW, FIRST_ROW
from tenants.filing.models import Step, Upload, UploadState, Version, VersionState
from tenants.scope.sessions import district_job_session
from tests.builders import make_account, make_duty, make_school
from tests.desk import OPERATIONS
from tests.oversight.views.world import NOW, World

MONTH = "2026-11"
OTHERS = ("canteen_finance", "2026-10")
RIGHT = OPERATIONS | {"facility_no": "C01"}
FINANCE = {"facility_no": "C01", "opening_surplus": 0, "income_pupil_meals": "一万"}


@pytest.fixture
def pack(world: World) -> World:
    """The school owes a second return in the same month."""
    make_duty(world.school, *OTHERS)
    return world


def template(world: World, spoken: str = "zh") -> bytes:
    return world.clerk.get(f"/returns/packs/{MONTH}/template?lang={spoken}").data


def typed(blob: bytes, rows: Mapping[str, Mapping[str, Any]]) -> bytes:
    """One row typed into each named sheet."""
    book = load_workbook(io.BytesIO(blob))
    for name, row in rows.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[CODE_ROW + 1] if cell.value}
        for code, value in row.items():
            if code in columns:
                sheet.cell(FIRST_ROW + 1, columns[code], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(world: World, blob: bytes, *, month: str = MONTH) -> str:
    """Upload and check; gives the receipt's page."""
    data = {"csrf_token": world.csrf, "workbook": (io.BytesIO(blob), "十一月.xlsx")}
    answer = world.clerk.post(f"/returns/packs/{month}", data=data)
    assert answer.status_code == 303, answer.text
    world.check()
    return world.clerk.get(answer.location).text


def states(world: World) -> dict[str, UploadState]:
    with district_job_session(world.pools, world.school.district_id) as session:
        asked = select(Upload.state, Version.return_code).outerjoin(Version, Version.id == Upload.version_id)
        return {row.return_code: row.state for row in session.execute(asked)}


def test_the_pack_has_a_sheet_for_each_return(pack: World):
    names = load_workbook(io.BytesIO(template(pack))).sheetnames
    assert {"食堂运营月报", "食堂财务月报-收支"} <= set(names)


def test_what_is_filled_in_becomes_a_draft_and_what_is_not_stays_owed(pack: World):
    page = send(pack, typed(template(pack), {"食堂运营月报": RIGHT}))
    assert states(pack) == {"canteen_operations": UploadState.READ, None: UploadState.ABSENT}
    assert "从这个报表包读入 1 张" in page and "报表包里没有填" in page


def test_each_return_gets_its_own_findings(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT, "食堂财务月报-收支": FINANCE})
    page = send(pack, blob)
    assert "读入 2 张" in page and "错误" in page


def test_the_same_pack_twice_has_one_receipt(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT})
    first = send(pack, blob)
    again = send(pack, blob)
    assert "alert-info" in again
    number = first.split('class="receipt-no">')[1].split("<")[0]
    assert number in again and pack.count(Upload) == 2


def test_what_is_accepted_and_repeated_is_left_alone(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT})
    send(pack, blob)
    pack.sign()
    page = send(pack, typed(blob, {"食堂财务月报-收支": FINANCE}))
    assert "与已交的一致" in page and pack.version().state is VersionState.SUBMITTED


def test_what_is_with_the_bureau_is_not_overwritten_in_silence(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT})
    send(pack, blob)
    pack.sign()
    page = send(pack, typed(blob, {"食堂运营月报": {"diners_lunch": 999}}))
    assert "未接收" in page and pack.version().figures["main"][0]["diners_lunch"] == "380"


def test_a_sheet_of_nobody_is_named(pack: World):
    book = load_workbook(io.BytesIO(typed(template(pack), {"食堂运营月报": RIGHT})))
    book.create_sheet("我的草稿")["A1"] = 1
    out = io.BytesIO()
    book.save(out)
    assert "我的草稿" in send(pack, out.getvalue())


def test_the_workbook_of_one_return_is_taken_too(pack: World):
    send(pack, pack.filled(RIGHT))
    assert states(pack) == {"canteen_operations": UploadState.READ, None: UploadState.ABSENT}


def test_a_pack_at_one_return_says_that_the_others_were_not_read(pack: World):
    pack.upload(typed(template(pack), {"食堂运营月报": RIGHT}))
    pack.check()
    assert "这里只读了本表" in pack.clerk.get(pack.findings_url()).text


def test_a_file_that_is_no_pack_is_refused_for_every_return(pack: World):
    book = Workbook()
    out = io.BytesIO()
    book.save(out)
    page = send(pack, out.getvalue())
    assert page.count("未接收") >= 2 and pack.count(Version) == 0


def test_the_pack_of_another_school_is_refused_by_name(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT})
    other = World(pack.app, pack.pools, pack.settings)
    data = {"csrf_token": other.csrf, "workbook": (io.BytesIO(blob), "x.xlsx")}
    location = other.clerk.post(f"/returns/packs/{MONTH}", data=data).location
    other.check()
    assert "未接收" in other.clerk.get(location).text and other.count(Version) == 0


def test_the_history_says_who_sent_it(pack: World):
    send(pack, typed(template(pack), {"食堂运营月报": RIGHT}))
    with district_job_session(pack.pools, pack.school.district_id) as session:
        steps = session.execute(select(Step.action, Step.account_name, Step.role).order_by(Step.at, Step.id)).all()
    assert [tuple(each) for each in steps][:1] == [("uploaded", "李会计", "school_clerk")]


def test_the_annotated_pack_marks_all_returns(pack: World):
    blob = typed(template(pack), {"食堂运营月报": RIGHT | {"items_sampled": 999}, "食堂财务月报-收支": FINANCE})
    page = send(pack, blob)
    address = page.split('/annotated"')[0].rsplit('href="', 1)[1] + "/annotated"
    sheet = load_workbook(io.BytesIO(pack.clerk.get(address).data)).worksheets[0]
    named = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"食堂运营月报", "食堂财务月报-收支"} <= named


def test_nothing_due_is_said(world: World):
    assert "没有应报的报表" in world.clerk.get("/returns/packs/2031-01").text
    data = {"csrf_token": world.csrf, "workbook": (io.BytesIO(b"x"), "x.xlsx")}
    assert world.clerk.post("/returns/packs/2031-01", data=data).status_code == 409


@pytest.mark.parametrize("month", ["2026-13", "2026", "2026-2027", "x", "0001-01"])
def test_what_is_no_month_is_not_found(world: World, month: str):
    assert world.clerk.get(f"/returns/packs/{month}").status_code == 404


def test_another_school_does_not_see_the_receipt(pack: World):
    page = send(pack, typed(template(pack), {"食堂运营月报": RIGHT}))
    address = page.split('/original"')[0].rsplit('href="', 1)[1]
    stranger = pack.client(make_account("school_clerk", school=make_school(), now=NOW))
    codes = [stranger.get(f"{address}{each}").status_code for each in ("", "/status", "/original", "/annotated")]
    assert codes == [404] * 4


def test_a_reviewer_has_no_pack(pack: World):
    assert pack.inspector.get(f"/returns/packs/{MONTH}").status_code == 403
