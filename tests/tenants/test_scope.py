"""Whose rows a transaction sees, and that no scope outlives its transaction."""

from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tenants.accounts.models import Account, InspectorArea, Membership, WebSession
from tenants.registry.models import School, SchoolArea
from tenants.scope.database_roles import DISTRICT, LISTED, WORKER
from tenants.scope.entering import enter, sha256_of
from tenants.scope.sessions import district_job_session, login_session, scoped_session, viewer_session
from tests.builders import NOW, make_account, make_area, make_district, make_school, session_token_of, sign_in

SCHOOLS = select(School.school_id).order_by(School.school_id)
TODAY = date(2026, 11, 3)  # of NOW in Shanghai


def seen(pools, viewer):
    with viewer_session(pools, viewer) as session:
        return session.scalars(SCHOOLS).all()


def seen_later(pools, viewer, now=NOW):
    """What the next request of the same browser sees."""
    return seen(pools, enter(pools, session_token_of(viewer), now=now))


def refused(engine, *, setting=None):
    """Whether a statement over a tenant table is refused for want of a scope."""
    with engine.connect() as connection:
        if setting is not None:
            connection.execute(text("select set_config('houqin.scope', :v, true)"), {"v": setting})
        with pytest.raises(DBAPIError) as problem:
            connection.execute(text("select count(*) from school"))
    return problem.value.orig.sqlstate == "HQ001"


@pytest.fixture
def lone(database):
    """Pools of one connection each, so that every checkout gets the one that was used before."""
    pools = database.pools()
    pools._size = 1
    for role in (LISTED, DISTRICT, WORKER):
        pools.engine(role).pool._max_overflow = 0
    yield pools
    pools.dispose()


# Who sees what


def test_a_clerk_sees_their_school_only(pools):
    mine, _ = make_school(), make_school()
    assert seen(pools, make_account("school_clerk", school=mine)) == [mine.school_id]


def test_an_inspector_sees_the_schools_of_their_areas(pools):
    east, west = make_area(), make_area()
    mine = [make_school(area_code=east).school_id, make_school(area_code=east).school_id]
    make_school(area_code=west)
    assert seen(pools, make_account("inspector", areas=[east])) == mine


def test_an_inspector_without_an_area_sees_nothing(pools):
    make_school()
    assert seen(pools, make_account("inspector")) == []


@pytest.mark.parametrize("role", ["funding_officer", "logistics_officer", "bureau_admin"])
def test_a_district_role_sees_its_district_only(pools, role):
    mine = [make_school().school_id, make_school().school_id]
    make_school(district_id=make_district())
    assert seen(pools, make_account(role)) == mine


def test_a_job_sees_its_district_only(pools):
    mine = make_school()
    make_school(district_id=make_district())
    with district_job_session(pools, mine.district_id) as session:
        assert session.scalars(SCHOOLS).all() == [mine.school_id]


# Dated assignments


def test_an_assignment_that_ended_yesterday_shows_nothing(pools):
    east = make_area()
    make_school(area_code=east)
    inspector = make_account("inspector", areas=[east])
    with login_session(pools) as session:
        session.execute(update(InspectorArea).values(valid_to=TODAY))
    assert seen_later(pools, inspector) == []


def test_an_assignment_holds_until_the_day_before_its_end(pools):
    east = make_area()
    school = make_school(area_code=east)
    inspector = make_account("inspector", areas=[east])
    with login_session(pools) as session:
        session.execute(update(InspectorArea).values(valid_to=TODAY + timedelta(days=1)))
    assert seen_later(pools, inspector) == [school.school_id]


def test_an_assignment_that_begins_tomorrow_shows_nothing_today(pools):
    east = make_area()
    make_school(area_code=east)
    inspector = make_account("inspector", areas=[east])
    with login_session(pools) as session:
        session.execute(update(InspectorArea).values(valid_from=TODAY + timedelta(days=1)))
    assert seen_later(pools, inspector) == []


def test_the_day_changes_at_midnight_in_shanghai(pools):
    east = make_area()
    school = make_school(area_code=east)
    inspector = make_account("inspector", areas=[east])
    with login_session(pools) as session:
        session.execute(update(InspectorArea).values(valid_to=TODAY + timedelta(days=1)))
    before, after = NOW.replace(hour=15, minute=59), NOW.replace(hour=16, minute=0)
    assert [seen_later(pools, inspector, before), seen_later(pools, inspector, after)] == [[school.school_id], []]


def test_a_school_that_moved_area_is_seen_by_its_new_inspector(pools):
    east, west = make_area(), make_area()
    school = make_school(area_code=east)
    old, new = make_account("inspector", areas=[east]), make_account("inspector", areas=[west])
    with district_job_session(pools, school.district_id) as session:
        session.execute(update(SchoolArea).values(valid_to=TODAY))
        moved = SchoolArea(district_id=school.district_id, school_id=school.school_id, valid_from=TODAY, area_code=west)
        session.add(moved)
    assert (seen_later(pools, old), seen_later(pools, new)) == ([], [school.school_id])


