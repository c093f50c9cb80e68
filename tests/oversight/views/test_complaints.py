"""A complaint from the public: handed in without an account, dealt with by the bureau, seen by no school."""

import json
import re

import pytest

from etl.publishing.complaints import publish_complaints
from oversight.views.public import complaining
from tenants.complaints.handling import rewrap_contacts
from tenants.complaints.receiving import Contact, opened
from tenants.personal.keyring import Keyring, new_key
from tests.builders import make_account, make_district
from tests.conftest import PERSONAL_KEY
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

SAYS = "十月十二日中午打到的菜已经凉了，多次反映没有结果。"
TYPED = {
    "school": "青河第三中学", "domain": "canteen", "content": SAYS, "contact_name": "李家长", "contact_phone": "13800000000",
}  # fmt: skip
DONE = {
    "finding": "upheld",
    "action": "责成学校增加保温设备，每餐开餐前检查菜品温度并记录。",
    "public_reply": "已增加保温设备。",
}


@pytest.fixture
def open_site(site):
    site.office.publish()
    return site


def send(site, **values):
    anyone = site.public()
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', anyone.get("/public/complaints/new").text)
    return anyone.post("/public/complaints/new", data=TYPED | values | {"csrf_token": token[1]})


def kept(database):
    return database.admin("select id, school_code, content, contact, state from complaint_notice")


def act(site, database, step, who="approver", **values):
    client = site.client(who)
    notice = kept(database)[0][0]
    return client.post(f"/complaints/{notice}/{step}", data=values | {"csrf_token": csrf_of(client)})


def test_anybody_hands_in_a_complaint_and_is_told_its_number(open_site, database):
    answer = send(open_site)
    assert answer.status_code == 303
    assert "TS-" in open_site.public().get(answer.location).text
    [(_, school, content, _, state)] = kept(database)
    assert (school, content, state) == (open_site.school.school_code, SAYS, "received")


def test_who_complained_is_sealed(open_site, database):
    send(open_site)
    contact = bytes(kept(database)[0][3])
    assert "李家长".encode() not in contact
    assert opened(contact, Keyring([PERSONAL_KEY])) == Contact(name="李家长", phone="13800000000")


def test_one_may_stay_unnamed(open_site, database):
    assert send(open_site, anonymous="1", contact_name="", contact_phone="").status_code == 303
    assert kept(database)[0][3] is None


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"content": "太短"}, "10到2000个字"),
        ({"content": "长" * 2001}, "10到2000个字"),
        ({"domain": "nothing"}, "请选择"),
        ({"contact_name": ""}, "选择匿名"),
        ({"contact_phone": "1" * 21}, "20"),
        ({"school": "没有这所学校"}, "没有找到这所学校"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(open_site, database, values, says):
    answer = send(open_site, **values)
    assert answer.status_code == 422 and says in answer.text
    assert kept(database) == []


def test_one_address_hands_in_so_many_an_hour(open_site, monkeypatch):
    monkeypatch.setattr(complaining, "BY_ADDRESS", complaining.RateLimitItemPerHour(1))
    assert [send(open_site).status_code for _ in range(2)] == [303, 429]


def test_the_publics_role_reads_none_of_it(open_site, pools):
    send(open_site)
    with pools.public.connect() as connection:
        assert not connection.exec_driver_sql(
            "select has_table_privilege('houqin_public', 'complaint_notice', 'select, insert, update, delete')"
        ).scalar()


@pytest.mark.parametrize("role", ["school_head", "school_clerk", "inspector"])
def test_no_school_and_no_inspector_deals_with_it(open_site, role):
    place = {"areas": [open_site.school.area_code]} if role == "inspector" else {"school": open_site.school}
    browser = signed_in(open_site.app, make_account(role, now=NOW, **place))
    assert browser.get("/complaints/").status_code == 403


def test_another_district_sees_nothing_of_it(open_site, database):
    send(open_site)
    other = make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW)
    assert signed_in(open_site.app, other).get(f"/complaints/{kept(database)[0][0]}").status_code == 404


def test_the_bureau_acknowledges_and_closes_it(open_site, database):
    send(open_site)
    assert act(open_site, database, "acknowledge").status_code == 303
    assert act(open_site, database, "close", **DONE).status_code == 303
    assert kept(database)[0][4] == "closed"
    page = open_site.client("proposer").get("/complaints/?state=closed").text
    assert "青河第三中学" in page and "已办结" in page


@pytest.mark.parametrize(
    ("values", "says"),
    [({"finding": ""}, "请选择"), ({"action": ""}, "请填写"), ({"action": "已处理"}, "不少于20个字")],
)
def test_a_closing_that_says_too_little_is_refused(open_site, database, values, says):
    send(open_site)
    act(open_site, database, "acknowledge")
    answer = act(open_site, database, "close", **DONE | values)
    assert answer.status_code == 422 and says in answer.text
    assert kept(database)[0][4] == "acknowledged"


@pytest.mark.parametrize(("steps", "last"), [([], "close"), (["acknowledge"], "acknowledge")])
def test_steps_come_in_their_order(open_site, database, steps, last):
    send(open_site)
    for step in steps:
        act(open_site, database, step)
    assert act(open_site, database, last, **DONE).status_code in (409, 422)


def test_looking_at_who_complained_is_audited(open_site, database):
    send(open_site)
    assert "李家长" not in open_site.client("approver").get(f"/complaints/{kept(database)[0][0]}").text
    assert "李家长" in act(open_site, database, "contact").text
    assert database.admin("select count(*) from audit_entry where action = 'personal_read'") == [(1,)]


def test_a_reply_for_everybody_is_published(open_site, database):
    send(open_site)
    act(open_site, database, "acknowledge")
    act(open_site, database, "close", **DONE)
    with open_site.desk.session() as session:
        publish_complaints(session, at=NOW)
    replies = json.loads(open_site.public().get("/public/complaints.json").text)["replies"]
    assert [(each["name_zh"], each["reply"]) for each in replies] == [("青河第三中学", "已增加保温设备。")]


def test_contacts_are_wrapped_by_the_newest_key(open_site, database):
    send(open_site)
    fresh = new_key()
    with open_site.desk.session() as session:
        assert rewrap_contacts(session, Keyring([fresh, PERSONAL_KEY])) == 1
    assert opened(bytes(kept(database)[0][3]), Keyring([fresh])).name == "李家长"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_is_a_file_without_contacts(open_site, kind):
    send(open_site)
    with open_site.client("approver").get(f"/complaints/list.{kind}") as answer:
        assert answer.status_code == 200
        assert kind == "xlsx" or (SAYS in answer.text and "13800000000" not in answer.text)
