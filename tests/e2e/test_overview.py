"""Overview and subjects in a real browser: from an index to the cell of a workbook, by month and area, in both languages."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from bench.district import plant
from etl.facts.indices.keeping import DECLARED, form_everything
from etl.facts.writing import write_marts
from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tests import builders
from tests.builders import make_account
from tests.conftest import Database, copied, settings_for
from tests.e2e.site import Site, serving

pytestmark = pytest.mark.browser

OCTOBER, CANTEENS = "/dashboards/?period=2026-10", "/dashboards/subjects/canteen?period=2026-10"


class Indexed:
    """A district with canteen figures, and the indices formed of them."""

    def __init__(self, settings: Settings, pools: Pools) -> None:
        self.app = create_app(settings)
        planted = plant(pools, schools=12, months=3, returns=("canteen_operations",))
        now = datetime.now(UTC)
        with district_job_session(pools, planted.district_id) as session:
            write_marts(session, form_everything(session, at=now), DECLARED)
        common: dict[str, Any] = {"district_id": planted.district_id, "now": now}
        self.people = {
            "admin": make_account("bureau_admin", name="陈主任", **common),
            "inspector": make_account("inspector", areas=planted.area_codes[:2], **common),
        }


@pytest.fixture(scope="module")
def site(server: Database, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with that district, for all these tests: they only look."""
    with copied(server, "houqin_indexed") as database:
        pools = database.pools()
        with builders.working_on(pools):
            world: Any = Indexed(settings_for(database, tmp_path_factory.mktemp("home") / "app"), pools)
            try:
                with serving(world, browser) as running:
                    yield running
            finally:
                world.app.extensions["houqin.pools"].dispose()
                pools.dispose()


@pytest.mark.parametrize(("path", "heat"), [(OCTOBER, "#overview-schools"), (CANTEENS, "#subject-table")])
@pytest.mark.parametrize(("who", "lang", "theme", "width"), [
    ("admin", "zh", "light", 1280), ("inspector", "en", "dark", 360),
])  # fmt: skip
def test_a_page_is_clean_in_every_look(site: Site, path: str, heat: str, who: str, lang: str, theme: str, width: int):
    page = site.page(who, width=width, theme=theme, lang=lang)
    page.goto(site.url(path))
    expect(page.locator(f"{heat} .heat").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_index_leads_to_its_parts_and_on_to_a_cell(site: Site):
    page = site.page("admin")
    page.goto(site.url(OCTOBER))
    page.locator("#overview-schools .heat").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("link", name="陪餐率").click()
    expect(drawer.get_by_text("代入数字")).to_be_visible()
    expect(drawer.locator("td a").first).to_have_attribute("href", re.compile(r"/source\?cell=main![A-Z]+\d+$"))


def test_a_month_is_an_address_and_back_returns(site: Site):
    page = site.page("admin")
    page.goto(site.url(OCTOBER))
    page.get_by_role("link", name="2026年9月").click()
    expect(page).to_have_url(re.compile(r"period=2026-09"))
    expect(page.locator(".month-chosen")).to_have_text("2026年9月")
    page.go_back()
    expect(page.locator(".month-chosen")).to_have_text("2026年10月")


def test_an_area_narrows_the_schools(site: Site):
    page = site.page("admin")
    page.goto(site.url(OCTOBER))
    schools = page.locator("#overview-schools tbody tr")
    expect(schools).to_have_count(12)
    page.locator("#overview-areas tbody th a").nth(1).click()
    expect(page).to_have_url(re.compile(r"area="))
    expect(schools).not_to_have_count(12)


def test_the_file_is_named_after_the_month(site: Site):
    page = site.page("admin")
    page.goto(site.url(OCTOBER))
    with page.expect_download() as download:
        page.get_by_text("导出 Excel").click()
    assert download.value.suggested_filename == "总览-2026-10.xlsx"


def test_an_indicator_of_a_subject_is_drawn_when_it_is_chosen(site: Site):
    page = site.page("admin")
    page.goto(site.url(CANTEENS))
    expect(page.locator("#subject-trend-title")).to_contain_text("食堂达标指数")
    page.locator("#subject-table").get_by_role("link", name="陪餐率", exact=True).click()
    expect(page.locator("#subject-trend-title")).to_contain_text("陪餐率")
    page.go_back()
    expect(page.locator("#subject-trend-title")).to_contain_text("食堂达标指数")
