"""Supplementary returns: defined in the browser or by a file, published, filed, checked, accepted and compared."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from psycopg import DatabaseError
from sqlalchemy import select

from tenants.calendar.duties import raise_duties
from tenants.calendar.periods import containing, following
from tenants.facts import Fact
from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.declaration import PeriodType
from tenants.supplementary.models import SupplementaryRow
from tests.builders import make_account, make_district
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

PAGES = "/admin/settings/supplementary"
THIS_MONTH = containing(PeriodType.MONTH, NOW.date())
WHY = "区教育局通知"
HEAD = {"label_zh": "校园读书月报", "label_en": "Reading", "due": "month.M10", "accepting": "inspector", "basis": WHY}
FIELDS = (
    "表代码,表名称,字段代码,名称,英文名称,类型,要求,单位,代码表,下限,上限,最长字数,填报说明,关键字段,指标\n"
    "main,,stage,学段,,从列表选一项,必填,,stage,,,,,是,\n"
    "main,,books,借阅册数,Books lent,整数,必填,册,,0,5000,,本月借出的册数,,各校相加\n"
    "main,,note,备注,,短文字,选填,,,,,50,,,\n"
)


def begin(site, who="approver", **more):
    answer = site.post(site.client(who), f"{PAGES}/save", **(HEAD | more))
    return answer.headers["Location"].split("/")[-1].split("?")[0] if answer.status_code == 303 else answer


def send_fields(site, code, fields=FIELDS):
    client = site.client("approver")
    data = {"csrf_token": csrf_of(client), "file": (io.BytesIO(fields.encode()), "字段.csv")}
    return client.post(f"{PAGES}/{code}/import", data=data)


def publish(site, code, day=THIS_MONTH.start, reason=WHY):
    return site.post(site.client("approver"), f"{PAGES}/{code}/publish", day=str(day), reason=reason)


def owe(site, code, period=THIS_MONTH):
    with site.desk.session() as session:
        return raise_duties(session, period, returns=[get_return(code, period.start)])


def published(site):
    code = begin(site)
    assert send_fields(site, code).status_code == 303
    assert publish(site, code).status_code == 303
    return code


def test_it_is_filed_checked_accepted_and_compared_like_the_others(site):
    code = published(site)
    rows = {"main": [{"stage": "primary", "books": 120}, {"stage": "junior", "books": 80}]}
    owe(site, code)
    with site.desk.session():
        version = site.desk.file(site.school, rows, return_code=code, period_key=THIS_MONTH.key)
        site.desk.load()
    with site.desk.session() as session:
        kept = session.scalars(select(SupplementaryRow).where(SupplementaryRow.version_id == version.id)).all()
        facts = session.scalars(select(Fact).where(Fact.indicator == f"{code}_books")).all()
    assert [each.figures["books"] for each in kept] == ["120", "80"]
    assert [(each.school_id, each.value) for each in facts] == [(site.school.school_id, 200)]


def test_what_is_wrong_in_a_filing_is_found_at_its_cell(site):
    code = published(site)
    with site.desk.session():
        rows = {"main": [{"stage": "primary", "books": 9000}]}
        receipt = site.desk.upload(site.school, rows, return_code=code, period_key=THIS_MONTH.key)
        site.desk.process()
        found = site.desk.findings(receipt)
    assert [(each.code, each.field) for each in found if each.severity == "error"] == [("too_great", "books")]
    assert found[0].cell


def test_schools_see_it_with_the_others(site):
    code = published(site)
    owe(site, code)
    clerk = signed_in(site.app, make_account("school_clerk", school=site.school, now=NOW))
    assert "校园读书月报" in clerk.get("/returns/").text
    assert "借阅册数" in clerk.get(f"/dictionary/{code}").text
    assert clerk.get("/dictionary/?q=xiaoyuandushu").text.count("校园读书月报")


def test_its_figure_is_compared_on_the_dashboards(site):
    code = published(site)
    rows = {"main": [{"stage": "primary", "books": 120}]}
    with site.desk.session():
        site.desk.file(site.school, rows, return_code=code, period_key=THIS_MONTH.key)
        site.desk.load()
    page = site.client("inspector").get(f"/dashboards/compare?indicator={code}_books&period={THIS_MONTH.key}")
    assert page.status_code == 200


def test_no_other_district_and_no_public_reader_knows_it(site):
    code = published(site)
    other = signed_in(site.app, make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW))
    for client in (other, site.public()):
        assert client.get(f"/dictionary/{code}").status_code == 404
        assert "校园读书月报" not in client.get("/dictionary/").text + client.get("/dictionary/?q=读书").text
    assert other.get(f"{PAGES}/{code}").status_code == 404
    assert code not in {each.code for each in all_returns(NOW.date())}


def test_a_rule_of_the_district_may_be_about_it(site):
    code = published(site)
    typed = {
        "return": code, "part": "main", "severity": "error", "holds": "books <= 100", "says_zh": "太多{books}",
        "remedy_zh": "请核对", "step": "save",
    }  # fmt: skip
    assert site.post(site.client("approver"), "/admin/settings/rules/write", **typed).status_code == 303
    day = {"day": str(THIS_MONTH.start), "reason": WHY}
    assert site.post(site.client("approver"), "/admin/settings/rules/LR-1/on", **day).status_code == 303
    with site.desk.session():
        rows = {"main": [{"stage": "primary", "books": 101}]}
        receipt = site.desk.upload(site.school, rows, return_code=code, period_key=THIS_MONTH.key)
        site.desk.process()
        assert "LR-1" in site.desk.codes(receipt)


def test_fields_are_written_in_the_browser_moved_and_removed(site):
    code = begin(site)
    field = {"part": "main", "kind": "int", "need": "required"}
    for name, label in (("a", "甲"), ("b", "乙"), ("c", "丙")):
        typed = field | {"code": name, "label_zh": label}
        assert site.post(site.client("approver"), f"{PAGES}/{code}/fields", **typed).status_code == 303
    site.post(site.client("approver"), f"{PAGES}/{code}/fields/2/up")
    site.post(site.client("approver"), f"{PAGES}/{code}/fields/0/remove")
    site.post(
        site.client("approver"), f"{PAGES}/{code}/fields", **(field | {"number": "1", "code": "d", "label_zh": "丁"})
    )
    page = site.client("inspector").get(f"{PAGES}/{code}").text
    assert (
        page.index("丙") < page.index("丁")
        and "甲" not in page.split('id="history"')[0]
        and "乙" not in page.split('id="history"')[0]
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "Grösse"}, "form-problem"),
        ({"kind": "float"}, "form-problem"),
        ({"label_zh": "=cmd()"}, "form-problem"),
        ({"codes": "no_list"}, "没有这个名称的代码表"),
        ({"size": "-1"}, "form-problem"),
        ({"label_zh": ""}, "form-problem"),
    ],
)
def test_a_field_that_cannot_be_is_answered_at_its_input(site, typed, said):
    code = begin(site)
    field = {"part": "main", "code": "a", "label_zh": "甲", "kind": "int", "need": "required"} | typed
    answer = site.post(site.client("approver"), f"{PAGES}/{code}/fields", **field)
    assert answer.status_code == 422 and said in answer.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("main,,level,级别,,从列表选一项,必填,,,,,,,,", "要选一张代码表"),
        ("main,,books,又一个,,整数,必填,,,,,,,,", "重复"),
        ("main,,pages,页数,,整数,选填,,,,,,,是,", "关键字段必须填报"),
        ("main,,pages,页数,,整数,必填,,,9,3,,,,", "下限大于上限"),
        ("main,,name,书名,,短文字,必填,,,,,,,,各校相加", "只有数字"),
        ("more,填报说明,pages,页数,,整数,必填,,,,,,,,", "已经用了"),
        ("main,,pages,页数,,小数,必填,,,,,,,,", "F5"),
    ],
)
def test_fields_that_contradict_each_other_are_not_published(site, line, said):
    code = begin(site)
    answer = send_fields(site, code, f"{FIELDS}{line}\n")
    page = answer.text if answer.status_code == 422 else site.client("approver").get(f"{PAGES}/{code}").text
    assert said in page
    assert answer.status_code == 422 or publish(site, code).status_code == 422


@pytest.mark.parametrize(
    ("day", "reason"), [("2020-01-01", WHY), ("soon", WHY), (date(2026, 11, 5), WHY), (THIS_MONTH.start, "")]
)
def test_a_day_that_begins_no_period_is_answered(site, day, reason):
    code = begin(site)
    send_fields(site, code)
    assert publish(site, code, day, reason).status_code == 422


def test_what_is_published_is_not_rewritten_even_in_the_database(site, database):
    code = published(site)
    field = {"part": "main", "code": "a", "label_zh": "甲", "kind": "int", "need": "required"}
    assert site.post(site.client("approver"), f"{PAGES}/{code}/fields", **field).status_code == 409
    with pytest.raises(DatabaseError, match="never rewritten"):
        database.admin(f"update supplementary_return set label_zh = 'x' where code = '{code}'")


def test_it_is_ended_and_made_anew(site):
    code = published(site)
    later = following(THIS_MONTH)
    answer = site.post(site.client("approver"), f"{PAGES}/{code}/end", day=str(later.start), reason=WHY)
    assert answer.status_code == 303
    assert owe(site, code, later) == 0
    answer = site.post(site.client("approver"), f"{PAGES}/{code}/copy")
    copied = answer.headers["Location"].split("/")[-1].split("?")[0]
    assert copied != code and "借阅册数" in site.client("approver").get(f"{PAGES}/{copied}").text
    assert site.post(site.client("approver"), f"{PAGES}/{copied}/discard").status_code == 303
    assert site.client("approver").get(f"{PAGES}/{copied}").status_code == 404


@pytest.mark.parametrize("who", ["proposer", "inspector"])
def test_the_bureau_reads_and_the_administrator_alone_defines(site, who):
    code = begin(site)
    assert site.client(who).get(f"{PAGES}/{code}").status_code == 200
    assert begin(site, who=who).status_code == 403
    assert site.post(site.client(who), f"{PAGES}/{code}/publish", day="2026-11-01").status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"label_zh": ""}, {"label_zh": "长" * 41}, {"due": "week.W1"}, {"accepting": "school_clerk"}]
)
def test_a_head_that_cannot_be_is_answered(site, wrong):
    answer = begin(site, **wrong)
    assert answer.status_code == 422 and "form-problem" in answer.text


def test_the_template_is_looked_at_before(site):
    code = begin(site)
    send_fields(site, code)
    with site.client("inspector").get(f"{PAGES}/{code}/template.xlsx") as answer:
        book = load_workbook(io.BytesIO(answer.data))
    assert any("借阅册数" in str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_opens(site, lang):
    code = begin(site)
    send_fields(site, code)
    client = site.client("approver")
    for path in ("", "new", code, f"{code}/head", f"{code}/fields/new", f"{code}/fields/1", f"{code}/fields.csv"):
        with client.get(f"{PAGES}/{path}?lang={lang}") as answer:
            assert answer.status_code == 200, path
