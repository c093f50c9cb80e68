"""What an index is made of: as words, as each role, and in the drawer."""

from decimal import Decimal

import pytest
from sqlalchemy import insert

from dashboards.queries.makings import PartRow, filings_behind, parts_of_index
from dashboards.transforms.makings import made_of, standing_of, sum_of
from dashboards.view import View
from tenants.facts import Fact
from tenants.indices.declared import VETO
from tenants.indices.models import IndexPart, PartState
from tenants.returns.catalogue import find_indicator
from tenants.scope.sessions import district_job_session
from tests.dashboards.conftest import NOW, Place

INDEX = "insurance_index"
VIEW = View(indicator_code=INDEX, period_key="2026-10")
INDICATOR = find_indicator(INDEX)[1]
MISSING = PartRow("insured_rate_food", PartState.MISSING, 20, 0.25, 0.0, None, "2026-2027")
COUNTED = PartRow("insured_rate_liability", PartState.COUNTED, 60, 0.75, 90.0, 90.0, "2026-2027")
AWAITED = PartRow("insured_rate_carrier", PartState.AWAITED, 15, None, None, None, None)
DEDUCTED = PartRow("liability_gap_days", PartState.DEDUCTED, 0, None, 3.0, 3.0, "2026-2027")


def test_an_index_is_said_as_a_sum():
    assert sum_of([COUNTED, MISSING, DEDUCTED], INDICATOR, 64.5, "en") == "54.00 ÷ 80 × 100 − 3.0 = 64.5 points"


def test_the_sentence_says_what_is_missing_and_what_may_come():
    said = standing_of([COUNTED, MISSING, AWAITED], 67.5)
    assert said.zh == "计入的各项合计 80 分，得 54.0 分；1 项逾期未报，按0分计；1 项未报或待审核，暂不计入"


def test_too_little_is_said_to_be_too_little():
    assert standing_of([MISSING, AWAITED], None).en.startswith("The parts that count are worth 20 points only")


@pytest.mark.parametrize(("row", "shown"), [
    (COUNTED, ("校方责任险参保率", "60", "90.0%", "90.0", "67.5", "2026–2027学年")),
    (MISSING, ("食品责任险参保率", "20", "—", "0.0", "0.0", "逾期超过10天未报，按0分计")),
    (DEDUCTED, ("校方责任险脱保天数", "—", "3 天", "−3.0", "—", "扣分，2026–2027学年")),
    (PartRow(VETO, PartState.CAPPED, 0, None, 59.99, None, "2026-2027"), ("否决项", "—", "—", "59.99", "—", "封顶")),
])  # fmt: skip
def test_a_part_is_shown_with_what_it_adds(row, shown):
    (made,) = made_of([row], "zh")
    assert (made.label.zh, made.weight, made.value, made.points, made.adds, made.remark.zh) == shown


@pytest.fixture
def formed(place: Place) -> Place:
    """The first two schools have an index."""
    with district_job_session(place.pools, place.planted.district_id) as session:
        for school_id, _ in place.planted.schools[:2]:
            own = {
                "district_id": place.planted.district_id, "school_id": school_id, "indicator": INDEX,
                "period_key": VIEW.period_key,
            }  # fmt: skip
            figures = {"numerator": Decimal(54), "denominator": Decimal(80), "value": Decimal("64.5")}
            session.execute(insert(Fact).values(own | figures))
            for row in (DEDUCTED, MISSING, COUNTED):
                session.execute(insert(IndexPart).values(own | row._asdict()))
    return place


@pytest.mark.parametrize(("who", "seen"), [("admin", 3), ("head", 0), ("clerk", 0)])
def test_a_school_sees_the_parts_of_no_other(formed: Place, who: str, seen: int):
    with formed.session(who) as session:
        assert len(parts_of_index(session, VIEW, formed.planted.schools[1][0])) == seen


def test_parts_stand_as_declared_and_deductions_last(formed: Place):
    with formed.session("head") as session:
        parts = [row.part for row in parts_of_index(session, VIEW, formed.planted.schools[0][0])]
    assert parts == ["insured_rate_liability", "insured_rate_food", "liability_gap_days"]


def test_the_drawer_leads_from_an_index_to_its_parts(formed: Place, caller):
    address = f"{VIEW.search}&school={formed.own_code}"
    answer = caller("admin").ask("drawer-content.children", address=address)
    part = VIEW.but(indicator_code="insured_rate_liability", period_key="2026-2027", school=formed.own_code)
    assert f'"href": "{part.search}"'.replace('": "', '":"') in answer.text


def test_the_drawer_of_timeliness_says_how_many_of_how_many(place: Place, caller):
    with district_job_session(place.pools, place.planted.district_id) as session:
        own = {"district_id": place.planted.district_id, "school_id": place.planted.schools[0][0]}
        figures = {
            "indicator": "return_on_time_rate",
            "period_key": "2026-11",
            "numerator": 1,
            "denominator": 2,
            "value": 50,
        }
        session.execute(insert(Fact).values(own | figures))
    address = f"?indicator=return_on_time_rate&period=2026-11&school={place.own_code}"
    answer = caller("admin").ask("drawer-content.children", address=address)
    assert "1 ÷ 2 × 100 = 50.0%" in str(answer.get_json())


@pytest.mark.parametrize(("who", "has_any"), [("admin", True), ("head", False)])
def test_the_returns_behind_timeliness_are_those_of_the_school_in_scope(place: Place, who: str, has_any: bool):
    view = View(indicator_code="return_on_time_rate", period_key="2026-11")
    with place.session(who) as session:
        found = filings_behind(session, view, place.planted.schools[1][0], today=NOW.date())
    assert bool(found) is has_any
