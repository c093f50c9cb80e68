"""Whatever goes wrong under /api is a problem document."""

import pytest

WRONG = [
    ("GET", "/nowhere", {}, 404),
    ("DELETE", "/duties", {}, 405),
    ("POST", "/records", {"data": b"{", "content_type": "application/json"}, 400),
    ("POST", "/records", {"data": b'{"day": NaN}', "content_type": "application/json"}, 400),
    ("POST", "/records", {"data": b'{"day": 1, "day": 2}', "content_type": "application/json"}, 400),
    ("POST", "/records", {"data": b"a,b", "content_type": "text/csv"}, 415),
    ("POST", "/records", {"data": b" " * (6 * 2**20), "content_type": "application/json"}, 413),
    ("POST", "/records", {"json": {"day": "soon"}}, 422),
    ("GET", "/duties?stat=open", {}, 422),
    ("GET", "/duties?limit=100000", {}, 422),
    ("GET", "/calendar?first=2020-01-01&last=2026-01-01", {}, 422),
]


@pytest.mark.parametrize(("method", "path", "more", "status"), WRONG)
def test_it_is_told_as_a_problem(programs, method, path, more, status):
    answer = programs.ask(method, path, **more)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    assert answer.json["status"] == status and answer.json["detail"]


def test_it_is_told_in_the_language_asked_for(programs):
    asked = {"Accept-Language": "en-GB,en;q=0.9"}
    assert programs.ask("GET", "/nowhere", headers=asked).json["detail"].startswith("There is nothing")


def test_a_bug_tells_nothing_of_itself(programs, monkeypatch):
    api = programs.app.extensions["houqin.api"]

    def broken() -> None:
        raise RuntimeError("secret")

    monkeypatch.setitem(api.view_functions, "specification.openapi", broken)
    answer = programs.ask("GET", "/openapi.json")
    assert (answer.status_code, "secret" in answer.text) == (500, False)


def test_a_method_that_fits_is_named(programs):
    assert "GET" in programs.ask("DELETE", "/duties").headers["Allow"]
