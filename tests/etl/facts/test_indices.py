"""Indices and timeliness as facts: which value a part has at a month, and what changes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update

from etl.facts.indices.keeping import follow_the_day
from etl.facts.indices.months import months_after
from etl.facts.recomputing import recompute_district
from tenants.facts import Fact
from tenants.filing.models import Version
from tenants.filing.services import reopen, send_back
from tenants.indices.models import IndexPart
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_duty
from tests.etl.desk import with_values

OPERATIONS = "canteen_operations"
FOOD = {"licence_valid_rate": 100, "sample_retention_rate": 100, "accompany_rate": 100, "menu_compliance_rate": 100}
DUE = date(2026, 11, 10)


def moment(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def state(desk, school, figures, period_key="2026-10"):
    """Figures as they would be loaded."""
    rows = [
        {
            "district_id": school.district_id, "school_id": school.school_id, "indicator": code,
            "period_key": period_key, "numerator": value, "denominator": None, "value": value,
        }
        for code, value in figures.items()
    ]  # fmt: skip
    with desk.session() as session:
        session.execute(insert(Fact), rows)


def follow(desk, day=DUE):
    with desk.session() as session:
        return follow_the_day(session, at=moment(day))


def value(desk, school, index="canteen_standard_index", period_key="2026-10"):
    fact = desk.fact(school, index, period_key)
    return None if fact is None else fact.value


def parts(desk, school, index="canteen_standard_index", period_key="2026-10"):
    with desk.session() as session:
        asked = select(IndexPart).where(
            IndexPart.school_id == school.school_id, IndexPart.indicator == index, IndexPart.period_key == period_key
        )
        return {each.part: each for each in session.scalars(asked)}


def test_an_accepted_return_forms_the_index_it_feeds(desk):
    school = desk.school()
    desk.file(school, with_values(OPERATIONS, accompany_occasions=20))
    desk.load()
    # 70 points apply; the 15 of accompaniment earn half: 62.5 of 70
    assert round(value(desk, school), 4) == Decimal("89.2857")


def test_the_parts_say_what_each_adds(desk):
    school = desk.school()
    desk.file(school, with_values(OPERATIONS, accompany_occasions=20))
    desk.load()
    part = parts(desk, school)["accompany_rate"]
    assert (part.state, part.weight, part.points, round(part.share, 3)) == ("counted", 15, 50, Decimal("0.214"))


def test_areas_and_peers_follow_the_indices(desk):
    for _ in range(4):
        desk.file(desk.school())
    desk.load()
    index = "canteen_standard_index"
    assert (desk.area_fact(index).value, desk.peer_fact(index, "junior/town/boarding").median) == (100, 100)


def test_a_correction_changes_the_index(desk):
    school = desk.school()
    first = desk.file(school, with_values(OPERATIONS, accompany_occasions=20))
    desk.load()
    reviewer = desk.reviewer(OPERATIONS)
    with viewer_session(desk.pools, reviewer) as session:
        reopen(session, reviewer, first.id, "陪餐餐次登记有误，请更正。", at=NOW)
    desk.file(school, at=NOW + timedelta(days=1))
    desk.load()
    assert value(desk, school) == 100


def test_recomputing_gives_the_same_index(desk):
    school = desk.school()
    desk.file(school, with_values(OPERATIONS, accompany_occasions=20))
    desk.load()
    before = value(desk, school)
    with desk.session() as session:
        session.execute(update(Fact).where(Fact.indicator == "canteen_standard_index").values(value=1))
    list(recompute_district(desk.pools, desk.district_id, at=NOW))
    assert value(desk, school) == before


@pytest.mark.parametrize(("terms", "points"), [
    ({"2025-2026-2": 80}, 80),  # the term has no figure yet: the one before stands
    ({"2025-2026-2": 80, "2026-2027-1": 60}, 60),
    ({"2025-2026-2": 80, "2026-2027-2": 60}, 80),  # what comes later does not
])  # fmt: skip
def test_a_longer_part_is_taken_at_its_period_or_the_latest_before(desk, terms, points):
    school = desk.school()
    state(desk, school, FOOD)
    for key, share in terms.items():
        state(desk, school, {"health_cert_rate": share}, key)
    follow(desk)
    assert parts(desk, school)["health_cert_rate"].points == points


def test_a_monthly_part_is_never_taken_from_another_month(desk):
    school = desk.school()
    state(desk, school, FOOD)
    state(desk, school, {"camera_online_rate": 50}, "2026-09")
    follow(desk)
    assert parts(desk, school)["camera_online_rate"].state == "left_out"


@pytest.mark.parametrize(("days", "said"), [(10, "awaited"), (11, "missing")])
def test_a_part_not_handed_in_counts_as_nothing_after_ten_days(desk, days, said):
    school = desk.school()
    state(desk, school, {"menu_compliance_rate": 100})
    desk.duty(school, OPERATIONS)
    follow(desk, DUE + timedelta(days=days))
    assert parts(desk, school)["accompany_rate"].state == said


def test_a_return_handed_in_late_is_awaited_not_missing(desk):
    school, late = desk.school(), moment(DUE + timedelta(days=25))
    state(desk, school, {"menu_compliance_rate": 100})
    receipt = desk.upload(school, at=late)
    desk.process(now=late)
    version = desk.drafted(receipt)
    desk.explain(version.id, at=late)
    desk.submit(version.id, at=late)
    follow(desk, DUE + timedelta(days=26))
    assert parts(desk, school)["accompany_rate"].state == "awaited"


def test_a_missing_term_does_not_hide_behind_the_term_before(desk):
    school = desk.school()
    state(desk, school, FOOD)
    state(desk, school, {"health_cert_rate": 80}, "2025-2026-2")
    make_duty(school, "logistics_staff", "2026-2027-1", due_on=date(2027, 2, 10))
    follow(desk, date(2027, 3, 1))
    assert parts(desk, school)["health_cert_rate"].state == "missing"


def test_a_morning_leaves_alone_what_no_day_changes(desk):
    school = desk.school()
    state(desk, school, FOOD, "2026-06")
    follow(desk)
    assert value(desk, school, period_key="2026-06") is None


def test_an_index_is_provisional_while_a_part_is_awaited(desk):
    school = desk.school()
    state(desk, school, FOOD)
    desk.duty(school, OPERATIONS)
    follow(desk)
    assert desk.fact(school, "canteen_standard_index").is_partial


@pytest.mark.parametrize(("day", "is_partial"), [(date(2026, 10, 31), True), (date(2026, 11, 1), False)])
def test_an_index_is_provisional_until_its_month_is_over(desk, day, is_partial):
    school = desk.school()
    state(desk, school, FOOD)
    follow(desk, day)
    assert desk.fact(school, "canteen_standard_index").is_partial is is_partial


def test_the_overall_index_leaves_out_what_a_school_does_not_have(desk):
    school = desk.school()
    state(desk, school, FOOD)
    state(desk, school, {f"insured_rate_{kind}": 90 for kind in ("liability", "medical", "food")}, "2026-2027")
    state(desk, school, {"aid_payment_rate": 100, "aid_timely_rate": 100, "aid_coverage": 100}, "2026-2027-1")
    follow(desk)
    # canteen 100 (30), funding 100 (25), insurance (60 x 90 + 25 x 94.736842) / 85 = 91.3932 (15); no inspection
    assert round(value(desk, school, "overall_index"), 4) == Decimal("98.1557")


def test_a_school_that_is_closed_has_no_index(desk):
    school = desk.school(status="closed", closed_on=date(2026, 10, 20))
    state(desk, school, FOOD)
    follow(desk)
    assert value(desk, school) is None


def test_a_version_changes_all_months_since_the_start_of_its_period():
    term = Version(school_id=7, return_code="logistics_staff", period_key="2026-2027-1")
    assert months_after([term], today=DUE) == {(7, "2026-09"), (7, "2026-10"), (7, "2026-11")}


def test_a_monthly_version_changes_its_month_alone():
    month = Version(school_id=7, return_code=OPERATIONS, period_key="2026-10")
    assert months_after([month], today=DUE) == {(7, "2026-10")}


def test_a_return_no_index_looks_at_changes_none():
    profile = Version(school_id=7, return_code="school_profile", period_key="2026-2027")
    assert months_after([profile], today=DUE) == set()


def test_what_is_handed_in_by_the_due_date_is_on_time(desk):
    school = desk.school()
    desk.file(school, at=moment(DUE))
    desk.file(school, return_code="canteen_finance", at=moment(DUE + timedelta(days=1)))
    follow(desk, DUE + timedelta(days=5))
    fact = desk.fact(school, "return_on_time_rate", "2026-11")
    assert (fact.numerator, fact.denominator, fact.value, fact.is_partial) == (1, 2, 50, True)


def test_what_is_due_today_is_not_judged_yet(desk):
    school = desk.school()
    desk.duty(school)
    follow(desk, DUE)
    assert desk.fact(school, "return_on_time_rate", "2026-11") is None


def test_a_version_sent_back_counts_in_the_month_it_was_handed_in(desk):
    school = desk.school()
    receipt = desk.upload(school)
    desk.process()
    version = desk.drafted(receipt)
    desk.explain(version.id)
    desk.submit(version.id)
    reviewer = desk.reviewer(OPERATIONS)
    with viewer_session(desk.pools, reviewer) as session:
        send_back(session, reviewer, version.id, (), "请核对陪餐餐次后再报。", at=NOW)
    follow(desk)
    assert value(desk, school, "return_rework_rate", "2026-11") == 100


@pytest.mark.parametrize(("read_on", "open_then"), [(date(2026, 11, 2), 1), (date(2026, 10, 30), 0)])
def test_an_explanation_is_open_until_the_bureau_has_read_it(desk, read_on, open_then):
    school, filed_on = desk.school(), moment(date(2026, 10, 28))
    receipt = desk.upload(school, with_values(OPERATIONS, accompany_occasions=20), at=filed_on)
    desk.process(now=filed_on)
    version = desk.drafted(receipt)
    desk.explain(version.id, at=filed_on)
    desk.submit(version.id, at=filed_on)
    desk.accept(version.id, at=moment(read_on))  # whoever accepts has read what was explained
    follow(desk)
    assert value(desk, school, "query_open_count") == open_then
