"""Who complained is the school's to know, and nobody's else: no role of the bureau opens it."""

from datetime import UTC, date, datetime

import pytest

from tenants.filing.personal import PersonalData, open_value
from tenants.filing.queries import get_version
from tenants.returns.complaint import RETURN
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account

KEY = "2026-10-12.0001"
ROW = {
    "received_at": datetime(2026, 10, 12, 2, tzinfo=UTC), "complaint_channel": "phone", "complaint_domain": "canteen",
    "anonymous": False, "contact_name": "虚构壬癸", "contact_phone": "000-5500", "content": "反映食堂饭菜偏凉",
    "acknowledged_at": datetime(2026, 10, 12, 3, tzinfo=UTC), "due_on": date(2026, 11, 2), "publish_reply": False,
}  # fmt: skip


@pytest.fixture
def complaint(desk):
    """A complaint that the school took and filed."""
    school = desk.school()
    row = ROW | {"complaint_no": f"{school.school_code}-CP-2026-0001"}
    receipt = desk.upload(school, {"main": [row]}, return_code="complaint", period_key=KEY)
    desk.process()
    return school, desk.drafted(receipt)


def opened(desk, viewer, version):
    field = RETURN.part("main").field("contact_phone")
    with viewer_session(desk.pools, viewer) as session:
        found = get_version(session, version.id)
        return open_value(session, viewer, found, field, part="main", row_no=1, at=NOW, address="")


def test_the_school_that_took_it_may_call_back(desk, complaint):
    school, version = complaint
    assert opened(desk, desk.clerks[school.school_id], version) == "000-5500"


@pytest.mark.parametrize("role", ["logistics_officer", "bureau_admin", "funding_officer"])
def test_no_role_of_the_bureau_may(desk, complaint, role):
    school, version = complaint
    with pytest.raises(PersonalData):
        opened(desk, make_account(role, district_id=school.district_id), version)
