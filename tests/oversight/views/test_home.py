"""The home page by role."""

import re
from datetime import timedelta

from tenants.calendar.workdays import bureau_day
from tenants.filing.models import VersionState
from tests.builders import make_account, make_area, make_duty, make_school
from tests.desk import OPERATIONS
from tests.oversight.views.world import NOW, World

RIGHT = OPERATIONS | {"facility_no": "C01"}
TODAY = bureau_day(NOW)


def numbers(page: str) -> list[str]:
    return re.findall(r'class="figure">([^<]+)<', page)


def test_a_stranger_reads_what_this_is(world: World):
    page = world.anonymous().get("/").text
    assert "学校后勤，公开透明" in page and 'href="/sign-in"' in page


def test_a_clerk_sees_the_late_ones_first_with_their_next_step(world: World):
    make_duty(world.school, "canteen_finance", "2026-08", due_on=TODAY - timedelta(days=30))
    page = world.clerk.get("/").text
    assert page.index("已逾期 30 天") < page.index("食堂运营月报") and "去填报" in page


def test_a_clerk_with_nothing_to_do_reads_until_when(world: World):
    world.file(RIGHT)
    world.sign()
    assert "现在没有待办，下一次到期是" in world.clerk.get("/").text


def test_a_head_finds_what_waits_for_the_signature(world: World):
    world.file(RIGHT)
    assert numbers(world.head.get("/").text)[2] == "1"


def test_an_inspector_finds_the_top_of_the_queue(world: World):
    version = world.submitted(RIGHT | {"items_sampled": 200})
    page = world.inspector.get("/").text
    assert version.state is VersionState.SUBMITTED and f"/review/versions/{version.id}" in page
    assert numbers(page)[:2] == ["1", "1"]


def test_late_returns_are_counted_in_the_schools_in_sight_alone(world: World):
    day = TODAY - timedelta(days=3)
    make_duty(world.school, "canteen_finance", "2026-08", due_on=day)
    make_duty(world.school, "canteen_finance", "2026-09", due_on=TODAY)
    make_duty(make_school(area_code=make_area()), "canteen_finance", "2026-08", due_on=day)
    late = numbers(world.inspector.get("/").text)[2:]
    everything = numbers(world.client(make_account("funding_officer", now=NOW)).get("/").text)[2:]
    own = int(world.duty.due_on < TODAY)
    assert (late, everything) == ([str(1 + own), "1"], [str(2 + own), "2"])


def test_what_is_handed_in_is_late_no_more(world: World):
    make_duty(world.school, "canteen_finance", "2026-08", due_on=TODAY - timedelta(days=3))
    before = int(numbers(world.inspector.get("/").text)[2])
    world.submitted(RIGHT)
    after = int(numbers(world.inspector.get("/").text)[2])
    assert before - after == int(world.duty.due_on < TODAY)
