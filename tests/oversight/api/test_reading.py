"""What was accepted, read by programs; and the returns that the district defined itself."""

from collections.abc import Iterator

import pytest

from tenants.accounts.tokens import Scope, make_token
from tenants.scope.sessions import login_session
from tenants.scope.viewer import Viewer
from tests.builders import make_account, make_area, make_duty, make_unit
from tests.oversight.views.office import NOW, Published
from tests.oversight.views.test_supplementary import owe, published


@pytest.fixture
def site(pools, settings, tmp_path) -> Iterator[Published]:
    """One school with accepted October returns."""
    with Published(pools, settings, tmp_path) as made:
        yield made


def ask(site: Published, person: Viewer, path: str, **more):
    with login_session(site.desk.pools) as session:
        made = make_token(
            session,
            account_id=person.account_id,
            membership_id=person.membership_id,
            name="x",
            scopes=[each for each in Scope if each is not Scope.RETURNS_SIGN],
            days=1,
            at=NOW,
        )
    told = {"Authorization": f"Bearer {made.token}"}
    return site.app.test_client().open(f"/api/v1{path}", headers=told, **more)


def test_an_inspector_reads_the_facts_of_the_area(site):
    site.desk.load()
    found = ask(site, site.people["inspector"], "/facts?indicator=licence_valid_rate").json["items"]
    assert [(each["school_code"], each["value"]) for each in found] == [(site.school.school_code, "100.000000")]


def test_an_inspector_of_another_area_reads_none(site):
    site.desk.load()
    stranger = make_account("inspector", areas=[make_area()], now=NOW)
    assert ask(site, stranger, "/facts").json["items"] == []


def test_facts_go_on_where_they_stopped(site):
    site.desk.load()
    person, found, cursor = site.people["proposer"], [], ""
    while cursor is not None:
        page = ask(site, person, f"/facts?limit=7&cursor={cursor}").json
        found += [(each["indicator"], each["period"]) for each in page["items"]]
        cursor = page["next"]
    assert found == sorted(set(found)) and len(found) > 14


def test_a_return_of_the_district_is_checked_like_the_others(site):
    code = published(site)
    owe(site, code)
    clerk = make_account("school_clerk", school=site.school, now=NOW)
    [duty] = ask(site, clerk, f"/duties?return={code}").json["items"]
    rows = {"parts": {"main": [{"stage": "primary", "books": "许多"}]}}
    found = ask(site, clerk, f"/duties/{duty['id']}/check", method="POST", json=rows).json["findings"]
    assert [(each["code"], each["pointer"]) for each in found] == [("not_a_number", "/parts/main/0/books")]


def test_a_return_of_the_district_is_in_the_catalogue(site):
    code = published(site)
    assert ask(site, site.people["inspector"], f"/catalogue/{code}").json["parts"][0]["code"] == "main"


def test_a_unit_of_the_bureau_files_like_a_school(site):
    unit = make_unit()
    duty = make_duty(unit, "student_loan", "2025")
    clerk = make_account("school_clerk", school=unit, now=NOW)
    calendar = ask(site, clerk, "/calendar?first=2025-01-01&last=2025-12-31").json["items"]
    rows = {"parts": {"repayment": [{"contracts_due": 3}]}}
    filed = ask(site, clerk, f"/duties/{duty.id}/versions", method="POST", json=rows)
    assert ({each["return"] for each in calendar}, filed.status_code) == ({"student_loan"}, 202), filed.text
