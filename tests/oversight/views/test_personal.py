"""Personal values on pages: masked, opened one by one by who may, and in no file that leaves by another door."""

from datetime import date

import pytest

from tests.builders import make_account, make_duty, make_school
from tests.desk import OPERATIONS
from tests.oversight.signing_in import csrf_of
from tests.oversight.views.test_form import change, page_of, saved, sent
from tests.oversight.views.world import NOW

ROW = {
    "staff_no": "QXJ-C-0017", "name": "虚构壬癸", "birth_year": 1987, "gender": "F", "post": "厨师", "facility_no": "C01",
    "employment": "全日制合同", "contract_start": date(2025, 9, 1), "contract_end": date(2027, 8, 31), "wage_month": 3210,
    "wage_on_time": "是", "social_insurance": "是", "injury_insurance": "是", "health_cert_no": "XGJKZ550017",
    "health_cert_to": date(2027, 3, 17), "training_cert_no": "XGPXZ550017", "training_cert_on": date(2026, 8, 19),
    "background_checked": "是", "on_duty": "是",
}  # fmt: skip
SECRETS = ["QXJ-C-0017", "虚构壬癸", "XGJKZ550017", "XGPXZ550017", "2027年3月17日", "sealed:"]


@pytest.fixture
def roster(world):
    """A school's roster, signed; the account that accepts it is signed in."""
    world.duty = make_duty(world.school, "logistics_staff", "2026-2027-1")
    world.submitted(ROW)
    world.people["officer"] = make_account("logistics_officer", district_id=world.school.district_id, now=NOW)
    world.officer = world.client(world.people["officer"])
    return world


def opened(world, client, place="main.name.1"):
    data = {"csrf_token": csrf_of(client), "place": place}
    return client.post(f"{world.version_url()}/personal", data=data)


def noted(database, action):
    return database.admin("select count(*) from audit_entry where action = %s", action)[0][0]


def held(text):
    return [each for each in SECRETS if each in text]


@pytest.mark.parametrize("who", ["clerk", "head", "officer"])
def test_the_page_shows_first_characters(roster, who):
    page = getattr(roster, who).get(roster.version_url() if who != "officer" else roster.review_url()).text
    assert held(page) == []
    assert "虚*" in page and 'value="main.name.1"' in page


def test_who_does_not_accept_it_sees_not_even_those(roster):
    page = roster.inspector.get(roster.version_url()).text
    assert held(page) == []
    assert "虚*" not in page and "open-personal" not in page


@pytest.mark.parametrize("address", ["findings", "figures.csv", "figures.xlsx"])
def test_no_other_page_or_file_tells_them(roster, address):
    answer = roster.clerk.get(f"{roster.version_url()}/{address}")
    assert answer.status_code == 200
    assert held(answer.data.decode("utf-8", "ignore")) == [] and "虚*" not in answer.data.decode("utf-8", "ignore")


@pytest.mark.parametrize("kind", ["", "/history.csv"])
def test_the_history_tells_none(roster, kind):
    assert held(roster.clerk.get(f"/returns/{roster.duty.id}{kind}").text) == []


