"""A planted district of a few schools, people of each role, and the application over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bench.callbacks import ask, token_of
from bench.district import Planted, plant
from dashboards.pages.desk import Desk
from oversight.app import create_app
from tenants.registry.models import School
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.scope.viewer import Viewer
from tests.builders import make_account
from tests.conftest import Database, settings_for
from tests.oversight.signing_in import signed_in

NOW = datetime.now(UTC)
QUESTION = "?indicator=accompany_rate&period=2026-10"


@dataclass
class Place:
    """The district and who looks at it."""

    pools: Pools
    planted: Planted
    people: dict[str, Viewer] = field(default_factory=dict)

    @contextmanager
    def session(self, who: str) -> Iterator[Any]:
        """What that person may see."""
        with viewer_session(self.pools, self.people[who]) as session:
            yield session

    def desk(self, who: str) -> Desk:
        """A page's surroundings for that person."""
        viewer = self.people[who]
        return Desk(
            open_session=lambda: viewer_session(self.pools, viewer), viewer=lambda: viewer, lang=lambda: "zh",
            now=lambda: NOW,
        )  # fmt: skip

    @property
    def own_code(self) -> str:
        """The code of the head's school."""
        return self.planted.schools[0][1]

    @property
    def other_code(self) -> str:
        """The code of another school."""
        return self.planted.schools[1][1]


@dataclass
class Caller:
    """A browser that asks callbacks."""

    app: Flask
    client: FlaskClient
    token: str

    def ask(self, output: str, **values: Any) -> Any:
        """The answer of the callback with that output."""
        return ask(self.app, self.client, self.token, output, **values)


@pytest.fixture
def place(pools: Pools) -> Place:
    """24 schools, 3 months; an administrator, an inspector of the first area, a head and a clerk of the first school."""
    planted = plant(pools, schools=24, months=3, returns=("canteen_operations", "canteen_finance"))
    with district_job_session(pools, planted.district_id) as session:
        school = session.get_one(School, (planted.district_id, planted.schools[0][0]))
    made = Place(pools, planted)
    district = {"district_id": planted.district_id, "now": NOW}
    made.people = {
        "admin": make_account("bureau_admin", name="陈主任", **district),
        "inspector": make_account("inspector", areas=planted.area_codes[:1], **district),
        "head": make_account("school_head", school=school, now=NOW),
        "clerk": make_account("school_clerk", school=school, now=NOW),
    }
    return made


@pytest.fixture(scope="session")
def application(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One web application for all these tests: making one takes longer than most of them."""
    made = create_app(settings_for(database, tmp_path_factory.mktemp("home") / "app"))
    yield made
    made.extensions["houqin.pools"].dispose()


@pytest.fixture
def app(place: Place, application: Flask) -> Flask:
    """The web application over the district."""
    return application


@pytest.fixture
def caller(place: Place, app: Flask) -> Any:
    """A signed-in browser of one person, ready to ask."""

    def made(who: str) -> Caller:
        client = signed_in(app, place.people[who])
        return Caller(app, client, token_of(client))

    return made
