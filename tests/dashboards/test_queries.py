"""The questions to the database, as each role."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text

from dashboards.queries.areas import areas
from dashboards.queries.choices import choices
from dashboards.queries.limits import limits
from dashboards.queries.own import own_figures
from dashboards.queries.schools import schools
from dashboards.queries.sources import sources
from dashboards.queries.trend import own_trend, trend
from dashboards.transforms.ranking import together
from dashboards.transforms.standing import HAS_MISSING, Shown, remarks_on, shown_as
from dashboards.view import View
from tenants.calendar.models import ParameterValue
from tenants.calendar.periods import period_of
from tenants.facts import Fact
from tenants.indices.models import IndexPart
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import PeriodType
from tenants.scope.sessions import district_job_session
from tests.builders import make_account, make_unit
from tests.dashboards.conftest import Place

VIEW = View(indicator_code="accompany_rate", period_key="2026-10")
TODAY = date(2026, 11, 21)


def test_the_bureau_sees_every_school_once(place: Place):
    with place.session("admin") as session:
        rows = schools(session, VIEW, today=TODAY)
    assert sorted(row.school_code for row in rows) == sorted(code for _, code in place.planted.schools)


def test_a_unit_of_the_bureau_is_no_school_and_stands_behind_its_own_figures(place: Place):
    unit = make_unit(district_id=place.planted.district_id)
    own = View(indicator_code="loan_recovery_rate", period_key="2025")
    with place.session("admin") as session:
        assert unit.school_code not in {row.school_code for row in schools(session, VIEW, today=TODAY)}
        assert [row.school_code for row in schools(session, own, today=TODAY)] == [unit.school_code]


def test_an_inspector_sees_the_schools_of_the_areas_in_charge(place: Place):
    with place.session("inspector") as session:
        rows = schools(session, VIEW, today=TODAY)
    assert {row.area_code for row in rows} == {place.planted.area_codes[0]}


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_a_school_sees_itself_alone(place: Place, who: str):
    with place.session(who) as session:
        assert [row.school_code for row in schools(session, VIEW, today=TODAY)] == [place.own_code]
        assert areas(session, VIEW) == []
        assert trend(session, VIEW.but(school=place.other_code)) == []
        assert sources(session, VIEW, place.other_code) is None
        assert own_figures(session, place.planted.schools[1][0], [("accompany_rate", "2026-09")])[0].value is None
        assert own_trend(session, VIEW, place.planted.schools[1][0]) == []


def test_areas_add_up_like_their_schools(place: Place):
    with place.session("admin") as session:
        rows, found = schools(session, VIEW, today=TODAY), areas(session, VIEW)
    for area in found:
        mine = [row for row in rows if area.area_code in ("", row.area_code)]
        value, numerator, denominator = together(mine, VIEW.indicator)
        assert (area.value, area.numerator, area.denominator) == pytest.approx((value, numerator, denominator))


def test_an_inspector_sees_the_totals_of_the_areas_in_charge_and_of_the_district(place: Place):
    mine, other = place.planted.area_codes[:2]
    with place.session("inspector") as session:
        assert {row.area_code for row in areas(session, VIEW)} == {"", mine}
        assert {point.line for point in trend(session, VIEW.but(area=mine))} == {"district", "area"}
        assert {point.line for point in trend(session, VIEW.but(area=other))} == {"district"}


def test_narrowed_areas_are_summed_anew(place: Place):
    view = VIEW.but(stage="primary")
    with place.session("admin") as session:
        rows, found = schools(session, view, today=TODAY), areas(session, view)
    assert 0 < len(rows) < len(place.planted.schools)
    everything = next(row for row in found if not row.area_code)
    assert everything.value == pytest.approx(together(rows, VIEW.indicator)[0])
    assert everything.schools == sum(row.value is not None for row in rows)


def test_filters_that_name_nothing_find_nothing(place: Place):
    with place.session("admin") as session:
        assert schools(session, VIEW.but(area="ZZZ"), today=TODAY) == []
        assert schools(session, VIEW.but(peer="junior/city/full"), today=TODAY) == []


def test_what_is_not_filed_is_missing_after_its_day_and_not_due_before(place: Place):
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("delete from fact where period_key = '2026-10' and indicator = 'accompany_rate'"))
    due = period_of("2026-10").end + timedelta(days=10)
    with place.session("admin") as session:
        on_the_day = {row.school_id: shown_as(row) for row in schools(session, VIEW, today=due)}
        after = {row.school_id: shown_as(row) for row in schools(session, VIEW, today=due + timedelta(days=1))}
    unfiled = {school for school, shown in on_the_day.items() if shown is Shown.NOT_DUE}
    assert unfiled == {school for school, shown in after.items() if shown is Shown.MISSING}
    assert Shown.NO_VALUE in after.values()  # accepted, but the figure is not there


def test_a_span_looks_at_the_duties_of_its_months(place: Place):
    view = View(indicator_code="canteen_balance_rate", period_key="2026-2027-1")
    with place.session("admin") as session:
        rows = schools(session, view, today=TODAY)
    assert {row.owed for row in rows} == {2}  # September and October are planted


def test_the_trend_of_a_school_and_its_area(place: Place):
    view = VIEW.but(school=place.other_code, area=place.planted.area_codes[0])
    with place.session("admin") as session:
        points = trend(session, view)
    assert {(point.line, point.period_key) for point in points} >= {("district", "2026-10"), ("area", "2026-09")}
    assert len([point for point in points if point.line == "school"]) >= 2


def test_an_inspector_has_no_trend_of_a_school_elsewhere(place: Place):
    with place.session("admin") as session:
        elsewhere = next(
            row.school_code
            for row in schools(session, VIEW, today=TODAY)
            if row.area_code != place.planted.area_codes[0]
        )
    with place.session("inspector") as session:
        points = trend(session, VIEW.but(school=elsewhere))
        assert sources(session, VIEW, elsewhere) is None
    assert not [point for point in points if point.line == "school"]


def test_a_head_gets_the_median_of_the_peers(place: Place):
    school_id = place.planted.schools[0][0]
    with place.session("head") as session:
        (row,) = own_figures(session, school_id, [("accompany_rate", "2026-09")])
        points = own_trend(session, VIEW, school_id)
    assert row.value is not None
    assert row.schools is not None and row.schools >= 4 and row.median is not None
    assert (row.lower is None) == (row.upper is None) == (row.schools < 8)
    assert {point.schools for point in points if point.line != "school"} > {4} or len(points) > 3


def test_the_sources_name_rows_cells_and_people(place: Place):
    view = VIEW.but(period_key="2026-09")
    with place.session("head") as session:
        found = sources(session, view, place.own_code)
    assert found is not None and found.value is not None
    (filed,) = found.filed
    assert (filed.prepared_by, filed.approved_by, filed.version_no) == ("李会计", "王校长", 1)
    assert filed.cells["main"]["rows"] == [4]


def test_choices_are_what_there_is(place: Place):
    with place.session("admin") as session:
        offered = choices(session, place.people["admin"])
    with place.session("inspector") as session:
        fewer = choices(session, place.people["inspector"])
    assert [period.key for period in offered.periods_of(PeriodType.MONTH)] == ["2026-10", "2026-09", "2026-08"]
    assert tuple(offered.areas) == place.planted.area_codes
    assert tuple(fewer.areas) == place.planted.area_codes[:1]


@pytest.mark.parametrize("who", ["admin", "head"])
def test_the_periods_of_an_indicator_are_those_with_its_figures(place: Place, who: str):
    with place.session(who) as session:
        offered = choices(session, place.people[who], "canteen_balance_rate")
    assert (offered.periods_of(PeriodType.MONTH), offered.latest(PeriodType.MONTH)) == ((), None)
    assert [period.key for period in offered.periods_of(PeriodType.TERM)][:1] == ["2026-2027-1"]


def test_a_month_hardly_begun_is_not_the_first_to_be_shown(place: Place):
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("update area_fact set schools = 3 where period_key = '2026-10'"))
    with place.session("admin") as session:
        latest = choices(session, place.people["admin"], "accompany_rate").latest(PeriodType.MONTH)
    assert latest is not None and latest.key == "2026-09"


def test_a_limit_may_be_set_by_stage_and_day(place: Place):
    indicator = find_indicator("diners_per_worker")[1]
    row = {"district_id": place.planted.district_id, "code": "diners_per_worker_max", "valid_from": date(2026, 10, 1)}
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(insert(ParameterValue).values(**row, stage="primary", value=80))
    with place.session("admin") as session:
        october, september = (limits(session, indicator, day) for day in (date(2026, 10, 1), date(2026, 9, 1)))
    assert (october["primary"], october["junior"], september["primary"]) == (
        (80.0, 96.0),
        (100.0, 120.0),
        (100.0, 120.0),
    )


def test_a_unit_of_the_bureau_looks_at_its_own_figures_first(place: Place):
    unit = make_unit(district_id=place.planted.district_id)
    place.people["unit"] = make_account("school_head", school=unit)
    with place.session("unit") as session:
        offered = choices(session, place.people["unit"])
    assert offered.first_indicator == "loan_recovery_rate"
    assert [
        find_indicator(code)[0].code
        for code in ("loan_reminded", "accompany_rate")
        if offered.offers(find_indicator(code)[0])
    ] == ["student_loan"]


def test_the_findings_on_a_version_are_counted_behind_its_figure(place: Place):
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(text("""
            insert into finding (district_id, school_id, id, duty_id, version_id, ordinal, code, severity, also,
                says_zh, says_en, remedy_zh, remedy_en, is_deferred_outcome)
            select district_id, school_id, gen_random_uuid(), duty_id, id, 1, 'CO-01', 'warning', '[]', '', '', '', '', false
            from version where school_id = :school and return_code = 'canteen_operations' and period_key = '2026-09'
        """), {"school": place.planted.schools[0][0]})  # fmt: skip
    with place.session("admin") as session:
        found = sources(session, VIEW.but(period_key="2026-09"), place.own_code)
    assert found is not None and [filed.findings for filed in found.filed] == [1]


def test_an_index_says_whose_parts_were_not_handed_in(place: Place):
    index, (school_id, code) = VIEW.but(indicator_code="overall_index"), place.planted.schools[0]
    own = {
        "district_id": place.planted.district_id,
        "school_id": school_id,
        "indicator": "overall_index",
        "period_key": "2026-10",
    }
    with district_job_session(place.pools, place.planted.district_id) as session:
        session.execute(insert(Fact).values(own | {"value": 70}))
        session.execute(insert(IndexPart).values(own | {"part": "insurance_index", "weight": 15, "state": "missing"}))
    with place.session("admin") as session:
        said = {row.school_code: remarks_on(row) for row in schools(session, index, today=TODAY)}
    assert (said[code], {each for other, each in said.items() if other != code}) == ((HAS_MISSING,), {()})
