"""Tokens made and revoked on the page of one's account."""

import re

from tests.oversight.api.programs import Programs
from tests.oversight.signing_in import PASSWORD

FORM = {"name": "供应商系统", "scope": ["returns:read"], "days": "30", "password": PASSWORD}


def make(programs: Programs, **changed: object):
    return programs.clerk.post("/account/tokens", data={"csrf_token": programs.csrf, **FORM, **changed})


def shown(page: str) -> str:
    found = re.search(r"hq_[\w-]{40,}", page)
    assert found is not None
    return found[0]


def ask(programs: Programs, token: str) -> int:
    told = {"Authorization": f"Bearer {token}"}
    return programs.anonymous().get("/api/v1/duties", headers=told).status_code


def test_a_token_works_as_soon_as_it_is_shown(programs):
    assert ask(programs, shown(make(programs).text)) == 200


def test_a_token_is_shown_once(programs):
    token = shown(make(programs).text)
    assert token not in programs.clerk.get("/account/tokens").text


def test_a_token_is_not_in_the_database(programs, database):
    token = shown(make(programs).text)
    rows = database.admin("select t::text from access.api_token t union all select s::text from access.web_session s")
    assert not any(token in str(row) for row in rows)


def test_a_revoked_token_is_refused_at_once(programs):
    token = shown(make(programs).text)
    [path] = re.findall(r"/account/tokens/[\w-]+/revoke", programs.clerk.get("/account/tokens").text)
    programs.clerk.post(path, data={"csrf_token": programs.csrf})
    assert ask(programs, token) == 401


def test_nobody_revokes_another_ones_token(programs):
    token = shown(make(programs).text)
    [path] = re.findall(r"/account/tokens/[\w-]+/revoke", programs.clerk.get("/account/tokens").text)
    refused = programs.head.post(path, data={"csrf_token": programs.csrf_of(programs.head)})
    assert (refused.status_code, ask(programs, token)) == (404, 200)


def test_no_token_without_the_password(programs):
    assert make(programs, password="wrong").status_code == 422


def test_a_clerk_gets_no_token_that_signs(programs):
    assert make(programs, scope=["returns:sign"]).status_code == 422


def test_a_token_is_no_cookie(programs):
    token = shown(make(programs).text)
    browser = programs.anonymous()
    browser.set_cookie(programs.app.config["SESSION_COOKIE_NAME"], token)
    assert browser.get("/account/").status_code == 303
