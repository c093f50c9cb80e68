from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from etl.facts.recomputing import compare_originals, recompute_district
from tenants.facts import AreaFact, Fact, PeerFact, PeerGroup
from tenants.filing.services import file_nil, reopen
from tenants.indices.models import IndexPart
from tenants.registry.models import SchoolArea
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_area
from tests.etl.desk import with_values

OPERATIONS, FINANCE = "canteen_operations", "canteen_finance"


def rows(desk, statement: str):
    with desk.session() as session:
        return session.execute(text(statement)).all()


def everything(desk):
    """All figures, without the moment they were loaded."""
    with desk.session() as session:
        return [
            [tuple(row) for row in session.execute(select(*table.__table__.c).order_by(*table.__table__.primary_key))]
            for table in (Fact, AreaFact, PeerFact, PeerGroup, IndexPart)
        ]


def money(**values):
    return with_values(FINANCE, **values)


def test_accepted_figures_become_typed_rows(desk):
    version = desk.file(desk.school())
    assert desk.load() == 1
    found = rows(desk, "select version_id, row_no, period_key, version_no, facility_no, diners_lunch, licence_to, "
                       "camera_public from returns.canteen_operations_main")  # fmt: skip
    assert [tuple(each) for each in found] == [(version.id, 1, "2026-10", 1, "C01", 380, date(2029, 5, 1), True)]


def test_a_fact_has_numerator_denominator_and_value(desk):
    school = desk.school()
    version = desk.file(school, with_values(OPERATIONS, accompany_occasions=30))
    desk.load()
    fact = desk.fact(school, "accompany_rate")
    assert (fact.numerator, fact.denominator, fact.value) == (30, 40, 75)
    assert (fact.version_id, fact.accepted_at, fact.is_partial) == (version.id, version.accepted_at, False)


def test_a_zero_denominator_gives_no_value(desk):
    school = desk.school()
    desk.file(school, return_code=FINANCE)
    desk.load()
    fact = desk.fact(school, "refund_rate")
    assert (fact.numerator, fact.denominator, fact.value) == (0, 0, None)


def test_nothing_is_loaded_before_acceptance(desk):
    school = desk.school()
    desk.upload(school)
    desk.process()
    assert desk.load() == 0
    assert desk.fact(school, "accompany_rate") is None


def test_loading_again_gives_the_same(desk):
    desk.file(desk.school())
    desk.load()
    before = everything(desk)
    assert list(recompute_district(desk.pools, desk.district_id, at=NOW)) == [(1, 1)]
    assert everything(desk) == before


def test_recomputing_in_small_batches_gives_the_same_numbers(desk):
    schools = [desk.school() for _ in range(4)]
    for at, school in enumerate(schools):
        desk.file(school, with_values(OPERATIONS, accompany_occasions=30 + at))
        desk.file(school, return_code=FINANCE)
    desk.load()
    before = everything(desk)
    with desk.session() as session:
        for table in ("fact", "area_fact", "peer_fact", "peer_group", "index_part"):
            session.execute(text(f"delete from {table}"))
    list(recompute_district(desk.pools, desk.district_id, batch=3, at=NOW))
    assert everything(desk) == before


def test_the_originals_still_say_what_was_accepted(desk):
    desk.file(desk.school())
    (compared,) = compare_originals(desk.pools, desk.originals, desk.guard, desk.district_id)
    assert (compared.done, compared.differing) == (1, ())


def test_a_lost_original_is_told_by_its_receipt(desk):
    version = desk.file(desk.school())
    with desk.session() as session:
        sha256, receipt = session.execute(text("select sha256, receipt_no from upload")).one()
    path = desk.originals.path_of(sha256)
    path.unlink()
    path.write_bytes(b"something else")
    (compared,) = compare_originals(desk.pools, desk.originals, desk.guard, desk.district_id)
    assert (compared.differing, version.upload_id is not None) == ((receipt,), True)


def test_a_correction_replaces_the_figures_when_it_is_accepted(desk):
    school = desk.school()
    first = desk.file(school, with_values(OPERATIONS, accompany_occasions=30))
    desk.load()
    reviewer = desk.reviewer(OPERATIONS)
    with viewer_session(desk.pools, reviewer) as session:
        reopen(session, reviewer, first.id, "陪餐餐次登记有误，请更正。", at=NOW)
    assert desk.fact(school, "accompany_rate").value == 75
    second = desk.file(school, with_values(OPERATIONS, accompany_occasions=40), at=NOW + timedelta(days=1))
    desk.load()
    fact = desk.fact(school, "accompany_rate")
    assert (second.version_no, fact.value, fact.version_id) == (2, 100, second.id)
    assert len(rows(desk, "select 1 from returns.canteen_operations_main")) == 2  # what was known before stays


