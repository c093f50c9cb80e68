"""The web form in a real browser: typing, autosave, paste, a conflict between two people, checking all, signing."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_account, make_duty
from tests.desk import OPERATIONS
from tests.e2e.site import Site, serving
from tests.oversight.views.world import NOW, World

pytestmark = pytest.mark.browser

CHOICES = {"operation_mode", "licence_posted", "quant_grade", "risk_grade", "camera_to_bureau", "camera_public"}


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The running site."""
    with World(create_app(settings), pools, settings) as world, serving(world, browser) as running:
        yield running


@pytest.fixture
def clerk(site: Site) -> Page:
    """The clerk's browser with the form open."""
    return opened(site, "clerk")


def opened(site: Site, who: str, **options: object) -> Page:
    """The form in a browser of that person."""
    page = site.page(who, **options)
    page.goto(site.url(f"/returns/{site.world.duty.id}/form"))
    page.locator("form.is-enhanced").wait_for()
    return page


def field(page: Page, code: str) -> Locator:
    """The input of a field in the first row."""
    return page.locator(f'[data-field="{code}"]').first


def expect_saved(page: Page) -> None:
    """The line below says when it was saved."""
    expect(page.locator("[data-state]")).to_contain_text("已保存")


def check_all(site: Site, page: Page) -> None:
    """The button, and the worker that checks what was sent."""
    with page.expect_response("**/form/check"):
        page.get_by_role("button", name="保存并全部检查").click()
    expect(page.locator("[data-state]")).to_contain_text("正在检查")
    site.world.check()


def test_what_is_typed_is_saved_by_itself(clerk: Page) -> None:
    field(clerk, "meal_occasions").fill("42")
    expect_saved(clerk)
    clerk.reload()
    expect(field(clerk, "meal_occasions")).to_have_value("42")


def test_a_mistake_is_told_at_its_field_and_goes_when_it_is_mended(clerk: Page) -> None:
    field(clerk, "meal_occasions").fill("约40")
    remark = clerk.locator("[data-cell]", has=field(clerk, "meal_occasions")).locator(".remark")
    expect(remark).to_be_visible()
    field(clerk, "meal_occasions").fill("40")
    expect(remark).to_have_count(0)


def test_two_people_choose_which_text_stands(site: Site, clerk: Page) -> None:
    site.world.people["colleague"] = make_account("school_clerk", school=site.world.school, name="赵会计", now=NOW)
    other = opened(site, "colleague")
    field(other, "meal_occasions").fill("41")
    expect_saved(other)
    field(clerk, "meal_occasions").fill("42")
    expect(clerk.get_by_text("赵会计 同时在此填了“41”")).to_be_visible()
    clerk.get_by_role("button", name="用我的").click()
    expect_saved(clerk)
    other.reload()
    expect(field(other, "meal_occasions")).to_have_value("42")


def test_a_lost_line_loses_nothing(clerk: Page) -> None:
    clerk.context.set_offline(True)
    field(clerk, "meal_occasions").fill("42")
    expect(clerk.locator("[data-state]")).to_contain_text("网络已断开")
    clerk.context.set_offline(False)
    expect_saved(clerk)


def test_a_form_is_filled_in_checked_and_ready_to_sign(site: Site, clerk: Page) -> None:
    for code, value in OPERATIONS.items():
        if code in CHOICES:
            field(clerk, code).select_option(label=str(value))
        else:
            field(clerk, code).fill(str(value))
    check_all(site, clerk)
    clerk.wait_for_url("**/versions/**")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("食堂运营月报")


def test_errors_of_the_whole_check_lead_to_their_fields(site: Site, clerk: Page) -> None:
    field(clerk, "meal_occasions").fill("42")
    check_all(site, clerk)
    clerk.locator("#summary li a").first.click()
    assert "#f-" in clerk.url


def test_what_is_mended_after_the_check_is_ticked_off(site: Site, clerk: Page) -> None:
    check_all(site, clerk)
    field(clerk, "diners_lunch").fill("380")
    expect(clerk.locator("#summary li.is-done")).to_have_count(1)
    expect(clerk.locator("[data-cell]", has=field(clerk, "diners_dinner")).locator(".remark")).to_be_visible()


