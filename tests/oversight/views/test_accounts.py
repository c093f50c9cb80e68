"""The administrator's pages of accounts."""

import re

from tenants.accounts.models import Account, InspectorArea
from tenants.accounts.queries import account_named
from tenants.accounts.roles import Role
from tenants.audit.models import AuditEntry
from tenants.scope.sessions import login_session, viewer_session
from tests.builders import make_account, make_area, make_district, make_school
from tests.oversight.signing_in import csrf_of
from tests.oversight.views.world import NOW, World


def admin(world: World):
    return world.client(make_account("bureau_admin", name="周管理员", now=NOW))


def account(world: World, name: str) -> Account:
    with login_session(world.pools) as session:
        found = account_named(session, name)
    assert found is not None
    return found


def create(world: World, **values: str):
    browser = admin(world)
    form = {"csrf_token": csrf_of(browser), "login_name": "neu", "name": "新人", "role": "inspector"} | values
    return browser, browser.post("/admin/accounts/new", data=form)


def page_of(world: World, who: str) -> str:
    return f"/admin/accounts/{world.people[who].account_id}"


def test_the_list_names_roles_and_schools(world: World):
    page = admin(world).get("/admin/accounts/").text
    assert "李会计" in page and "填报员 · 青河第三中学" in page


def test_the_list_is_narrowed_by_school_and_role(world: World):
    page = admin(world).get("/admin/accounts/?q=青河第三&role=school_head").text
    assert "王校长" in page and "李会计" not in page


def test_others_do_not_get_there(world: World):
    assert world.clerk.get("/admin/accounts/").status_code == 403
    assert world.inspector.post(f"{page_of(world, 'clerk')}/lock", data={}).status_code in {400, 403}


def test_an_inspector_is_created_with_areas(world: World):
    _browser, answer = create(world, area=world.school.area_code)
    page = admin(world).get(answer.location).text
    assert answer.status_code == 303 and "督查员" in page and "城东片区" in page


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(world: World):
    _browser, answer = create(world, login_name="mit leerzeichen", role="school_clerk")
    assert answer.status_code == 422 and 'href="#login_name"' in answer.text and 'href="#school"' in answer.text
    assert 'value="mit leerzeichen"' in answer.text and 'value="新人"' in answer.text


def test_a_taken_name_is_told(world: World):
    make_account("funding_officer", login_name="neu", now=NOW)
    _browser, answer = create(world, area=world.school.area_code)
    assert answer.status_code == 422 and "已被使用" in answer.text


def test_locking_signs_out_at_once_and_is_noted(world: World):
    viewer = make_account("bureau_admin", now=NOW)
    browser = world.client(viewer)
    browser.post(f"{page_of(world, 'clerk')}/lock", data={"csrf_token": csrf_of(browser)})
    assert world.clerk.get("/returns/").status_code == 303
    with viewer_session(world.pools, viewer) as session:
        noted = session.query(AuditEntry).filter_by(action="account_lock").one()
    assert noted.account_id == viewer.account_id


def test_the_link_is_shown_once_and_works(world: World):
    browser = admin(world)
    page = browser.post(f"{page_of(world, 'clerk')}/link", data={"csrf_token": csrf_of(browser)}).text
    path = re.search(r"https?://[^/]+(/reset/[^<]+)", page)[1]
    assert world.anonymous().get(path).status_code == 200 and "/reset/" not in browser.get(page_of(world, "clerk")).text


def test_nobody_locks_the_own_account(world: World):
    viewer = make_account("bureau_admin", now=NOW)
    browser = world.client(viewer)
    answer = browser.post(f"/admin/accounts/{viewer.account_id}/lock", data={"csrf_token": csrf_of(browser)})
    assert answer.status_code == 409 and browser.get("/returns/").status_code == 200


def test_areas_change_from_today_and_the_past_stays(world: World):
    other, browser = make_area(name_zh="城西片区"), admin(world)
    membership = world.people["inspector"].membership_id
    path = f"{page_of(world, 'inspector')}/roles/{membership}/areas"
    browser.post(path, data={"csrf_token": csrf_of(browser), "area": other})
    with login_session(world.pools) as session:
        rows = session.query(InspectorArea).filter_by(membership_id=membership).all()
    assert {each.area_code: each.valid_to is None for each in rows} == {world.school.area_code: False, other: True}
    assert world.inspector.get(f"/returns/{world.duty.id}").status_code == 404


def test_a_role_that_ended_opens_nothing_tomorrow_and_stays_on_record(world: World):
    browser = admin(world)
    path = f"{page_of(world, 'clerk')}/roles/{world.people['clerk'].membership_id}/end"
    assert browser.post(path, data={"csrf_token": csrf_of(browser)}).status_code == 303
    assert world.clerk.get("/returns/").status_code == 303 and "至2026年" in browser.get(page_of(world, "clerk")).text


def test_an_administrator_does_not_reach_another_district(world: World):
    elsewhere = make_district()
    stranger = make_account("school_clerk", school=make_school(district_id=elsewhere), now=NOW, login_name="fremd")
    browser = admin(world)
    path = f"/admin/accounts/{stranger.account_id}"
    answers = [browser.get(path), browser.post(f"{path}/lock", data={"csrf_token": csrf_of(browser)})]
    assert [each.status_code for each in answers] == [404, 404] and account(world, "fremd").is_active
    assert "fremd" not in browser.get("/admin/accounts/").text


def test_every_role_can_be_chosen(world: World):
    page = admin(world).get("/admin/accounts/new").text
    assert all(f'id="role-{each.value}"' in page for each in Role)
