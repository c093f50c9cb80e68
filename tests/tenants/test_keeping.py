"""What the database itself never lets change, whoever asks."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tenants.audit.models import AuditEntry
from tenants.audit.services import record
from tenants.filing.models import FindingRow, Step, Upload, Version
from tenants.scope.sessions import district_job_session, login_session, viewer_session
from tests.builders import NOW, make_account, make_duty, make_school

FIGURES = {"main": [{"serving_days": "20"}]}


@pytest.fixture
def version(pools):
    """A draft with figures."""
    school = make_school()
    duty = make_duty(school, "canteen_operations", "2026-10")
    clerk = make_account("school_clerk", school=school)
    with viewer_session(pools, clerk) as session:
        made = Version(
            district_id=school.district_id, school_id=school.school_id, duty_id=duty.id, return_code=duty.return_code,
            period_key=duty.period_key, version_no=1, declared_from=duty.due_on, figures=FIGURES, cells={},
            prepared_by=clerk.account_id, prepared_by_name=clerk.account_name, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        session.add(made)
    return made


def change(pools, version, **values):
    with district_job_session(pools, version.district_id) as session:
        session.execute(update(Version).where(Version.id == version.id).values(**values))


def submit(pools, version):
    change(pools, version, state="submitted", digest=b"d", submitted_at=NOW)


def test_a_draft_may_change(pools, version):
    change(pools, version, figures={"main": []}, revision=2)


@pytest.mark.parametrize(
    "values",
    [{"figures": {}}, {"digest": b"e"}, {"cells": {"a": 1}}, {"submitted_at": None}, {"nil_reason": "no_activity"}],
)
def test_what_was_handed_in_never_changes(pools, version, values):
    submit(pools, version)
    with pytest.raises(DBAPIError, match="never change"):
        change(pools, version, **values)


def test_what_was_handed_in_may_be_accepted(pools, version):
    submit(pools, version)
    change(pools, version, state="accepted", accepted_at=NOW)


@pytest.mark.parametrize("state", ["draft", "reopened"])
def test_a_version_goes_its_way_only(pools, version, state):
    submit(pools, version)
    with pytest.raises(DBAPIError, match="does not go from"):
        change(pools, version, state=state)


def test_a_version_stays_with_its_duty(pools, version):
    with pytest.raises(DBAPIError, match="stays what it is"):
        change(pools, version, period_key="2026-09")


def finding_of(version):
    return FindingRow(
        district_id=version.district_id, school_id=version.school_id, duty_id=version.duty_id, version_id=version.id,
        ordinal=1, code="CO-09", severity="query", says_zh="问", says_en="Q", remedy_zh="答", remedy_en="A",
    )  # fmt: skip


@pytest.mark.parametrize("change_it", [delete(FindingRow), update(FindingRow).values(justification="because it is so")])
def test_the_findings_of_what_was_handed_in_never_change(pools, version, change_it):
    with district_job_session(pools, version.district_id) as session:
        session.add(finding_of(version))
    submit(pools, version)
    with pytest.raises(DBAPIError, match="never change"), district_job_session(pools, version.district_id) as session:
        session.execute(change_it)


def test_the_bureau_marks_a_justification_as_read(pools, version):
    with district_job_session(pools, version.district_id) as session:
        session.add(finding_of(version))
    submit(pools, version)
    with district_job_session(pools, version.district_id) as session:
        session.execute(update(FindingRow).values(read_at=NOW))


@pytest.mark.parametrize("statement", ["update step set reason = 'x'", "delete from step", "truncate step"])
def test_a_step_is_only_ever_added(database, pools, statement):
    with pytest.raises(Exception, match="only ever added to"):
        database.admin(statement)


def test_a_clerk_has_no_right_to_change_a_step(pools, version):
    clerk = make_account("school_clerk", school=make_school())
    with pytest.raises(DBAPIError, match="permission denied"), viewer_session(pools, clerk) as session:
        session.execute(update(Step).values(reason="x"))


def upload_of(version):
    return Upload(
        district_id=version.district_id, school_id=version.school_id, duty_id=version.duty_id, receipt_no="1",
        sha256=b"h", filename="a.xlsx", size_bytes=1, received_at=NOW, received_by=version.prepared_by,
        received_by_name="张三",
    )  # fmt: skip


@pytest.mark.parametrize("statement", ["delete from upload", "update upload set sha256 = 'x'"])
def test_an_original_stays_as_received(database, pools, version, statement):
    clerk = make_account("school_clerk", school=None or _school_of(pools, version))
    with viewer_session(pools, clerk) as session:
        session.add(upload_of(version))
    with pytest.raises(Exception, match="kept as received"):
        database.admin(statement)


def _school_of(pools, version):
    from tenants.registry.models import School

    with district_job_session(pools, version.district_id) as session:
        return session.scalars(select(School).where(School.school_id == version.school_id)).one()


def test_everybody_adds_to_the_audit_trail_and_the_bureau_reads_it(pools):
    school = make_school()
    clerk, admin = make_account("school_clerk", school=school), make_account("bureau_admin")
    entry = {"district_id": school.district_id, "account_id": clerk.account_id, "account_name": "张三", "at": NOW}
    with login_session(pools) as session:
        record(session, "signed_in", **entry)
    with viewer_session(pools, clerk) as session:
        record(session, "downloaded", **entry, subject="R03")
    with viewer_session(pools, admin) as session:
        assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == ["signed_in", "downloaded"]


@pytest.mark.parametrize("role", ["school_head", "inspector"])
def test_a_school_reads_its_own_part_of_the_audit_trail(pools, role):
    school = make_school()
    other = make_school(district_id=school.district_id, area_code=school.area_code)
    viewer = (
        make_account(role, school=school) if role == "school_head" else make_account(role, areas=[school.area_code])
    )
    entry = {"district_id": school.district_id, "account_id": None, "account_name": "张三", "at": NOW}
    with login_session(pools) as session:
        for name, about in (("own", school.school_id), ("other", other.school_id), ("none", None)):
            record(session, name, school_id=about, **entry)
    with viewer_session(pools, viewer) as session:
        found = session.scalars(select(AuditEntry.action)).all()
    assert found == (["own"] if role == "school_head" else [])