@pytest.mark.parametrize("who", ["clerk", "head", "officer"])
def test_one_value_is_shown_and_noted(roster, who, database):
    answer = opened(roster, getattr(roster, who))
    assert answer.status_code == 200
    assert held(answer.text) == ["虚构壬癸"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert noted(database, "personal_read") == 1


def test_a_date_is_shown_as_one(roster):
    assert "2027年3月17日" in opened(roster, roster.clerk, "main.health_cert_to.1").text


def test_the_inspector_is_refused(roster, database):
    answer = opened(roster, roster.inspector)
    assert (answer.status_code, held(answer.text)) == (403, [])
    assert noted(database, "personal_read") == 0


def test_another_school_finds_nothing(roster):
    other = roster.client(make_account("school_clerk", school=make_school(), now=NOW))
    assert opened(roster, other).status_code == 404


@pytest.mark.parametrize(
    "place", ["", "main", "main.name", "main.name.x", "main.name.9", "main.name.-1", "x.name.1", "main.post.1"]
)
def test_a_place_that_is_none_is_not_found(roster, place):
    assert opened(roster, roster.clerk, place).status_code == 404


def test_the_view_of_the_original_hides_them(roster):
    page = roster.clerk.get(f"{roster.version_url()}/source?cell=main!B4")
    assert page.status_code == 200
    assert held(page.text) == []


@pytest.mark.parametrize("file", ["original", "annotated"])
def test_the_workbook_is_for_the_school_and_who_accepts(roster, file, database):
    address = f"/returns/uploads/{roster.upload_id()}/{file}"
    codes = [getattr(roster, who).get(address).status_code for who in ("clerk", "officer", "inspector")]
    assert codes == [200, 200, 403]
    assert noted(database, "personal_file") == 2


def test_a_file_that_was_refused_is_the_school_s_alone(roster):
    blob = roster.clerk.get(f"/returns/uploads/{roster.upload_id()}/original").data
    roster.duty = make_duty(roster.school, "canteen_operations", "2026-09")
    roster.upload(blob)
    roster.check()
    address = f"/returns/uploads/{roster.upload_id()}/original"
    codes = [getattr(roster, who).get(address).status_code for who in ("clerk", "inspector", "officer")]
    assert codes == [200, 403, 403]


def test_a_template_with_the_last_roster_is_not_for_the_inspector(roster):
    address = f"/returns/{roster.duty.id}/template"
    assert [roster.clerk.get(address).status_code, roster.inspector.get(address).status_code] == [200, 403]


def test_other_returns_are_handed_out_as_ever(world, database):
    world.file(OPERATIONS | {"facility_no": "C01"})
    address = f"/returns/uploads/{world.upload_id()}/original"
    assert world.inspector.get(address).status_code == 200
    assert noted(database, "personal_file") == 0


FORM = {name: str(value) for name, value in ROW.items()}


@pytest.fixture
def form(world):
    """The form of a roster, with everything typed and saved."""
    world.duty = make_duty(world.school, "logistics_staff", "2026-2027-1")
    answer = sent(world, page_of(world), FORM)
    assert answer.status_code == 303, answer.text
    return world


def test_a_form_keeps_what_is_typed_sealed(form, database):
    kept = str(database.admin("select cells::text from form_row"))
    assert "sealed:1:" in kept and "cook" not in kept and "厨师" in kept
    assert [each for each in SECRETS[:4] if each in kept] == []


def test_a_form_shows_the_school_its_own_roster_and_notes_it(form, database):
    before = noted(database, "personal_file")
    assert 'value="虚构壬癸"' in page_of(form)
    assert noted(database, "personal_file") == before + 1


def test_a_sealed_cell_is_changed_as_seen(form):
    page = page_of(form)
    assert saved(form, [change(page, "name", "虚构壬癸", "虚构甲")], seen=2).status_code == 200
    assert 'value="虚构甲"' in page_of(form)


def test_somebody_else_s_change_is_a_conflict(form):
    page = page_of(form)
    assert saved(form, [change(page, "name", "虚构壬癸", "虚构甲")], seen=2).status_code == 200
    assert saved(form, [change(page, "name", "虚构壬癸", "虚构乙")], seen=2).status_code == 409


def test_a_filled_form_becomes_a_sealed_version(form):
    answer = sent(form, page_of(form), {}, do="check")
    assert answer.status_code == 303, answer.text
    form.check()
    row = form.version().figures["main"][0]
    assert row["post"] == "cook" and row["name"].startswith("sealed:1:")


def test_a_form_begins_with_the_last_roster(roster):
    roster.officer.post(f"/review/versions/{roster.version().id}/accept", data={"csrf_token": csrf_of(roster.officer)})
    roster.duty = make_duty(roster.school, "logistics_staff", "2026-2027-2")
    assert 'value="虚构壬癸"' in page_of(roster)
