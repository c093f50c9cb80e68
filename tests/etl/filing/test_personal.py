"""The road of a return with personal data: checked, signed, accepted, loaded, recomputed; never in the open."""

from contextlib import closing
from datetime import UTC, date, datetime

import psycopg
import pytest
from sqlalchemy import text

from etl.facts.recomputing import compare_originals, recompute_district
from etl.filing.templates import template_fill
from tenants.errors import NotFound
from tenants.filing.personal import PersonalData, open_value
from tenants.filing.queries import get_version
from tenants.personal.keyring import Keyring, new_key
from tenants.personal.seals import rewrap_district_key, seals_of
from tenants.returns.logistics_staff import RETURN
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tests.builders import NOW, make_account
from tests.conftest import PERSONAL_KEY

ROSTER, TERM = "logistics_staff", "2026-2027-1"
AT = datetime(2026, 9, 25, 2, 0, tzinfo=UTC)
COOK = {
    "staff_no": "QXJ-C-0017", "name": "虚构壬癸", "birth_year": 1987, "gender": "F", "post": "cook",
    "facility_no": "C01", "employment": "full_time", "contract_start": date(2025, 9, 1),
    "contract_end": date(2027, 8, 31), "wage_month": 3210, "wage_on_time": True, "social_insurance": True,
    "injury_insurance": True, "health_cert_no": "XGJKZ550017", "health_cert_to": date(2027, 3, 17),
    "training_cert_no": "XGPXZ550017", "training_cert_on": date(2026, 8, 19), "background_checked": True,
    "on_duty": True,
}  # fmt: skip
SECRETS = ["QXJ-C-0017", "虚构壬癸", "XGJKZ550017", "XGPXZ550017", "2027-03-17", "2026-08-19"]


def roster(**values):
    return {"main": [COOK | values]}


def accepted(desk, school, rows=None, *, period_key=TERM, at=AT):
    version = desk.file(school, rows or roster(), return_code=ROSTER, period_key=period_key, at=at)
    desk.load()
    return version


def dump(database):
    """Every row of every table, as text."""
    found = []
    with closing(psycopg.connect(database.admin_url.render_as_string(hide_password=False))) as connection:
        tables = connection.execute(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind = 'r' and n.nspname in ('public', 'access', 'returns', 'release', 'queue', 'sec')"
        ).fetchall()
        for (name,) in tables:
            found += [str(row[0]) for row in connection.execute(f"select t::text from {name} t")]
    return "\n".join(found)


def test_no_table_holds_a_personal_value(desk, database):
    accepted(desk, desk.school())
    said = dump(database)
    assert b"XGJKZ550017".hex() not in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_no_log_line_holds_one(desk, caplog):
    caplog.set_level("DEBUG")
    accepted(desk, desk.school())
    assert [secret for secret in SECRETS if secret in caplog.text] == []


def test_findings_do_not_repeat_what_was_typed(desk, database):
    school = desk.school()
    wrong = roster(gender="女性龘", health_cert_to="明年三月龘", staff_no="甲" + "龘" * 29)
    receipt = desk.upload(school, wrong, return_code=ROSTER, period_key=TERM, at=AT)
    desk.process()
    assert {"too_long", "not_a_date"} <= desk.codes(receipt)
    assert "龘" not in dump(database)  # no cipher text can hold it by chance


def test_rules_see_what_is_sealed(desk):
    school = desk.school()
    receipt = desk.upload(school, roster(health_cert_to=date(2026, 8, 31)), return_code=ROSTER, period_key=TERM, at=AT)
    desk.process()
    assert "LS-03" in desk.codes(receipt)


def test_figures_are_formed_from_it(desk):
    school = desk.school()
    accepted(desk, school)
    assert desk.fact(school, "health_cert_rate", TERM).value == 100


def test_the_next_template_brings_the_roster_to_the_school(desk):
    school = desk.school()
    accepted(desk, school)
    duty = desk.duty(school, ROSTER, "2026-2027-2")
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        fill = template_fill(session, duty)
    assert fill.rows["main"][0]["name"] == "虚构壬癸"
    assert not any(secret in str(fill.context) for secret in SECRETS)


def test_the_same_staff_number_has_the_same_digest_in_the_next_term(desk, database):
    school = desk.school()
    accepted(desk, school)
    accepted(desk, school, period_key="2026-2027-2", at=datetime(2027, 3, 3, tzinfo=UTC))
    found = database.admin("select count(distinct staff_no_index), count(*) from returns.logistics_staff_main")
    assert found == [(1, 2)]


