"""The sheet of a school and schools side by side in a real browser: looked at, followed to the source, printed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from bench.district import plant
from etl.similar.freezing import freeze_due
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

CHARTS = 30_000  # milliseconds: beside the drawer a page draws all its charts
NOVEMBER = datetime(2026, 11, 2, tzinfo=UTC)


class Listed:
    """A district of many returns, with lists of similar schools."""

    def __init__(self, settings: Settings, pools: Pools) -> None:
        self.app = create_app(settings)
        self.planted = plant(pools, schools=24, months=4)
        with district_job_session(pools, self.planted.district_id) as session:
            freeze_due(session, at=NOVEMBER)
            school = session.get_one(School, (self.planted.district_id, self.planted.schools[0][0]))
        self.code, common = school.school_code, {"district_id": self.planted.district_id, "now": datetime.now(UTC)}
        self.people = {
            "admin": make_account("bureau_admin", name="陈主任", **common),
            "head": make_account("school_head", school=school, now=common["now"]),
        }


@pytest.fixture(scope="module")
def site(server: Database, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with that district, for all these tests: they only look."""
    with copied(server, "houqin_listed") as database:
        pools = database.pools()
        with builders.working_on(pools):
            world: Any = Listed(settings_for(database, tmp_path_factory.mktemp("home") / "app"), pools)
            try:
                with serving(world, browser) as running:
                    yield running
            finally:
                world.app.extensions["houqin.pools"].dispose()
                pools.dispose()


@pytest.fixture
def sheet(site: Site) -> str:
    """The address of the head's school."""
    world: Any = site.world
    return site.url(f"/dashboards/schools/{world.code}?period=2026-10")


@pytest.mark.parametrize(("who", "lang", "theme", "width"), [
    ("admin", "zh", "light", 1280), ("admin", "en", "dark", 360), ("head", "zh", "dark", 360), ("head", "en", "light", 1280),
])  # fmt: skip
def test_a_sheet_is_clean_in_every_look(site: Site, sheet: str, who: str, lang: str, theme: str, width: int):
    page = site.page(who, width=width, theme=theme, lang=lang)
    page.goto(sheet)
    expect(page.locator(".figures").first).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_is_one_page_of_paper(site: Site, sheet: str, lang: str):
    page = site.page("admin", lang=lang)
    page.goto(sheet)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize(("lang", "theme", "width"), [("zh", "light", 1280), ("en", "dark", 360)])
def test_schools_side_by_side_are_clean(site: Site, lang: str, theme: str, width: int):
    world: Any = site.world
    page = site.page("admin", width=width, theme=theme, lang=lang)
    page.goto(site.url("/dashboards/schools?" + "&".join(f"school={code}" for _, code in world.planted.schools[:3])))
    expect(page.locator(".beside")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def test_a_figure_leads_to_its_source(site: Site, sheet: str):
    page = site.page("admin")
    page.goto(sheet)
    page.get_by_role("link", name="陪餐率", exact=True).click()
    expect(page.locator(".drawer-school")).to_be_visible(timeout=CHARTS)
    expect(page).to_have_url(re.compile(r"/dashboards/compare\?indicator=accompany_rate"))


def test_a_drawer_leads_to_the_sheet(site: Site, sheet: str):
    world: Any = site.world
    page = site.page("head")
    page.goto(site.url(f"/dashboards/compare?indicator=accompany_rate&period=2026-10&school={world.code}"))
    page.locator(".drawer-room").get_by_role("link", name="全校一页表").click(timeout=CHARTS)
    expect(page).to_have_url(sheet)


def test_the_nearest_stand_side_by_side_and_are_left_out_again(site: Site, sheet: str):
    page = site.page("admin", width=360)
    page.goto(sheet)
    page.get_by_role("link", name="与最相似的学校并排比较").click()
    heads = page.locator(".beside thead th")
    expect(heads).to_have_count(7)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("link", name=re.compile("^移除")).last.click()
    expect(heads).to_have_count(6)
    page.go_back()
    expect(heads).to_have_count(7)