def paste(page: Page, target: Locator, text: str) -> None:
    """A block from the clipboard."""
    target.evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            field.focus();
            field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


@pytest.fixture
def grid(site: Site) -> Page:
    """A return of many rows: consumables of a term."""
    duty = make_duty(site.world.school, "consumable_stock", "2026-2027-1")
    page = site.page("clerk")
    page.goto(site.url(f"/returns/{duty.id}/form"))
    page.locator("form.is-enhanced").wait_for()
    return page


def column(page: Page, number: int) -> list[str]:
    """The texts of a column of the grid."""
    return page.locator(f"tr[data-row] td:nth-child({number + 2}) [data-field]").evaluate_all(
        "all => all.map(each => each.value)"
    )


def test_a_block_fills_the_grid_and_adds_rows(grid: Page) -> None:
    target = grid.locator("tr[data-row] [data-field]").nth(1)
    paste(grid, target, "１，０２４\t5\n2\t6\n3\t7\n")
    expect_saved(grid)
    assert [float(each) for each in column(grid, 1)] == [1024, 2, 3]


def test_a_paste_is_undone(grid: Page) -> None:
    paste(grid, grid.locator("tr[data-row] [data-field]").nth(1), "1\n2\n3\n")
    grid.get_by_role("button", name="撤销粘贴").click()
    assert column(grid, 1) == [""]


def test_rows_are_added_moved_through_and_taken_out_by_keyboard(grid: Page) -> None:
    first = grid.locator("tr[data-row] [data-field]").nth(1)
    first.fill("1")
    grid.keyboard.press("Control+Enter")
    grid.locator("tr[data-row]").nth(1).locator("[data-field]").nth(1).fill("2")
    grid.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    grid.keyboard.press("Enter")
    expect(grid.locator("tr[data-row]").nth(1).locator("[data-field]").nth(1)).to_be_focused()


def test_a_removed_row_is_put_back(grid: Page) -> None:
    grid.locator("tr[data-row] [data-field]").nth(1).fill("7")
    expect_saved(grid)
    grid.get_by_role("button", name="删除第1行").click()
    grid.get_by_role("button", name="恢复").click()
    expect_saved(grid)
    grid.reload()
    assert column(grid, 1) == ["7"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("code", ["canteen_operations", "consumable_stock"])
def test_the_form_is_accessible_and_fits(site: Site, width: int, code: str) -> None:
    duty = site.world.duty if code == "canteen_operations" else make_duty(site.world.school, code, "2026-2027-1")
    page = site.page("clerk", width=width)
    page.goto(site.url(f"/returns/{duty.id}/form"))
    page.locator("form.is-enhanced").wait_for()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:150]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_typed_after_the_session_ended_is_saved_later(site: Site, clerk: Page) -> None:
    kept = site.sign_out(clerk)
    field(clerk, "meal_occasions").fill("42")
    expect(clerk.locator("[data-state]")).to_contain_text("您已退出登录")
    site.sign_in_again(clerk, kept)
    field(clerk, "items_made").fill("210")
    expect_saved(clerk)
    clerk.reload()
    expect(field(clerk, "meal_occasions")).to_have_value("42")


def test_what_another_changed_appears_with_their_name(site: Site, clerk: Page) -> None:
    site.world.people["colleague"] = make_account("school_clerk", school=site.world.school, name="赵会计", now=NOW)
    other = opened(site, "colleague")
    field(other, "meal_occasions").fill("41")
    expect_saved(other)
    field(clerk, "items_made").fill("210")
    expect(field(clerk, "meal_occasions")).to_have_value("41")
    expect(clerk.get_by_text("赵会计 已改")).to_be_visible()


def test_without_a_script_the_form_is_saved_by_its_button(site: Site) -> None:
    page = site.page("clerk", java_script_enabled=False)
    page.goto(site.url(f"/returns/{site.world.duty.id}/form"))
    field(page, "meal_occasions").fill("42")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_role("status").last).to_contain_text("已保存")
    expect(field(page, "meal_occasions")).to_have_value("42")
