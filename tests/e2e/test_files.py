"""Files behind figures in a real browser: chosen, dropped, refused in words, taken away; with scripts and without."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from etl.demo.papers import page as paper
from etl.demo.papers import photograph
from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_duty
from tests.e2e.site import Site, serving
from tests.oversight.views.test_files import ROW
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser

PDF: FilePayload = {"name": "十月记录.pdf", "mimeType": "application/pdf", "buffer": paper(["检查记录"])}
PHOTO: FilePayload = {"name": "照片.png", "mimeType": "image/png", "buffer": photograph(3)}
TEXT: FilePayload = {"name": "说明.txt", "mimeType": "text/plain", "buffer": "见附件".encode()}
LOOKS = [("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360)]
DROP = """
([zone, name, bytes]) => {
  const given = new DataTransfer();
  given.items.add(new File([new Uint8Array(bytes)], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
}
"""


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """A draft that lacks its minutes."""
    with World(create_app(settings), pools, settings) as world:
        world.duty = make_duty(world.school, "supervision_check", "2026-10")
        world.file(ROW)
        with serving(world, browser) as running:
            yield running


def opened(site: Site, **options: object) -> Page:
    """The clerk's page of the figures, from the finding."""
    page = site.page("clerk", **options)
    page.goto(site.url(site.world.findings_url()))
    page.locator(".finding-error .cells a").first.click()
    return page


def test_files_are_chosen_and_there_at_once(site: Site):
    page = opened(site)
    page.get_by_label("签字的检查记录").set_input_files([PDF, PHOTO])
    expect(page.locator(".attached a")).to_have_text(["十月记录.pdf", "照片.png"])


def test_a_file_is_dropped(site: Site):
    page = opened(site)
    zone = page.locator("[data-drop]").element_handle()
    page.evaluate(DROP, [zone, PDF["name"], list(PDF["buffer"])])
    expect(page.locator(".attached a")).to_have_text(["十月记录.pdf"])


def test_what_is_refused_is_said_and_the_rest_is_kept(site: Site):
    page = opened(site)
    page.get_by_label("签字的检查记录").set_input_files([PDF, TEXT])
    expect(page.get_by_role("alert")).to_contain_text("“说明.txt”不是 PDF")
    page.reload()
    expect(page.locator(".attached a")).to_have_text(["十月记录.pdf"])


def test_it_works_without_scripts(site: Site):
    page = opened(site, java_script_enabled=False)
    page.get_by_label("签字的检查记录").set_input_files([PDF, PHOTO])
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".attached a")).to_have_text(["十月记录.pdf", "照片.png"])


def test_a_file_is_saved_and_taken_away(site: Site):
    page = opened(site)
    page.get_by_label("签字的检查记录").set_input_files([PDF])
    with page.expect_download() as download:
        page.locator(".attached a").click()
    assert download.value.suggested_filename == "十月记录.pdf"
    page.get_by_text("删除 十月记录.pdf").first.click()
    page.get_by_role("button", name="删除 十月记录.pdf").click()
    expect(page.locator(".attached")).to_have_count(0)


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_the_page_is_accessible(site: Site, lang: str, theme: str, width: int):
    page = opened(site, lang=lang, theme=theme, width=width)
    page.locator("input[name=files]").set_input_files([PDF])
    page.locator(".attached details summary").click()
    broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{each['id']} {each['nodes'][0]['html'][:120]}" for each in broken] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
