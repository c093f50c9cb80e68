"""Passwords by link: once, for a day, and nobody learns who has an account."""

import re
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import update

from oversight.mail import outbox
from tenants.accounts.models import PasswordReset
from tenants.accounts.services import give_reset
from tenants.scope.sessions import login_session
from tests.oversight.access.office import Office

NEW = "Ein-langes-Wort-2026"


def ask(office: Office, name: str) -> str:
    browser = office.browser()
    page = browser.post("/forgotten", data=office.fields(browser.get("/forgotten")) | {"login_name": name}).text
    for thread in threading.enumerate():
        if "_send_quietly" in thread.name:
            thread.join(5)
    return re.sub(r'value="[^"]+"', "", page)


def link(office: Office, name: str = "clerk") -> str:
    with login_session(office.pools) as session:
        return "/reset/" + give_reset(session, office.account_id(name), at=datetime.now(UTC))


def use(office: Office, path: str, password: str = NEW, again: str | None = None):
    browser = office.browser()
    form = office.fields(browser.get("/forgotten")) | {"password": password, "password_again": again or password}
    return browser.post(path, data=form)


def test_the_answer_is_the_same_for_everybody(office: Office):
    assert ask(office, "clerk") == ask(office, "nobody") == ask(office, "head")


def test_the_mail_holds_a_link_that_works(office: Office):
    ask(office, "clerk")
    [kept] = outbox(office.settings).glob("*.eml")
    message = message_from_bytes(kept.read_bytes(), policy=policy.default)
    path = re.search(r"https?://[^/]+(/reset/\S+)", message.get_content())[1]
    assert message["To"] == "c@example.cn" and use(office, path).status_code == 303


def test_mail_is_throttled(office: Office):
    for _ in range(5):
        ask(office, "clerk")
    assert len(list(outbox(office.settings).glob("*.eml"))) == 3


def test_the_new_password_signs_in_and_the_old_does_not(office: Office):
    use(office, link(office))
    assert office.sign_in(office.browser(), "clerk", NEW).status_code == 303
    assert office.sign_in(office.browser(), "clerk").status_code == 422


def test_a_link_works_once(office: Office):
    path = link(office)
    assert [use(office, path).status_code, use(office, path, NEW + "x").status_code] == [303, 404]


def test_a_newer_link_voids_the_one_before(office: Office):
    old, new = link(office), link(office)
    assert (office.browser().get(old).status_code, office.browser().get(new).status_code) == (404, 200)


def test_a_link_ends_after_a_day(office: Office):
    path = link(office)
    with login_session(office.pools) as session:
        session.execute(update(PasswordReset).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert office.browser().get(path).status_code == 404


def test_a_new_password_signs_every_browser_out(office: Office):
    browser = office.signed_in("clerk")
    use(office, link(office))
    assert not office.is_in(browser)


@pytest.mark.parametrize("password", ["short", "1234567890", "clerk12345", "aaaaaaaaaaaa", "Password123"])
def test_a_password_anybody_would_try_is_refused(office: Office, password: str):
    path = link(office)
    assert use(office, path, password).status_code == 422 and office.browser().get(path).status_code == 200


def test_two_different_passwords_set_nothing(office: Office):
    assert use(office, link(office), NEW, NEW + "y").status_code == 422
