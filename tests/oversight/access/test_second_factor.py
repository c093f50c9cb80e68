"""The second factor: obligatory for the bureau, each code once, secrets sealed."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from oversight.access import second_factor
from tenants.accounts.models import Account
from tenants.scope.sessions import login_session
from tests.builders import make_account
from tests.oversight.access.office import SECRET, Office
from tests.oversight.signing_in import PASSWORD_HASH

NOW = datetime(2026, 11, 3, 2, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def test_a_password_alone_opens_nothing_for_the_bureau(office: Office):
    browser = office.browser()
    answer = office.sign_in(browser, "inspector")
    assert answer.location == "/sign-in/code" and not office.is_in(browser)


def test_password_and_code_sign_in(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    assert office.type_code(browser).status_code == 303 and office.is_in(browser)


def test_a_wrong_code_is_refused(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    wrong = f"{(int(office.code()) + 1) % 1000000:06d}"
    assert office.type_code(browser, wrong).status_code == 422 and not office.is_in(browser)


def test_a_code_counts_once(office: Office):
    code = office.code()
    first, second = office.browser(), office.browser()
    for browser in (first, second):
        office.sign_in(browser, "inspector")
    answers = [office.type_code(first, code).status_code, office.type_code(second, code).status_code]
    assert answers == [303, 422] and not office.is_in(second)


def test_a_code_without_a_password_opens_nothing(office: Office):
    browser = office.browser()
    form = office.fields(browser.get("/sign-in")) | {"code": office.code()}
    assert browser.post("/sign-in/code", data=form).location == "/sign-in"


def test_a_bureau_role_without_authenticator_sets_one_up(office: Office):
    make_account("funding_officer", login_name="officer", password_hash=PASSWORD_HASH)
    browser = office.browser()
    assert office.sign_in(browser, "officer").location == "/sign-in/authenticator"
    page = browser.get("/sign-in/authenticator")
    secret = re.sub(r"\s", "", re.search(r'class="secret">([^<]+)<', page.text)[1])
    code = second_factor.code_at(secret, at=datetime.now(UTC))
    answer = browser.post("/sign-in/authenticator", data=office.fields(page) | {"code": code})
    assert answer.status_code == 303 and office.is_in(browser) and office.account("officer").totp_secret is not None


def test_a_wrong_code_keeps_the_offered_secret(office: Office):
    make_account("funding_officer", login_name="officer", password_hash=PASSWORD_HASH)
    browser = office.browser()
    office.sign_in(browser, "officer")
    page = browser.get("/sign-in/authenticator")
    again = browser.post("/sign-in/authenticator", data=office.fields(page) | {"code": "000000"})
    secrets = [re.search(r'class="secret">([^<]+)<', each.text)[1] for each in (page, again)]
    assert again.status_code == 422 and secrets[0] == secrets[1]


def test_nobody_replaces_an_authenticator_with_a_password_alone(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    assert browser.get("/sign-in/authenticator").location == "/sign-in/code"


def test_the_code_is_shown_for_demo_accounts_alone(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    plain = browser.get("/sign-in/code").text
    with login_session(office.pools) as session:
        session.execute(update(Account).values(is_demo=True))
    shown = re.search(r'class="code-shown">(\d{6})<', browser.get("/sign-in/code").text)
    assert "code-shown" not in plain and shown is not None
    assert office.type_code(browser, shown[1]).status_code == 303


@pytest.mark.parametrize(("drift", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_of_drift_is_borne(drift: int, good: bool):
    code = second_factor.pyotp.TOTP(SECRET).generate_otp(STEP + drift)
    assert (second_factor.step_of(SECRET, code, at=NOW, after=None) is not None) == good


def test_a_used_step_and_those_before_it_are_refused():
    code = second_factor.pyotp.TOTP(SECRET).generate_otp(STEP)
    assert second_factor.step_of(SECRET, code, at=NOW, after=STEP) is None


def test_the_code_to_type_after_a_used_one_is_the_next():
    code = second_factor.code_at(SECRET, at=NOW, after=STEP)
    assert second_factor.step_of(SECRET, code, at=NOW, after=STEP) == STEP + 1


def test_a_secret_opens_with_its_own_key_alone():
    sealed = second_factor.seal(b"k" * 32, SECRET)
    assert (second_factor.unseal(b"k" * 32, sealed), second_factor.unseal(b"o" * 32, sealed)) == (SECRET, None)
    assert SECRET.encode() not in sealed
