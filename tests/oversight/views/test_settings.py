"""Settings on pages: planned from a day on with the effect shown before, taken back, imported, read by the bureau."""

import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from etl.filing.templates import template_fill
from tenants.calendar.models import MealFeeCap, ParameterValue
from tenants.calendar.parameters import load_settings
from tenants.facts import Fact
from tenants.returns.catalogue import find_indicator, get_return
from tenants.scope.sessions import district_job_session
from tests.builders import make_account, make_district
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

DINERS = "/admin/settings/parameter_value/row?key=diners_per_worker_max"
LATER = date(NOW.year + 1, 9, 1)
WHY = "区教育局文件"


def plan(site, value, *, day=LATER, step="save", who="approver", address=DINERS, **more):
    client = site.client(who)
    values = {"value": value, "valid_from": str(day), "reason": WHY, "stage": "", "step": step} | more
    return site.post(client, address, **values)


def held(site, on, stage=""):
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        return load_settings(session).value("diners_per_worker_max", on, stage)


def test_the_effect_names_schools_that_would_newly_be_found_and_saves_nothing(site):
    answer = plan(site, "50", step="look")
    assert answer.status_code == 200
    assert "青河第三中学" in answer.text and "CO-19" in answer.text
    assert held(site, LATER) == 100


def test_a_change_that_finds_no_school_says_so(site):
    assert "青河第三中学" not in plan(site, "90", step="look").text


def test_a_planned_value_holds_from_its_day_on(site):
    assert plan(site, "50").status_code == 303
    assert (held(site, date(LATER.year, 8, 31)), held(site, LATER)) == (100, 50)


def test_a_value_of_one_stage_leaves_the_others(site):
    plan(site, "50", stage="junior")
    assert (held(site, LATER, "junior"), held(site, LATER, "primary")) == (50, 100)


def test_a_change_is_kept_with_who_and_why(site):
    plan(site, "50")
    page = site.client("inspector").get(DINERS).text
    assert "吴管理员" in page and WHY in page


def test_what_is_planned_is_taken_back(site):
    plan(site, "50")
    client = site.client("approver")
    data = {"csrf_token": csrf_of(client), "key": ["diners_per_worker_max", ""], "valid_from": str(LATER)}
    assert client.post("/admin/settings/parameter_value/take-back", data=data).status_code == 303
    assert held(site, LATER) == 100


def test_what_holds_already_is_not_taken_back(site):
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        row = {"code": "diners_per_worker_max", "stage": "", "valid_from": date(2020, 1, 1), "value": 90}
        session.add(ParameterValue(district_id=site.school.district_id, **row))
    client = site.client("approver")
    data = {"csrf_token": csrf_of(client), "key": ["diners_per_worker_max", ""], "valid_from": "2020-01-01"}
    assert client.post("/admin/settings/parameter_value/take-back", data=data).status_code == 409
    assert held(site, LATER) == 90


@pytest.mark.parametrize(
    ("value", "day", "reason"),
    [("fifty", LATER, WHY), ("", LATER, WHY), ("50", "2020-01-01", WHY), ("50", "soon", WHY), ("50", LATER, ""),
     ("100", LATER, WHY), ("-3", LATER, WHY), ("9" * 30, LATER, WHY)],
)  # fmt: skip
def test_what_cannot_be_is_answered_at_its_field(site, value, day, reason):
    answer = plan(site, value, day=day, reason=reason)
    assert answer.status_code == 422 and "form-problem" in answer.text
    assert held(site, LATER) == 100


@pytest.mark.parametrize("who", ["proposer", "inspector"])
def test_the_bureau_reads_and_the_administrator_alone_changes(site, who):
    assert site.client(who).get(DINERS).status_code == 200
    assert plan(site, "50", who=who).status_code == 403
    assert held(site, LATER) == 100


def test_schools_have_no_settings(site):
    clerk = signed_in(site.app, make_account("school_clerk", school=site.school, now=NOW))
    assert clerk.get("/admin/settings/").status_code == 403


