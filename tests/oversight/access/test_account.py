"""One's own account: sessions ended at once, the password, another role."""

import re
from datetime import date

from tenants.accounts.models import Membership
from tenants.accounts.roles import Role
from tenants.base import new_key
from tenants.scope.sessions import login_session
from tests.oversight.access.office import Office
from tests.oversight.signing_in import PASSWORD

NEW = "Ein-langes-Wort-2026"


def give(office: Office, name: str, role: Role) -> str:
    with login_session(office.pools) as session:
        held = Membership(
            id=new_key(),
            account_id=office.account_id(name),
            district_id=office.school.district_id,
            role=role,
            school_id=office.school.school_id if role is Role.SCHOOL_HEAD else None,
            valid_from=date(2021, 1, 1),
        )
        session.add(held)
    return str(held.id)


def test_the_page_lists_the_browsers(office: Office):
    here, _there = office.signed_in("clerk"), office.signed_in("clerk")
    page = here.get("/account/").text
    assert page.count("当前浏览器") == 1 and page.count("退出该处登录") == 1


def test_another_browser_is_signed_out_at_once(office: Office):
    here, there = office.signed_in("clerk"), office.signed_in("clerk")
    path = re.search(r'action="(/account/sessions/[0-9a-f]+/end)"', here.get("/account/").text)[1]
    office.post(here, path)
    assert (office.is_in(here), office.is_in(there)) == (True, False)


def test_all_others_are_signed_out_at_once(office: Office):
    here, others = office.signed_in("clerk"), [office.signed_in("clerk") for _ in range(2)]
    office.post(here, "/account/sessions/end-others")
    assert office.is_in(here) and not any(office.is_in(each) for each in others)


def test_nobody_ends_the_session_of_another(office: Office):
    clerk, head = office.signed_in("clerk"), office.signed_in("head")
    office.signed_in("clerk")
    path = re.search(r'action="(/account/sessions/[0-9a-f]+/end)"', clerk.get("/account/").text)[1]
    assert office.post(head, path).status_code == 404


def test_changing_the_password_asks_for_the_present_one(office: Office):
    browser = office.signed_in("clerk")
    answer = office.post(browser, "/account/password", password="x", password_new=NEW, password_again=NEW)
    assert answer.status_code == 422 and "当前密码不正确" in answer.text


def test_a_changed_password_signs_the_other_browsers_out(office: Office):
    here, there = office.signed_in("clerk"), office.signed_in("clerk")
    answer = office.post(here, "/account/password", password=PASSWORD, password_new=NEW, password_again=NEW)
    assert (answer.status_code, office.is_in(here), office.is_in(there)) == (303, True, False)
    assert office.sign_in(office.browser(), "clerk", NEW).status_code == 303


def test_another_role_of_ones_own_is_taken(office: Office):
    membership = give(office, "clerk", Role.SCHOOL_HEAD)
    browser = office.signed_in("clerk")
    office.post(browser, "/account/role", membership=membership)
    assert '<span class="person-role">校长</span>' in browser.get("/").text


def test_a_role_of_somebody_else_is_not(office: Office):
    browser = office.signed_in("clerk")
    answer = office.post(browser, "/account/role", membership=str(office.people["head"].membership_id))
    assert answer.status_code == 404


def test_a_bureau_role_given_meanwhile_asks_for_a_second_factor(office: Office):
    browser = office.signed_in("clerk")
    membership = give(office, "clerk", Role.BUREAU_ADMIN)
    answer = office.post(browser, "/account/role", membership=membership)
    assert answer.location == "/sign-in/authenticator" and not office.is_in(browser)


def test_language_and_theme_are_remembered_with_the_account(office: Office):
    browser = office.signed_in("clerk")
    answer = browser.get("/preferences?lang=en&theme=dark&to=/account/")
    elsewhere = office.signed_in("clerk").get("/account/").text
    assert answer.location == "/account/" and 'lang="en"' in elsewhere and 'data-bs-theme="dark"' in elsewhere
