"""The dashboards in a real browser: opened, filtered, gone back, drilled, exported; zh and en, light and dark, phone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench.district import plant
from oversight.app import create_app
from oversight.settings import Settings
from tenants.registry.models import School
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tests import builders
from tests.builders import make_account
from tests.conftest import Database, copied, settings_for
from tests.e2e.site import Site, serving

pytestmark = pytest.mark.browser

OCTOBER = "/dashboards/compare?indicator=accompany_rate&period=2026-10"
LOOKS = [
    ("admin", "zh", "light", 1280),
    ("inspector", "en", "dark", 360),
    ("head", "zh", "dark", 360),
    ("head", "en", "light", 1280),
]


class Charted:
    """A district with figures and its people, as ``serving`` wants a world."""

    def __init__(self, settings: Settings, pools: Pools) -> None:
        self.app = create_app(settings)
        self.planted = plant(pools, schools=48, months=13, returns=("canteen_operations",))
        with district_job_session(pools, self.planted.district_id) as session:
            school = session.get_one(School, (self.planted.district_id, self.planted.schools[0][0]))
        common: dict[str, Any] = {"district_id": self.planted.district_id, "now": datetime.now(UTC)}
        self.people = {
            "admin": make_account("bureau_admin", name="陈主任", **common),
            "inspector": make_account("inspector", areas=self.planted.area_codes[:2], **common),
            "head": make_account("school_head", school=school, now=common["now"]),
        }


@pytest.fixture(scope="module")
def site(server: Database, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with the charted district, for all these tests: they only look."""
    with copied(server, "houqin_charted") as database:
        pools = database.pools()
        with builders.working_on(pools):
            world: Any = Charted(settings_for(database, tmp_path_factory.mktemp("home") / "app"), pools)
            try:
                with serving(world, browser) as running:
                    yield running
            finally:
                world.app.extensions["houqin.pools"].dispose()
                pools.dispose()


def _open(site: Site, page: Page, path: str = OCTOBER) -> None:
    page.goto(site.url(path))
    expect(page.locator(".headline")).to_be_visible()
    expect(page.locator(".js-plotly-plot .plotly").first).to_be_visible()


def _answered(page: Page) -> Any:
    return page.expect_response(lambda answer: "_dash-update-component" in answer.url)


@pytest.mark.parametrize(("who", "lang", "theme", "width"), LOOKS)
def test_a_page_is_clean_in_every_look(site: Site, who: str, lang: str, theme: str, width: int):
    page = site.page(who, width=width, theme=theme, lang=lang)
    foreign: list[str] = []
    page.on(
        "request",
        lambda asked: foreign.append(asked.url) if not asked.url.startswith((site.url(""), "data:", "blob:")) else None,
    )
    _open(site, page)
    page.locator("summary").first.click()
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.lang") == ("zh-Hans" if lang == "zh" else "en")
    assert foreign == []


def test_a_filter_stands_in_the_address_and_back_undoes_it(site: Site):
    page = site.page("admin")
    _open(site, page)
    before = page.locator(".headline").inner_text()
    page.get_by_label("学段").first.click()
    page.get_by_role("option", name="初中").click()
    expect(page).to_have_url(re.compile(r"stage=junior"))
    expect(page.locator(".headline")).not_to_have_text(before)
    page.go_back()
    expect(page.locator(".headline")).to_have_text(before)
    expect(page.get_by_label("学段").first).to_have_value("")
    page.go_forward()
    expect(page.get_by_label("学段").first).to_have_value("初中")


def test_opening_an_address_restores_the_view(site: Site):
    page = site.page("admin")
    _open(site, page, f"{OCTOBER}&stage=primary&band=red&order=best")
    expect(page.get_by_label("学段").first).to_have_value("小学")
    expect(page.get_by_label("评级").first).to_have_value(re.compile("超红线"))
    expect(page.locator("#pager strong")).to_have_text("最好在前")


def test_another_indicator_brings_the_period_of_its_kind(site: Site):
    page = site.page("admin")
    _open(site, page)
    page.get_by_label("指标").first.click()
    page.get_by_role("option", name="食堂收支结余率").click()
    expect(page).to_have_url(re.compile(r"indicator=canteen_balance_rate&period=2026-2027-1"))


def test_a_click_on_a_bar_leads_to_its_cells(site: Site):
    page = site.page("admin")
    _open(site, page)
    bar = page.locator("#rank .points path").first
    bar.wait_for()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("代入数字")).to_be_visible()
    expect(page).to_have_url(re.compile(r"school=\d{10}"))
    link = drawer.locator("td a").first
    assert re.search(r"/returns/versions/[0-9a-f-]{36}/source\?cell=main![A-Z]+4$", link.get_attribute("href") or "")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).not_to_have_url(re.compile(r"school="))


def test_a_school_is_opened_by_keyboard_alone(site: Site):
    page = site.page("admin")
    _open(site, page)
    summary = page.locator("#rank").locator("xpath=ancestor::section").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("代入数字")).to_be_visible()


def test_the_grid_finds_and_opens_a_school(site: Site):
    page = site.page("admin")
    _open(site, page)
    cells = page.locator(".ag-center-cols-container .ag-row, .ag-pinned-left-cols-container .grid-school")
    cells.first.wait_for()
    page.locator(".ag-floating-filter input").first.fill("育才")
    expect(page.locator(".grid-school").first).to_contain_text("育才")
    page.locator(".grid-school").first.click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("计算公式")).to_be_visible()


def test_the_export_is_what_is_seen(site: Site):
    page = site.page("admin")
    _open(site, page, f"{OCTOBER}&stage=primary")
    with page.expect_download() as download:
        page.get_by_text("导出 Excel").click()
    assert download.value.suggested_filename == "陪餐率-2026-10.xlsx"


def test_the_language_switch_keeps_the_view(site: Site):
    page = site.page("admin")
    _open(site, page)
    page.locator("#pager a", has_text="最好在前").click()
    expect(page).to_have_url(re.compile("order=best"))
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("order=best"))
    expect(page.locator("#pager strong")).to_have_text("Best first")


def test_print_opens_every_table_and_hides_the_controls(site: Site):
    page = site.page("admin")
    _open(site, page)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#areas-table table")).to_be_visible()
    expect(page.locator(".dash-filters")).to_be_hidden()
    expect(page.locator("header.site")).to_be_hidden()
