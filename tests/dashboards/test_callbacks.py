"""What a browser may ask, and what it gets: also one that lies."""

import json
from typing import Any

import pytest
from flask import Flask

from bench.callbacks import CALLBACKS, body_of
from dashboards.pages.controls import with_choice, with_click, with_indicator
from dashboards.pages.desk import BASE
from dashboards.queries.choices import Choices
from dashboards.view import read_view
from tests.builders import make_account, make_unit
from tests.dashboards.conftest import NOW, QUESTION, Place

PAGES_OF = [("admin", ""), ("inspector", ""), ("head", "own-")]
HEADERS = {"Content-Type": "application/json"}


def _post(caller: Any, body: Any) -> int:
    headers = {**HEADERS, "X-CSRFToken": caller.token}
    return int(caller.client.post(CALLBACKS, data=json.dumps(body), headers=headers).status_code)


def test_nobody_gets_anything_without_signing_in(app: Flask, place: Place):
    client = app.test_client()
    for path in ("", "_dash-layout", "_dash-dependencies", "assets/houqin-dash.js", "compare.xlsx", "nothing"):
        assert client.get(BASE + path).status_code in {302, 303, 401, 403}, path
    assert client.post(CALLBACKS, json={}).status_code in {302, 303, 400, 401, 403}


def test_an_address_is_completed_with_the_latest_month(caller: Any):
    answer = caller("admin").client.get(f"{BASE}compare?area=A01")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BASE}compare{QUESTION}&area=A01")


@pytest.mark.parametrize("before", [QUESTION, f"{QUESTION}&lang=en"])
def test_a_link_of_before_leads_to_the_comparison(caller: Any, before: str):
    answer = caller("admin").client.get(BASE + before)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BASE}compare{before}")


def test_a_link_brings_its_language(caller: Any):
    client = caller("admin").client
    answer = client.get(f"{BASE}compare{QUESTION}&lang=en")
    assert answer.headers["Location"] == f"{BASE}compare{QUESTION}"
    assert 'lang="en"' in client.get(f"{BASE}compare{QUESTION}").text


def test_other_addresses_under_the_prefix_do_not_exist(caller: Any):
    client = caller("admin").client
    assert {client.get(BASE + each).status_code for each in ("school/1", "compare/", "Compare", "x.xlsx")} == {404}


@pytest.mark.parametrize(("who", "pages"), PAGES_OF)
def test_everyone_opens_the_pages_of_their_role(caller: Any, who: str, pages: str):
    answer = caller(who).ask("room.children", place=f"{BASE}compare")
    assert f'"{pages}summary"' in answer.text


def test_a_made_up_page_is_told_from_none_of_ours(caller: Any):
    asked = caller("head")
    for pathname in (f"{BASE}nothing", "/returns/", None, 7, ["x"], {"a": 1}, f"{BASE}../compare"):
        assert "没有这个页面" in str(asked.ask("room.children", place=pathname).get_json()), pathname


def test_a_write_without_the_token_is_refused(caller: Any):
    asked = caller("admin")
    body = body_of(asked.app.extensions["houqin.dash"], "rank.figure", question=QUESTION)
    assert asked.client.post(CALLBACKS, json=body).status_code == 400


def test_an_unknown_callback_is_not_found(caller: Any):
    assert _post(caller("admin"), {"output": "secret.children", "outputs": {}, "inputs": []}) == 404


def test_a_malformed_question_is_refused_and_no_error_of_ours(caller: Any):
    asked = caller("admin")
    body = body_of(asked.app.extensions["houqin.dash"], "rank.figure", question=QUESTION)
    changes: list[dict[str, Any]] = [
        {"inputs": []},
        {"inputs": "x"},
        {"inputs": [{"id": {"type": "x"}, "property": "data"}]},
        {"inputs": [{"id": "question", "property": "children"}]},
        {"outputs": None},
        {"outputs": [{"id": "rank", "property": "figure"}]},
        {"changedPropIds": 7},
        {"state": [{"id": "a", "property": "b"}]},
        {"output": 5},
    ]
    wholes: list[Any] = [None, [], "x", 5, *({**body, **change} for change in changes)]
    assert [_post(asked, each) for each in wholes] == [400] * len(wholes)


def test_a_question_of_a_megabyte_is_refused(caller: Any):
    assert _post(caller("admin"), {"output": "x" * 10**6}) == 413


FORGED: list[tuple[str, dict[str, Any]]] = [
    ("rank.figure", {"question": "?indicator=x' or 1=1--&period=2026-10"}),
    ("rank.figure", {"question": {"a": [1]}}),
    ("areas.figure", {"question": f"{QUESTION}&area=%00&stage=%27&peer=<b>"}),
    ("trend.figure", {"address": f"{QUESTION}&school=0000000000"}),
    ("grid.getRowsResponse", {"grid": {"startRow": "x", "endRow": 10**9}, "question": QUESTION}),
    ("grid.getRowsResponse", {"grid": [1, 2], "question": QUESTION}),
    ("grid.getRowsResponse", {"grid": {"sortModel": [{"colId": "__class__"}, 7]}, "question": QUESTION}),
    ("grid.getRowsResponse", {"grid": {"filterModel": {"school": 3}, "sortModel": {}}, "question": QUESTION}),
    ("grid.getRowsResponse", {"grid": {"sortModel": [{"colId": ["rank"]}]}, "question": QUESTION}),
    (
        "address.search",
        {"address": QUESTION, "indicator": "none", "rank": {"points": []}, "areas": 5, "pick": {"x": 1}},
    ),
    ("drawer-content.children", {"address": f"{QUESTION}&school=9999999999"}),
]


