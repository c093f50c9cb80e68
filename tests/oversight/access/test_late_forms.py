"""Forms that come too late, from nobody, or from elsewhere: nothing typed is lost, nothing foreign is done."""

import io

import pytest

from tests.builders import make_duty
from tests.oversight.access.office import Office

REASON = {"reason": "no_activity", "note": "第一行\n<b>第二行</b> & ‘引号’"}


@pytest.fixture
def path(office: Office) -> str:
    duty = make_duty(office.school, "canteen_operations", "2026-08")
    return f"/returns/{duty.id}/nil"


def late(office: Office, path: str, **files: object):
    """The clerk's form reaches the server after the session ended."""
    browser = office.signed_in("clerk")
    form = office.fields(browser.get(path)) | REASON | files
    office.forget_sessions()
    return browser, browser.post(path, data=form, headers={"Referer": f"http://localhost{path}"})


def test_a_form_after_the_session_ended_asks_to_sign_in(office: Office, path: str):
    _browser, page = late(office, path)
    assert page.status_code == 401 and "没有丢失" in page.text


def test_it_comes_back_after_signing_in_with_all_that_was_typed(office: Office, path: str):
    browser, page = late(office, path)
    form = office.fields(page) | {"login_name": "clerk", "password": "Qinghe-canteen-2026"}
    again = browser.post("/sign-in", data=form)
    assert again.status_code == 200 and office.kept(again)["reason"] == "no_activity"
    assert "&lt;b&gt;第二行&lt;/b&gt;" in again.text
    sent = browser.post(path, data=office.fields(again) | office.kept(again))
    assert sent.status_code == 303 and sent.location.startswith("/returns/versions/")


def test_it_survives_a_wrong_password(office: Office, path: str):
    browser, page = late(office, path)
    wrong = browser.post("/sign-in", data=office.fields(page) | {"login_name": "clerk", "password": "wrong"})
    form = office.fields(wrong) | {"login_name": "clerk", "password": "Qinghe-canteen-2026"}
    assert office.kept(browser.post("/sign-in", data=form))["reason"] == "no_activity"


def test_it_goes_along_through_the_second_factor(office: Office):
    browser = office.browser()
    office.sign_in(browser, "inspector")
    office.type_code(browser)
    form = office.fields(browser.get("/account/")) | {"versions": "x"}
    office.forget_sessions()
    page = browser.post("/review/accept", data=form)
    if page.status_code == 404:
        pytest.skip("no such route")
    half = browser.post(
        "/sign-in", data=office.fields(page) | {"login_name": "inspector", "password": "Qinghe-canteen-2026"}
    )
    from datetime import UTC, datetime

    from oversight.access import second_factor
    from tests.oversight.access.office import SECRET

    code = second_factor.code_at(SECRET, at=datetime.now(UTC), after=office.account("inspector").totp_last_step)
    done = browser.post("/sign-in/code", data=office.fields(half) | {"code": code})
    assert office.kept(done)["versions"] == "x"


def test_passwords_are_not_kept(office: Office, path: str):
    browser = office.signed_in("clerk")
    form = office.fields(browser.get(path)) | {"password": "sehr-geheim-1", "reason": "no_activity"}
    office.forget_sessions()
    page = browser.post(path, data=form)
    done = browser.post(
        "/sign-in", data=office.fields(page) | {"login_name": "clerk", "password": "Qinghe-canteen-2026"}
    )
    assert "sehr-geheim-1" not in page.text + done.text and 'name="password"' in done.text


def test_a_file_is_asked_for_again(office: Office):
    duty = make_duty(office.school, "canteen_operations", "2026-08")
    browser = office.signed_in("clerk")
    form = office.fields(browser.get(f"/returns/{duty.id}"))
    office.forget_sessions()
    page = browser.post(
        f"/returns/{duty.id}/upload",
        data=form | {"workbook": (io.BytesIO(b"PK"), "a.xlsx")},
        headers={"Referer": f"http://localhost/returns/{duty.id}"},
    )
    done = browser.post(
        "/sign-in", data=office.fields(page) | {"login_name": "clerk", "password": "Qinghe-canteen-2026"}
    )
    assert done.location == f"/returns/{duty.id}"


def test_a_form_nobody_of_ours_made_is_not_taken_along(office: Office):
    answer = office.sign_in(office.browser(), "clerk", again="eyJ0YXJnZXQiOiAiLyJ9.forged")
    assert answer.status_code == 303


def test_a_script_is_told_in_its_own_way(office: Office, path: str):
    browser = office.browser()
    answer = browser.post(path, headers={"Accept": "application/json"})
    assert answer.status_code == 401 and answer.json["reason"] == "signed_out"


def test_a_form_without_token_does_nothing_and_can_be_sent_again(office: Office, path: str):
    browser = office.signed_in("clerk")
    answer = browser.post(path, data=REASON)
    assert answer.status_code == 400 and office.kept(answer)["reason"] == "no_activity"
    sent = browser.post(path, data=office.fields(answer) | office.kept(answer))
    assert sent.status_code == 303


def test_the_token_of_another_browser_is_refused(office: Office, path: str):
    mine, theirs = office.signed_in("clerk"), office.signed_in("head")
    token = office.fields(theirs.get("/account/"))["csrf_token"]
    assert mine.post(path, data=REASON | {"csrf_token": token}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["origin", "no origin", "fetch"],
)
def test_another_sites_form_is_refused_even_with_a_token(office: Office, path: str, headers: dict[str, str]):
    browser = office.signed_in("clerk")
    form = office.fields(browser.get(path)) | REASON
    assert browser.post(path, data=form, headers=headers).status_code == 403


def test_another_sites_link_changes_no_language(office: Office):
    browser = office.browser()
    browser.get("/preferences?lang=en", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get_cookie("lang") is None
