"""The aid centre at its pages: its own return, its own words, and nothing of any school."""

import re

import pytest

from tests.builders import make_account, make_duty, make_school, make_unit
from tests.oversight.views.world import NOW, World


@pytest.fixture
def people(world: World):
    unit = make_unit()
    duty = make_duty(unit, "student_loan", "2025")
    clerk, head = (make_account(role, school=unit, name="何老师", now=NOW) for role in ("school_clerk", "school_head"))
    return world.client(clerk), world.client(head), duty


def test_it_finds_its_return_and_no_school_s(world: World, people):
    page = people[0].get("/").text
    assert "资助中心" in page and "生源地助学贷款年报" in page
    assert world.school.name_zh not in people[0].get("/returns/?state=all").text
    assert people[0].get(f"/returns/{world.duty.id}").status_code == 404


@pytest.mark.parametrize("who", [0, 1])
def test_every_page_of_its_own_opens(people, who: int):
    browser, duty = people[who], people[2]
    led_to = set(re.findall(r'<a [^>]*href="(/[^"#]*)"', browser.get("/").text)) | {
        f"/returns/{duty.id}",
        "/returns/events/",
    }
    assert {path for path in led_to if browser.get(path, follow_redirects=True).status_code != 200} == set()


def test_who_signs_is_no_school_head(people):
    page = people[1].get("/").text
    assert "单位负责人" in page and "校长" not in page.split("</header>")[0]


def test_its_template_is_downloaded(people):
    assert people[0].get(f"/returns/{people[2].id}/template").data.startswith(b"PK")


def test_its_form_offers_schools_by_name(world: World, people):
    make_school(name_zh="青河高级中学", stages=["senior"], school_type="senior")
    page = people[0].get(f"/returns/{people[2].id}/form", follow_redirects=True).text
    assert "青河高级中学" in page and world.school.name_zh not in page


def test_a_school_does_not_see_it(world: World, people):
    assert world.clerk.get(f"/returns/{people[2].id}").status_code == 404


def test_the_bureau_finds_it_by_its_name(world: World, people):
    officer = world.client(make_account("funding_officer", name="钱专员", now=NOW))
    page = officer.get("/returns/?state=all&q=资助").text
    assert "生源地助学贷款年报" in page and world.school.name_zh not in page


def test_an_account_may_be_given_to_it(world: World, people):
    admin = world.client(make_account("bureau_admin", name="吴管理员", now=NOW))
    assert "资助中心" in admin.get("/admin/accounts/new").text


def test_the_dictionary_names_who_files(world: World):
    assert "资助中心" in world.anonymous().get("/dictionary/student_loan").text
