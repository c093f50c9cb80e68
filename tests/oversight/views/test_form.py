"""The web form: opening it, saving without scripts and with them, two people in it, checking all."""

import html
import json
import re
from typing import Any

import pytest

from tenants.base import new_key
from tenants.filing.models import Source, Upload, Version
from tenants.filing.reviewing import CellToReturn, send_back
from tenants.scope.sessions import viewer_session
from tests.builders import make_account, make_duty, make_school
from tests.desk import OPERATIONS
from tests.oversight.signing_in import csrf_of
from tests.oversight.views.world import NOW, World

RIGHT = {name: str(value) for name, value in OPERATIONS.items()}


def page_of(world: World, client: Any = None) -> str:
    """The form as it stands."""
    answer = (client or world.clerk).get(f"/returns/{world.duty.id}/form")
    assert answer.status_code == 200, answer.text
    return answer.text


def row_id(page: str, number: int = 0) -> str:
    """The id of a row on the page."""
    return re.findall(r'name="was:([0-9a-f-]{36})"', page)[number]


def sent(world: World, page: str, cells: dict[str, str], do: str = "save", client: Any = None) -> Any:
    """The page's form with these texts in its first row, sent as a browser without scripts does."""
    client = client or world.clerk
    name = row_id(page)
    was = html.unescape(re.search(rf'name="was:{name}" value="([^"]*)"', page)[1])
    body = {f"c:{name}:{code}": text for code, text in cells.items()}
    return client.post(
        f"/returns/{world.duty.id}/form",
        data={"csrf_token": csrf_of(client), "do": do, f"was:{name}": was} | body,
    )


def saved(world: World, rows: list[dict[str, Any]], *, seen: int = 1, client: Any = None) -> Any:
    """A save by the script."""
    client = client or world.clerk
    return client.post(
        f"/returns/{world.duty.id}/form/rows",
        json={"seen": seen, "rows": rows},
        headers={"Accept": "application/json", "X-CSRFToken": csrf_of(client)},
    )


def change(page: str, code: str, before: str, after: str) -> dict[str, Any]:
    """One cell of the first row."""
    return {"id": row_id(page), "part": "main", "cells": {code: [before, after]}}


@pytest.fixture
def colleague(world: World) -> Any:
    """Another clerk of the school."""
    return world.client(make_account("school_clerk", school=world.school, name="赵会计", now=NOW))


def test_the_form_opens_with_the_open_canteen(world: World):
    assert '<option value="C01" selected>C01 学生食堂</option>' in page_of(world)


def test_what_is_typed_is_kept_as_typed(world: World):
    sent(world, page_of(world), {"meal_occasions": "约４０"})
    assert 'value="约４０"' in page_of(world)


def test_what_cannot_be_understood_is_said_at_its_field(world: World):
    sent(world, page_of(world), {"meal_occasions": "约40"})
    page = page_of(world)
    assert re.search(r'id="r-[0-9a-f-]+-meal_occasions"[^>]*>\s*<p class="remark remark-error">', page)


def test_a_filled_form_becomes_a_version_of_the_form(world: World):
    answer = sent(world, page_of(world), RIGHT, do="check")
    assert answer.status_code == 303, answer.text
    world.check()
    version = world.version()
    assert (version.source, version.figures["main"][0]["meal_occasions"]) == (Source.FORM, "42")


def test_form_and_workbook_find_the_same(world: World):
    wrong = RIGHT | {"meal_occasions": "约40", "items_sampled": "500"}
    sent(world, page_of(world), wrong, do="check")
    world.check()
    by_form = world.clerk.get(world.findings_url()).text
    world.file(OPERATIONS | {"facility_no": "C01", "meal_occasions": "约40", "items_sampled": 500})
    by_file = world.clerk.get(world.findings_url()).text

    def told(page: str) -> list[str]:
        return re.findall(r'<h3 class="h6 mb-1">\s*(.*?)\s*<', page)

    assert told(by_form) == told(by_file) != []


def test_the_whole_check_is_shown_at_the_fields(world: World):
    sent(world, page_of(world), RIGHT | {"diners_lunch": ""}, do="check")
    world.check()
    page = page_of(world)
    assert re.search(r'id="r-[0-9a-f-]+-diners_lunch"[^>]*>\s*<p class="remark remark-error">', page)


def test_a_checked_form_can_be_signed(world: World):
    sent(world, page_of(world), RIGHT, do="check")
    world.check()
    world.explain_all()
    assert world.sign().status_code == 303


def test_the_same_rows_twice_are_one_original(world: World):
    for _ in range(2):
        sent(world, page_of(world), RIGHT, do="check")
        world.check()
    assert world.count(Upload) == 1


def test_a_button_adds_a_row(world: World):
    page = page_of(world)
    sent(world, page, {}, do="add:main")
    assert page_of(world).count('name="was:') == page.count('name="was:') + 1


