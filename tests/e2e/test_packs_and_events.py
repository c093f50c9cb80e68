"""A month in one workbook and a drill from its day to its figure, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_duty
from tests.desk import OPERATIONS, fill_in
from tests.e2e.site import Site, serving
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser

RIGHT = OPERATIONS | {"facility_no": "C01"}
DRILL = {"drill_kind": "火灾", "pupils": 300, "staff": 20, "evac_seconds": 100, "summary": "疏散有序"}


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The running site."""
    with World(create_app(settings), pools, settings) as world, serving(world, browser) as running:
        yield running


@pytest.fixture
def clerk(site: Site) -> Page:
    """The clerk's browser."""
    return site.page("clerk")


def filled(page: Page, link: str, row: dict[str, object], tmp_path: Path, *, sheet: int = 1) -> Path:
    """The workbook behind a link, with one row typed into a sheet of figures."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    path = tmp_path / "填好.xlsx"
    path.write_bytes(fill_in(download.value.path().read_bytes(), [row], sheet=sheet))
    return path


def send(site: Site, page: Page, path: Path) -> None:
    """Choose the file, send it, and wait until it is checked."""
    page.locator("#workbook").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url("**/receipts/**" if "/packs/" in page.url else "**/uploads/**")
    site.world.check()
    page.locator("[data-next]").wait_for(state="visible")


def test_a_month_in_one_workbook(site: Site, clerk: Page, tmp_path: Path) -> None:
    make_duty(site.world.school, "canteen_finance", "2026-10")
    clerk.goto(site.url("/returns/packs/2026-11"))
    path = filled(clerk, "下载报表包", RIGHT, tmp_path, sheet=3)  # after both sheets of the finances
    send(site, clerk, path)
    clerk.locator("[data-next]").click()
    expect(clerk.get_by_text("本月应报 2 张报表，从这个报表包读入 1 张。")).to_be_visible()
    expect(clerk.get_by_role("row", name="食堂财务月报")).to_contain_text("报表包里没有填")


def test_a_drill_is_begun_filed_and_ready_to_sign(site: Site, clerk: Page, tmp_path: Path) -> None:
    clerk.goto(site.url("/returns/"))
    clerk.get_by_role("link", name="事件填报").click()
    clerk.get_by_role("link", name="应急演练", exact=True).click()
    clerk.get_by_label("发生日期").fill("2026-10-09")
    clerk.get_by_role("button", name="新增一条记录").click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("2026年10月9日（第1号）")
    send(site, clerk, filled(clerk, "下载填报表", DRILL, tmp_path))
    expect(clerk.locator("[data-state]")).to_contain_text("没有需要改正的")