def test_forged_values_are_no_error_of_ours(caller: Any):
    asked = caller("admin")
    assert {asked.ask(output, **values).status_code for output, values in FORGED} <= {200, 204}


@pytest.mark.parametrize("moved", ["indicator", "period", "area", "stage", "peer", "band", "rank", "areas"])
def test_a_control_that_says_nonsense_changes_nothing(moved: str):
    view = read_view(QUESTION)
    assert view is not None
    for nonsense in (None, 7, [], {}, "x' or 1=1", "<b>", {"points": [{"customdata": {"a": 1}}]}):
        if moved in {"rank", "areas"}:
            found = with_click(view, moved, nonsense)
        elif moved == "indicator":
            found = with_indicator(view, nonsense, Choices((), {}, ()))
        else:
            found = with_choice(view, moved, {moved: nonsense})
        assert found == view


def test_a_grid_never_gives_more_than_its_block(caller: Any):
    answer = caller("admin").ask("grid.getRowsResponse", grid={"startRow": 0, "endRow": 10**6}, question=QUESTION)
    response = answer.get_json()["response"]["grid"]["getRowsResponse"]
    assert len(response["rowData"]) <= 100 and response["rowCount"] == 24


def test_the_grid_sorts_and_filters(caller: Any):
    request = {"startRow": 0, "endRow": 5, "sortModel": [{"colId": "rank", "sort": "asc"}], "filterModel": {}}
    rows = caller("admin").ask("grid.getRowsResponse", grid=request, question=QUESTION)
    ranks = [row["rank"] for row in rows.get_json()["response"]["grid"]["getRowsResponse"]["rowData"]]
    assert ranks == sorted(ranks) and ranks[0] == 1


BUREAU_ONLY = [
    ("rank.figure", {"question": QUESTION}),
    ("areas.figure", {"question": QUESTION}),
    ("trend.figure", {"address": QUESTION}),
    ("grid.getRowsResponse", {"grid": {}, "question": QUESTION}),
]


def test_a_school_may_not_ask_the_bureaus_panels(caller: Any):
    asked = caller("head")
    assert [asked.ask(output, **values).status_code for output, values in BUREAU_ONLY] == [403] * 4


def test_a_bureau_account_has_no_school_of_its_own(caller: Any):
    asked = caller("admin")
    outputs = ["own-peers.figure", "own-trend.figure"]
    assert [asked.ask(output, own_question=QUESTION).status_code for output in outputs] == [403] * 2


def test_no_answer_to_a_head_names_another_school(caller: Any, place: Place):
    asked = caller("head")
    outputs = [
        ("own-peers.figure", {"own_question": QUESTION}),
        ("own-trend.figure", {"own_question": f"{QUESTION}&school={place.other_code}"}),
        ("own-drawer-content.children", {"own_address": f"{QUESTION}&school={place.other_code}"}),
        ("drawer-content.children", {"address": f"{QUESTION}&school={place.other_code}"}),
    ]
    said = "".join(json.dumps(asked.ask(output, **values).get_json(), ensure_ascii=False) for output, values in outputs)
    said += asked.ask("room.children", place=f"{BASE}compare").text
    said += asked.client.get(f"{BASE}compare.csv{QUESTION}").text
    said = said.replace(place.own_code, "")
    assert not [code for _, code in place.planted.schools if code in said]


def test_the_drawer_of_a_stranger_says_nothing(caller: Any, place: Place):
    answer = caller("head").ask("own-drawer-content.children", own_address=f"{QUESTION}&school={place.other_code}")
    assert "没有这所学校" in json.dumps(answer.get_json(), ensure_ascii=False)


def test_every_panel_answers_small(caller: Any):
    asked = caller("admin")
    for output, values in BUREAU_ONLY:
        answer = asked.ask(output, **values)
        assert answer.status_code == 200 and len(answer.data) < 50_000, output


def test_a_unit_of_the_bureau_begins_with_its_own_indicator(place: Place, caller: Any):
    place.people["unit"] = make_account("school_head", school=make_unit(district_id=place.planted.district_id), now=NOW)
    answer = caller("unit").client.get(f"{BASE}compare")
    assert "indicator=loan_recovery_rate" in answer.headers["Location"]


def test_a_view_of_similar_schools_says_whose_they_are(place: Place, caller: Any):
    answer = caller("admin").ask("summary.children", question=f"{QUESTION}&like={place.own_code}")
    assert "和与它相似的学校" in json.dumps(answer.get_json(), ensure_ascii=False)
