"""The school's pages: what is owed, upload, findings, explanations, signature."""

import gc
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Duty, Step, Upload, VersionState
from tests.builders import make_account, make_area, make_duty, make_school
from tests.desk import OPERATIONS
from tests.oversight.views.world import NOW, World

RIGHT = OPERATIONS | {"facility_no": "C01"}
WRONG = RIGHT | {"meal_occasions": "约40", "items_sampled": 500}
ODD = RIGHT | {"items_sampled": 200, "accompany_occasions": 40}
WHY = "十月有两天停电，未能按要求留样，已补记录。"


def test_the_list_names_what_is_owed_and_how_late(world: World):
    make_duty(world.school, "canteen_operations", "2026-08", due_on=bureau_day(NOW) - timedelta(days=3))
    page = world.clerk.get("/returns/").text
    assert "食堂运营月报" in page and "已逾期 3 天" in page and "去填报" in page


def test_late_ones_come_first(world: World):
    make_duty(world.school, "canteen_finance", "2026-09", due_on=bureau_day(NOW) - timedelta(days=30))
    page = world.clerk.get("/returns/").text
    assert page.index("已逾期 30 天") < page.index("2026年10月</td>")


def test_a_filter_in_the_address_narrows_the_list(world: World):
    make_duty(world.school, "canteen_finance", "2026-09")
    page = world.clerk.get("/returns/?return=canteen_finance").text
    assert page.count('class="next') + page.count("no-print next") == 1


def test_an_empty_list_says_until_when(world: World):
    world.file(RIGHT)
    world.sign()
    assert "现在没有待办" in world.clerk.get("/returns/").text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_is_exported_as_seen(world: World, kind: str):
    answer = world.clerk.get(f"/returns/list.{kind}")
    assert answer.status_code == 200 and len(answer.data) > 100


def test_no_page_says_a_code(world: World):
    world.file(ODD)
    pages = [
        world.clerk.get("/returns/").text,
        world.clerk.get(f"/returns/{world.duty.id}").text,
        world.clerk.get(world.findings_url()).text,
        world.clerk.get(world.version_url()).text,
    ]
    for page in pages:
        shown = re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.S)
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown), re.search(r"\b[a-z]+_[a-z_]+\b", shown)


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_the_template_is_for_this_school_and_period(world: World, spoken: str):
    answer = world.clerk.get(f"/returns/{world.duty.id}/template?lang={spoken}")
    assert answer.data.startswith(b"PK") and "2026-10" in answer.headers["Content-Disposition"]


def test_an_upload_is_answered_with_a_receipt(world: World):
    answer = world.upload(world.filled(RIGHT))
    assert answer.status_code == 303 and "回执编号" in world.clerk.get(answer.location).text


def test_a_script_gets_the_address_of_the_receipt(world: World):
    answer = world.upload(world.filled(RIGHT), script=True)
    assert answer.status_code == 200 and answer.json["next"].startswith("/returns/uploads/")


def test_the_same_file_twice_has_one_receipt(world: World):
    blob = world.filled(RIGHT)
    first, second = (world.upload(blob, script=True).json["receipt"] for _ in range(2))
    assert first == second


def test_the_receipt_follows_the_check(world: World):
    receipt = world.upload(world.filled(RIGHT), script=True).json["next"]
    before = world.clerk.get(f"{receipt}/status").json["done"]
    world.check()
    after = world.clerk.get(f"{receipt}/status").json
    assert (before, after["done"], after["next_label"]) == (False, True, "核对数据")


def test_findings_come_all_at_once_at_their_cells(world: World):
    world.file(WRONG)
    page = world.clerk.get(world.findings_url()).text
    assert "约40" in page and "错误：" in page.split("</title>")[0] and page.count("finding-error") >= 2


def test_the_summary_links_to_each_group(world: World):
    world.file(WRONG)
    page = world.clerk.get(world.findings_url()).text
    anchors = re.findall(r'href="#(k-[^"]+)"', page)
    assert anchors and all(f'id="{each}"' in page for each in anchors)


def test_the_annotated_workbook_opens_with_the_summary(world: World):
    world.file(WRONG)
    answer = world.clerk.get(f"/returns/uploads/{world.upload_id()}/annotated")
    assert answer.data.startswith(b"PK")


def test_the_original_comes_back_byte_for_byte(world: World):
    blob = world.filled(WRONG)
    world.upload(blob)
    assert world.clerk.get(f"/returns/uploads/{world.upload_id()}/original").data == blob


