"""(c) The comparison page: each panel through the whole web application, beside its bare SQL with an explicit WHERE."""

import json
import logging
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import structlog
from flask import Flask
from sqlalchemy import TextClause

from bench.callbacks import ask, token_of
from bench.district import Planted, plant
from bench.measure import Row, compare
from dashboards.queries import areas, schools, trend
from dashboards.view import View, read_view
from oversight.app import create_app
from oversight.database.embedded import Embedded
from oversight.database.initialising import connect, init_database
from oversight.database.migrating import migrate
from oversight.settings import Settings
from tenants.calendar.workdays import bureau_day
from tenants.scope.database_roles import APPLICATION_ROLES
from tenants.scope.pools import Pools
from tests import builders

SIZES = ((66, 13), (2000, 13))
_RETURNS = ("school_profile", "canteen_operations", "canteen_finance")
_QUESTION = "?indicator=accompany_rate&period=2026-10"
_DISTRICT = {  # where the explicit district goes in each statement
    "where d.return_code": "where d.district_id = {0} and d.return_code",
    "where v.return_code": "where v.district_id = {0} and v.return_code",
    "where (f.school_id": "where s.district_id = {0} and (f.school_id",
    "where f.indicator": "where f.district_id = {0} and f.indicator",
    "where indicator": "where district_id = {0} and indicator",
}


@dataclass
class Scene:
    """A planted district, the application over it, and a connection past every policy."""

    planted: Planted
    app: Flask
    owner: psycopg.Connection[Any]
    cookie: str


def measure(*, rounds: int = 15) -> list[Row]:
    """Three panels and the grid, at 66 and at 2,000 schools."""
    rows = []
    for count, months in SIZES:
        with _scene(count, months) as made:
            client = made.app.test_client()
            client.set_cookie(made.app.config["SESSION_COOKIE_NAME"], made.cookie)
            token = token_of(client)
            for panel, output, statement, values in _panels():
                asking = partial(ask, made.app, client, token, output, encoding="gzip", **values)
                answer = asking()
                if answer.status_code != 200:
                    raise RuntimeError(f"{panel}: {answer.status_code}")
                row, _ = compare(
                    f"page: {panel}, {count:,} schools",
                    {"panel": asking, "bare SQL": _bare(made, statement)},
                    candidate="panel", baseline="bare SQL", at_most=3, plus_ms=50, rounds=rounds,
                )  # fmt: skip
                row.notes["kB gzip"] = round(len(answer.data) / 1000, 1)
                rows.append(row)
    return rows


def _panels() -> list[tuple[str, str, TextClause, dict[str, Any]]]:
    rows = {"startRow": 0, "endRow": 100, "sortModel": [], "filterModel": {}}
    return [
        ("schools", "rank.figure", schools.STATEMENT, {"question": _QUESTION}),
        ("areas", "areas.figure", areas.STATEMENT, {"question": _QUESTION}),
        ("trend", "trend.figure", trend.STATEMENT, {"address": _QUESTION}),
        ("grid, 100 rows", "grid.getRowsResponse", schools.STATEMENT, {"grid": rows, "question": _QUESTION}),
    ]


def _bare(made: Scene, statement: TextClause) -> Any:
    view = read_view(_QUESTION)
    if view is None:
        raise RuntimeError("the question is not read")
    words = statement.text
    for where, explicit in _DISTRICT.items():
        words = words.replace(where, explicit.format(made.planted.district_id))
    compiled = statement.__class__(words).compile(dialect=_dialect())
    values = compiled.construct_params(_values(view))

    def once() -> list[Any]:
        return made.owner.execute(str(compiled).encode(), values).fetchall()

    return once


def _values(view: View) -> dict[str, Any]:
    periods = [period.key for period in trend.periods_until(view.period)]
    return {**schools.asked(view, today=bureau_day(datetime.now(UTC))), "periods": periods, "school": None}


def _dialect() -> Any:
    from sqlalchemy.dialects.postgresql import psycopg as dialect

    return dialect.PGDialect_psycopg()


@contextmanager
def _scene(count: int, months: int) -> Iterator[Scene]:
    home = Path(tempfile.mkdtemp(prefix="houqin-bench-"))
    embedded = Embedded(home, is_throwaway=True)
    passwords = {role: secrets.token_urlsafe(12) for role in APPLICATION_ROLES}
    try:
        embedded.start()
        init_database(embedded.admin_url(), passwords)
        migrate(embedded.admin_url())
        url = embedded.url().render_as_string(hide_password=False)
        pools = Pools.connect(url, passwords)
        planted = plant(pools, schools=count, months=months, returns=_RETURNS)
        with builders.working_on(pools), closing(connect(embedded.admin_url())) as owner:
            owner.execute("vacuum analyze")
            viewer = builders.make_account(
                "bureau_admin", district_id=planted.district_id, now=datetime.now(UTC), login_name="bench"
            )
            cookie = builders.session_token_of(viewer)
            app = create_app(_settings(home, url, passwords))
            structlog.configure(
                wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR)
            )  # not a line a request
            yield Scene(planted, app, owner, cookie)
            app.extensions["houqin.pools"].dispose()
        pools.dispose()
    finally:
        embedded.stop()
        shutil.rmtree(home, ignore_errors=True)


def _settings(home: Path, url: str, passwords: dict[str, str]) -> Settings:
    content = {"roles": passwords, "secret_key": secrets.token_urlsafe(48), "field_key": secrets.token_hex(32)}
    path = home / "page-secrets.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(content))
    values = {"home": home, "environment": "development", "database_url": url, "secrets_file": path}
    return Settings.model_validate(values)
