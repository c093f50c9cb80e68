"""The aid centre files for the district: whose it is, what its template brings, and the figures it gives."""

import pytest
from sqlalchemy import select

from etl.filing.templates import template_fill
from tenants.accounts.roles import Role
from tenants.errors import NotAllowed, NotFound
from tenants.filing.duty_list import Narrowed, Shown, duties
from tenants.filing.queries import get_version
from tenants.filing.services import accept
from tenants.registry.models import School, Tenant
from tenants.registry.register import registered_schools
from tenants.scope.sessions import viewer_session
from tests.builders import NOW, make_account, make_district, make_school

LOANS = {
    "pre_applications": 100, "new_contracts": 80, "renewals": 30, "contract_amount_ug": 2_000_000, "contracts_ug": 100,
    "contract_amount_pg": 250_000, "contracts_pg": 10,
}  # fmt: skip
DISTRICT = {
    "contracts_active": 900, "contracts_due": 200, "contracts_repaid": 50, "borrowers_reminded": 180,
    "borrowers_overdue": 4, "amount_due": 1_000_000, "amount_repaid": 980_000, "amount_overdue": 20_000,
}  # fmt: skip


@pytest.fixture
def unit(desk):
    return desk.unit()


def loans(*schools):
    return {"application": [LOANS | {"school_code": each.school_code} for each in schools], "repayment": [DISTRICT]}


def senior(**values):
    return make_school(stages=["senior"], school_type="senior", **values)


def upload(desk, unit, rows):
    receipt = desk.upload(unit, rows, return_code="student_loan", period_key="2025")
    desk.process()
    return receipt


def test_the_template_lists_the_schools_with_leavers(desk, unit):
    make_school()
    there, _ = senior(), senior(district_id=make_district())
    duty = desk.duty(unit, "student_loan", "2025")
    with viewer_session(desk.pools, desk.clerks[unit.school_id]) as session:
        fill = template_fill(session, duty)
    assert fill.rows["application"] == [{"school_code": there.school_code}]
    assert fill.school_name.zh == "资助中心"


def test_a_code_that_no_school_of_the_district_has_is_an_error(desk, unit):
    known, elsewhere = senior(), senior(district_id=make_district())
    assert "R10-school_code" not in desk.codes(upload(desk, unit, loans(known)))
    assert "R10-school_code" in desk.codes(upload(desk, unit, loans(known, elsewhere)))


def test_its_figures_are_those_of_the_district(desk, unit):
    version = desk.file(unit, loans(senior()), return_code="student_loan", period_key="2025")
    desk.load()
    assert version.accepted_by_name == "赵督查"
    assert desk.fact(unit, "loan_recovery_rate", "2025").value == 98
    whole = desk.area_fact("loan_recovery_rate", period_key="2025")
    assert (whole.value, whole.schools) == (98, 1)


def test_only_the_funding_officer_accepts_it(desk, unit):
    version_id = desk.drafted(upload(desk, unit, loans(senior()))).id
    desk.explain(version_id)
    desk.submit(version_id)
    officer = make_account("logistics_officer")
    with viewer_session(desk.pools, officer) as session, pytest.raises(NotAllowed):
        accept(session, officer, version_id, at=NOW)


@pytest.mark.parametrize("role", [Role.SCHOOL_CLERK, Role.INSPECTOR])
def test_schools_and_inspectors_do_not_see_it(desk, unit, role):
    school = senior()
    version_id = desk.drafted(upload(desk, unit, loans(school))).id
    is_clerk = role is Role.SCHOOL_CLERK
    other = make_account(role, school=school if is_clerk else None, areas=() if is_clerk else [school.area_code])
    with viewer_session(desk.pools, other) as session, pytest.raises(NotFound):
        get_version(session, version_id)


def test_the_unit_sees_its_own_duties_alone(desk, unit):
    desk.duty(senior())
    desk.duty(unit, "student_loan", "2025")
    clerk = desk.clerks[unit.school_id]
    with viewer_session(desk.pools, clerk) as session:
        page = duties(session, clerk, NOW.date(), Narrowed(shown=Shown.ALL))
    assert [(each.school_code, each.return_code) for each in page.lines] == [("aid_centre", "student_loan")]


def test_of_the_registry_it_reads_its_own_row_alone(desk, unit):
    make_school()
    with viewer_session(desk.pools, desk.clerks[unit.school_id]) as session:
        assert session.scalars(select(Tenant.school_code)).all() == ["aid_centre"]
        assert session.scalars(select(School)).all() == []


def test_the_register_ends_at_the_district(desk, unit):
    mine, _ = make_school(), make_school(district_id=make_district())
    with viewer_session(desk.pools, desk.clerks[unit.school_id]) as session:
        assert [each.school_code for each in registered_schools(session)] == [mine.school_code]