def test_a_version_that_was_replaced_before_it_was_loaded_leaves_no_figure(desk):
    school = desk.school()
    first = desk.file(school, with_values(OPERATIONS, accompany_occasions=30))
    reviewer = desk.reviewer(OPERATIONS)
    with viewer_session(desk.pools, reviewer) as session:
        reopen(session, reviewer, first.id, "陪餐餐次登记有误，请更正。", at=NOW)
    second = desk.file(school, with_values(OPERATIONS, accompany_occasions=40), at=NOW + timedelta(days=1))
    assert desk.load(batch=1) == 2
    assert desk.fact(school, "accompany_rate").version_id == second.id


def nil(desk, school, return_code, period_key):
    duty, clerk = desk.duty(school, return_code, period_key), desk.clerks[school.school_id]
    with viewer_session(desk.pools, clerk) as session:
        version = file_nil(session, clerk, duty.id, "no_activity", at=NOW)
    desk.submit(version.id)
    return desk.accept(version.id)


def test_a_nil_version_has_no_figures(desk):
    school = desk.school()
    nil(desk, school, OPERATIONS, "2026-10")
    assert desk.load() == 1
    assert desk.fact(school, "accompany_rate") is None


def test_a_nil_version_takes_earlier_figures_away(desk):
    school = desk.school()
    first = desk.file(school)
    desk.load()
    reviewer = desk.reviewer(OPERATIONS)
    with viewer_session(desk.pools, reviewer) as session:
        reopen(session, reviewer, first.id, "当月停课，应为零报告。请更正。", at=NOW)
    nil(desk, school, OPERATIONS, "2026-10")
    desk.load()
    assert desk.fact(school, "accompany_rate") is None
    assert desk.area_fact("accompany_rate") is None


def finance_of_two_months(desk, school):
    desk.file(school, money(closing_surplus=1000), return_code=FINANCE, period_key="2026-09", at=NOW)
    later = money(opening_surplus=1000, closing_surplus=4000, cost_raw_material=68000)
    desk.file(school, later, return_code=FINANCE, period_key="2026-10", at=NOW + timedelta(minutes=1))


def test_a_term_sums_its_accepted_months(desk):
    school = desk.school()
    finance_of_two_months(desk, school)
    desk.load()
    fact = desk.fact(school, "canteen_balance_rate", "2026-2027-1")
    assert (fact.numerator, fact.denominator, fact.value) == (4000, 200000, 2)  # (1,000 + 3,000) / 200,000


def test_the_term_is_the_same_month_by_month(desk):
    school = desk.school()
    finance_of_two_months(desk, school)
    desk.load(batch=1)
    assert desk.fact(school, "canteen_balance_rate", "2026-2027-1").numerator == 4000


def test_a_term_is_partial_until_all_due_months_are_in(desk):
    school = desk.school()
    finance_of_two_months(desk, school)
    desk.load(now=NOW)
    assert desk.fact(school, "canteen_balance_rate", "2026-2027-1").is_partial  # November has not been filed
    list(recompute_district(desk.pools, desk.district_id, at=NOW + timedelta(days=120)))
    assert not desk.fact(school, "canteen_balance_rate", "2026-2027-1").is_partial  # no other month was owed


def test_a_month_that_is_owed_keeps_a_past_term_partial(desk):
    school = desk.school()
    finance_of_two_months(desk, school)
    desk.duty(school, FINANCE, "2026-11")
    desk.load(now=NOW + timedelta(days=120))
    assert desk.fact(school, "canteen_balance_rate", "2026-2027-1").is_partial


def test_a_nil_month_leaves_the_term_to_the_others(desk):
    school = desk.school()
    finance_of_two_months(desk, school)
    desk.load()
    nil(desk, school, FINANCE, "2026-11")
    desk.load()
    assert desk.fact(school, "canteen_balance_rate", "2026-2027-1").numerator == 4000


def test_an_area_is_the_ratio_of_sums(desk):
    one, other = desk.school(), desk.school()
    desk.file(one, with_values(OPERATIONS, accompany_occasions=40))  # 40 of 40
    half = with_values(
        OPERATIONS, serving_days=5, meal_occasions=10, disinfect_occasions=10, tasting_occasions=10,
        accompany_occasions=0, morning_check_days=5, camera_online_days=5,
    )  # fmt: skip
    desk.file(other, half)  # 0 of 10
    desk.load()
    area = desk.area_fact("accompany_rate", one.area_code)
    assert (area.numerator, area.denominator, area.value, area.schools) == (40, 50, 80, 2)
    assert desk.area_fact("accompany_rate").value == 80


