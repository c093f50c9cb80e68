"""The sheet of a school and schools side by side, as the people of a district open them."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from etl.similar.freezing import freeze_due
from tenants.scope.sessions import district_job_session
from tests.dashboards.conftest import Place
from tests.oversight.signing_in import signed_in

SHEETS = "/dashboards/schools"


@pytest.fixture
def opened(place: Place, app: Flask) -> Any:
    """A page as one of the people sees it, in Chinese."""
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(
            text("""
            insert into fact (district_id, indicator, period_key, school_id, numerator, value, is_partial, version_id,
                accepted_at)
            select district_id, 'enrolment_total', '2026-2027', school_id, 400, 400, false, gen_random_uuid(), now()
            from school where kind = 'school'
        """)
        )
        freeze_due(session, at=datetime(2026, 11, 2, tzinfo=UTC))

    def page(who: str, address: str) -> Any:
        return signed_in(app, place.people[who]).get(f"{SHEETS}{address}")

    return page


def names(place: Place) -> dict[str, str]:
    with place.session("admin") as session:
        return dict(session.execute(text("select school_code, name_zh from school where kind = 'school'")).all())


def elsewhere(place: Place) -> str:
    with place.session("admin") as session:
        other = text("select school_code from school where area_code = :area order by 1 limit 1")
        return str(session.scalar(other, {"area": place.planted.area_codes[1]}))


def test_a_sheet_shows_figures_that_lead_to_their_source(place: Place, opened: Any):
    page = opened("admin", f"/{place.own_code}?period=2026-10")
    href = f"/dashboards/compare?indicator=accompany_rate&amp;period=2026-10&amp;school={place.own_code}"
    assert page.status_code == 200 and href in page.text


def test_the_bureau_reads_who_is_like_the_school_and_why(place: Place, opened: Any):
    listed = opened("admin", f"/{place.own_code}").text.partition("similar-list")[2]
    assert "学生一样多" in listed and re.search(r"/dashboards/schools/\d{10}", listed)


def test_a_head_sees_the_own_sheet_without_the_name_of_any_other_school(place: Place, opened: Any):
    page = opened("head", f"/{place.own_code}?period=2026-10")
    others = {code: name for code, name in names(place).items() if code != place.own_code}
    assert page.status_code == 200
    assert [name for code, name in others.items() if name in page.text or code in page.text] == []


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_a_school_opens_no_other_sheet(place: Place, opened: Any, who: str):
    assert opened(who, f"/{place.other_code}").status_code == 404


def test_an_inspector_opens_the_sheets_of_the_areas_in_charge_alone(place: Place, opened: Any):
    assert opened("inspector", f"/{place.own_code}").status_code == 200
    assert opened("inspector", f"/{elsewhere(place)}").status_code == 404


@pytest.mark.parametrize("code", ["0000000000", "aid_centre", "x", "%00", "'"])
def test_what_is_no_school_is_not_found(opened: Any, code: str):
    assert opened("admin", f"/{code}").status_code == 404


@pytest.mark.parametrize("period", ["", "2026", "2026-13", "0001-01", "9999-12", "'", "2026-2027-1"])
def test_what_is_no_month_is_no_choice(place: Place, opened: Any, period: str):
    page = opened("admin", f"/{place.own_code}?period={period}")
    assert page.status_code == 200 and '<option value="2026-10" selected>' in page.text


def test_a_month_without_figures_says_what_to_do(place: Place, opened: Any):
    assert "请选择其他月份" in opened("admin", f"/{place.own_code}?period=2011-05").text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_sheet_is_handed_out_as_a_file(place: Place, opened: Any, kind: str):
    answer = opened("head", f"/{place.own_code}.{kind}?period=2026-10")
    assert answer.status_code == 200 and len(answer.data) > 1000


def test_a_school_gets_no_file_of_another(place: Place, opened: Any):
    assert opened("head", f"/{place.other_code}.csv").status_code == 404


def test_the_address_says_which_schools_stand_side_by_side(place: Place, opened: Any):
    page = opened("admin", f"?school={place.own_code}&school={place.other_code}&period=2026-10")
    heads = re.findall(r'<th scope="col">(.*?)</th>', page.text)
    known = names(place)
    assert heads[1:] == [known[place.own_code], known[place.other_code]]


def test_no_more_than_six_stand_side_by_side(place: Place, opened: Any):
    codes = [code for _, code in place.planted.schools[:8]]
    page = opened("admin", "?" + "&".join(f"school={code}" for code in codes))
    assert len(re.findall(r'<th scope="col">', page.text)) == 1 + 6


@pytest.mark.parametrize("asked", ["", "?school=x", "?school=0000000000&school='", "?school=%00"])
def test_made_up_schools_are_left_out(opened: Any, asked: str):
    page = opened("admin", asked)
    assert page.status_code == 200 and "2 至 6 所学校" in page.text and 'class="figures' not in page.text


def test_an_inspector_chooses_among_the_areas_in_charge(place: Place, opened: Any):
    other = elsewhere(place)
    assert names(place)[other] not in opened("inspector", f"?school={place.own_code}&school={other}").text


def test_a_school_is_found_by_name_and_added(place: Place, opened: Any):
    name = names(place)[place.other_code]
    page = opened("admin", f"?school={place.own_code}&q={name}")
    assert f"school={place.own_code}&amp;school={place.other_code}" in page.text


@pytest.mark.parametrize("address", ["", "/side-by-side.csv"])
def test_a_school_puts_no_schools_side_by_side(place: Place, opened: Any, address: str):
    assert opened("head", f"{address}?school={place.own_code}&school={place.other_code}").status_code == 404


def test_schools_side_by_side_are_handed_out_with_their_names(place: Place, opened: Any):
    answer = opened("admin", f"/side-by-side.csv?school={place.own_code}&school={place.other_code}&period=2026-10")
    assert names(place)[place.other_code] in answer.data.decode("utf-8-sig")


def test_without_a_choice_the_bureau_sees_the_schools_it_may_open(place: Place, opened: Any):
    page = opened("inspector", "").text
    with place.session("inspector") as session:
        mine = set(session.scalars(text("select school_code from school where kind = 'school'")))
    assert {code for code in names(place) if f"/dashboards/schools/{code}" in page} == mine


def test_a_school_finds_its_own_sheet(place: Place, opened: Any):
    answer = opened("clerk", "/own")
    assert answer.headers["Location"] == f"{SHEETS}/{place.own_code}"


def test_the_bureau_has_no_sheet_of_its_own(opened: Any):
    assert opened("admin", "/own").status_code == 404


def test_a_tab_leads_from_the_views_to_the_schools(place: Place, app: Flask):
    tabs = {
        who: signed_in(app, place.people[who]).get("/dashboards/compare?indicator=accompany_rate&period=2026-10").text
        for who in ("admin", "head")
    }
    assert f'href="{SHEETS}"' in tabs["admin"] and f'href="{SHEETS}/own"' in tabs["head"]


def test_a_group_of_figures_leads_the_bureau_to_its_subject(place: Place, opened: Any):
    href = "/dashboards/subjects/canteen?period=2026-10"
    pages = {who: opened(who, f"/{place.own_code}?period=2026-10").text for who in ("admin", "head")}
    assert (href in pages["admin"], href in pages["head"]) == (True, False)