# Entering


def test_an_unknown_token_enters_nobody(pools):
    assert enter(pools, "made up", now=NOW) is None


def test_an_expired_session_enters_nobody(pools):
    clerk = make_account("school_clerk", school=make_school())
    assert enter(pools, session_token_of(clerk), now=NOW + timedelta(days=1)) is None


def test_a_session_without_its_second_factor_enters_nobody(pools):
    clerk = make_account("school_clerk", school=make_school())
    with login_session(pools) as session:
        session.execute(update(WebSession).values(is_verified=False))
    assert enter(pools, session_token_of(clerk), now=NOW) is None


def test_a_membership_that_ended_enters_nobody(pools):
    clerk = make_account("school_clerk", school=make_school())
    with login_session(pools) as session:
        session.execute(update(Membership).values(valid_to=TODAY))
    assert enter(pools, session_token_of(clerk), now=NOW) is None


def test_entering_again_gives_the_same_scope_and_writes_nothing(pools, database):
    clerk = make_account("school_clerk", school=make_school())
    before = database.admin("select xmin::text, ctid::text from sec.scope_grant")
    assert enter(pools, session_token_of(clerk), now=NOW) == clerk
    assert database.admin("select xmin::text, ctid::text from sec.scope_grant") == before


def test_two_roles_of_one_account_have_two_scopes(pools):
    one, other = make_school(), make_school()
    clerk = make_account("school_clerk", school=one)
    token = session_token_of(clerk)
    with login_session(pools) as session:
        second = Membership(
            account_id=clerk.account_id, district_id=one.district_id, role="school_clerk",
            school_id=other.school_id, valid_from=TODAY, valid_to=None,
        )  # fmt: skip
        session.add(second)
        session.flush()
        session.execute(update(WebSession).values(membership_id=second.id))
    now_other = enter(pools, token, now=NOW)
    assert (seen(pools, clerk), seen(pools, now_other)) == ([one.school_id], [other.school_id])


# Revocation


def test_a_deleted_session_sees_nothing_at_once(pools):
    clerk = make_account("school_clerk", school=make_school())
    with viewer_session(pools, clerk) as session:
        session.scalars(SCHOOLS).all()
        with login_session(pools) as signing_out:
            signing_out.execute(delete(WebSession).where(WebSession.token_sha256 == sha256_of(session_token_of(clerk))))
        with pytest.raises(DBAPIError, match="no scope"):
            session.scalars(SCHOOLS).all()
        session.rollback()


def test_a_locked_account_sees_nothing_at_once(pools):
    officer = make_account("logistics_officer")
    with login_session(pools) as session:
        session.execute(update(Account).values(is_active=False))
    assert refused(pools.district, setting=officer.scope_token)


def test_signing_out_elsewhere_leaves_this_session(pools):
    school = make_school()
    clerk = make_account("school_clerk", school=school)
    other = sign_in(clerk.account_id, clerk.membership_id)
    with login_session(pools) as session:
        session.execute(delete(WebSession).where(WebSession.token_sha256 == sha256_of(session_token_of(other))))
    assert seen(pools, clerk) == [school.school_id]


# Without a scope


@pytest.mark.parametrize("role", [LISTED, DISTRICT, WORKER])
@pytest.mark.parametrize("setting", [None, "", "made up", "made up:made up", ":"])
def test_no_scope_is_refused_and_not_empty(pools, role, setting):
    assert refused(pools.engine(role), setting=setting)


def test_the_setting_after_a_commit_is_empty_and_refused(pools):
    make_school()
    clerk = make_account("school_clerk", school=make_school())
    with pools.listed.connect() as connection:
        connection.execute(text("select set_config('houqin.scope', :v, true)"), {"v": clerk.scope_token})
        connection.execute(text("select count(*) from school"))
        connection.commit()
        assert connection.scalar(text("select current_setting('houqin.scope')")) == ""
        with pytest.raises(DBAPIError, match="no scope"):
            connection.execute(text("select count(*) from school"))


def test_a_writer_without_a_scope_is_refused(pools):
    school = make_school()
    with pools.worker.connect() as connection, pytest.raises(DBAPIError, match="no scope"):
        connection.execute(text("update school set name_en = 'x' where school_id = :id"), {"id": school.school_id})


def test_a_token_works_in_the_pool_of_its_role_only(pools):
    officer = make_account("logistics_officer")
    clerk = make_account("school_clerk", school=make_school())
    assert refused(pools.listed, setting=officer.scope_token)
    assert refused(pools.district, setting=clerk.scope_token)
    assert refused(pools.worker, setting=officer.scope_token)


def test_a_token_needs_its_membership(pools):
    clerk = make_account("school_clerk", school=make_school())
    assert refused(pools.listed, setting=clerk.scope_token.split(":")[0])


