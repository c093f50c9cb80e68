"""How often one may try."""

from sqlalchemy import text

from oversight.access.throttling import BY_BOTH
from tests.oversight.access.office import Office

TRIES = BY_BOTH.amount


def fail(office: Office, times: int, name: str = "clerk", address: str = "127.0.0.1") -> list[int]:
    browser = office.browser()
    form = office.fields(browser.get("/sign-in")) | {"login_name": name, "password": "wrong"}
    return [
        browser.post("/sign-in", data=form, environ_base={"REMOTE_ADDR": address}).status_code for _ in range(times)
    ]


def test_too_many_wrong_passwords_have_to_wait(office: Office):
    assert fail(office, TRIES + 1) == [422] * TRIES + [429]


def test_even_the_right_password_waits_then(office: Office):
    fail(office, TRIES)
    answer = office.sign_in(office.browser(), "clerk")
    assert answer.status_code == 429 and "频繁" in answer.text and answer.headers["Retry-After"]


def test_an_unknown_name_is_throttled_alike(office: Office):
    assert fail(office, TRIES + 1, "nobody")[-1] == 429


def test_another_account_and_another_address_go_on(office: Office):
    fail(office, TRIES)
    assert fail(office, 1, "head") == [422] and fail(office, 1, address="10.0.0.9") == [422]


def test_a_right_password_forgives(office: Office):
    fail(office, TRIES - 1)
    office.signed_in("clerk")
    assert fail(office, 1) == [422]


def test_codes_are_throttled_too(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    wrong = f"{(int(office.code()) + 7) % 1000000:06d}"
    assert [office.type_code(browser, wrong).status_code for _ in range(TRIES + 1)][-1] == 429


def test_all_processes_count_together(office: Office):
    fail(office, 3)
    with office.pools.login.connect() as connection:
        assert connection.scalar(text("select max(hits) from access.throttle")) == 3


def test_a_window_that_ended_counts_anew(office: Office):
    fail(office, TRIES)
    with office.pools.login.begin() as connection:
        connection.execute(text("update access.throttle set expires_at = now() - interval '1 second'"))
    assert fail(office, 1) == [422]
