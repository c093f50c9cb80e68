"""What a person reads when something cannot be done."""

from collections.abc import Iterator

import pytest
from flask import Flask, abort
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from oversight.access import open_to_all
from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.conftest import settings_for

SHOWN = (400, 403, 404, 405, 409, 413, 429, 500, 503)


@pytest.fixture
def app(pools: Pools, settings: Settings) -> Iterator[Flask]:
    """The application with addresses at which things go wrong."""
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = False

    @made.get("/goes/<int:status>")
    @open_to_all
    def goes(status: int) -> str:
        abort(status)

    @made.get("/bug")
    @open_to_all
    def bug() -> str:
        raise RuntimeError("the secret of row 7")

    @made.get("/sql")
    @open_to_all
    def sql() -> str:
        with made.extensions["houqin.pools"].listed.connect() as connection:
            connection.execute(text("select secret_of_row_7"))
        return ""

    @made.get("/away")
    @open_to_all
    def away() -> str:
        raise OperationalError("select 1", {}, Exception("connection refused to secret-host"))

    yield made
    made.extensions["houqin.pools"].dispose()


@pytest.mark.parametrize("status", SHOWN)
@pytest.mark.parametrize(("lang", "mark"), [("zh", "编号"), ("en", "Reference number")])
def test_every_error_has_a_page_in_both_languages(app: Flask, status: int, lang: str, mark: str):
    answer = app.test_client().get(f"/goes/{status}?lang={lang}")
    assert answer.status_code == status and mark in answer.text and "Traceback" not in answer.text


def test_a_bug_tells_the_reader_nothing_of_itself(app: Flask):
    answer = app.test_client().get("/bug")
    assert answer.status_code == 500 and "secret" not in answer.text and "数据是安全的" in answer.text


def test_a_database_error_shows_no_statement(app: Flask):
    answer = app.test_client().get("/sql")
    assert answer.status_code == 500 and "secret" not in answer.text


def test_a_database_that_is_away_is_said_to_be_away(app: Flask):
    answer = app.test_client().get("/away")
    assert answer.status_code == 503 and "secret" not in answer.text and answer.headers["Retry-After"]


def test_pages_survive_a_server_that_does_not_answer(database, tmp_path):
    url = "postgresql://127.0.0.1:1/nowhere"
    settings = settings_for(database, tmp_path).model_copy(update={"database_url": url})
    made = create_app(settings)
    browser = made.test_client()
    browser.set_cookie("houqin_session", "x" * 43)
    answers = {path: browser.get(path).status_code for path in ("/", "/returns/", "/healthz", "/readyz", "/sign-in")}
    made.extensions["houqin.pools"].dispose()
    assert answers == {"/": 503, "/returns/": 503, "/healthz": 200, "/readyz": 503, "/sign-in": 503}


def test_a_script_gets_words_as_json(app: Flask):
    answer = app.test_client().get("/goes/409", headers={"Accept": "application/json"})
    assert answer.status_code == 409 and answer.json["says"] and answer.json["reference"]


def test_logs_name_no_person_and_no_address(app: Flask, capsys: pytest.CaptureFixture[str]):
    app.test_client().get("/sign-in?next=/returns/?q=%E5%BC%A0%E4%B8%89&login_name=zhangsan")
    app.test_client().get("/sql")
    said = capsys.readouterr().out
    assert "rule=/sign-in" in said and "zhangsan" not in said and "secret_of_row" not in said


def test_metrics_are_for_this_machine_alone(app: Flask):
    here = app.test_client().get("/metrics").status_code
    there = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code
    assert (here, there) == (200, 404)


def test_ready_means_database_revision_and_queue(app: Flask):
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200 and answer.json == {
        "status": "ok", "database": True, "migrations": True, "queue": True,
    }  # fmt: skip
