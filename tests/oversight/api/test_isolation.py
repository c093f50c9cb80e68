"""Nobody sees or writes what is not theirs through any address of the API."""

import pytest
from sqlalchemy import update

from oversight.api.guarding import BY_TOKEN, WRONG_BY_ADDRESS
from tenants.accounts.models import Membership
from tenants.accounts.services import end_sessions, lock_account, unlock_account
from tenants.accounts.tokens import Scope
from tenants.scope.sessions import login_session
from tests.builders import make_account, make_area, make_duty, make_school
from tests.oversight.api.programs import ROWS
from tests.oversight.views.world import NOW

BODIES = {
    "versions": {"parts": ROWS},
    "draft": {"parts": ROWS},
    "check": {"parts": ROWS},
    "nil": {"reason": "no_activity"},
    "submit": {"digest": "0" * 64},
    "justifications": {"justifications": [{"finding": "018f0000-0000-7000-8000-000000000000", "text": "x" * 12}]},
}
READS = {"clerk", "head", "inspector"}


@pytest.fixture
def foreign(programs):
    """The head of a school in another area."""
    other = make_school(name_zh="外片小学", area_code=make_area())
    return make_account("school_head", school=other, name="外校", now=NOW)


def answers(programs, who):
    """The status of every address with an id of our school, asked with all scopes."""
    programs.filed()
    ids = {
        "duty_id": programs.duty.id,
        "version_id": programs.version().id,
        "upload_id": programs.upload_id(),
        "school_code": programs.school.school_code,
    }
    token = programs.token(who, list(Scope))
    api = programs.app.extensions["houqin.api"]
    found = {}
    for rule in api.url_map.iter_rules():
        if not rule.arguments & set(ids):
            continue
        with api.test_request_context():
            path = api.url_map.bind("localhost").build(rule.endpoint, {name: ids[name] for name in rule.arguments})
        for method in (rule.methods or set()) & {"GET", "POST", "PUT"}:
            body = BODIES.get(rule.rule.rsplit("/", 1)[-1]) if method != "GET" else None
            found[method, rule.rule] = programs.ask(method, path, token, json=body).status_code
    return found


def test_what_is_another_schools_is_not_found(programs, foreign):
    assert {each: status for each, status in answers(programs, foreign).items() if status != 404} == {}


def test_an_inspector_reads_and_writes_nothing(programs):
    found = answers(programs, "inspector")
    assert {status for (method, _), status in found.items() if method == "GET"} == {200}
    assert {status for (method, _), status in found.items() if method != "GET"} == {403}


def test_lists_hold_what_is_ones_own(programs, foreign):
    make_duty(programs.school, "canteen_finance", "2026-10")
    token = programs.token(foreign)
    schools = {each["school_code"] for each in programs.ask("GET", "/registry/schools", token).json["items"]}
    assert (programs.ask("GET", "/duties", token).json["items"], programs.school.school_code in schools) == ([], False)


def paged(programs):
    make_duty(programs.school, "canteen_finance", "2026-10")
    return programs.ask("GET", "/duties?limit=1").json


def test_a_list_goes_on_where_it_stopped(programs):
    first = paged(programs)
    second = programs.ask("GET", f"/duties?limit=1&cursor={first['next']}").json
    assert ({first["items"][0]["id"], second["items"][0]["id"]}, second["next"]) == (
        {each["id"] for each in programs.ask("GET", "/duties").json["items"]},
        None,
    )


def test_a_forged_cursor_is_refused(programs):
    cursor = paged(programs)["next"]
    assert programs.ask("GET", f"/duties?limit=1&cursor=x{cursor}").status_code == 422


def test_a_cursor_of_another_question_is_refused(programs):
    cursor = paged(programs)["next"]
    assert programs.ask("GET", f"/duties?state=open&cursor={cursor}").status_code == 422


def test_a_cursor_of_another_account_is_refused(programs):
    cursor = paged(programs)["next"]
    assert programs.ask("GET", f"/duties?cursor={cursor}", "head").status_code == 422


def test_nobody_asks_without_a_token(programs):
    answer = programs.anonymous().get("/api/v1/duties")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="houqin"')


def test_a_cookie_counts_for_nothing(programs):
    assert programs.clerk.get("/api/v1/duties").status_code == 401


def test_an_expired_token_is_refused(programs):
    assert programs.ask("GET", "/duties", programs.token("clerk", days=-1)).status_code == 401


def test_a_token_of_a_role_that_ended_is_refused(programs):
    token = programs.token("clerk")
    with login_session(programs.pools) as session:
        session.execute(
            update(Membership)
            .where(Membership.id == programs.people["clerk"].membership_id)
            .values(valid_from="2020-01-01", valid_to="2020-01-02")
        )
    assert programs.ask("GET", "/duties", token).status_code == 401


def test_a_token_does_what_it_is_good_for(programs):
    answer = programs.ask("GET", "/facts", programs.token("clerk", [Scope.RETURNS_READ]))
    assert (answer.status_code, answer.json["type"]) == (403, "/api/v1/#problem-insufficient-scope")


def test_a_token_asks_so_often(programs):
    token = programs.token("clerk")
    left = programs.ask("GET", "/duties", token).headers["RateLimit-Remaining"]
    assert left == str(BY_TOKEN.amount - 1)


def test_a_token_that_asks_too_often_waits(programs, monkeypatch):
    monkeypatch.setattr(BY_TOKEN, "amount", 1)
    token = programs.token("clerk")
    programs.ask("GET", "/duties", token)
    answer = programs.ask("GET", "/duties", token)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) <= 60


def test_who_tries_many_tokens_waits_and_holds_up_nobody(programs, monkeypatch):
    monkeypatch.setattr(WRONG_BY_ADDRESS, "amount", 1)
    wrong = {"Authorization": "Bearer hq_wrong"}
    programs.anonymous().get("/api/v1/duties", headers=wrong)
    assert programs.anonymous().get("/api/v1/duties", headers=wrong).status_code == 429
    assert programs.ask("GET", "/duties").status_code == 200


def test_a_locked_account_s_token_is_refused(programs):
    token = programs.token("clerk")
    with login_session(programs.pools) as session:
        lock_account(session, programs.people["clerk"].account_id)
        unlock_account(session, programs.people["clerk"].account_id)
    assert programs.ask("GET", "/duties", token).status_code == 401


def test_a_new_password_leaves_programs_at_work(programs):
    token = programs.token("clerk")
    with login_session(programs.pools) as session:
        end_sessions(session, programs.people["clerk"].account_id)
    assert programs.ask("GET", "/duties", token).status_code == 200
