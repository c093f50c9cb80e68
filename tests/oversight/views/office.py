"""A published month behind the pages: a school whose figures the public reads, and the officers who publish."""

import atexit
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Self

from flask import Flask
from flask.testing import FlaskClient

from etl.workbook.guard.pool import GuardPool
from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_account
from tests.etl.desk import Desk
from tests.etl.publishing.office import Office, refunds
from tests.oversight.signing_in import csrf_of, signed_in

NOW = datetime.now(UTC)
MONTH = "2026-10"


@cache
def guard() -> GuardPool:
    """One reader for all tests of a run."""
    pool = GuardPool(1)
    atexit.register(pool.close)
    return pool


class Published:
    """One school with accepted October returns, in which three pupils got 80 yuan back."""

    def __init__(self, pools: Pools, settings: Settings, home: Path) -> None:
        self.app: Flask = create_app(settings)
        self.desk = Desk(pools, guard(), home)
        self.school = self.desk.school(name_zh="青河第三中学", initials="qhdszx", school_code="3143009903")
        self.desk.file(self.school)
        self.desk.file(self.school, refunds(3), return_code="canteen_finance")
        self.office = Office(self.desk)
        self.people = {
            "proposer": make_account("logistics_officer", name="周专员", now=NOW),
            "approver": make_account("bureau_admin", name="吴管理员", now=NOW),
            "inspector": make_account("inspector", areas=[self.school.area_code], name="赵督查", now=NOW),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.app.extensions["houqin.pools"].dispose()
        if reader := self.app.extensions.pop("houqin.guard", None):
            reader.close()

    @property
    def canteen(self) -> str:
        """The address of the school's page."""
        return f"/public/schools/{self.school.school_code}/canteen"

    @property
    def inspections(self) -> str:
        """The address of what inspectors found at the school."""
        return f"/public/schools/{self.school.school_code}/inspections"

    def public(self) -> FlaskClient:
        """A browser in which nobody is signed in."""
        return self.app.test_client()

    def client(self, who: str) -> FlaskClient:
        """A browser of one of the people."""
        return signed_in(self.app, self.people[who])

    def post(self, client: FlaskClient, path: str, **values: str) -> object:
        """A form of one of our pages, sent."""
        return client.post(path, data={"csrf_token": csrf_of(client), **values})
