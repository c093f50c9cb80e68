"""The page that describes the API."""

from oversight.views.api import EXAMPLE
from tests.oversight.api.programs import Programs


def test_the_example_of_the_page_can_be_filed(programs: Programs):
    found = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": {"main": [EXAMPLE]}})
    assert (found.status_code, found.json["errors"]) == (200, 0), found.text


def test_the_page_shows_its_own_address(programs: Programs):
    assert "http://localhost/api/v1" in programs.anonymous().get("/api/v1/").text
