"""When the result of a visit comes before the public, and what of it (catalogue R37, 6)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from etl.filing.rechecking import enter_recheck
from etl.publishing.visits import public_from, publish_visits
from tenants.inspections.rechecking import Recheck
from tenants.inspections.replies import decide, object_to, sign_visit
from tenants.publishing.models import PublicFinding, PublicVisit
from tenants.scope.sessions import public_session, viewer_session
from tests.builders import NOW, make_account
from tests.etl.filing.visiting import enter, mend

MONDAY = datetime(2026, 11, 2, 1, 0, tzinfo=NOW.tzinfo)


def visit(**said):
    days = {"entered_at": 0, "signed_at": None, "objected_at": None, "decided_at": None} | said
    return SimpleNamespace(**{name: None if n is None else MONDAY + timedelta(days=n) for name, n in days.items()})


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({}, date(2026, 11, 30)),  # 20 working days after its entry
        ({"signed_at": 1}, date(2026, 11, 11)),  # the sixth working day after the signature
        ({"signed_at": 1, "objected_at": 2}, date(2026, 12, 1)),  # 20 working days after the signature
        ({"signed_at": 1, "objected_at": 2, "decided_at": 3}, date(2026, 11, 5)),
        ({"signed_at": 1, "objected_at": 2, "decided_at": 40}, date(2026, 12, 1)),
    ],
)
def test_a_visit_is_public_from_a_day_on(said, day):
    assert public_from(visit(**said), {}) == day


@pytest.fixture
def entered(desk):
    school = desk.school()
    inspector = make_account("inspector", areas=[school.area_code], name="赵督查")
    version = enter(desk, school, inspector)
    head = make_account("school_head", school=school, name="王校长")
    with viewer_session(desk.pools, head) as session:
        sign_visit(session, head, version.id, at=NOW)
    return SimpleNamespace(desk=desk, school=school, inspector=inspector, version=version, head=head)


def shown(entered, model, *, days):
    with entered.desk.session() as session:
        publish_visits(session, at=NOW + timedelta(days=days))
    with public_session(entered.desk.pools) as session:
        asked = select(model).where(model.visit_no.startswith(entered.school.school_code))
        return list(session.scalars(asked))


def test_before_its_day_nothing_is_shown(entered):
    assert shown(entered, PublicVisit, days=3) == []


def test_its_result_is_shown(entered):
    [row] = shown(entered, PublicVisit, days=20)
    assert (row.score, row.grade, row.star, row.vetoes) == (Decimal("83.33"), "B", 3, "-")


def test_it_stays_on_show_since_the_day_it_came(entered):
    [first] = shown(entered, PublicVisit, days=20)
    [again] = shown(entered, PublicVisit, days=25)
    assert again.published_on == first.published_on


def test_a_finding_is_shown_after_its_deadline(entered):
    before = shown(entered, PublicFinding, days=-30)
    [row] = shown(entered, PublicFinding, days=30)
    assert before == []
    assert (row.item_zh, row.description, row.closed_on) == ("管理机构与清洗记录", "没有清洗记录", None)


def test_a_rechecked_finding_says_when_it_was_closed(entered):
    duty_id = mend(entered.desk, entered.school).duty_id
    with viewer_session(entered.desk.pools, entered.inspector) as session:
        enter_recheck(session, entered.inspector, duty_id, Recheck(is_passed=True, on=date(2026, 10, 25)), at=NOW)
    [row] = shown(entered, PublicFinding, days=30)
    assert row.closed_on == date(2026, 10, 25)


def test_a_visit_that_is_open_again_is_not_on_show(entered):
    shown(entered, PublicVisit, days=20)
    admin = make_account("bureau_admin")
    with viewer_session(entered.desk.pools, entered.head) as session:
        object_to(session, entered.head, entered.version.id, "清洗记录在门卫处，请复核。", at=NOW)
    with viewer_session(entered.desk.pools, admin) as session:
        decide(session, admin, entered.version.id, "核实属实，予以更正。", is_upheld=True, at=NOW)
    assert shown(entered, PublicVisit, days=21) == []