def test_a_removed_row_is_put_back(world: World):
    page = page_of(world)
    name = row_id(page)
    sent(world, page, {"meal_occasions": "42"}, do=f"remove:{name}")
    world.clerk.post(f"/returns/{world.duty.id}/form", data={"csrf_token": world.csrf, "do": f"restore:{name}"})
    assert 'value="42"' in page_of(world)


def test_a_save_by_script_answers_with_what_was_found(world: World):
    page = page_of(world)
    answer = saved(world, [change(page, "meal_occasions", "", "约40")]).json
    assert [each["field"] for each in answer["remarks"]] == ["meal_occasions"]


def test_another_s_cell_is_not_overwritten(world: World, colleague: Any):
    page = page_of(world)
    saved(world, [change(page, "meal_occasions", "", "41")], client=colleague)
    answer = saved(world, [change(page, "meal_occasions", "", "42")])
    conflict = answer.json["conflicts"][0]
    assert (answer.status_code, conflict["mine"], conflict["theirs"]) == (409, "42", "41")


def test_two_people_in_two_cells_of_a_row_both_keep_theirs(world: World, colleague: Any):
    page = page_of(world)
    saved(world, [change(page, "meal_occasions", "", "41")], client=colleague)
    answer = saved(world, [change(page, "items_made", "", "210")])
    row = next(each for each in answer.json["rows"] if each["id"] == row_id(page))
    assert answer.status_code == 200 and (row["cells"]["meal_occasions"], row["cells"]["items_made"]) == ("41", "210")


def test_a_row_that_another_took_out_is_not_filled_in_unseen(world: World, colleague: Any):
    page = page_of(world)
    saved(world, [{"id": row_id(page), "part": "main", "cells": {}, "removed": True}], client=colleague)
    answer = saved(world, [change(page, "meal_occasions", "", "42")])
    assert answer.status_code == 409 and answer.json["conflicts"][0]["field"] is None


def test_a_row_that_another_filled_in_is_not_taken_out_unseen(world: World, colleague: Any):
    page = page_of(world)
    saved(world, [change(page, "meal_occasions", "", "41")], client=colleague)
    answer = saved(world, [{"id": row_id(page), "part": "main", "cells": {}, "removed": True}])
    row = next(each for each in answer.json["rows"] if each["id"] == row_id(page))
    assert (answer.status_code, row["removed"]) == (409, False)


def test_more_rows_than_a_page_shows_are_refused_whole(world: World):
    page_of(world)
    rows = [{"id": str(new_key()), "part": "main", "cells": {}, "position": at} for at in range(501)]
    assert saved(world, rows).status_code == 409 and len(re.findall('name="was:[0-9a-f]', page_of(world))) == 1


def test_the_same_save_twice_is_one(world: World):
    page = page_of(world)
    first, second = (saved(world, [change(page, "meal_occasions", "", "42")]) for _ in range(2))
    assert (first.json["revision"], second.status_code) == (second.json["revision"], 200)


def test_what_another_changed_comes_with_their_name(world: World, colleague: Any):
    page = page_of(world)
    saved(world, [change(page, "meal_occasions", "", "41")], client=colleague)
    answer = saved(world, [])
    assert [each["who"] for each in answer.json["rows"]] == ["赵会计 已改"]


def test_without_scripts_a_conflict_shows_both(world: World, colleague: Any):
    page = page_of(world)
    sent(world, page, {"meal_occasions": "41"}, client=colleague)
    answer = sent(world, page, {"meal_occasions": "42"})
    assert answer.status_code == 409 and 'value="42"' in answer.text and "赵会计 同时在此填了“41”" in answer.text


def test_a_cell_longer_than_any_field_is_refused_and_stays_on_the_page(world: World):
    answer = sent(world, page_of(world), {"licence_no": "长" * 5000})
    assert answer.status_code == 422 and "长" * 5000 in answer.text


@pytest.mark.parametrize(
    "body",
    [
        None, [], {}, {"seen": "1", "rows": []}, {"seen": 1, "rows": [{}]},
        {"seen": 1, "rows": [{"id": "x", "part": "main", "cells": {}}]},
        {"seen": 1, "rows": [{"id": "018f0000-0000-7000-8000-000000000000", "part": "other", "cells": {}}]},
        {"seen": 1, "rows": [{"id": "018f0000-0000-7000-8000-000000000000", "part": "main", "cells": {"x": ["", ""]}}]},
        {"seen": 1, "rows": [{"id": "018f0000-0000-7000-8000-000000000000", "part": "main", "cells": {"x": 1}}]},
    ],
)  # fmt: skip
def test_a_save_that_is_none_writes_nothing(world: World, body: Any):
    page_of(world)
    answer = world.clerk.post(
        f"/returns/{world.duty.id}/form/rows",
        data=json.dumps(body),
        headers={"Accept": "application/json", "X-CSRFToken": world.csrf, "Content-Type": "application/json"},
    )
    assert answer.status_code == 409 and "没有写入" in answer.json["says"]


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\uffffb", "=1+1", "_x0041_", "😀", "<b>"])
def test_every_text_can_be_saved_and_checked(world: World, text: str):
    page = page_of(world)
    assert saved(world, [change(page, "licence_no", "", text)]).status_code == 200
    assert sent(world, page_of(world), {}, do="check").status_code == 303
    world.check()
    assert world.clerk.get(world.findings_url()).status_code == 200


