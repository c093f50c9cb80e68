"""Browsers of tests in which somebody is signed in."""

import re

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from tenants.scope.viewer import Viewer
from tests.builders import session_token_of

PASSWORD = "Qinghe-canteen-2026"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""For ``make_account(password_hash=...)``; cheap, since tests sign in often."""

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def cookie_of(app: Flask, viewer: Viewer) -> dict[str, str]:
    """The session cookie of somebody who is signed in."""
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": session_token_of(viewer)}


def signed_in(app: Flask, viewer: Viewer) -> FlaskClient:
    """A browser in which that person is signed in."""
    client = app.test_client()
    cookie = cookie_of(app, viewer)
    client.set_cookie(cookie["name"], cookie["value"])
    return client


def csrf_of(client: FlaskClient) -> str:
    """The form token of a browser's session, from the form that every page has."""
    found = _TOKEN.search(client.get("/returns/").text)
    return found[1] if found else ""
