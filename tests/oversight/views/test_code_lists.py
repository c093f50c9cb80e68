"""Code lists of the district on pages: codes renamed and added from a day on, seen where codes are chosen and shown."""

from datetime import timedelta

import pytest

from etl.workbook.cleaning import clean
from tenants.calendar.parameters import load_settings
from tenants.returns.catalogue import get_return
from tenants.returns.codes import codes_of, label_of
from tenants.scope.sessions import district_job_session
from tests.builders import make_account, make_district
from tests.etl.desk import with_values
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

FIRST = NOW.date().replace(day=1)
LATER = FIRST + timedelta(days=62)


def keep(site, code, *, list_name="hazard_category", day=FIRST, fresh=False, **values):
    client = site.client("approver")
    typed = {
        "is_used": "是",
        "label_zh": "",
        "label_en": "",
        "valid_from": str(day),
        "reason": "区里要求",
        "step": "save",
    }
    key = "" if fresh else f"?key={list_name}&key={code}"
    typed |= {"list_name": list_name, "code": code} if fresh else {}
    return client.post(f"/admin/settings/code_use/row{key}", data=typed | values | {"csrf_token": csrf_of(client)})


def add(site, code="local_gutter", label="雨水沟", **values):
    return keep(site, code, fresh=True, **{"label_zh": label} | values)


def at_work(site):
    return district_job_session(site.desk.pools, site.school.district_id)


def hazard_field(code="category"):
    return get_return("hazard_check", NOW.date()).part("hazard").field(code)


def test_a_code_of_the_district_is_chosen_in_files_by_its_name(site):
    assert add(site).status_code == 303
    with at_work(site):
        assert clean("雨水沟", hazard_field()) == "local_gutter"


def test_it_stands_before_other(site):
    add(site)
    with at_work(site):
        assert list(codes_of("hazard_category"))[-2:] == ["local_gutter", "other"]


def test_before_its_day_it_is_not_used(site):
    add(site, day=LATER)
    with at_work(site) as session:
        settings = load_settings(session)
    assert settings.retired(FIRST) == {"hazard_category": frozenset({"local_gutter"})}
    assert settings.retired(LATER) == {}


def test_the_dictionary_names_it(site):
    add(site)
    assert "雨水沟" in site.client("approver").get("/dictionary/hazard_check").text


def test_a_workbook_takes_it(site):
    add(site)
    rows = {"hazard": [{"hazard_no": "HZ-1", "category": "雨水沟", "level": "部分"}]}
    receipt = site.desk.upload(site.school, rows, return_code="hazard_check", period_key=f"{NOW:%Y-%m}")
    site.desk.process()
    wrong = {each.field for each in site.desk.findings(receipt)}
    assert "category" not in wrong and "level" in wrong


def test_another_district_knows_nothing_of_it(site):
    add(site)
    other = make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW)
    assert "雨水沟" not in signed_in(site.app, other).get("/dictionary/hazard_check").text
    assert "雨水沟" not in site.public().get("/dictionary/hazard_check").text


@pytest.mark.parametrize(
    ("code", "values", "says"),
    [
        ("gutter", {}, "local_ 开头"),
        ("local_Gutter", {}, "local_ 开头"),
        ("local_gutter", {"list_name": "stage"}, "local_ 开头"),
        ("local_gutter", {"list_name": "nothing"}, "local_ 开头"),
        ("local_gutter", {"label_zh": ""}, "须有中文名称"),
        ("local_gutter", {"label_zh": "消防"}, "已经叫这个名称"),
    ],
)
def test_a_code_that_cannot_be_added_is_refused_in_words(site, code, values, says):
    answer = add(site, code, **values)
    assert answer.status_code == 422 and says in answer.text


def test_a_code_is_called_otherwise_from_a_day_on(site):
    assert keep(site, "fire", label_zh="火灾隐患", day=FIRST).status_code == 303
    keep(site, "fire", label_zh="火险", day=LATER)
    with at_work(site):
        assert label_of("hazard_category", "fire").zh == "火灾隐患"


@pytest.mark.parametrize("name", ["消防", "火灾隐患", "火险", "fire"])
def test_files_may_use_every_name_it_has_or_had(site, name):
    keep(site, "fire", label_zh="火灾隐患", day=FIRST)
    keep(site, "fire", label_zh="火险", day=LATER)
    with at_work(site):
        assert clean(name, hazard_field()) == "fire"


def test_a_finding_uses_the_name_of_the_district(site):
    keep(site, "A", list_name="quant_grade", label_zh="一等")
    rows = with_values("canteen_operations", quant_grade="九等")
    receipt = site.desk.upload(site.school, rows, period_key=f"{NOW:%Y-%m}")
    site.desk.process()
    assert any("一等" in each.remedy_zh + each.says_zh for each in site.desk.findings(receipt))


def test_the_history_of_a_code_says_who_and_why(site):
    add(site)
    page = site.client("inspector").get("/admin/settings/code_use/row?key=hazard_category&key=local_gutter").text
    assert "吴管理员" in page and "区里要求" in page


def test_what_is_planned_is_taken_back(site):
    add(site, day=LATER)
    client = site.client("approver")
    data = {"csrf_token": csrf_of(client), "key": ["hazard_category", "local_gutter"], "valid_from": str(LATER)}
    assert client.post("/admin/settings/code_use/take-back", data=data).status_code == 303
    with at_work(site):
        assert "local_gutter" not in codes_of("hazard_category")