def test_a_file_for_another_month_is_refused_by_name(world: World):
    other = make_duty(world.school, "canteen_operations", "2026-09")
    world.upload(world.filled(RIGHT, duty=other))
    world.check()
    page = world.clerk.get(f"/returns/uploads/{world.upload_id()}/findings").text
    assert "文件未被接收" in page and "2026年9月" in page


@pytest.mark.parametrize(
    ("blob", "told"), [(b"", "文件是空的"), (b"x" * (25 * 2**20 + 1), "MB")], ids=["empty", "oversized"]
)
def test_a_file_that_cannot_be_taken_is_told_in_words(world: World, blob: bytes, told: str):
    answer = world.upload(blob, script=True)
    answer.request.environ["wsgi.input"].close()  # what the test's own client put aside
    assert 400 <= answer.status_code < 500 and told in answer.json["says"]


def test_an_upload_without_a_file_is_told_in_words(world: World):
    answer = world.clerk.post(f"/returns/{world.duty.id}/upload", data={"csrf_token": world.csrf})
    assert answer.status_code < 500 and "没有选择文件" in answer.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the parser drops the half it has
def test_half_an_upload_leaves_nothing(world: World):
    body = b'--x\r\nContent-Disposition: form-data; name="workbook"; filename="a.xlsx"\r\n\r\nPK\x03\x04 cut of'
    answer = world.clerk.post(
        f"/returns/{world.duty.id}/upload", data=body, content_type="multipart/form-data; boundary=x"
    )
    gc.collect()  # here and not in the next test
    assert answer.status_code < 500 and world.count(Upload) == 0


def test_nothing_is_taken_for_a_closed_period(world: World):
    world.change(update(Duty).values(closed_at=NOW))
    answer = world.upload(world.filled(RIGHT), script=True)
    assert answer.status_code == 409 and "关闭" in answer.json["says"]


def test_an_explanation_is_saved_with_its_time(world: World):
    world.file(ODD)
    answer = world.explain(world.query_ids()[0], WHY)
    assert answer.status_code == 200 and answer.json["says"].startswith("已保存")


def test_a_short_explanation_is_not_saved(world: World):
    world.file(ODD)
    assert world.explain(world.query_ids()[0], "停电").status_code == 422


def test_two_people_may_explain_different_queries(world: World):
    world.file(ODD)
    first, second = world.query_ids()[:2]
    revision = world.revision()
    world.explain(first, WHY, revision=revision)
    assert world.explain(second, WHY, revision=revision, by=world.head).status_code == 200


def test_the_second_to_explain_the_same_query_sees_the_first(world: World):
    world.file(ODD)
    query, revision = world.query_ids()[0], world.revision()
    world.explain(query, WHY, revision=revision)
    answer = world.explain(query, "另一种说明，由校长填写在此。", revision=revision, by=world.head)
    assert answer.status_code == 409 and answer.json["theirs"] == WHY


def test_a_conflict_without_script_keeps_the_text(world: World):
    world.file(ODD)
    query, revision = world.query_ids()[0], world.revision()
    world.explain(query, WHY, revision=revision)
    mine = "另一种说明，由校长填写在此。"
    form = {"csrf_token": world.csrf_of(world.head), "revision": revision, f"why-{query}": mine, f"kept-{query}": ""}
    answer = world.head.post(world.findings_url(), data=form)
    assert answer.status_code == 409 and mine in answer.text and WHY in answer.text


def test_a_problem_with_one_text_keeps_them_all(world: World):
    world.file(ODD)
    first, second = world.query_ids()[:2]
    form = {"csrf_token": world.csrf, "revision": world.revision(), f"why-{first}": "短", f"why-{second}": WHY}
    answer = world.clerk.post(world.findings_url(), data=form)
    assert answer.status_code == 422 and WHY in answer.text and "10至500字" in answer.text


def test_the_figures_stand_beside_the_month_before(world: World):
    world.accepted_before("2026-09", RIGHT | {"diners_lunch": 300})
    world.file(RIGHT | {"diners_lunch": 330})
    page = world.clerk.get(world.version_url()).text
    assert "+30 (+10.0%)" in page and "2026年9月" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_figures_are_exported(world: World, kind: str):
    world.file(RIGHT)
    assert world.clerk.get(f"{world.version_url()}/figures.{kind}").status_code == 200


def test_a_figure_leads_to_its_cell(world: World):
    world.file(RIGHT)
    page = world.clerk.get(world.version_url()).text
    link = re.search(r'href="([^"]*source\?cell=main![A-Z]+4)"', page)
    assert link is not None and 'aria-current="true"' in world.clerk.get(link[1]).text