def test_a_pasted_block_is_cleaned_as_a_workbook_s(world: World):
    page_of(world)
    answer = world.clerk.post(
        f"/returns/{world.duty.id}/form/clean",
        json={"part": "main", "fields": ["operation_mode", "diners_lunch"], "block": "自主经营\t１，０２４\tx\n"},
        headers={"Accept": "application/json", "X-CSRFToken": world.csrf},
    )
    assert answer.json == {"rows": [["self_run", "1024"]], "outside": 1}


def test_an_autosave_without_its_token_is_refused(world: World):
    page = page_of(world)
    answer = world.clerk.post(
        f"/returns/{world.duty.id}/form/rows",
        json={"seen": 1, "rows": [change(page, "meal_occasions", "", "42")]},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 400


def test_a_form_of_another_school_is_not_found(world: World):
    other = make_duty(make_school(), "canteen_operations", "2026-10")
    assert world.clerk.get(f"/returns/{other.id}/form").status_code == 404


@pytest.mark.parametrize("path", ["", "/rows", "/clean", "/check", "/again"])
def test_nobody_writes_into_the_form_of_another_school(world: World, path: str):
    other = make_duty(make_school(), "canteen_operations", "2026-10")
    told = {"json": {"seen": 1, "rows": [], "part": "main", "fields": [], "block": ""}} if path else {"data": {}}
    answer = world.clerk.post(f"/returns/{other.id}/form{path}", headers={"X-CSRFToken": world.csrf}, **told)
    assert answer.status_code == 404


def test_an_inspector_fills_in_nothing(world: World):
    assert world.inspector.get(f"/returns/{world.duty.id}/form").status_code == 403


def test_what_is_handed_in_is_not_filled_in_again(world: World):
    world.submitted(OPERATIONS | {"facility_no": "C01"})
    assert world.clerk.get(f"/returns/{world.duty.id}/form").status_code == 409


def test_an_uploaded_draft_is_mended_in_the_form(world: World):
    world.file(OPERATIONS | {"facility_no": "C01", "meal_occasions": "约40"})
    assert 'value="约40"' in page_of(world)


def test_a_file_uploaded_meanwhile_is_told_and_can_be_taken(world: World):
    page_of(world)
    world.file(OPERATIONS | {"facility_no": "C01", "meal_occasions": 33})
    assert "改用文件中的数据继续填" in page_of(world)
    world.clerk.post(f"/returns/{world.duty.id}/form/again", data={"csrf_token": world.csrf})
    assert 'value="33"' in page_of(world)


def test_the_last_accepted_value_stands_beside_its_field(world: World):
    world.accepted_before("2026-09", OPERATIONS | {"facility_no": "C01", "diners_lunch": 377})
    assert "上次通过：377" in page_of(world)


def test_a_record_is_begun_in_the_form(world: World):
    answer = world.clerk.post(
        "/returns/events/safety_drill", data={"csrf_token": world.csrf, "day": "2026-10-09", "in": "form"}
    )
    assert answer.location.endswith("/form") and "2026-10-09" in world.clerk.get(answer.location).text


def test_after_sending_back_only_the_named_cells_are_open(world: World):
    version = world.submitted(OPERATIONS | {"facility_no": "C01"})
    with viewer_session(world.pools, world.people["inspector"]) as session:
        cell = CellToReturn("main", "meal_occasions", 1, "请核对供餐餐次。")
        send_back(session, world.people["inspector"], version.id, cells=[cell], reason="请核对供餐餐次与天数。", at=NOW)
    page = page_of(world)
    opened = [
        each for each in re.findall(r'<input class="form-control"[^>]*data-field="(\w+)"[^>]*>', page)
        if not re.search(rf'data-field="{each}"[^>]*readonly', page)
    ]  # fmt: skip
    assert opened == ["meal_occasions"] and "请核对供餐餐次。" in page


def test_versions_of_the_form_lead_back_to_it(world: World):
    sent(world, page_of(world), RIGHT | {"meal_occasions": "约40"}, do="check")
    world.check()
    told = world.clerk.get(f"/returns/uploads/{world.upload_id()}/status").json
    assert told["next"].endswith("/form#summary") and world.count(Version) == 1