@pytest.mark.parametrize("table", ["parameter_value", "indicator_target", "meal_fee_cap", "food_item", "supplier"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_has_its_page_and_file(site, table, lang):
    client = site.client("inspector")
    assert client.get(f"/admin/settings/{table}/?lang={lang}").status_code == 200
    with client.get(f"/admin/settings/{table}/rows.csv?lang={lang}") as answer:
        assert answer.status_code == 200


def test_another_district_sees_nothing_of_it(site):
    plan(site, "50")
    other = make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW)
    stranger = signed_in(site.app, other)
    assert WHY not in stranger.get(DINERS).text + stranger.get("/admin/settings/").text


def test_a_target_of_the_district_stands_over_the_declared_one(site):
    address = "/admin/settings/indicator_target/row?key=accompany_rate"
    answer = plan(site, "", address=address, target="80", red="60")
    assert answer.status_code == 303
    indicator = find_indicator("accompany_rate")[1]
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        settings = load_settings(session)
    assert settings.limits(indicator, LATER) == (80, 60)
    assert settings.limits(indicator, date(2026, 10, 1)) == (100, 95)


CAPS = "学段,城乡类型,收费方式,餐次,生效日,限价\n初中,镇区,刷卡,午餐,{day},12.5\n小学,镇区,刷卡,午餐,{day},{cap}\n"


def send_file(site, text, table="meal_fee_cap"):
    client = site.client("approver")
    data = {"csrf_token": csrf_of(client), "file": (io.BytesIO(text.encode()), "限价.csv")}
    return client, client.post(f"/admin/settings/{table}/import", data=data)


def caps(site):
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        return {each.stage: each.cap_yuan for each in session.scalars(select(MealFeeCap))}


def test_a_file_is_looked_into_before_its_rows_are_saved(site):
    client, answer = send_file(site, CAPS.format(day="2026-09-01", cap="10"))
    assert answer.status_code == 200 and caps(site) == {}
    signed = answer.text.split('name="file" value="')[1].split('"')[0]
    data = {"csrf_token": csrf_of(client), "file": signed}
    assert client.post("/admin/settings/meal_fee_cap/import/save", data=data).status_code == 303
    assert {stage: float(cap) for stage, cap in caps(site).items()} == {"junior": 12.5, "primary": 10}


def test_what_is_wrong_in_a_file_is_named_at_its_cell_and_nothing_is_saved(site):
    _, answer = send_file(site, CAPS.format(day="2026-09-01", cap="十块"))
    assert answer.status_code == 422 and "F3" in answer.text
    assert caps(site) == {}


def test_a_file_that_somebody_else_looked_into_is_not_saved(site):
    _, answer = send_file(site, CAPS.format(day="2026-09-01", cap="10"))
    signed = answer.text.split('name="file" value="')[1].split('"')[0]
    other = signed_in(site.app, make_account("bureau_admin", name="郑管理员", now=NOW))
    data = {"csrf_token": csrf_of(other), "file": signed}
    assert other.post("/admin/settings/meal_fee_cap/import/save", data=data).status_code == 404
    assert caps(site) == {}


def test_a_supplier_is_added_changed_and_taken_out(site):
    client = site.client("approver")
    row = {
        "credit_code": "91430121MA4L0A1B2C", "name_zh": "青河粮油", "categories": ["food"], "pool_status": "in",
        "entered_on": "2026-01-05", "reason": WHY, "step": "save",
    }  # fmt: skip
    answer = client.post("/admin/settings/supplier/row", data=row | {"csrf_token": csrf_of(client)})
    assert answer.status_code == 303
    page = client.get("/admin/settings/supplier/?q=青河粮油").text
    assert "91430121MA4L0A1B2C" in page
    data = {"csrf_token": csrf_of(client), "key": "91430121MA4L0A1B2C"}
    assert client.post("/admin/settings/supplier/take-back", data=data).status_code == 303
    assert "91430121MA4L0A1B2C" not in client.get("/admin/settings/supplier/").text


def test_a_change_is_audited(site, database):
    plan(site, "50")
    found = database.admin("select action, subject from audit_entry where action = 'setting_changed'")
    assert found == [("setting_changed", "parameter_value:diners_per_worker_max/")]


def retire(site, **more):
    list_name = next(
        each.codes for _, each in get_return("canteen_operations", NOW.date()).each_field() if each.code == "risk_grade"
    )
    first = NOW.date().replace(day=1)
    return list_name, plan(
        site, "", address=f"/admin/settings/code_use/row?key={list_name}&key=A", day=first, is_used="否", **more
    )


def test_a_code_that_is_switched_off_is_found_at_its_cell(site):
    _, answer = retire(site)
    assert answer.status_code == 303
    receipt = site.desk.upload(site.school, period_key=f"{NOW:%Y-%m}")
    site.desk.process()
    found = [each for each in site.desk.findings(receipt) if each.code == "retired_code"]
    assert {each.field for each in found} >= {"risk_grade"} and all(each.cell for each in found)
    assert "不使用" in found[0].says_zh


def test_a_code_switched_off_is_not_offered_by_the_template(site):
    list_name, _ = retire(site)
    with site.desk.session() as session:
        fill = template_fill(session, session.merge(site.desk.duty(site.school, period_key=f"{NOW:%Y-%m}")))
    assert fill.retired == {list_name: frozenset({"A"})}


def test_before_a_code_is_switched_off_one_sees_who_enters_it(site):
    _, answer = retire(site, step="look")
    assert "食堂运营月报: 1" in answer.text


def test_a_return_is_asked_for_from_a_day_on(site):
    address = "/admin/settings/return_use/row?key=safety_drill"
    answer = plan(site, "", address=address, asked_from="2027-09-01", asked_until="")
    assert answer.status_code == 303
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        settings = load_settings(session)
    assert not settings.is_asked("safety_drill", date(2027, 8, 1)) and settings.is_asked(
        "safety_drill", date(2027, 9, 1)
    )


def test_a_weight_is_looked_at_by_the_lists_it_would_change(site):
    with district_job_session(site.desk.pools, site.school.district_id) as session:
        own = {"district_id": site.school.district_id, "school_id": site.school.school_id, "period_key": "2026-2027"}
        said = {"indicator": "enrolment_total", "value": 400, "version_id": uuid4(), "accepted_at": NOW}
        session.add(Fact(**own, **said))
    answer = plan(site, "", weight="60", step="look", address="/admin/settings/similarity_weight/row?key=pupils")
    assert answer.status_code == 200
    assert "1 所学校中有 0 所的相似学校名单会变" in answer.text
