"""The overview: its sentences from small tables, its questions as each role, its panels in the application."""

from decimal import Decimal

import pytest
from sqlalchemy import insert

from dashboards.pages.desk import BASE
from dashboards.queries.overview import (
    AreaFigure,
    Lost,
    Moved,
    SchoolFigure,
    area_figures,
    parts_that_cost,
    parts_that_moved,
    school_figures,
)
from dashboards.transforms.overview import (
    NOTHING_YET,
    area_rows,
    attention,
    attention_found,
    cause_of,
    change_found,
    changes,
    indices_found,
    largest,
    reason_of,
    school_rows,
)
from dashboards.view import View
from etl.facts.writing import write_marts
from tenants.facts import Fact
from tenants.indices.declared import INDICES, OVERALL, OVERSIGHT
from tenants.indices.models import IndexPart, PartState
from tenants.scope.sessions import district_job_session
from tests.dashboards.conftest import Place

MONTH, BEFORE = "2026-10", "2026-09"
VIEW = View(indicator_code=OVERALL.code, period_key=MONTH)
CANTEEN, INSURANCE = "canteen_standard_index", "insurance_index"
PANELS = ["areas", "schools", "changes", "attention", "timeliness", "quality"]


def area(code, indicator, value, **more):
    names = {"name_zh": f"{code}片区", "name_en": code} if code else {"name_zh": None, "name_en": None}
    values = {"period_key": MONTH, "schools": 3, "is_partial": False} | names | more
    return AreaFigure(area_code=code, indicator=indicator, value=value, **values)


def school(code, indicator, value, **more):
    values = {"is_partial": False, "has_missing": False} | more
    return SchoolFigure(code, f"{code}小学", code, indicator, value, **values)


def moved(part, by, *, indicator=CANTEEN, missing=0):
    return Moved(indicator, 5, 80.0, 90.0, part, by, missing)


def lost(part, by, state=PartState.COUNTED, *, code="1", indicator=CANTEEN, points=50.0, value=50.0):
    return Lost(code, "甲小学", "A", 70.0, indicator, part, state, points, value, MONTH, by)


FIGURES = [
    area("", OVERALL.code, 90.0), area("", CANTEEN, 84.0), area("", INSURANCE, 99.0),
    area("B", OVERALL.code, 88.0), area("A", OVERALL.code, 92.0), area("A", OVERALL.code, 50.0, period_key=BEFORE),
]  # fmt: skip


def test_areas_stand_below_the_district_with_the_figures_of_the_month():
    rows = area_rows(FIGURES, MONTH)
    assert [(row.code, row.value(OVERALL.code)) for row in rows] == [("", 90.0), ("A", 92.0), ("B", 88.0)]


def test_the_finding_names_the_lowest_index_and_area():
    said = "综合指数 90.0 分；食堂达标指数最低（84.0 分），B片区的综合指数最低（88.0 分）"
    assert indices_found(area_rows(FIGURES, MONTH)).zh == said


def test_no_indices_are_said_to_be_none():
    assert indices_found(area_rows([], MONTH)) == NOTHING_YET


def test_the_lowest_school_comes_first_and_one_without_an_index_last():
    rows = school_rows(
        [school("1", OVERALL.code, None), school("2", OVERALL.code, 0.0), school("3", OVERALL.code, 60.0)]
    )
    assert [row.code for row in rows] == ["2", "3", "1"]


def test_a_change_is_said_with_the_part_that_moved_it_most():
    (change,) = changes([moved("accompany_rate", -2.0), moved("sample_retention_rate", -8.0, missing=4)])
    said = "食堂达标指数比上月下降 10.0 分，为 80.0 分；主要是合格留样率（−8.0 分），4 所学校逾期未报、按0分计"
    assert change_found(change).zh == said


def test_a_part_that_rose_is_not_blamed_on_missing_returns():
    (change,) = changes([Moved(CANTEEN, 5, 93.0, 90.0, "accompany_rate", 3.0, 2)])
    assert change_found(change).zh.endswith("主要是陪餐率（+3.0 分）")


def test_a_part_that_moved_the_other_way_is_not_the_cause():
    (change,) = changes([moved("accompany_rate", 6.0), moved("sample_retention_rate", -1.0)])
    assert cause_of(change).zh == "合格留样率（−1.0 分）"


def test_nothing_moved_is_said_plainly():
    (change,) = changes([Moved(CANTEEN, 5, 90.0, 90.0, "accompany_rate", 0.01, 0)])
    assert change_found(change).zh == "食堂达标指数与上月持平，为 90.0 分"


def test_the_largest_change_gives_the_title():
    found = changes([moved("accompany_rate", -8.0), Moved(INSURANCE, 5, 70.0, 95.0, "insured_rate_food", -25.0, 0)])
    assert (largest(found).indicator, largest([])) == (INSURANCE, None)


def test_parts_of_one_missing_return_are_one_reason():
    missing = [lost(part, 6.0, PartState.MISSING) for part in ("accompany_rate", "sample_retention_rate")]
    (each,) = attention([*missing, lost("health_cert_rate", 1.0), lost("menu_compliance_rate", 0.5)])
    assert (
        reason_of(each).zh
        == "综合指数 70.0 分：食堂运营月报逾期未报，2 项按0分计，失 12.0 分；健康证持证率 50.0%，失 1.0 分"
    )