def test_the_clerk_asks_and_cannot_sign(world: World):
    world.file(RIGHT)
    page = world.clerk.get(world.version_url()).text
    assert "请校长签字" in page and "登录密码" not in page


def test_asking_is_told_on_the_heads_page(world: World):
    world.file(RIGHT)
    world.clerk.post(f"{world.version_url()}/ask", data={"csrf_token": world.csrf})
    assert "请校长签字" in world.head.get(f"/returns/{world.duty.id}").text


def test_the_head_signs_with_the_password(world: World):
    world.file(RIGHT)
    answer = world.sign()
    assert answer.status_code == 303 and world.version().state is VersionState.SUBMITTED


def test_signing_twice_is_signing_once(world: World):
    world.file(RIGHT)
    form = world.signing_form()
    answers = [world.head.post(f"{world.version_url()}/sign", data=form).status_code for _ in range(2)]
    assert answers == [303, 303] and world.count(Step, Step.action == "submitted") == 1


def test_a_wrong_password_signs_nothing(world: World):
    world.file(RIGHT)
    answer = world.sign(password="falsch")
    assert answer.status_code == 422 and world.version().state is VersionState.DRAFT


def test_figures_that_changed_meanwhile_are_not_signed(world: World):
    world.file(RIGHT)
    form = world.signing_form()
    world.file(RIGHT | {"diners_lunch": 390})
    answer = world.head.post(f"{world.version_url()}/sign", data=form)
    assert answer.status_code == 409 and "390" in answer.text and world.version().state is VersionState.DRAFT


def test_open_errors_are_not_signed(world: World):
    world.file(WRONG)
    answer = world.sign()
    assert answer.status_code == 409 and world.version().state is VersionState.DRAFT


def test_a_nil_return_needs_a_reason_and_a_signature(world: World):
    url = f"/returns/{world.duty.id}/nil"
    without = world.clerk.post(url, data={"csrf_token": world.csrf})
    given = world.clerk.post(url, data={"csrf_token": world.csrf, "reason": "no_activity"})
    assert (without.status_code, given.status_code, world.version().state) == (422, 303, VersionState.DRAFT)


def test_history_names_who_and_why(world: World):
    world.file(ODD)
    world.explain(world.query_ids()[0], WHY)
    page = world.clerk.get(f"/returns/{world.duty.id}").text
    assert "李会计" in page and WHY in page and "上传文件" in page


@pytest.mark.parametrize(
    "path", ["/returns/{duty}", "/returns/{duty}/template", "/returns/{duty}/nil", "/returns/{duty}/history.csv",
             "/returns/uploads/{upload}", "/returns/uploads/{upload}/original", "/returns/uploads/{upload}/annotated",
             "/returns/uploads/{upload}/findings", "/returns/uploads/{upload}/status", "/returns/versions/{version}",
             "/returns/versions/{version}/findings", "/returns/versions/{version}/figures.csv",
             "/returns/versions/{version}/source?cell=main!C4"],
)  # fmt: skip
def test_another_schools_return_is_not_found(world: World, path: str):
    world.file(RIGHT)
    url = path.format(duty=world.duty.id, upload=world.upload_id(), version=world.version().id)
    stranger = world.client(make_account("school_clerk", school=make_school(), now=NOW))
    assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("action", ["upload", "nil"])
def test_nothing_is_filed_for_another_school(world: World, action: str):
    viewer = make_account("school_clerk", school=make_school(), now=NOW)
    stranger = world.client(viewer)
    data = {"csrf_token": world.csrf_of(stranger), "reason": "no_activity", "workbook": (io.BytesIO(b"PK"), "a.xlsx")}
    assert stranger.post(f"/returns/{world.duty.id}/{action}", data=data).status_code == 404


def test_an_unknown_id_is_not_found(world: World):
    assert world.clerk.get(f"/returns/{uuid4()}").status_code == 404


def test_an_inspector_elsewhere_does_not_see_the_file(world: World):
    world.file(RIGHT)
    elsewhere = world.client(make_account("inspector", areas=[make_area()], now=NOW))
    assert elsewhere.get(f"/returns/uploads/{world.upload_id()}/original").status_code == 404


def test_a_script_without_session_is_told_401(world: World):
    answer = world.anonymous().post(f"/returns/{world.duty.id}/upload", headers={"Accept": "application/json"})
    assert answer.status_code in {400, 401}


def test_a_second_file_stays_while_the_first_still_waits(world: World):
    world.upload(world.filled(RIGHT))
    world.upload(world.filled(RIGHT | {"diners_lunch": 390}))
    assert world.count(Upload) == 2
