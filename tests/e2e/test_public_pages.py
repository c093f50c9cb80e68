"""Public and publishing pages in a real browser: axe, widths, languages, themes, without a script, on paper."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from etl.publishing.complaints import publish_complaints
from etl.publishing.visits import publish_visits
from oversight.settings import Settings
from tenants.complaints.handling import acknowledge, notices
from tenants.complaints.receiving import Complaint, Contact, take_in
from tenants.personal.keyring import Keyring
from tenants.registry.models import District
from tenants.scope.pools import Pools
from tenants.scope.sessions import public_session, viewer_session
from tests.builders import NOW
from tests.conftest import PERSONAL_KEY
from tests.e2e.site import Site, serving
from tests.etl.filing.visiting import enter
from tests.etl.publishing.office import COMPLAINT
from tests.oversight.views.office import Published

pytestmark = pytest.mark.browser

LOOKS = [("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360)]
OPEN = [
    "/public/", "/public/schools/", "/public/schools/?q=nothing", "{canteen}", "{canteen}?unit=wan",
    "/dictionary/", "/dictionary/?q=sample", "/dictionary/?q=lawn+mower", "/dictionary/canteen_finance",
    "/dictionary/schemes/LOG-A", "/public/inspections/", "/public/inspections/?q=nothing", "{inspections}",
    "/public/complaints/", "/public/complaints/new", "/public/complaints/taken?number=TS-2026-ABCDEFGH",
]  # fmt: skip
OFFICE = [
    "/admin/releases/", "/admin/releases/new?month=2026-10", "/admin/releases/{release}", "/admin/audit/",
    "/admin/audit/?what=filing", "/complaints/", "/complaints/{notice}",
]  # fmt: skip


@pytest.fixture
def published(pools: Pools, settings: Settings, tmp_path) -> Iterator[Published]:
    """A school with a published October, a published visit and reply, and a complaint that waits."""
    with Published(pools, settings, tmp_path) as made:
        made.release_id = made.office.publish()
        enter(made.desk, made.school, made.people["inspector"])
        number = f"{made.school.school_code}-CP-2026-0001"
        made.desk.taken(made.school, "complaint", "2026-10-12.0001", COMPLAINT | {"complaint_no": number})
        with made.desk.session() as session:
            publish_visits(session, at=NOW + timedelta(days=60))
            publish_complaints(session, at=NOW + timedelta(days=60))
        made.notice_id = hand_in(made)
        yield made


def hand_in(made: Published) -> UUID:
    """A complaint from the public that the bureau looks into."""
    with made.desk.session() as session:
        code = session.scalars(select(District.code)).one()
    complaint = Complaint(
        district_code=code, school_code=made.school.school_code, domain="canteen",
        content="打到的菜已经凉了，多次反映没有结果。", contact=Contact(name="李家长", phone="000-0000"),
    )  # fmt: skip
    with public_session(made.desk.pools) as session:
        take_in(session, complaint, Keyring([PERSONAL_KEY]), at=NOW)
    viewer = made.people["approver"]
    with viewer_session(made.desk.pools, viewer) as session:
        [notice] = notices(session, None)
        acknowledge(session, viewer, notice.id, at=NOW)
        return notice.id


@pytest.fixture
def site(published: Published, browser: Browser) -> Iterator[Site]:
    """The running site."""
    with serving(published, browser) as running:
        yield running


def faults(page: Page, about: str, width: int) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    found = [f"{about}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in broken]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{about}: scrolls sideways")
    return found


def stranger(site: Site, **looks) -> Page:
    """A browser in which nobody is signed in."""
    page = site.page("approver", **looks)
    page.context.clear_cookies(name=site.world.app.config["SESSION_COOKIE_NAME"])
    return page


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_public_pages_are_clean_in_every_look(site, published, lang, theme, width):
    page, found = stranger(site, width=width, theme=theme, lang=lang), []
    for path in OPEN:
        page.goto(site.url(path.format(canteen=published.canteen, inspections=published.inspections)))
        for each in page.locator("details > summary").all():
            each.evaluate("node => node.parentElement.open = true")
        found += faults(page, f"{path} {lang} {theme} {width}", width)
    assert not found


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_publishing_pages_are_clean_in_every_look(site, published, lang, theme, width):
    page, found = site.page("approver", width=width, theme=theme, lang=lang), []
    for path in OFFICE:
        page.goto(site.url(path.format(release=published.release_id, notice=published.notice_id)))
        found += faults(page, f"{path} {lang} {theme} {width}", width)
    assert not found


def test_a_parent_finds_a_school_without_a_script(site, published):
    page = stranger(site, width=360, java_script_enabled=False)
    page.goto(site.url("/public/"))
    page.get_by_label("查找学校").fill("qhds")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="青河第三中学").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青河第三中学食堂公开信息")
    expect(page.get_by_text("少于5").first).to_be_visible()


def test_two_persons_publish(site, published):
    first = site.page("proposer")
    first.goto(site.url("/admin/releases/new?month=2026-09"))
    first.get_by_role("button", name="提出公开2026年9月").click()
    expect(first.get_by_text("须由另一人批准").first).to_be_visible()
    second = site.page("approver")
    second.goto(first.url.partition("?")[0])
    second.get_by_role("button", name="批准并公开2026年9月").click()
    expect(second.get_by_text("已批准")).to_be_visible()


def test_on_paper_there_are_no_controls(site, published):
    page = stranger(site)
    page.goto(site.url(published.canteen))
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="查看")).not_to_be_visible()
    expect(page.get_by_text("下载CSV")).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_is_light_enough_for_a_weak_line(site, published):
    assert len(published.public().get(published.canteen).data) < 100_000
