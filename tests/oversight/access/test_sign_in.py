"""Signing in and out by typing: what is told, what is not, and where it leads."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from oversight.access import hashing
from tenants.accounts.models import Account, Membership, WebSession
from tenants.scope.sessions import login_session
from tests.oversight.access.office import Office
from tests.oversight.signing_in import PASSWORD


def test_a_right_password_signs_in(office: Office):
    browser = office.signed_in("clerk")
    assert office.is_in(browser) and "张三" in browser.get("/").text


def test_names_are_not_case_sensitive(office: Office):
    assert office.sign_in(office.browser(), " Clerk ").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("clerk", "wrong"), ("nobody", PASSWORD), ("", ""), ("clerk", "")])
def test_every_refusal_says_the_same(office: Office, name: str, password: str):
    browser = office.browser()
    answer = office.sign_in(browser, name, password)
    assert answer.status_code == 422 and "登录名或密码不正确" in answer.text and not office.is_in(browser)


def test_a_locked_account_is_refused_like_a_wrong_password(office: Office):
    with login_session(office.pools) as session:
        session.execute(update(Account).values(is_active=False))
    assert "登录名或密码不正确" in office.sign_in(office.browser(), "clerk").text


def test_an_unknown_name_costs_as_much_work(monkeypatch: pytest.MonkeyPatch, office: Office):
    hashed: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # argon2's name
            hashed.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(hashing, "hasher", Counting(time_cost=2, memory_cost=19_456, parallelism=1))
    for name in ("clerk", "nobody-of-that-name"):
        office.sign_in(office.browser(), name, "a-wrong-password")
    known, unknown = (stored.split("$")[1:4] for stored in hashed)
    assert unknown == ["argon2id", "v=19", "m=19456,t=2,p=1"] and known[0] == unknown[0]


def test_an_account_without_a_role_is_told_so(office: Office):
    with login_session(office.pools) as session:
        session.execute(update(Membership).values(valid_to=datetime.now(UTC).date()))
    answer = office.sign_in(office.browser(), "clerk")
    assert answer.status_code == 422 and "没有角色" in answer.text


def test_the_typed_name_stays_and_the_password_does_not(office: Office):
    page = office.sign_in(office.browser(), "clerk", "my-wrong-password").text
    assert 'value="clerk"' in page and "my-wrong-password" not in page


def test_signing_in_leads_to_the_page_wanted(office: Office):
    browser = office.browser()
    assert browser.get("/returns/?state=late").location == "/sign-in?next=/returns/?state%3Dlate"
    assert office.sign_in(browser, "clerk", next_target="/returns/?state=late").location == "/returns/?state=late"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"]
)
def test_nobody_is_sent_to_another_site(office: Office, target: str):
    answer = office.sign_in(office.browser(), "clerk", next=target)
    assert answer.location == "/"


def test_the_token_changes_when_somebody_signs_in(office: Office):
    browser = office.browser()
    name = office.app.config["SESSION_COOKIE_NAME"]
    browser.get("/sign-in")
    before = browser.get_cookie(name)
    office.sign_in(browser, "clerk")
    after = browser.get_cookie(name)
    assert before is not None and after is not None and before.value != after.value


def test_the_table_holds_no_token(office: Office):
    browser = office.signed_in("clerk")
    cookie = browser.get_cookie(office.app.config["SESSION_COOKIE_NAME"])
    with login_session(office.pools) as session:
        stored = session.query(WebSession).one()
    assert cookie is not None and cookie.value.encode() not in stored.token_sha256 and cookie.http_only


def test_signing_out_ends_the_session_at_once(office: Office):
    browser = office.signed_in("clerk")
    cookie = browser.get_cookie(office.app.config["SESSION_COOKIE_NAME"])
    assert office.post(browser, "/sign-out").status_code == 303
    thief = office.browser()
    assert cookie is not None
    thief.set_cookie(cookie.key, cookie.value)
    assert (office.is_in(browser), office.is_in(thief), office.count_sessions()) == (False, False, 0)


def test_a_session_ends_by_itself(office: Office):
    browser = office.signed_in("clerk")
    with login_session(office.pools) as session:
        session.execute(update(WebSession).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert not office.is_in(browser)


def test_locking_an_account_ends_its_session_in_the_same_moment(office: Office):
    browser = office.signed_in("clerk")
    with login_session(office.pools) as session:
        session.execute(update(Account).values(is_active=False))
    assert not office.is_in(browser)


def test_demo_accounts_are_offered_outside_production(office: Office):
    assert "houqin-demo-2026" not in office.browser().get("/sign-in").text
    with login_session(office.pools) as session:
        session.execute(update(Account).values(is_demo=True))
    assert "houqin-demo-2026" in office.browser().get("/sign-in").text
