"""Subjects: what belongs to which, their rows and sentences, their questions as each role, their pages."""

from collections import Counter
from datetime import date

import pytest

from dashboards.pages.desk import BASE
from dashboards.pages.subject import subject_at
from dashboards.queries.subjects import SubjectFigure, subject_figures
from dashboards.subjects import BY_CODE, OWN, SUBJECTS, figures_of
from dashboards.transforms.subjects import subject_found, subject_rows
from tenants.indices.declared import OVERSIGHT
from tenants.returns.catalogue import all_returns, find_indicator
from tests.dashboards.conftest import Place

DAY = date(2026, 10, 1)
CANTEEN = BY_CODE["canteen"]
RATES = ("accompany_rate", "disinfection_rate", "sample_retention_rate", "accompany_parent_rate")


def figure(indicator, value, *, area="", **more):
    values = {"period_key": "2026-10", "schools": 4, "is_partial": False, "green": 1, "amber": 2, "red": 1} | more
    return SubjectFigure(indicator=indicator, area_code=area, value=value, **values)


def rows(*figures, limit=(95.0, 90.0)):
    codes = list(dict.fromkeys(each.indicator for each in figures))
    return subject_rows([find_indicator(code) for code in codes], figures, dict.fromkeys(codes, limit))


def test_every_figure_belongs_to_exactly_one_subject():
    found = Counter(indicator.code for each in SUBJECTS for _, indicator in figures_of(each, DAY))
    declared = [each.code for ret in (OVERSIGHT, *all_returns(DAY)) for each in ret.indicators]
    assert found == Counter(declared)


def test_the_districts_own_returns_belong_to_no_subject_of_the_catalogue():
    assert figures_of(OWN, DAY) == []


def test_a_row_has_the_district_and_its_areas():
    (row,) = rows(figure("accompany_rate", 92.0), figure("accompany_rate", 99.0, area="A01"))
    assert (row.whole.value, {code: each.value for code, each in row.areas.items()}) == (92.0, {"A01": 99.0})


def test_areas_have_bands_of_their_own():
    (row,) = rows(figure("accompany_rate", 92.0), figure("accompany_rate", 99.0, area="A01"))
    assert (row.band, row.band_at(row.areas["A01"])) == ("amber", "green")


def test_a_sum_over_many_schools_has_no_band():
    (row,) = rows(figure("improper_spend_amount", 5.0))
    assert row.band is None


@pytest.mark.parametrize(("values", "said"), [
    ((80.0, 70.0), "2 项指标超红线：陪餐率、消毒登记率"),
    ((80.0, 92.0), "1 项指标超红线：陪餐率"),
    ((92.0, 99.0), "没有指标超红线，1 项接近：陪餐率"),
    ((99.0, 99.0), "有目标的 2 项指标全部达标"),
    ((None, None), "这个时期还没有数据。请选择其他月份。"),
])  # fmt: skip
def test_what_stands_out_is_said(values, said):
    assert subject_found(rows(*map(figure, RATES, values))).zh == said


def test_three_are_named_and_the_others_counted():
    codes = ("accompany_rate", "disinfection_rate", "sample_retention_rate", "camera_online_rate")
    assert subject_found(rows(*(figure(code, 10.0) for code in codes))).zh.endswith("率等")


def test_figures_that_are_not_rated_are_counted():
    assert subject_found(rows(figure("accompany_rate", 10.0), limit=None)).zh == "1 项指标有数据，均不评级"


def asked(*codes, last="2026-10"):
    return [(find_indicator(code)[1], last) for code in codes]


def test_an_indicator_has_its_latest_period_for_all_areas(place: Place):
    with place.session("admin") as session:
        found = subject_figures(session, asked("accompany_rate", last="2026-12"), {})
    assert {each.area_code for each in found} == {"", *place.planted.area_codes}
    assert len({each.period_key for each in found}) == 1


def test_what_comes_after_the_month_is_not_shown(place: Place):
    with place.session("admin") as session:
        found = subject_figures(session, asked("accompany_rate", last="2026-09"), {})
    assert {each.period_key for each in found} == {"2026-09"}


def test_schools_are_counted_by_band(place: Place):
    with place.session("admin") as session:
        (whole, *_) = subject_figures(session, asked("accompany_rate"), {"accompany_rate": (101.0, 0.0)})
    assert (whole.green, whole.amber, whole.red) == (0, whole.schools, 0)


def test_an_inspector_counts_the_schools_in_charge_and_sees_their_area(place: Place):
    with place.session("inspector") as session:
        found = subject_figures(session, asked("accompany_rate"), {"accompany_rate": (101.0, 0.0)})
    assert {each.area_code for each in found} == {"", place.planted.area_codes[0]}
    assert 0 < found[0].amber < found[0].schools


def test_a_school_gets_nothing(place: Place):
    with place.session("head") as session:
        assert subject_figures(session, asked("accompany_rate"), {}) == []


@pytest.mark.parametrize("subject", [each.code for each in BY_CODE.values()])
def test_every_subject_has_a_page(place: Place, caller, subject: str):
    asked = caller("admin")
    address = f"{BASE}subjects/{subject}"
    assert asked.client.get(address).status_code == 200
    values = {"subject_address": address}
    assert asked.ask("subject-table-title.children", **values).status_code == 200
    assert asked.ask("subject-areas.figure", **values).status_code == 200


def test_all_subjects_stand_side_by_side(place: Place, caller):
    answer = caller("admin").ask("subjects-all-body.children", subjects_all_address="?period=2026-10")
    assert "/dashboards/subjects/canteen?period=2026-10" in str(answer.get_json()) and len(answer.data) < 50_000


def test_a_made_up_subject_does_not_exist(caller):
    assert caller("admin").client.get(f"{BASE}subjects/none").status_code == 404


@pytest.mark.parametrize("path", ["subjects", "subjects/canteen", "subjects/canteen.xlsx?period=2026-10"])
def test_a_school_has_no_subjects(caller, path: str):
    assert caller("head").client.get(BASE + path).status_code == 404


BUREAU_ONLY = [
    ("subjects-all-body.children", "subjects_all_address"),
    ("subject-table-title.children", "subject_address"),
    ("subject-areas.figure", "subject_address"),
    ("subject-trend.figure", "subject_address"),
]


@pytest.mark.parametrize(("output", "place_of_address"), BUREAU_ONLY)
def test_a_school_may_not_ask_for_a_subject(caller, output: str, place_of_address: str):
    assert caller("head").ask(output, **{place_of_address: ""}).status_code == 403


@pytest.mark.parametrize(
    "said", [None, 7, ["x"], "?period=2026-10&indicator=none", "?indicator=x' or 1=1--", f"{BASE}subjects/%00"]
)
@pytest.mark.parametrize(("output", "place_of_address"), BUREAU_ONLY)
def test_a_forged_address_is_no_error_of_ours(caller, output: str, place_of_address: str, said):
    assert caller("admin").ask(output, **{place_of_address: said}).status_code == 200


def test_an_address_that_names_no_subject_is_the_first():
    assert subject_at({"a": 1}) is CANTEEN


def test_the_file_has_every_indicator_with_figures(place: Place, caller):
    page = caller("admin").client.get(f"{BASE}subjects/canteen.csv?period=2026-10").text
    assert "陪餐率" in page and "食堂收支结余率" in page


def test_the_tab_of_subjects_is_marked_on_each_of_them(place: Place, caller):
    page = caller("admin").client.get(f"{BASE}subjects/canteen").text
    assert '<a href="/dashboards/subjects" data-keeps-view="filters" aria-current="page">主题</a>' in " ".join(
        page.split()
    )