def test_recomputing_and_the_originals_say_the_same(desk):
    accepted(desk, desk.school())
    assert list(recompute_district(desk.pools, desk.district_id)) == [(1, 1)]
    (compared,) = compare_originals(desk.pools, desk.originals, desk.guard, desk.district_id)
    assert compared.differing == ()


def test_a_value_moved_to_another_school_does_not_open(desk, database):
    mine, other = accepted(desk, desk.school()), accepted(desk, desk.school())
    database.admin("alter table version disable trigger all")
    database.admin(
        "update version v set figures = o.figures from version o where v.id = %s and o.id = %s", mine.id, other.id
    )
    database.admin("alter table version enable trigger all")
    with (
        district_job_session(desk.pools, desk.district_id) as session,
        pytest.raises(Exception, match="cannot be opened"),
    ):
        open_one(session, make_account("logistics_officer", district_id=desk.district_id), mine)


def open_one(session, viewer, version, field="name", row_no=1):
    declared = RETURN.part("main").field(field)
    found = get_version(session, version.id)
    return open_value(session, viewer, found, declared, part="main", row_no=row_no, at=NOW, address="192.0.2.1")


@pytest.mark.parametrize("role", ["school_clerk", "school_head", "logistics_officer"])
def test_the_school_and_who_accepts_open_one_value_and_leave_a_trace(desk, database, role):
    school = desk.school()
    version = accepted(desk, school)
    who = {"school_clerk": desk.clerks, "school_head": desk.heads}.get(role, {}).get(school.school_id)
    viewer = who or make_account(role, district_id=school.district_id)
    with viewer_session(desk.pools, viewer) as session:
        assert open_one(session, viewer, version) == "虚构壬癸"
    (entry,) = database.admin(
        "select account_id, role, at, details->>'field', (details->>'row_no')::int, details->>'version', address"
        " from audit_entry where action = 'personal_read'"
    )
    assert entry == (viewer.account_id, role, NOW, "name", 1, str(version.id), "192.0.2.1")


@pytest.mark.parametrize("role", ["inspector", "funding_officer", "bureau_admin"])
def test_nobody_else_does(desk, role):
    school = desk.school()
    version = accepted(desk, school)
    areas = [school.area_code] if role == "inspector" else []
    viewer = make_account(role, district_id=school.district_id, areas=areas)
    with viewer_session(desk.pools, viewer) as session, pytest.raises(PersonalData):
        open_one(session, viewer, version)


def test_another_school_does_not_even_find_it(desk):
    version, other = accepted(desk, desk.school()), desk.school()
    clerk = desk.clerks[other.school_id]
    with viewer_session(desk.pools, clerk) as session, pytest.raises(NotFound):
        open_one(session, clerk, version)


@pytest.mark.parametrize(("field", "row_no"), [("post", 1), ("name", 2), ("name", 0), ("post_licence_no", 1)])
def test_only_a_personal_value_that_is_there_is_opened(desk, field, row_no):
    school = desk.school()
    version = accepted(desk, school)
    clerk = desk.clerks[school.school_id]
    with viewer_session(desk.pools, clerk) as session, pytest.raises(NotFound):
        open_one(session, clerk, version, field, row_no)


def test_a_new_key_takes_over(desk, database):
    school = desk.school()
    version = accepted(desk, school)
    new = new_key()
    url = database.url.render_as_string(hide_password=False)
    both = Pools.connect(url, database.passwords, size=1, keyring=Keyring([new, PERSONAL_KEY]))
    with district_job_session(both, desk.district_id) as session:
        assert rewrap_district_key(session)
    both.dispose()
    alone = Pools.connect(url, database.passwords, size=1, keyring=Keyring([new]))
    head = desk.heads[school.school_id]
    with viewer_session(alone, head) as session:
        assert open_one(session, head, version) == "虚构壬癸"
    alone.dispose()


def test_a_key_made_in_what_was_undone_is_forgotten(desk):
    desk.school()
    with desk.session() as session:
        nested = session.begin_nested()
        undone = seals_of(session).district_key
        nested.rollback()
        assert seals_of(session).district_key != undone
        assert session.execute(text("select count(*) from district_key")).scalar_one() == 1
