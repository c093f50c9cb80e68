"""Two persons for every release, and an audit entry for every step."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tenants.audit.models import AuditEntry
from tenants.errors import NotAllowed, NotFound
from tenants.publishing.errors import (
    AlreadyProposed,
    NotProposed,
    NotPublished,
    NotYetPublic,
    ReasonNeeded,
    SamePerson,
)
from tenants.publishing.models import ReleaseState
from tenants.publishing.queries import get_release, releases
from tenants.publishing.services import approve, propose, withdraw
from tenants.scope.sessions import viewer_session
from tests.builders import make_account, make_district, make_school

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
REASON = "数据有误，待学校核对后重新公开。"


@pytest.fixture
def office(pools):
    """Two officers of a district, and how they act."""
    make_district()
    return Office(pools)


class Office:
    def __init__(self, pools):
        self.pools = pools
        self.first = make_account("logistics_officer", name="周专员")
        self.second = make_account("bureau_admin", name="吴管理员")

    def do(self, viewer, act, *args, **kwargs):
        """One act in a session of that person."""
        with viewer_session(self.pools, viewer) as session:
            return act(session, viewer, *args, at=AT, **kwargs)

    def proposed(self):
        """A proposal of the first officer."""
        return self.do(self.first, propose, "2026-10")

    def published(self):
        """A release that both have agreed to."""
        return self.do(self.second, approve, self.proposed().id)


def test_a_proposal_waits(office):
    assert office.proposed().state is ReleaseState.PROPOSED


def test_before_the_fifteenth_nothing_is_proposed(office):
    with viewer_session(office.pools, office.first) as session, pytest.raises(NotYetPublic) as refused:
        propose(session, office.first, "2026-10", at=datetime(2026, 11, 14, 2, 0, tzinfo=UTC))
    assert "2026年11月15日" in refused.value.text.zh


def test_a_second_proposal_of_a_month_waits_for_the_first(office):
    office.proposed()
    with pytest.raises(AlreadyProposed):
        office.do(office.second, propose, "2026-10")


def test_the_proposer_does_not_approve(office):
    release = office.proposed()
    with pytest.raises(SamePerson):
        office.do(office.first, approve, release.id)


def test_another_person_approves(office):
    release = office.published()
    assert (release.state, release.approved_by_name) == (ReleaseState.PUBLISHED, "吴管理员")


def test_a_second_click_changes_nothing(office):
    release = office.published()
    assert office.do(office.second, approve, release.id).approved_at == release.approved_at


def test_a_third_person_comes_too_late(office):
    release = office.published()
    third = make_account("funding_officer")
    with pytest.raises(NotProposed):
        office.do(third, approve, release.id)


def test_a_new_release_replaces_the_one_before(office):
    first, second = office.published(), office.published()
    with viewer_session(office.pools, office.first) as session:
        assert get_release(session, first.id).state is ReleaseState.REPLACED
        assert get_release(session, second.id).state is ReleaseState.PUBLISHED


def test_what_is_on_show_goes_only_with_a_reason(office):
    release = office.published()
    with pytest.raises(ReasonNeeded):
        office.do(office.second, withdraw, release.id, "  错了 ")
    assert office.do(office.second, withdraw, release.id, REASON).withdrawn_reason == REASON


def test_a_proposal_is_taken_back_without_one(office):
    release = office.proposed()
    assert office.do(office.first, withdraw, release.id, "").state is ReleaseState.WITHDRAWN


def test_what_was_replaced_cannot_be_withdrawn(office):
    first = office.published()
    office.published()
    with pytest.raises(NotPublished):
        office.do(office.second, withdraw, first.id, REASON)


@pytest.mark.parametrize("role", ["inspector", "school_head", "school_clerk"])
def test_other_roles_neither_propose_nor_approve(office, role):
    viewer = make_account(role, **({} if role == "inspector" else {"school": make_school()}))
    release = office.proposed()
    with pytest.raises(NotAllowed):
        office.do(viewer, propose, "2026-09")
    with pytest.raises(NotAllowed):
        office.do(viewer, approve, release.id)


def test_another_district_does_not_find_it(office):
    release = office.proposed()
    stranger = make_account("bureau_admin", district_id=make_district())
    with pytest.raises(NotFound):
        office.do(stranger, approve, release.id)


def test_every_step_is_in_the_audit_trail(office):
    release = office.published()
    office.do(office.second, withdraw, release.id, REASON)
    with viewer_session(office.pools, office.second) as session:
        told = session.execute(select(AuditEntry.action, AuditEntry.account_name, AuditEntry.subject)).all()
        assert len(releases(session)) == 1
    assert sorted(told) == [
        ("release_approved", "吴管理员", "2026-10"),
        ("release_proposed", "周专员", "2026-10"),
        ("release_withdrawn", "吴管理员", "2026-10"),
    ]
