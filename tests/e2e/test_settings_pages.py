"""The administrator's settings in a real browser: a value planned, a rule and a return made, every page accessible."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_account
from tests.e2e.site import Site, serving
from tests.e2e.test_access_pages import LOOKS, faults
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser
PAGES = (
    "", "parameter_value/", "parameter_value/row?key=diners_per_worker_max", "indicator_target/", "food_item/",
    "food_item/new", "meal_fee_cap/import", "code_use/?q=risk", "code_use/new", "code_use/row?key=hazard_category&key=fire", "return_use/", "rules/", "rules/new",
    "rules/new?return=canteen_operations", "rules/LR-1", "rules/LR-1/trial", "supplementary/", "supplementary/new",
    "{supplementary}", "{supplementary}/fields/new",
)  # fmt: skip


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    with World(create_app(settings), pools, settings) as world:
        world.people["admin"] = make_account("bureau_admin", name="吴管理员", now=datetime.now(UTC))
        with serving(world, browser) as running:
            yield running


def settings(site: Site, path: str) -> str:
    """The address of a page of settings."""
    return site.url(f"/admin/settings/{path.format(**site.places)}")


def make_rule(site: Site, page: Page) -> None:
    """Write a rule, try it out, keep it, switch it on."""
    page.goto(settings(site, "rules/"))
    page.get_by_role("link", name="新规则").click()
    page.locator("#return").select_option("canteen_operations")
    page.get_by_role("button", name="继续").click()
    page.get_by_label("错误", exact=True).check()
    page.locator("#holds").fill("diners_lunch <= (")
    page.locator("#says_zh").fill("午餐{diners_lunch}人，超过300人")
    page.locator("#remedy_zh").fill("请核对")
    page.get_by_role("button", name="存为草稿").click()
    expect(page.locator("#holds-problem")).to_contain_text("不完整")
    page.locator("#holds").fill("diners_lunch <= 300")
    page.get_by_role("button", name="用已通过的数据试算").click()
    expect(page.get_by_role("heading", name="试算结果，尚未保存")).to_be_visible()
    page.get_by_role("button", name="存为草稿").click()
    page.locator("#on-reason").fill("区教育局通知")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("已启用。")).to_be_visible()


def make_return(site: Site, page: Page) -> None:
    """Define a return with two fields and publish it."""
    page.goto(settings(site, "supplementary/new"))
    page.locator("#label_zh").fill("校园读书月报")
    page.get_by_role("button", name="保存").click()
    site.places["supplementary"] = page.url.partition("/settings/")[2].partition("?")[0]
    page.get_by_role("link", name="新字段").click()
    for code, label in (("books", "借阅册数"), ("readers", "读者人数")):
        page.locator("#part").fill("main")
        page.locator("#code").fill(code)
        page.locator("#label_zh").fill(label)
        page.locator("#kind").select_option("int")
        page.locator("#figure").select_option("sum")
        page.get_by_role("button", name="保存并继续添加").click()
    page.get_by_role("link", name="返回").click()
    page.locator("#reason").fill("区教育局通知")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("已发布：学校从那一期起填报。")).to_be_visible()


def test_a_value_is_planned_and_taken_back(site: Site):
    page = site.page("admin")
    page.goto(settings(site, "parameter_value/row?key=diners_per_worker_max"))
    page.locator("#value").fill("80")
    page.locator("#reason").fill("区教育局文件")
    page.get_by_role("button", name="查看影响").click()
    page.get_by_role("button", name="保存改动").click()
    expect(page.locator(".planned")).to_contain_text("80")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".planned")).to_have_count(0)


def test_a_rule_and_a_return_are_made_in_the_browser_and_every_page_is_accessible(site: Site):
    page = site.page("admin")
    make_rule(site, page)
    make_return(site, page)
    found = []
    for lang, theme, width in LOOKS:
        looking = site.page("admin", lang=lang, theme=theme, width=width)
        for path in PAGES:
            looking.goto(settings(site, path))
            found += faults(looking, f"{lang} {theme} {width} {path}", width)
    assert found == [], "\n".join(found)