def test_a_veto_is_named_first():
    cap = lost("veto", 0.0, PartState.CAPPED, indicator="inspection_index", points=59.99, value=None)
    (each,) = attention([lost("accompany_rate", 9.0), cap])
    assert reason_of(each).zh.startswith("综合指数 70.0 分：有否决项，督查考评指数最高 59.99 分；")


def test_a_school_that_loses_nothing_is_said_to_do_well():
    (each,) = attention([lost("accompany_rate", 0.0)])
    assert reason_of(each).en == "Overall index 70.0 points: every part is close to its best"


def test_no_school_needs_attention_before_there_are_indices():
    assert attention_found([]) == NOTHING_YET


@pytest.fixture
def formed(place: Place) -> Place:
    """Every school has a canteen and an overall index in two months; what accompaniment adds fell from 15 to 0."""
    district_id = place.planted.district_id
    with district_job_session(place.pools, district_id) as session:
        for number, (school_id, _) in enumerate(place.planted.schools):
            for period_key, points in ((BEFORE, 100), (MONTH, 0)):
                own = {"district_id": district_id, "period_key": period_key, "school_id": school_id}
                for code, value in ((CANTEEN, 85 + points * 0.15), (OVERALL.code, 50 + number + points * 0.15)):
                    session.execute(insert(Fact).values(own | {"indicator": code, "value": Decimal(str(value))}))
                parts = [
                    {"indicator": CANTEEN, "part": "accompany_rate", "weight": 15, "share": 0.15, "points": points},
                    {"indicator": CANTEEN, "part": "health_cert_rate", "weight": 85, "share": 0.85, "points": 100},
                    {"indicator": OVERALL.code, "part": CANTEEN, "weight": 30, "share": 1, "points": 85},
                ]
                for part in parts:
                    state = PartState.COUNTED if part["points"] else PartState.MISSING
                    session.execute(insert(IndexPart).values(own | part | {"state": state}))
        figures = {(code, key) for code in (CANTEEN, OVERALL.code) for key in (BEFORE, MONTH)}
        write_marts(session, figures, {each.code: each for each in OVERSIGHT.indicators})
    return place


def test_what_moved_an_index_is_what_its_parts_add(formed: Place):
    with formed.session("admin") as session:
        found = {each.part: each for each in parts_that_moved(session, VIEW) if each.indicator == CANTEEN}
    accompany = found["accompany_rate"]
    assert (accompany.then - accompany.now, accompany.moved, accompany.missing) == (15, -15, 24)


def test_the_ten_lowest_schools_are_asked_for(formed: Place):
    with formed.session("admin") as session:
        found = attention(parts_that_cost(session, VIEW))
    assert [each.school_code for each in found] == [code for _, code in formed.planted.schools[:10]]


def test_a_school_with_a_missing_part_is_marked(formed: Place):
    with formed.session("admin") as session:
        marked = {row.has_missing for row in school_figures(session, VIEW) if row.indicator == CANTEEN}
    assert marked == {True}


def test_an_inspector_sees_the_schools_in_charge_alone(formed: Place):
    with formed.session("inspector") as session, formed.session("admin") as all_of_them:
        mine = {row.school_code for row in school_figures(session, VIEW)}
        in_area = View(indicator_code=OVERALL.code, period_key=MONTH, area=formed.planted.area_codes[0])
        assert mine == {row.school_code for row in school_figures(all_of_them, in_area)}
        assert {each.school_code for each in parts_that_cost(session, VIEW)} <= mine


def test_a_school_sees_no_areas_and_itself_alone(formed: Place):
    with formed.session("head") as session:
        assert area_figures(session, VIEW, list(INDICES)) == []
        assert {row.school_code for row in school_figures(session, VIEW)} == {formed.own_code}


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_says_its_finding_and_answers_small(formed: Place, caller, panel: str):
    answer = caller("admin").ask(f"overview-{panel}-title.children", overview_address=f"?period={MONTH}")
    said = answer.get_json()["response"][f"overview-{panel}-title"]["children"]
    assert said and len(answer.data) < 100_000


@pytest.mark.parametrize("panel", [*PANELS, "head"])
def test_a_school_may_not_ask_for_the_overview(formed: Place, caller, panel: str):
    output = "overview-head.children" if panel == "head" else f"overview-{panel}-title.children"
    assert caller("head").ask(output, overview_address="").status_code == 403


@pytest.mark.parametrize(
    "address", [None, 7, {"a": 1}, "?period=2026-13&area=%00&page=0", "?period=x' or 1=1--", "?" + "x" * 900]
)
def test_a_forged_address_gets_the_latest_month(formed: Place, caller, address):
    answer = caller("admin").ask("overview-areas-title.children", overview_address=address)
    assert "综合指数" in answer.get_json()["response"]["overview-areas-title"]["children"]


def test_the_overview_is_the_first_page_of_the_bureau(formed: Place, caller):
    assert '"overview-areas"' in caller("admin").ask("room.children", place=BASE).text


def test_the_file_has_every_school_with_its_indices(formed: Place, caller):
    lines = caller("admin").client.get(f"{BASE}overview.csv?period={MONTH}").text.splitlines()
    assert sum(code in line for line in lines for _, code in formed.planted.schools) == 24


def test_a_school_gets_no_such_file(formed: Place, caller):
    assert caller("head").client.get(f"{BASE}overview.csv?period={MONTH}").status_code == 404
