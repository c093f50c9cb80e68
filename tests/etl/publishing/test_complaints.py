"""What of complaints comes before the public: replies that may be read by everybody, and counts (catalogue R32, 6)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from etl.publishing.complaints import publish_complaints
from tenants.publishing.models import PublicComplaints, PublicReply
from tenants.scope.sessions import public_session
from tests.builders import NOW
from tests.etl.publishing.office import COMPLAINT


@pytest.fixture
def school(desk):
    return desk.school()


def take(desk, school, number=1, **values):
    row = COMPLAINT | {"complaint_no": f"{school.school_code}-CP-2026-{number:04d}"} | values
    desk.taken(school, "complaint", f"2026-10-12.{number:04d}", {k: v for k, v in row.items() if v is not None})


def shown(desk, school, model):
    with desk.session() as session:
        publish_complaints(session, at=NOW + timedelta(days=1))
    with public_session(desk.pools) as session:
        return list(session.scalars(select(model).where(model.school_code == school.school_code)))


def test_a_reply_for_everybody_is_shown(desk, school):
    take(desk, school)
    [row] = shown(desk, school, PublicReply)
    assert (row.reply, row.domain_zh, str(row.closed_on)) == ("已增加保温设备。", "食堂", "2026-10-14")


@pytest.mark.parametrize("values", [{"publish_reply": False, "public_reply": None}, {"closed_at": None}])
def test_others_are_not(desk, school, values):
    take(desk, school, **values)
    assert shown(desk, school, PublicReply) == []


def test_a_reply_that_was_taken_back_goes(desk, school):
    take(desk, school)
    shown(desk, school, PublicReply)
    with desk.session() as session:
        for row in session.scalars(select(PublicReply).where(PublicReply.school_code == school.school_code)):
            assert row.reply
    number = f"{school.school_code}-CP-2026-0001"
    row = COMPLAINT | {"complaint_no": number, "publish_reply": False}
    row.pop("public_reply")
    desk.taken(school, "complaint", "2026-10-12.0001", row, version_no=2)
    assert shown(desk, school, PublicReply) == []


def test_a_year_says_how_many_were_dealt_with_in_time(desk, school):
    take(desk, school)
    take(
        desk,
        school,
        2,
        acknowledged_at="2026-10-20T15:00:00+08:00",
        replied_at=None,
        closed_at=None,
        publish_reply=False,
        public_reply=None,
    )
    [row] = shown(desk, school, PublicComplaints)
    assert (row.received, row.acknowledged_in_time, row.due, row.closed_in_time) == (2, 1, 1, 1)
