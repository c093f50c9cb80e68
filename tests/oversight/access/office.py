"""People at their desks, each with a browser, who sign in by typing."""

import re
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from oversight.access import second_factor
from oversight.settings import Settings
from tenants.accounts.models import Account, WebSession
from tenants.scope.pools import Pools
from tenants.scope.sessions import login_session
from tests.builders import make_account, make_school
from tests.oversight.signing_in import PASSWORD, PASSWORD_HASH

_FIELD = re.compile(r'name="(\w+)"\s+value="([^"]*)"')
_KEPT = re.compile(r'<textarea class="d-none" name="([^"]+)"[^>]*>\s*\n(.*?)</textarea>', re.S)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Office:
    """One school's clerk and head, and an inspector with an authenticator."""

    def __init__(self, app: Flask, pools: Pools, settings: Settings) -> None:
        self.app, self.pools, self.settings = app, pools, settings
        self.school = make_school()
        at: dict[str, Any] = {"now": datetime.now(UTC), "password_hash": PASSWORD_HASH}
        sealed = second_factor.seal(settings.field_key, SECRET)
        self.people = {
            "clerk": make_account("school_clerk", school=self.school, login_name="clerk", email="c@example.cn", **at),
            "head": make_account("school_head", school=self.school, login_name="head", **at),
            "inspector": make_account(
                "inspector", areas=[self.school.area_code], login_name="inspector", totp_secret=sealed, **at
            ),
        }
        self.forget_sessions()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.app.extensions["houqin.pools"].dispose()

    def browser(self) -> FlaskClient:
        """A browser in which nobody is signed in."""
        return self.app.test_client()

    def fields(self, page: TestResponse | str) -> dict[str, str]:
        """The hidden fields of a page's forms, the last of each name."""
        return dict(_FIELD.findall(page if isinstance(page, str) else page.text))

    def kept(self, page: TestResponse) -> dict[str, str]:
        """What a page keeps of a form that came too late."""
        return dict(_KEPT.findall(page.text))

    def sign_in(
        self, browser: FlaskClient, name: str, password: str = PASSWORD, *, next_target: str = "", **more: str
    ) -> TestResponse:
        """Type name and password."""
        page = browser.get("/sign-in", query_string={"next": next_target} if next_target else None)
        form = self.fields(page) | {"login_name": name, "password": password} | more
        return browser.post("/sign-in", data=form)

    def type_code(self, browser: FlaskClient, code: str | None = None, **more: str) -> TestResponse:
        """Type a code of the authenticator: the one of the moment unless told."""
        page = browser.get("/sign-in/code")
        return browser.post("/sign-in/code", data=self.fields(page) | {"code": code or self.code()} | more)

    def code(self) -> str:
        """The code of the moment."""
        return second_factor.code_at(SECRET, at=datetime.now(UTC))

    def signed_in(self, name: str) -> FlaskClient:
        """A browser in which that person signed in by typing."""
        browser = self.browser()
        answer = self.sign_in(browser, name)
        assert answer.status_code == 303, answer.text
        return browser

    def post(self, browser: FlaskClient, path: str, **data: str) -> TestResponse:
        """Send a form with the browser's own token."""
        return browser.post(path, data=self.fields(browser.get("/account/")) | data)

    def is_in(self, browser: FlaskClient) -> bool:
        """Whether somebody is signed in in the browser."""
        return browser.get("/account/").status_code == 200

    def account(self, name: str) -> Account:
        """The account as stored."""
        with login_session(self.pools) as session:
            return session.scalars(select(Account).where(Account.login_name == name)).one()

    def account_id(self, name: str) -> UUID:
        """Of the account."""
        return self.people[name].account_id

    def count_sessions(self) -> int:
        """How many sessions are stored."""
        with login_session(self.pools) as session:
            return session.scalar(select(func.count()).select_from(WebSession)) or 0

    def forget_sessions(self) -> None:
        """End every session, as if all had expired."""
        with login_session(self.pools) as session:
            session.query(WebSession).delete()
