"""The road of one return in a real browser: download, fill, upload, correct, explain, sign, send back, accept."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from oversight.app import create_app
from oversight.settings import Settings
from tenants.filing.models import Upload, VersionState
from tenants.scope.pools import Pools
from tests.desk import OPERATIONS, fill_in
from tests.e2e.site import Site, serving
from tests.oversight.signing_in import PASSWORD
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser

RIGHT = OPERATIONS | {"facility_no": "C01"}
WHY = "十月有两天停电，未能按要求留样，已补记录。"


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The running site."""
    with World(create_app(settings), pools, settings) as world, serving(world, browser) as running:
        yield running


@pytest.fixture
def clerk(site: Site) -> Page:
    """The clerk's browser."""
    return site.page("clerk")


@pytest.fixture
def send(site: Site, clerk: Page, tmp_path: Path) -> Callable[..., None]:
    """Upload a filled workbook on the page of the duty and let it be checked."""

    def sent(**values: Any) -> None:
        path = tmp_path / "食堂.xlsx"
        path.write_bytes(site.world.filled(RIGHT | values))
        clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
        clerk.locator("#workbook").set_input_files(path)
        clerk.get_by_role("button", name="上传并检查").click()
        clerk.wait_for_url("**/returns/uploads/**")
        site.world.check()
        clerk.locator("[data-next]").wait_for(state="visible")

    return sent


def test_the_whole_road(site: Site, clerk: Page, tmp_path: Path):
    world = site.world
    # the clerk downloads the template, fills it in and uploads a wrong one
    clerk.goto(site.url("/returns/"))
    clerk.get_by_role("link", name="去填报").click()
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="下载填报表").click()
    template = Path(download.value.path()).read_bytes()
    wrong, mended = tmp_path / "错.xlsx", tmp_path / "对.xlsx"
    wrong.write_bytes(fill_in(template, [RIGHT | {"meal_occasions": "约40", "items_sampled": 200}]))
    clerk.locator("#workbook").set_input_files(wrong)
    clerk.get_by_role("button", name="上传并检查").click()
    clerk.wait_for_url("**/returns/uploads/**")
    expect(clerk.get_by_text("回执编号", exact=True)).to_be_visible()
    world.check()
    # all findings at once, at their cells; the mended file goes up in place
    clerk.get_by_role("link", name="查看检查结果").click()
    expect(clerk).to_have_title(re.compile("错误："))
    expect(clerk.get_by_text("约40").first).to_be_visible()
    mended.write_bytes(fill_in(template, [RIGHT | {"items_sampled": 200}]))
    clerk.locator("#workbook").set_input_files(mended)
    clerk.get_by_role("button", name="上传并检查").click()
    clerk.wait_for_url("**/returns/uploads/**")
    world.check()
    # the query is explained; it saves itself and says when
    clerk.get_by_role("link", name="填写说明").click()
    clerk.get_by_label("说明", exact=True).first.fill(WHY)
    expect(clerk.locator("[data-saved]").first).to_contain_text("已保存")
    clerk.get_by_role("button", name="保存说明，下一步").click()
    clerk.get_by_role("button", name="请校长签字").click()
    expect(clerk.get_by_text("已于")).to_be_visible()
    # the head signs
    head = site.page("head")
    head.goto(site.url("/returns/"))
    head.get_by_role("link", name="核对并签字").click()
    head.get_by_label("登录密码").fill(PASSWORD)
    head.get_by_role("button", name="签字并提交").click()
    expect(head.get_by_text("已提交待审").first).to_be_visible()
    # the inspector sends one cell back
    inspector = site.page("inspector")
    inspector.goto(site.url("/review/"))
    inspector.get_by_role("link", name="青河第三中学").click()
    expect(inspector.get_by_text(WHY).first).to_be_visible()
    inspector.get_by_label("退回：C01 学生食堂 留样品种数").check()
    inspector.get_by_label("哪里有问题").fill("留样数与成品数不符，请核对留样台账后更正。")
    inspector.get_by_role("button", name="退回：").click()
    expect(inspector.get_by_text("已退回。")).to_be_visible()
    # the clerk corrects it, the head signs again, the inspector sees the difference and accepts
    clerk.goto(site.url("/returns/"))
    clerk.get_by_role("link", name="去更正").click()
    expect(clerk.get_by_text("留样数与成品数不符").first).to_be_visible()
    mended.write_bytes(fill_in(template, [RIGHT]))
    clerk.locator("#workbook").set_input_files(mended)
    clerk.get_by_role("button", name="上传并检查").click()
    clerk.wait_for_url("**/returns/uploads/**")
    world.check()
    clerk.locator("[data-next]").wait_for(state="visible")
    world.explain_all()
    head.goto(site.url("/returns/"))
    head.get_by_role("link", name="核对并签字").click()
    head.get_by_label("登录密码").fill(PASSWORD)
    head.get_by_role("button", name="签字并提交").click()
    inspector.goto(site.url("/review/"))
    inspector.get_by_role("link", name="青河第三中学").click()
    expect(inspector.locator("del").first).to_have_text("200")
    inspector.get_by_role("button", name="通过：").click()
    expect(inspector.get_by_text("已通过。数据从现在起生效")).to_be_visible()
    assert world.version().state is VersionState.ACCEPTED


