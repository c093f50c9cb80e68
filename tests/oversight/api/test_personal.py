"""Personal data goes in and never comes out."""

import re
from datetime import date

import pytest

from tests.builders import make_duty
from tests.etl.filing.test_personal import COOK, ROSTER, SECRETS, TERM
from tests.oversight.api.programs import Programs

SENT = {name: value.isoformat() if isinstance(value, date) else value for name, value in COOK.items()}


@pytest.fixture
def programs(programs: Programs) -> Programs:
    """The duty is the roster of the staff."""
    programs.duty = make_duty(programs.school, ROSTER, TERM)
    return programs


def told(programs, who):
    """All that a role is told of the roster."""
    version, duty = f"/versions/{programs.version().id}", f"/duties/{programs.duty.id}"
    paths = (version, f"{version}/findings", f"{duty}/versions", f"{duty}/history", f"/uploads/{programs.upload_id()}")
    return "".join(programs.ask("GET", path, who).text for path in paths)


@pytest.mark.parametrize("who", ["clerk", "head", "inspector"])
def test_no_personal_value_is_given(programs, who):
    programs.filed({"main": [SENT | {"health_cert_to": "1999-01-01", "birth_year": 2035}]})
    said = told(programs, who)
    assert [each for each in [*SECRETS, "1999-01-01", "sealed:"] if each in said] == []


def test_what_is_left_out_is_named(programs):
    programs.filed({"main": [SENT]})
    version = programs.ask("GET", f"/versions/{programs.version().id}").json
    assert "main.name" in version["withheld"] and version["parts"]["main"][0]["post"] == "cook"


def test_a_check_does_not_repeat_them(programs):
    rows = {"main": [SENT | {"health_cert_to": "1999-13-41", "training_cert_on": "2099-01-01"}]}
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": rows})
    assert answer.json["errors"] and not re.search("1999-13-41|2099-01-01|虚构壬癸", answer.text)


def test_nobody_is_named_where_a_key_stands_twice(programs):
    path = f"/duties/{programs.duty.id}/check"
    answer = programs.ask("POST", path, json={"parts": {"main": [SENT, SENT | {"employment": "outsourced"}]}})
    assert answer.json["errors"] and [each for each in SECRETS if each in answer.text] == []
