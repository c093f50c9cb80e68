"""What must hold for every address of the application."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from oversight.app import create_app
from oversight.settings import Settings
from tenants.accounts.roles import Permission
from tenants.scope.pools import Pools
from tests.conftest import settings_for

STRICT = "default-src 'self'; script-src 'self'; style-src 'self'"
KEPT = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"}
DASH = "/dashboards/"


@pytest.fixture
def app(pools: Pools, settings: Settings) -> Iterator[Flask]:
    """The application as it is served."""
    made = create_app(settings)
    yield made
    made.extensions["houqin.pools"].dispose()


def addresses(app: Flask) -> list[str]:
    """One address of every rule that answers GET, made-up values filled in."""
    some = {"uuid": "018f0000-0000-7000-8000-000000000000", "int": "1", "path": "x", "default": "x"}
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            address = re.sub(
                r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda each: some.get(each[1] or "default", "x"), rule.rule
            )
            found.append(address)
    return sorted(set(found))


def test_every_view_names_its_permission_or_is_declared_open(app: Flask):
    bare = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        is_guarded = getattr(view, "permission", None) in {*Permission, "signed_in"} or getattr(view, "is_open", False)
        if not is_guarded and rule.endpoint != "static" and not rule.rule.startswith(DASH):
            bare.append(rule.rule)
    assert bare == []


def test_what_is_not_open_asks_a_stranger_to_sign_in(app: Flask):
    let_in = []
    stranger = app.test_client()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if getattr(view, "is_open", False) or rule.endpoint == "static" or "GET" not in (rule.methods or set()):
            continue
        [address] = [each for each in addresses(app) if _fits(app, each, rule.endpoint)][:1] or [None]
        if address is None:
            continue
        answer = stranger.get(address)
        if not (answer.status_code == 303 and answer.location.startswith("/sign-in")) and answer.status_code != 404:
            let_in.append(f"{address}: {answer.status_code}")
    assert let_in == []


def test_a_stranger_writes_nothing(app: Flask):
    stranger, done = app.test_client(), []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            with app.test_request_context():
                address = app.url_map.bind("localhost").build(
                    rule.endpoint, {name: _value(rule, name) for name in rule.arguments}, method="POST"
                )
            answer = stranger.post(address)
            if answer.status_code not in {303, 400, 401, 403, 404, 405}:
                done.append(f"{address}: {answer.status_code}")
    assert done == []


def test_every_answer_wears_the_headers(app: Flask):
    stranger = app.test_client()
    bare = {each: KEPT - set(stranger.get(each).headers.keys()) for each in addresses(app)}
    assert {each for each, missing in bare.items() if missing} == set()


def test_ordinary_pages_run_and_wear_nothing_of_others(app: Flask):
    stranger = app.test_client()
    loose = [
        each
        for each in addresses(app)
        if not each.startswith(DASH) and not stranger.get(each).headers["Content-Security-Policy"].startswith(STRICT)
    ]
    assert loose == []


def test_pages_are_kept_by_nobody(app: Flask):
    assert app.test_client().get("/sign-in").headers["Cache-Control"] == "no-store"


def test_in_production_the_cookie_belongs_to_this_host_and_to_https(pools: Pools, database, tmp_path):
    settings = settings_for(database, tmp_path, environment="production", public_base_url="https://houqin.example")
    made = create_app(settings)
    answer = made.test_client().get("/sign-in", base_url="https://localhost")
    made.extensions["houqin.pools"].dispose()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-houqin=") and all(each in cookie for each in ("Secure", "HttpOnly", "Path=/"))
    assert "Domain" not in cookie and "SameSite=Lax" in cookie and "Strict-Transport-Security" in answer.headers


def _fits(app: Flask, address: str, endpoint: str) -> bool:
    try:
        return bool(app.url_map.bind("localhost").match(address)[0] == endpoint)
    except Exception as missed:
        if type(missed).__name__ in {"NotFound", "MethodNotAllowed", "RequestRedirect"}:
            return False
        raise


def _value(rule: object, name: str) -> object:
    converter = rule._converters[name]  # type: ignore[attr-defined]
    if choices := getattr(converter, "items", None):
        return sorted(choices)[0]
    made_up = {"UUIDConverter": "018f0000-0000-7000-8000-000000000000", "IntegerConverter": 1}
    return made_up.get(type(converter).__name__, "x")