@pytest.mark.parametrize("role", [LISTED, DISTRICT])
@pytest.mark.parametrize(
    "statement",
    [
        "select sec.work_for(1, sha256('x'))",
        "select * from sec.enter(sha256('x'), sha256('x'), now())",
        "select sec.current_grant()",
        "select * from sec.scope_grant",
        "select * from sec.work_grant",
        "select * from sec.districts()",
        "select * from access.account",
        "set role houqin_owner",
        "set session authorization houqin_worker",
        "set row_security = off; select count(*) from school",
    ],
)
def test_injected_sql_opens_no_scope(pools, role, statement):
    school = make_school()
    viewer = make_account("school_clerk", school=school) if role == LISTED else make_account("bureau_admin")
    with pools.engine(role).connect() as connection:
        connection.execute(text("select set_config('houqin.scope', :v, true)"), {"v": viewer.scope_token})
        with pytest.raises(DBAPIError) as problem:
            connection.exec_driver_sql(statement)
    assert problem.value.orig.sqlstate == "42501"


# Pooled connections


ENDS = {
    "commit": lambda session: None,
    "rollback": lambda session: session.rollback(),
    "savepoint": lambda session: session.begin_nested().rollback(),
    "kept savepoint": lambda session: session.begin_nested().commit(),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_next_checkout_of_a_connection_has_no_scope(lone, pools, end):
    clerk = make_account("school_clerk", school=make_school())
    with viewer_session(lone, clerk) as session:
        used = session.scalar(text("select pg_backend_pid()"))
        ENDS[end](session)
    with lone.listed.connect() as connection:
        assert connection.scalar(text("select pg_backend_pid()")) == used
    assert refused(lone.listed)


def test_the_next_checkout_after_an_error_has_no_scope(lone, pools):
    clerk = make_account("school_clerk", school=make_school())
    with pytest.raises(ZeroDivisionError), viewer_session(lone, clerk) as session:
        session.scalars(SCHOOLS).all()
        raise ZeroDivisionError
    assert refused(lone.listed)


def test_the_next_checkout_after_a_database_error_has_no_scope(lone, pools):
    clerk = make_account("school_clerk", school=make_school())
    with pytest.raises(DBAPIError), viewer_session(lone, clerk) as session:
        session.execute(text("select 1 / 0"))
    assert refused(lone.listed)


def test_the_next_job_on_a_connection_has_no_scope(lone, pools):
    school = make_school()
    with district_job_session(lone, school.district_id) as session:
        assert session.scalars(SCHOOLS).all() == [school.school_id]
    assert refused(lone.worker)


def test_a_job_s_token_is_worth_nothing_in_the_next_transaction(lone, pools):
    school = make_school()
    with district_job_session(lone, school.district_id) as session:
        token = session.scalar(text("select current_setting('houqin.scope')"))
    assert refused(lone.worker, setting=token)


@pytest.mark.parametrize("turns", [3])
def test_each_transaction_of_a_session_has_its_scope(pools, turns):
    mine, _ = make_school(), make_school()
    clerk, counted = make_account("school_clerk", school=mine), count()
    with viewer_session(pools, clerk) as session:
        while next(counted) < turns:
            assert session.scalars(SCHOOLS).all() == [mine.school_id]
            session.commit()


def test_each_transaction_of_a_job_has_its_scope(pools):
    mine = make_school()
    make_school(district_id=make_district())
    with district_job_session(pools, mine.district_id) as session:
        session.scalars(SCHOOLS).all()
        session.commit()
        assert session.scalars(SCHOOLS).all() == [mine.school_id]


def test_a_savepoint_rolled_back_keeps_the_scope(pools):
    mine, _ = make_school(), make_school()
    with viewer_session(pools, make_account("school_clerk", school=mine)) as session:
        with pytest.raises(IntegrityError), session.begin_nested():
            raise IntegrityError("", {}, ValueError())
        assert session.scalars(SCHOOLS).all() == [mine.school_id]


def test_a_session_commits_at_its_end_and_not_on_an_error(pools):
    school = make_school(name_en="before")
    with pytest.raises(ZeroDivisionError), district_job_session(pools, school.district_id) as session:
        session.execute(update(School).values(name_en="after"))
        raise ZeroDivisionError
    with district_job_session(pools, school.district_id) as session:
        assert session.scalars(select(School.name_en)).all() == ["before"]


def test_a_job_for_a_district_that_is_not_there_fails(pools):
    with pytest.raises(DBAPIError, match="no such district"), district_job_session(pools, 987654) as session:
        session.scalars(SCHOOLS).all()


def test_a_scope_of_nobody_is_refused(pools):
    with pytest.raises(DBAPIError, match="no scope"), scoped_session(pools.listed, "") as session:
        session.scalars(SCHOOLS).all()
