"""Records of events from the clerk's side: begun on a page, then filed like any other return."""

from datetime import timedelta

import pytest

from tenants.calendar.workdays import bureau_day
from tests.builders import make_account, make_school
from tests.oversight.views.world import NOW, World

TODAY = bureau_day(NOW)


def begin(world: World, day: str, code: str = "safety_drill"):
    return world.clerk.post(f"/returns/events/{code}", data={"csrf_token": world.csrf, "day": day})


def test_the_page_offers_what_is_filed_by_event(world: World):
    page = world.clerk.get("/returns/events/").text
    assert "应急演练" in page and "新增记录" in page


def test_a_record_is_begun_and_has_its_own_template(world: World):
    answer = begin(world, TODAY.isoformat())
    assert answer.status_code == 303
    page = world.clerk.get(answer.location).text
    assert "应急演练" in page and "第1号" in page
    assert world.clerk.get(f"{answer.location}/template").data.startswith(b"PK")


def test_records_are_listed_with_number_and_state(world: World):
    begin(world, TODAY.isoformat())
    page = world.clerk.get("/returns/events/safety_drill").text
    assert f"{world.school.school_code}-DR-{TODAY.year}-0001" in page and "未填报" in page


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", (TODAY + timedelta(days=3)).isoformat()])
def test_a_day_that_cannot_be_is_refused_in_words(world: World, day: str):
    answer = begin(world, day)
    assert answer.status_code in {400, 409, 422} and "日期" in answer.text


@pytest.mark.parametrize("code", ["canteen_operations", "nothing"])
def test_what_is_no_event_return_is_not_found(world: World, code: str):
    assert world.clerk.get(f"/returns/events/{code}").status_code == 404
    assert begin(world, TODAY.isoformat(), code).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_records_are_exported(world: World, kind: str):
    begin(world, TODAY.isoformat())
    assert len(world.clerk.get(f"/returns/events/safety_drill/list.{kind}").data) > 100
    assert world.clerk.get("/returns/events/safety_drill/list.pdf").status_code == 404


def test_an_inspector_reads_and_begins_none(world: World):
    begin(world, TODAY.isoformat())
    page = world.inspector.get("/returns/events/safety_drill").text
    assert world.school.school_code in page and "新增一条记录" not in page


def test_another_school_sees_none_of_them(world: World):
    location = begin(world, TODAY.isoformat()).location
    stranger = world.client(make_account("school_clerk", school=make_school(), now=NOW))
    assert world.school.school_code not in stranger.get("/returns/events/safety_drill").text
    assert stranger.get(location).status_code == 404


def test_the_figures_of_a_record_open_before_and_after_it_is_signed(world: World):
    location = begin(world, TODAY.isoformat()).location
    duty_id = location.rsplit("/", 1)[-1]
    nil = world.clerk.post(f"/returns/{duty_id}/nil", data={"csrf_token": world.csrf, "reason": "no_activity"})
    assert world.head.get(nil.location).status_code == 200
