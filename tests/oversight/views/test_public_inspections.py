"""Results of inspections in the open: the list, a school's page, and files, without an account."""

import json
from datetime import timedelta

import pytest

from etl.publishing.visits import publish_visits
from tenants.inspections.replies import sign_visit
from tenants.scope.sessions import viewer_session
from tests.builders import NOW as FILED
from tests.builders import make_account
from tests.etl.filing.visiting import enter


@pytest.fixture
def open_site(site):
    inspector = site.people["inspector"]
    version = enter(site.desk, site.school, inspector)
    head = make_account("school_head", school=site.school, name="王校长")
    with viewer_session(site.desk.pools, head) as session:
        sign_visit(session, head, version.id, at=FILED)
    with site.desk.session() as session:
        publish_visits(session, at=FILED + timedelta(days=30))
    return site


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_visits_are_listed_for_everybody(open_site, lang):
    page = open_site.public().get(f"/public/inspections/?lang={lang}")
    assert page.status_code == 200 and "83.33" in page.text


@pytest.mark.parametrize(
    ("typed", "is_there"), [("青河第三", True), ("3143009903", True), ("别的学校", False), ("%", False)]
)
def test_a_school_is_found_by_name_or_code(open_site, typed, is_there):
    page = open_site.public().get("/public/inspections/", query_string={"q": typed}).text
    assert ("83.33" in page) is is_there


def test_a_school_has_a_page_with_its_findings(open_site):
    page = open_site.public().get(f"/public/schools/{open_site.school.school_code}/inspections").text
    assert "管理机构与清洗记录" in page and "没有清洗记录" in page and "尚未整改" in page


def test_nobody_of_the_bureau_is_named(open_site):
    page = open_site.public().get(f"/public/schools/{open_site.school.school_code}/inspections").text
    assert "赵督查" not in page and "zhao" not in page


def test_a_school_without_a_published_visit_has_no_page(open_site):
    assert open_site.public().get("/public/schools/0000000000/inspections").status_code == 404


def test_everything_is_a_file_too(open_site):
    found = json.loads(open_site.public().get("/public/inspections.json").text)["visits"]
    [mine] = [each for each in found if each["school_code"] == open_site.school.school_code]
    assert mine["score"] == "83.33" and mine["findings"][0]["severity"] == "minor"
    assert "没有清洗记录" in open_site.public().get("/public/inspections.csv").text
