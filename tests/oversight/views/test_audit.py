"""The page of the audit trail: who reads which part of it, what narrows it, how it goes on."""

import pytest

from tests.builders import make_account, make_district, make_school
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

TRAIL = "/admin/audit/"


def change(site, reason="区教育局文件"):
    client = site.client("approver")
    values = {"value": "50", "valid_from": "2031-09-01", "reason": reason, "stage": "", "step": "save"}
    address = "/admin/settings/parameter_value/row?key=diners_per_worker_max"
    return client.post(address, data=values | {"csrf_token": csrf_of(client)})


def read(site, query="", who="approver"):
    answer = site.client(who).get(f"{TRAIL}{query}")
    assert answer.status_code == 200
    return answer.text


def head_of(site, school=None):
    return signed_in(site.app, make_account("school_head", school=school or site.school, name="王校长", now=NOW))


def test_a_change_is_in_the_trail_with_who_and_why(site):
    change(site)
    page = read(site)
    assert "更改设置" in page and "吴管理员" in page and "区教育局文件" in page


def test_a_filing_is_in_the_trail_with_a_link_to_it(site):
    page = read(site, "?what=filing")
    assert "签字并提交" in page and "青河第三中学 · 食堂运营月报" in page and 'href="/returns/' in page


@pytest.mark.parametrize("who", ["proposer", "inspector"])
def test_others_of_the_bureau_do_not_read_it(site, who):
    assert site.client(who).get(TRAIL).status_code == 403


def test_a_clerk_does_not_read_it(site):
    clerk = signed_in(site.app, make_account("school_clerk", school=site.school, now=NOW))
    assert clerk.get(TRAIL).status_code == 403


def test_a_head_reads_what_is_about_the_school(site):
    change(site)
    page = head_of(site).get(TRAIL).text
    assert "签字并提交" in page and "更改设置" not in page


def test_a_head_reads_nothing_of_another_school(site):
    assert "签字并提交" not in head_of(site, make_school(district_id=site.school.district_id)).get(TRAIL).text


def test_another_district_reads_nothing_of_it(site):
    change(site)
    other = make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW)
    assert "更改设置" not in signed_in(site.app, other).get(TRAIL).text


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("?what=settings", True),
        ("?what=releases", False),
        ("?person=吴管理员", True),
        ("?person=吴", False),
        ("?object=parameter_value:diners_per_worker_max/", True),
        ("?object=parameter_value:nutrition_std/", False),
        ("?school=青河第三中学", False),
        (f"?since={NOW:%Y-%m-%d}", True),
        ("?until=2020-01-01", False),
        ("?person=吴管理员&what=settings", True),
        ("?person=吴管理员&what=filing", False),
    ],
)
def test_the_trail_is_narrowed(site, query, is_there):
    change(site)
    assert ('<td data-label="事项">更改设置' in read(site, query)) is is_there


def test_what_cannot_be_understood_narrows_nothing(site):
    change(site)
    assert "更改设置" in read(site, "?what=x&since=soon&until=9999-99-99&duty=1&before=then_x&person=%00")


def test_it_goes_on_after_a_page(site, monkeypatch):
    whole = read(site, "?what=filing").count("<time ")
    monkeypatch.setattr("oversight.views.audit.trail.PER_PAGE", 2)
    client, address, lengths = site.client("approver"), f"{TRAIL}?what=filing", []
    while address:
        page = client.get(address).text
        lengths.append(page.count("<time "))
        address = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in page else ""
    assert lengths == [2] * (whole // 2) + [1] * (whole % 2)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_it_is_exported_with_its_filters(site, kind):
    with site.client("approver").get(f"{TRAIL}trail.{kind}?what=filing") as answer:
        assert answer.status_code == 200
        assert kind == "xlsx" or "填报" in answer.text


@pytest.mark.parametrize("query", ["duty={duty}", "duty={duty}&what=filing"])
def test_a_return_has_its_own_trail(site, query):
    duty = site.desk.duty(site.school)
    page = read(site, "?" + query.format(duty=duty.id))
    assert "签字并提交" in page and f'href="/returns/{duty.id}"' in page and "食堂财务" not in page


def test_the_page_of_a_return_links_to_it(site):
    duty = site.desk.duty(site.school)
    assert f"/admin/audit/?duty={duty.id}" in site.client("approver").get(f"/returns/{duty.id}").text
