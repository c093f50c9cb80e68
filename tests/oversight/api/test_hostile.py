"""What nobody means well by is refused, and never our fault."""

import pytest

from tests.oversight.api.programs import ROWS

ROW = ROWS["main"][0]
BODIES = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "very deep": b'{"parts":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a lone surrogate as a part": b'{"parts": {"\\ud800": []}}',
    "a lone surrogate as a field": b'{"parts": {"main": [{"\\ud800": 1}]}}',
    "a null character as a field": b'{"parts": {"main": [{"\\u0000": 1}]}}',
    "a number without end": b'{"parts": {"main": [{"waste_kg": ' + b"9" * 5000 + b"}]}}",
    "bytes that are no text": b'{"parts": {"main": [{"waste_kg": "\xff\xfe"}]}}',
    "a row that is text": b'{"parts": {"main": ["x"]}}',
    "rows that are no list": b'{"parts": {"main": {"waste_kg": 1}}}',
    "very many rows": b'{"parts": {"main": [' + b",".join([b'{"waste_kg":1}'] * 5001) + b"]}}",
    "a very long text": b'{"parts": {"main": [{"waste_kg": "' + b"x" * 9000 + b'"}]}}',
    "an empty row": b'{"parts": {"main": [{}]}}',
    "another key": b'{"parts": {}, "sign": true}',
}
VALUES = ["\ud800", "\x00", "\uffff", "1e400", "NaN", "=cmd|' /C calc'!A0", "𠮷" * 500, [], ["x", "y"], "99999-01-01"]


def test_a_body_that_cannot_be_is_refused(programs):
    path, taken = f"/duties/{programs.duty.id}/check", {}
    for name, body in BODIES.items():
        answer = programs.ask("POST", path, data=body, content_type="application/json")
        if answer.status_code not in {400, 422} or answer.mimetype != "application/problem+json":
            taken[name] = answer.status_code
    assert taken == {}


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_that_cannot_be_is_found_or_refused(programs, value):
    rows = {"main": [ROW | dict.fromkeys(("waste_kg", "licence_no", "licence_to", "camera_public"), value)]}
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/versions", json={"parts": rows})
    programs.check()
    assert answer.status_code in {202, 422}, answer.text


def test_a_number_too_large_for_any_field_is_found(programs):
    body = b'{"parts": {"main": [{"facility_no": "C01", "waste_kg": 1e400}]}}'
    path = f"/duties/{programs.duty.id}/check"
    answer = programs.ask("POST", path, data=body, content_type="application/json")
    assert [each["severity"] for each in answer.json["findings"] if each["field"] == "waste_kg"] == ["error"]


@pytest.mark.parametrize("path", ["/registry/schools/%00", "/registry/schools/%ff", "/catalogue/%00", "/duties/x"])
def test_an_address_that_cannot_be_is_not_found(programs, path):
    assert programs.ask("GET", path).status_code == 404


@pytest.mark.parametrize("text", ["没有" * 300, "说明\x00说明说明说明说明", "          ", "\ud800" * 12])
def test_an_explanation_that_cannot_be_is_refused(programs, text):
    programs.filed({"main": [ROW | {"items_sampled": 200}]})
    version = programs.version()
    told = {"If-Match": f'"{version.id}.{version.revision}.draft"'}
    sent = {"justifications": [{"finding": str(each), "text": text} for each in programs.query_ids()[:1]]}
    path = f"/versions/{version.id}/justifications"
    assert programs.query_ids() and programs.ask("POST", path, json=sent, headers=told).status_code in {409, 422}


def test_a_header_that_is_no_token_is_refused(programs):
    stranger, taken = programs.anonymous(), []
    for shown in ("Bearer", "Bearer ", "Basic eDp5", "Bearer 令牌", "Bearer " + "x" * 9000, "bearer\tx"):
        told = {"Authorization": shown.encode().decode("latin-1")}
        if stranger.get("/api/v1/duties", headers=told).status_code != 401:
            taken.append(shown)
    assert taken == []


def test_a_header_that_cannot_be_breaks_nothing(programs):
    path, broken = f"/duties/{programs.duty.id}/nil", {}
    for name in ("If-Match", "Idempotency-Key", "Accept-Language", "If-None-Match"):
        for value in ("", '"', "x" * 5000, "é\x7f", ",,,;q=x"):
            answer = programs.ask("POST", path, json={"reason": "no_activity"}, headers={name: value})
            if answer.status_code not in {201, 409, 422, 428}:
                broken[name, value] = answer.status_code
    assert broken == {}
