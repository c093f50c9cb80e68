"""Values for the school alone: the school reads them, the bureau reads that they are there."""

from datetime import date

import pytest
from flask import g

from oversight.app import create_app
from oversight.filed.closing import without_closed
from oversight.filed.values import in_words
from tenants.filing.personal import File, ForSchool, note_file
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.returns.findings import Finding
from tenants.scope.sessions import viewer_session
from tenants.text import Text
from tests.builders import NOW, make_account, make_school

CLAIM = get_return("insurance_claim", date(2026, 10, 1))
AMOUNT = CLAIM.part("main").field("claim_amount")
FINDING = Finding(
    code="unusual",
    severity=Severity.QUERY,
    says=Text("申请金额9000", "9000"),
    remedy=Text("核对", "Check"),
    part="main",
    field="claim_amount",
    value="9000",
)


@pytest.fixture
def reading(pools, settings):
    """A function of who reads and what is asked."""
    app, school = create_app(settings), make_school()
    people = {"clerk": make_account("school_clerk", school=school), "officer": make_account("funding_officer")}

    def ask(who, asked):
        with app.test_request_context():
            g.viewer = people[who]
            return asked()

    yield ask
    app.extensions["houqin.pools"].dispose()


def test_the_school_reads_its_value_and_the_bureau_does_not(reading):
    assert reading("clerk", lambda: in_words(AMOUNT, "9000.00", "zh")) == "9,000.00"
    assert reading("officer", lambda: in_words(AMOUNT, "9000.00", "zh")) == "（仅本校可见）"


def test_a_finding_says_no_closed_number_to_the_bureau(reading):
    assert "9000" in reading("clerk", lambda: without_closed(FINDING, CLAIM)).says.zh
    told = reading("officer", lambda: without_closed(FINDING, CLAIM))
    assert "9000" not in f"{told.says}{told.value}"


def test_a_rule_over_closed_values_is_told_in_words(reading):
    rule = next(each for each in CLAIM.rules if "claim_amount" in each.holds)
    finding = Finding(code=rule.code, severity=rule.severity, says=Text("申请9000", "9000"), remedy=rule.remedy)
    told = reading("officer", lambda: without_closed(finding, CLAIM)).says
    assert "9000" not in f"{told}" and "不符合" in told.zh and "Does not hold" in told.en


def test_the_file_is_for_the_accepting_office_and_noted(pools, database):
    school = make_school()
    file = File(
        name="R-1",
        district_id=school.district_id,
        school_id=school.school_id,
        returns=[("insurance_claim", "2026-10-15.0001")],
    )
    for role in ("bureau_admin", CLAIM.accepting):
        viewer = make_account(role)
        with viewer_session(pools, viewer) as session:
            if role == "bureau_admin":
                with pytest.raises(ForSchool):
                    note_file(session, viewer, file, at=NOW, address="")
            else:
                note_file(session, viewer, file, at=NOW, address="")
    assert database.admin("select count(*) from audit_entry where action = 'personal_file'") == [(1,)]
