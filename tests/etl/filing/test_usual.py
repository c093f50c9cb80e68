"""Unusual figures on the road: what the school's accepted months and those of its peers make of a filing."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import pytest

from etl.filing.usual import LEAST_DAYS, MOST_ASKED
from etl.forms.live import live_findings
from etl.forms.reading import read_form
from etl.forms.texts import texts_of
from tenants.calendar.models import SchoolCalendar
from tenants.returns.catalogue import get_return
from tenants.scope.sessions import viewer_session
from tests.etl.desk import with_values

MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]
CODES = {"unusual_for_school", "unusual_beside_last_year", "unusual_among_peers", "unusual_more"}


def unusual(desk, school, **values):
    receipt = desk.upload(school, with_values("canteen_operations", **values))
    desk.process()
    return {each.field: each for each in desk.findings(receipt) if each.code in CODES}


def teaching_days(desk, month, days):
    place = {"district_id": desk.district_id, "school_year": "2026-2027", "month": month, "stage": "junior", "term": 1}
    with desk.session() as session:
        session.add(SchoolCalendar(**place, teaching_days=days))


@pytest.fixture
def with_history(desk):
    school = desk.school()
    for month in MONTHS:
        desk.file(school, period_key=month)
    desk.load()
    return school


def test_a_figure_far_from_the_school_s_own_months_is_asked_about_at_its_cell(desk, with_history):
    found = unusual(desk, with_history, items_made=900, items_sampled=900)["items_made"]
    assert (found.code, found.severity, found.sheet) == ("unusual_for_school", "query", "食堂运营")
    assert found.cell and "此前5期的中位数是200" in found.says_zh and "900" in found.says_zh


def test_a_usual_filing_is_not_asked_about(desk, with_history):
    assert unusual(desk, with_history) == {}


def test_a_figure_that_a_rule_asks_about_already_is_asked_about_once(desk, with_history):
    receipt = desk.upload(with_history, with_values("canteen_operations", diners_lunch=4000))
    desk.process()
    assert [
        each.code for each in desk.findings(receipt) if each.field == "diners_lunch" and each.severity == "query"
    ] == ["CO-18"]


def test_a_month_of_few_teaching_days_is_not_judged(desk, with_history):
    teaching_days(desk, "2026-10", LEAST_DAYS - 1)
    assert unusual(desk, with_history, items_made=900, items_sampled=900) == {}


def test_the_strangest_are_asked_about_and_the_rest_is_named(desk, with_history):
    wild = dict.fromkeys(
        ("items_made", "items_sampled", "workers_on_duty", "cameras", "diners_breakfast", "weekly_checks"), 9000
    )
    found = unusual(desk, with_history, **wild)
    asked = [each for each in found.values() if each.code == "unusual_for_school"]
    assert len(asked) == MOST_ASKED and "1个数字" in found[None].says_zh


@dataclass
class Typed:
    """A row of the form."""

    cells: dict[str, str]
    part: str = "main"
    id: UUID = field(default_factory=uuid4)


def test_a_form_asks_while_it_is_filled_in(desk, with_history):
    ret, day = get_return("canteen_operations", date(2026, 10, 1)), date(2026, 11, 5)
    main = with_values("canteen_operations", items_made=900, items_sampled=900)["main"][0]
    typed = Typed(texts_of(ret.part("main"), main))
    with viewer_session(desk.pools, desk.clerks[with_history.school_id]) as session:
        found = live_findings(session, desk.duty(with_history), ret, read_form(ret, [typed], day), today=day)
    assert "unusual_for_school" in {each.code for each in found if each.field == "items_made"}


def peers(desk, count):
    schools = [desk.school() for _ in range(count + 1)]
    for school in schools:
        desk.file(
            school,
            return_code="school_profile",
            period_key="2026-2027",
            rows=with_values("school_profile", staff_total=60),
        )
    for school in schools[1:]:
        desk.file(school)
    teaching_days(desk, "2026-10", 20)
    desk.load()
    return schools[0]


def test_a_school_without_months_of_its_own_is_held_against_five_peers(desk):
    school = peers(desk, 5)
    found = unusual(desk, school, items_made=900, items_sampled=900)["items_made"]
    assert found.code == "unusual_among_peers"
    assert "5所" in found.says_zh and "200" in found.says_zh


def test_four_peers_are_too_few_to_tell(desk):
    assert unusual(desk, peers(desk, 4), items_made=900, items_sampled=900) == {}