def test_the_keyboard_alone_uploads_and_signs(site: Site, clerk: Page, tmp_path: Path):
    path = tmp_path / "食堂.xlsx"
    path.write_bytes(site.world.filled(RIGHT))
    clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
    tab_to(clerk, "#workbook")
    clerk.locator("#workbook").set_input_files(path)  # the file dialog itself is the system's
    tab_to(clerk, "[data-send]")
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/returns/uploads/**")
    site.world.check()
    clerk.locator("[data-next]").wait_for(state="visible")
    site.world.explain_all()
    head = site.page("head")
    head.goto(site.url(site.world.version_url()))
    tab_to(head, "#password")
    head.keyboard.type(PASSWORD)
    head.keyboard.press("Enter")
    expect(head.get_by_text("已提交待审").first).to_be_visible()


def test_a_double_click_sends_once(site: Site, clerk: Page, tmp_path: Path):
    path = tmp_path / "食堂.xlsx"
    path.write_bytes(site.world.filled(RIGHT))
    clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
    clerk.locator("#workbook").set_input_files(path)
    clerk.locator("[data-send]").dblclick()
    clerk.wait_for_url("**/returns/uploads/**")
    assert site.world.count(Upload) == 1


def test_an_ended_session_keeps_the_file(site: Site, clerk: Page, tmp_path: Path):
    path = tmp_path / "食堂.xlsx"
    path.write_bytes(site.world.filled(RIGHT))
    clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
    clerk.locator("#workbook").set_input_files(path)
    kept = site.sign_out(clerk)
    clerk.locator("[data-send]").click()
    expect(clerk.locator("[data-problem]")).to_contain_text("登录已过期")
    site.sign_in_again(clerk, kept)
    clerk.locator("[data-send]").click()
    clerk.wait_for_url("**/returns/uploads/**")
    assert site.world.count(Upload) == 1


def test_a_broken_line_keeps_the_file(site: Site, clerk: Page, tmp_path: Path):
    path = tmp_path / "食堂.xlsx"
    path.write_bytes(site.world.filled(RIGHT))
    clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
    clerk.locator("#workbook").set_input_files(path)
    clerk.route("**/upload", lambda route: route.abort())
    clerk.locator("[data-send]").click()
    expect(clerk.locator("[data-problem]")).to_contain_text("网络中断")
    clerk.unroute("**/upload")
    clerk.locator("[data-send]").click()
    clerk.wait_for_url("**/returns/uploads/**")


def test_an_oversized_file_is_named_before_it_is_sent(site: Site, clerk: Page, tmp_path: Path):
    path = tmp_path / "大.xlsx"
    path.write_bytes(b"x" * (26 * 2**20))
    clerk.goto(site.url(f"/returns/{site.world.duty.id}"))
    clerk.locator("#workbook").set_input_files(path)
    expect(clerk.locator("[data-problem]")).to_contain_text("26.0 MB")


def test_a_text_survives_the_line_and_saves_itself(site: Site, clerk: Page, send: Callable[..., None]):
    send(items_sampled=200)
    clerk.goto(site.url(site.world.findings_url()))
    clerk.route("**/reason", lambda route: route.abort())
    box = clerk.get_by_label("说明", exact=True).first
    box.fill(WHY)
    expect(clerk.locator("[data-saved]").first).to_contain_text("网络中断")
    clerk.unroute("**/reason")
    box.press("End")
    box.type("。")
    expect(clerk.locator("[data-saved]").first).to_contain_text("已保存")


def test_the_second_writer_sees_both_texts(site: Site, clerk: Page, send: Callable[..., None]):
    send(items_sampled=200)
    head = site.page("head")
    for page in (clerk, head):
        page.goto(site.url(site.world.findings_url()))
    clerk.get_by_label("说明", exact=True).first.fill(WHY)
    expect(clerk.locator("[data-saved]").first).to_contain_text("已保存")
    mine = "校长另写的说明：停电两天，已补登记。"
    head.get_by_label("说明", exact=True).first.fill(mine)
    expect(head.locator("[data-theirs]").first).to_have_text(WHY)
    expect(head.get_by_label("说明", exact=True).first).to_have_value(mine)


def test_leaving_with_unsaved_words_asks_first(site: Site, clerk: Page, send: Callable[..., None]):
    send(items_sampled=200)
    clerk.goto(site.url(site.world.findings_url()))
    clerk.get_by_label("说明", exact=True).first.fill("太短")
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    clerk.on("dialog", answer)
    clerk.goto(site.url("/returns/"))
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("path", ["/returns/", "/returns/{duty}", "{findings}", "{version}"])
def test_pages_fit_a_phone(site: Site, path: str):
    site.world.file(RIGHT | {"items_sampled": 200})
    page = site.page("clerk", width=360)
    page.goto(site.url(site.fill(path)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