def test_a_school_counts_for_the_area_it_belonged_to_at_the_end_of_the_period(desk):
    school = desk.school()
    moved_to = make_area()
    with desk.session() as session:
        held = session.scalars(select(SchoolArea)).one()
        held.valid_to = date(2026, 10, 15)
        session.add(
            SchoolArea(
                district_id=school.district_id, school_id=school.school_id, valid_from=date(2026, 10, 15),
                area_code=moved_to,
            )
        )  # fmt: skip
    desk.file(school, period_key="2026-09")
    desk.file(school, period_key="2026-10", at=NOW + timedelta(minutes=1))
    desk.load()
    assert desk.area_fact("accompany_rate", school.area_code, "2026-09").schools == 1
    assert desk.area_fact("accompany_rate", school.area_code, "2026-10") is None
    assert desk.area_fact("accompany_rate", moved_to, "2026-10").schools == 1


def test_amounts_are_summed(desk):
    for amount in (300, 500):
        desk.file(desk.school(), money(improper_spend=amount), return_code=FINANCE)
    desk.load()
    district = desk.area_fact("improper_spend_amount")
    assert (district.numerator, district.denominator, district.value) == (800, None, 800)


def filed_with_rates(desk, *rates, **school):
    for rate in rates:
        desk.file(desk.school(**school), with_values(OPERATIONS, accompany_occasions=rate))
    desk.load()


def groups(desk):
    with desk.session() as session:
        return dict(session.execute(select(PeerGroup.school_id, PeerGroup.peer_group)).all())


def spread_of(desk):
    found = desk.peer_fact("accompany_rate", "junior/town/boarding")
    return found.schools, found.lower_quartile, found.median, found.upper_quartile


def test_a_peer_group_has_its_quartiles(desk):
    filed_with_rates(desk, 10, 12, 16, 20, 24, 28, 32, 36)  # 25, 30, 40, 50, 60, 70, 80, 90 %
    assert spread_of(desk) == (8, Decimal("37.5"), Decimal(55), Decimal("72.5"))


def test_a_small_peer_group_has_its_median_alone(desk):
    filed_with_rates(desk, 10, 20, 30, 40)  # 25, 50, 75, 100 %
    assert spread_of(desk) == (4, None, Decimal("62.5"), None)


def test_a_group_of_three_has_no_median(desk):
    filed_with_rates(desk, 10, 20, 30)
    assert desk.peer_fact("accompany_rate", "junior/town/boarding") is None


def test_a_group_of_four_with_three_values_has_no_median(desk):
    desk.school()
    filed_with_rates(desk, 10, 20, 30)
    assert set(groups(desk).values()) == {"junior/town/boarding"}
    assert desk.peer_fact("accompany_rate", "junior/town/boarding") is None


def test_small_groups_fall_back_to_stage_and_boarding_then_to_stage(desk):
    city = [desk.school(locality="city") for _ in range(2)]
    town = [desk.school(locality="town") for _ in range(2)]
    day = desk.school(locality="town", boarding="none")
    filed_with_rates(desk, 20, locality="rural")
    found = groups(desk)
    assert {found[each.school_id] for each in (*city, *town)} == {"junior/boarding"}
    assert found[day.school_id] == "junior"


@pytest.mark.parametrize(
    ("school_type", "stages", "stage"),
    [
        ("nine_year", ["primary", "junior"], "junior"),
        ("complete_secondary", ["junior", "senior"], "senior"),
        ("primary", ["primary", "preschool"], "primary"),
    ],
)
def test_the_main_stage_is_the_highest(desk, school_type, stages, stage):
    school = desk.school(school_type=school_type, stages=stages)
    filed_with_rates(desk, 20)
    assert groups(desk)[school.school_id].split("/")[0] == stage


def test_a_school_sees_its_own_facts_and_no_areas(desk):
    one, other = desk.school(), desk.school()
    for school in (one, other):
        desk.file(school)
    desk.load()
    with viewer_session(desk.pools, desk.clerks[one.school_id]) as session:
        assert set(session.scalars(select(Fact.school_id))) == {one.school_id}
        assert session.scalars(select(AreaFact)).all() == []


def test_an_inspector_sees_the_facts_of_their_areas(desk):
    one = desk.school()
    elsewhere = desk.school(area_code=make_area())
    for school in (one, elsewhere):
        desk.file(school)
    desk.load()
    inspector = make_account("inspector", areas=[one.area_code])
    with viewer_session(desk.pools, inspector) as session:
        assert set(session.scalars(select(Fact.school_id))) == {one.school_id}
