"""The dictionary's pages: for everybody, in both languages, as a file."""

import json

import pytest
from flask.testing import FlaskClient

from tenants.returns.catalogue import every_version
from tests.desk import OPERATIONS
from tests.oversight.views.world import World


@pytest.fixture
def anyone(world: World) -> FlaskClient:
    """A browser without a session."""
    return world.app.test_client()


def test_every_return_is_listed(anyone: FlaskClient):
    page = anyone.get("/dictionary/").text
    assert all(each in page for each in ("学校基本情况年报", "食堂运营月报", "食堂财务月报", "次月10日前"))


def test_a_search_leads_to_the_entry(anyone: FlaskClient):
    assert 'href="/dictionary/canteen_operations#indicator-accompany_rate"' in anyone.get("/dictionary/?q=pcl").text


def test_nothing_found_says_so(anyone: FlaskClient):
    assert "没有与“<b>”相符的条目".replace("<b>", "&lt;b&gt;") in anyone.get("/dictionary/?q=<b>").text


def test_a_return_explains_fields_rules_and_indicators(anyone: FlaskClient):
    page = anyone.get("/dictionary/canteen_operations").text
    assert (
        'id="field-main-licence_to"' in page and 'id="rule-CO-12"' in page and 'id="indicator-accompany_rate"' in page
    )
    assert "陪餐餐次 ÷ 供餐餐次" in page or "分子" in page


def test_a_return_in_english(anyone: FlaskClient):
    anyone.set_cookie("lang", "en")
    page = anyone.get("/dictionary/canteen_finance").text
    assert "Canteen finance" in page and "by day 10 of the next month" in page and "收支" not in page


def test_a_finding_leads_to_its_rule(world: World):
    world.file(OPERATIONS | {"facility_no": "C01", "items_sampled": 200})
    assert 'href="/dictionary/canteen_operations#rule-CO-' in world.clerk.get(world.findings_url()).text


def test_an_unknown_return_is_not_found(anyone: FlaskClient):
    assert anyone.get("/dictionary/nothing").status_code == 404
    assert anyone.get("/dictionary/dictionary.pdf").status_code == 404


def test_the_dictionary_as_a_file(anyone: FlaskClient):
    assert "CO-12" in anyone.get("/dictionary/dictionary.csv").text
    assert anyone.get("/dictionary/dictionary.xlsx").data.startswith(b"PK")
    assert len(json.loads(anyone.get("/dictionary/dictionary.json").data)["returns"]) == len(every_version())


def test_everybody_may_read_by_what_schools_are_found_alike(anyone: FlaskClient):
    section = anyone.get("/dictionary/oversight").text.partition('id="similar"')[2]
    assert "在校生数" in section and "30%" in section and "本区目前" not in section


def test_a_school_reads_the_weights_of_its_own_district(world: World):
    assert "本区目前" in world.clerk.get("/dictionary/oversight").text


def test_the_indices_are_explained_with_their_parts(anyone: FlaskClient):
    page = anyone.get("/dictionary/oversight").text
    assert (
        'id="indicator-canteen_standard_index"' in page
        and "/dictionary/canteen_operations#indicator-accompany_rate" in page
    )


@pytest.mark.parametrize(("code", "item"), [("LOG-A", "安全通道畅通"), ("LOG-B", "抽查学生到账")])
def test_a_scheme_is_explained_item_by_item(anyone: FlaskClient, code, item):
    assert item in anyone.get(f"/dictionary/schemes/{code}").text


def test_there_is_no_other_scheme(anyone: FlaskClient):
    assert anyone.get("/dictionary/schemes/LOG-X").status_code == 404


def test_an_index_is_found_and_leads_to_its_parts(anyone: FlaskClient):
    assert (
        'href="/dictionary/oversight#indicator-canteen_standard_index"'
        in anyone.get("/dictionary/?q=食堂达标指数").text
    )


def test_the_file_for_programs_has_the_weights_of_the_indices(anyone: FlaskClient):
    indices = anyone.get("/dictionary/dictionary.json").get_json()["indices"]
    assert {each["code"]: sum(part["weight"] for part in each["parts"]) for each in indices}["overall_index"] == 100
