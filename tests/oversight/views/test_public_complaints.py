"""Replies to complaints in the open, without an account, and as files."""

import json
from datetime import timedelta

import pytest

from etl.publishing.complaints import publish_complaints
from tests.builders import NOW as FILED
from tests.etl.publishing.office import COMPLAINT


@pytest.fixture
def open_site(site):
    number = f"{site.school.school_code}-CP-2026-0001"
    site.desk.taken(site.school, "complaint", "2026-10-12.0001", COMPLAINT | {"complaint_no": number})
    with site.desk.session() as session:
        publish_complaints(session, at=FILED + timedelta(days=1))
    return site


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_replies_and_years_are_listed_for_everybody(open_site, lang):
    page = open_site.public().get(f"/public/complaints/?lang={lang}")
    assert page.status_code == 200 and "已增加保温设备。" in page.text and "100.0%" in page.text


def test_what_was_complained_of_stays_closed(open_site):
    pages = [open_site.public().get(f"/public/complaints{each}").text for each in ("/", ".json", ".csv")]
    assert not any("菜凉了" in page or "增加保温设备，每餐" in page for page in pages)


@pytest.mark.parametrize(
    ("typed", "is_there"), [("青河第三", True), ("3143009903", True), ("别的", False), ("_", False)]
)
def test_a_school_is_found_by_name_or_code(open_site, typed, is_there):
    page = open_site.public().get("/public/complaints/", query_string={"q": typed}).text
    assert ("已增加保温设备。" in page) is is_there


def test_everything_is_a_file_too(open_site):
    document = json.loads(open_site.public().get("/public/complaints.json?q=3143009903").text)
    assert [each["reply"] for each in document["replies"]] == ["已增加保温设备。"]
    assert document["years"][0]["received"] == 1
    assert "已增加保温设备。" in open_site.public().get("/public/complaints.csv").text
