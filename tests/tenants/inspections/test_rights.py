"""Who may write what about a visit, as the database decides it, whatever the application would let pass."""

from datetime import date

import psycopg
import pytest
import sqlalchemy.exc
from sqlalchemy import insert, select, update

from tenants.base import new_key
from tenants.errors import NotAllowed
from tenants.filing.models import Duty, Source, Upload, UploadState, Version, VersionState
from tenants.inspections.models import EntryKind, RectificationEntry, ReplyKind, VisitReply
from tenants.inspections.replies import decide
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import NOW, make_account, make_area, make_duty, make_school

DAY = date(2026, 10, 12)
KEY = "2026-10-12.0001"


class Scene:
    """A school with a visit about it, entered or not."""

    def __init__(self, pools):
        self.pools, self.school = pools, make_school()
        self.head = make_account("school_head", school=self.school)
        self.inspector = make_account("inspector", areas=[self.school.area_code])
        self.admin = make_account("bureau_admin")
        self.duty = make_duty(self.school, "inspection_visit", KEY, due_on=DAY)

    def owner(self, school=None):
        school = school or self.school
        return {"district_id": school.district_id, "school_id": school.school_id}

    def version(self, state=VersionState.DRAFT):
        values = self.owner() | {
            "id": new_key(), "duty_id": self.duty.id, "return_code": "inspection_visit", "period_key": KEY,
            "version_no": 1, "state": state, "source": Source.FILE, "declared_from": DAY, "revision": 1, "figures": {},
            "cells": {}, "prepared_by": new_key(), "prepared_by_name": "赵督查", "created_at": NOW, "changed_at": NOW,
            "digest": b"x",
        }  # fmt: skip
        with district_job_session(self.pools, self.school.district_id) as session:
            session.execute(insert(Version).values(values))
        return values["id"]

    def seen(self, viewer, model):
        with viewer_session(self.pools, viewer) as session:
            return len(session.scalars(select(model).where(model.school_id == self.school.school_id)).all())

    def refuses(self, viewer, statement):
        with viewer_session(self.pools, viewer) as session, pytest.raises(sqlalchemy.exc.ProgrammingError) as refused:
            session.execute(statement)
        return isinstance(refused.value.orig, psycopg.errors.InsufficientPrivilege)

    def begun(self, code, school=None):
        row = self.owner(school) | {"id": new_key(), "return_code": code, "period_key": "2026-10-13.0001"}
        return insert(Duty).values(row | {"due_on": DAY})

    def reply(self, version_id, kind):
        words = "" if kind is ReplyKind.SIGNED else "清洗记录放在门卫处，请复核。"
        row = self.owner() | {
            "id": new_key(),
            "version_id": version_id,
            "kind": kind,
            "at": NOW,
            "account_id": new_key(),
            "role": "x",
        }
        upheld = True if kind is ReplyKind.DECISION else None
        return insert(VisitReply).values(row | {"account_name": "王", "words": words, "is_upheld": upheld})


@pytest.fixture
def scene(pools):
    return Scene(pools)


@pytest.mark.parametrize("code", ["inspection_visit", "rectification"])
def test_a_school_begins_neither_a_visit_nor_a_rectification(scene, code):
    assert scene.refuses(scene.head, scene.begun(code))


@pytest.mark.parametrize("code", ["safety_drill", "rectification"])
def test_an_inspector_begins_nothing_but_visits(scene, code):
    assert scene.refuses(scene.inspector, scene.begun(code))


def test_an_inspector_begins_no_visit_elsewhere(scene):
    assert scene.refuses(scene.inspector, scene.begun("inspection_visit", make_school(area_code=make_area())))


def test_a_visit_that_is_not_entered_is_the_bureau_s_alone(scene):
    scene.version()
    assert [(scene.seen(who, Duty), scene.seen(who, Version)) for who in (scene.head, scene.inspector)] == [
        (0, 0), (1, 1),
    ]  # fmt: skip


def test_a_visit_that_is_entered_is_read_by_the_school(scene):
    scene.version(VersionState.ACCEPTED)
    assert (scene.seen(scene.head, Duty), scene.seen(scene.head, Version)) == (1, 1)


def test_a_school_changes_no_visit(scene):
    scene.version(VersionState.ACCEPTED)
    with viewer_session(scene.pools, scene.head) as session:
        assert session.execute(update(Version).values(state=VersionState.REOPENED)).rowcount == 0


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.ACCEPTED])
def test_a_school_uploads_nothing_for_a_visit(scene, state):
    scene.version(state)
    row = scene.owner() | {
        "id": new_key(), "duty_id": scene.duty.id, "receipt_no": "1", "sha256": b"1", "filename": "x", "size_bytes": 1,
        "received_at": NOW, "received_by": new_key(), "received_by_name": "李", "state": UploadState.WAITING,
        "attempts": 0,
    }  # fmt: skip
    assert scene.refuses(scene.head, insert(Upload).values(row))


@pytest.mark.parametrize("kind", [ReplyKind.SIGNED, ReplyKind.OBJECTION])
def test_the_bureau_neither_signs_nor_objects_for_a_school(scene, kind):
    statement = scene.reply(scene.version(VersionState.ACCEPTED), kind)
    assert scene.refuses(scene.inspector, statement) and scene.refuses(scene.admin, statement)


def test_only_the_district_s_accounts_decide(scene):
    statement = scene.reply(scene.version(VersionState.ACCEPTED), ReplyKind.DECISION)
    assert scene.refuses(scene.head, statement) and scene.refuses(scene.inspector, statement)


def test_an_inspector_decides_on_no_objection(scene):
    version_id = scene.version(VersionState.ACCEPTED)
    with viewer_session(scene.pools, scene.inspector) as session, pytest.raises(NotAllowed):
        decide(session, scene.inspector, version_id, "现场没有出示，维持。", is_upheld=False, at=NOW)


def test_a_school_enters_no_recheck(scene):
    row = scene.owner() | {
        "id": new_key(), "duty_id": scene.duty.id, "attempt": 1, "kind": EntryKind.PASSED, "on": DAY, "until": None,
        "words": "", "account_id": new_key(), "account_name": "王", "at": NOW,
    }  # fmt: skip
    assert scene.refuses(scene.head, insert(RectificationEntry).values(row))
