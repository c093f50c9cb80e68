"""Sign-in, account, home and error pages in a real browser: axe, widths, languages, themes, no foreign host, keyboard."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from oversight.access import second_factor
from oversight.app import create_app
from oversight.settings import Settings
from tenants.accounts.services import give_reset
from tenants.scope.pools import Pools
from tenants.scope.sessions import login_session
from tests.builders import make_account, make_duty
from tests.e2e.site import Site, serving
from tests.oversight.access.office import SECRET
from tests.oversight.signing_in import PASSWORD, PASSWORD_HASH
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser

LOOKS = [("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360)]
OPEN = {
    "landing": "/",
    "sign-in": "/sign-in",
    "forgotten": "/forgotten",
    "reset": "{reset}",
    "dead link": "/reset/nothing",
    "not found": "/nowhere",
    "for programs": "/api/v1/",
}
SIGNED_IN = {
    "home of a clerk": ("clerk", "/"),
    "home of an inspector": ("inspector", "/"),
    "account": ("clerk", "/account/"),
    "tokens": ("clerk", "/account/tokens"),
    "not allowed": ("clerk", "/review/"),
    "accounts": ("admin", "/admin/accounts/"),
    "new account": ("admin", "/admin/accounts/new"),
    "one account": ("admin", "{inspector}"),
}


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The running site; demo accounts are offered, an inspector has an authenticator, an officer has none."""
    with World(create_app(settings), pools, settings) as world:
        sealed = second_factor.seal(settings.field_key, SECRET)
        at: dict[str, Any] = {"password_hash": PASSWORD_HASH, "is_demo": True, "now": datetime.now(UTC)}
        make_account("school_clerk", school=world.school, login_name="clerk", name="李会计", **at)
        code = make_account(
            "inspector", areas=[world.school.area_code], login_name="inspector", totp_secret=sealed, **at
        )
        make_account("funding_officer", login_name="officer", **at)
        world.people["admin"] = make_account("bureau_admin", login_name="admin", **at)
        make_duty(world.school, "canteen_finance", "2026-08")
        with login_session(pools) as session:
            reset = "/reset/" + give_reset(session, code.account_id, at=datetime.now(UTC))
        with serving(world, browser) as running:
            running.places = {"reset": reset, "inspector": f"/admin/accounts/{code.account_id}"}
            yield running


def faults(page: Page, about: str, width: int) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    found = [f"{about}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in broken]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{about}: scrolls sideways")
    return found


def stranger(site: Site, **looks: Any) -> Page:
    """A browser in which nobody is signed in."""
    page = site.page("clerk", **looks)
    name = site.world.app.config["SESSION_COOKIE_NAME"]
    page.context.clear_cookies(name=name)
    return page


def type_password(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in by keyboard alone."""
    page.locator("#login_name").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_every_page_is_accessible_in_both_languages_themes_and_widths(site: Site):
    found = []
    for lang, theme, width in LOOKS:
        looks = {"lang": lang, "theme": theme, "width": width}
        found += [f"{lang} {theme} {width} {fault}" for fault in [*open_pages(site, looks), *own_pages(site, looks)]]
    assert found == []


def open_pages(site: Site, looks: dict[str, Any]) -> list[str]:
    """The faults of the pages of sign-in, step by step."""
    page, found, width = stranger(site, **looks), [], looks["width"]
    for name, path in OPEN.items():
        page.goto(site.url(path.format(**site.places)))
        found += faults(page, name, width)
    page.goto(site.url("/sign-in"))
    type_password(page, "clerk", "wrong")
    expect(page).to_have_title(re.compile("^(错误|Error)"))
    found += faults(page, "refused", width)
    type_password(page, "inspector")
    page.wait_for_url("**/sign-in/code")
    found += faults(page, "code", width)
    page.goto(site.url("/sign-in"))
    type_password(page, "officer")
    page.wait_for_url("**/sign-in/authenticator")
    return found + faults(page, "enrol", width)


def own_pages(site: Site, looks: dict[str, Any]) -> list[str]:
    """The faults of the pages of somebody who is signed in."""
    found, pages = [], {who: site.page(who, **looks) for who in ("clerk", "inspector", "admin")}
    for name, (who, path) in SIGNED_IN.items():
        page = pages[who]
        page.goto(site.url(path.format(**site.places)))
        found += faults(page, name, looks["width"])
    return found


def test_an_inspector_signs_in_by_keyboard_with_the_code_shown(site: Site):
    page = stranger(site)
    page.goto(site.url("/review/"))
    type_password(page, "inspector")
    shown = page.locator(".code-shown").inner_text()
    page.locator("#code").fill(shown)
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url("/review/"))


def test_the_first_thing_the_keyboard_reaches_leads_past_the_navigation(site: Site):
    page = site.page("clerk")
    page.goto(site.url("/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_was_typed_survives_the_end_of_a_session(site: Site):
    page = site.page("clerk")
    page.goto(site.url(f"/returns/{site.world.duty.id}/nil"))
    page.locator("input[value=no_activity]").check()
    site.sign_out(page)
    page.locator("form[action*=nil] button, main form button").first.click()
    expect(page.get_by_text("没有丢失")).to_be_visible()
    found = faults(page, "late", 1280)
    page.locator("#password").fill("wrong")
    type_password(page, "clerk")
    expect(page.get_by_role("heading", name="重新提交")).to_be_visible()
    found += faults(page, "again", 1280)
    page.get_by_role("button", name="现在提交").click()
    page.wait_for_url("**/returns/versions/**")
    assert found == []


def test_the_switches_keep_the_place_and_are_remembered(site: Site):
    page = site.page("clerk")
    page.context.clear_cookies(name="lang")
    page.goto(site.url("/returns/?state=all"))
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/returns/?state=all") and page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="dark").click()
    assert page.url.endswith("/returns/?state=all") and page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_switching_the_language_keeps_what_was_typed(site: Site):
    page = site.page("admin")
    page.context.clear_cookies(name="lang")
    page.goto(site.url("/admin/accounts/new"))
    page.locator("#name").fill("新来的督查员")
    page.locator("#role-inspector").check()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="New account")).to_be_visible()
    assert page.locator("#name").input_value() == "新来的督查员" and page.locator("#role-inspector").is_checked()
