"""The pages of inspections in a real browser: no axe violation, no sideways scrolling; a visit begun and one signed."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.e2e.site import Site, serving
from tests.oversight.views.test_inspections import Round
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser
LOOKS = [("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360)]
PAGES = [
    ("inspector", "/inspections/"),
    ("clerk", "/inspections/"),
    ("head", "{visit}"),
    ("inspector", "{finding}"),
    ("clerk", "{finding}"),
]


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The site with a visit that is entered, and its finding reported as mended."""
    with World(create_app(settings), pools, settings) as world:
        rounds = Round(world)
        world.people["inspector"] = rounds.viewer
        places = {"visit": rounds.entered(), "finding": rounds.rectification()}
        with serving(world, browser) as running:
            running.places = places
            yield running


def test_pages_are_accessible_in_every_look(site: Site) -> None:
    wrong = []
    for who, path in PAGES:
        for lang, theme, width in LOOKS:
            page = site.page(who, lang=lang, theme=theme, width=width)
            page.goto(site.url(path.format(**site.places)))
            wrong += [(path, lang, width, each["id"]) for each in Axe().run(page).response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append((path, lang, width, "wider than the screen"))
            page.context.close()
    assert wrong == []


def test_a_visit_is_begun_on_a_phone(site: Site) -> None:
    page = site.page("inspector", width=360)
    page.goto(site.url("/inspections/"))
    page.locator("#visit-school").select_option(label=site.world.school.name_zh)
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("link", name="下载填报表", exact=True)).to_be_visible()


def test_the_head_signs_what_was_read(site: Site) -> None:
    page = site.page("head")
    page.goto(site.url(site.places["visit"]))
    page.get_by_role("button", name="已阅读，签字").click()
    expect(page.get_by_role("button", name="提出异议")).to_be_visible()
