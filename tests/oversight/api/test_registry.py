"""Schools, the calendar and the catalogue as programs read them."""

import json

from tenants.returns.description import as_json
from tests.oversight.views.world import NOW


def test_a_school_comes_with_its_canteens(programs):
    [school] = programs.ask("GET", "/registry/schools").json["items"]
    assert (school["name"]["zh"], [each["facility_no"] for each in school["facilities"]]) == ("青河第三中学", ["C01"])


def test_one_school_is_found_by_its_code(programs):
    code = programs.school.school_code
    assert programs.ask("GET", f"/registry/schools/{code}").json["school_code"] == code


def test_an_area_is_that_of_the_schools_one_sees(programs):
    areas = programs.ask("GET", "/registry/areas", "inspector").json["items"]
    assert [each["area_code"] for each in areas] == [programs.school.area_code]


def test_the_calendar_says_by_when_a_month_is_due(programs):
    items = programs.ask("GET", "/calendar?first=2026-10-01&last=2026-10-31").json["items"]
    [october] = [each for each in items if each["return"] == "canteen_operations"]
    assert (october["period"], october["last"], october["due_on"]) == ("2026-10", "2026-10-31", "2026-11-10")


def test_the_calendar_is_that_of_a_school_without_pilot(programs):
    items = programs.ask("GET", "/calendar?first=2026-10-01&last=2026-10-31").json["items"]
    assert "nutrition_programme" not in {each["return"] for each in items}


def test_the_catalogue_is_the_one_of_the_command_line(programs):
    assert programs.ask("GET", "/catalogue").json == json.loads(json.dumps(as_json(NOW.date())))


def test_the_record_of_an_event_is_begun_and_owed(programs):
    begun = programs.ask("POST", "/records", json={"return": "safety_drill", "day": "2026-10-15"})
    assert (begun.status_code, begun.json["period"], begun.headers["Location"]) == (
        201,
        "2026-10-15.0001",
        begun.json["url"],
    )
