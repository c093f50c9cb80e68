"""A supplier's system files a month."""

import pytest

from tenants.accounts.tokens import Scope
from tests.desk import OPERATIONS
from tests.oversight.api.programs import ROWS


def test_rows_become_a_draft_and_are_signed(programs):
    answer = programs.filed()
    receipt = programs.ask("GET", answer.json["url"].removeprefix("/api/v1")).json
    version = programs.ask("GET", f"/versions/{receipt['version_id']}", "head")
    programs.explain_all()
    version = programs.ask("GET", f"/versions/{receipt['version_id']}", "head")
    signed = programs.ask(
        "POST",
        f"/versions/{receipt['version_id']}/submit",
        "head",
        json={"digest": version.json["digest"]},
        headers={"If-Match": version.headers["ETag"]},
    )
    assert (signed.status_code, signed.json["state"], signed.json["source"]) == (200, "submitted", "api"), signed.text


def test_a_check_keeps_nothing(programs):
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": ROWS})
    assert answer.status_code == 200, answer.text
    assert programs.ask("GET", f"/duties/{programs.duty.id}/versions").json["items"] == []


def wrong(programs, **changed):
    """October's row with some values changed, checked."""
    row = ROWS["main"][0] | changed
    return programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": {"main": [row]}})


def test_a_finding_points_at_its_place_in_the_rows(programs):
    found = wrong(programs, waste_kg="很多").json["findings"]
    assert [(each["code"], each["pointer"]) for each in found if each["severity"] == "error"] == [
        ("not_a_number", "/parts/main/0/waste_kg")
    ]


def test_a_finding_says_what_the_workbook_says(programs):
    [said] = [each for each in wrong(programs, waste_kg="很多").json["findings"] if each["code"] == "not_a_number"]
    programs.file({"facility_no": "C01"} | OPERATIONS | {"waste_kg": "很多"})
    version = programs.ask("GET", f"/versions/{programs.version().id}/findings").json["items"]
    [filed] = [each for each in version if each["code"] == "not_a_number"]
    assert (said["says"], said["remedy"]) == (filed["says"], filed["remedy"])


def test_what_is_no_field_is_named(programs):
    answer = wrong(programs, wast_kg=3)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/parts/main/0/wast_kg")


def test_what_is_no_part_is_named(programs):
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": {"mian": []}})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/parts/mian")


def test_a_value_that_is_a_document_is_named(programs):
    answer = wrong(programs, waste_kg={"kg": 3})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/parts/main/0/waste_kg")


def test_the_same_rows_again_give_the_same_receipt(programs):
    first = programs.filed()
    again = programs.ask("POST", f"/duties/{programs.duty.id}/versions", json={"parts": ROWS})
    assert (again.status_code, again.json["receipt_no"]) == (202, first.json["receipt_no"])


def test_other_rows_do_not_replace_a_draft_unasked(programs):
    programs.filed()
    other = {"main": [ROWS["main"][0] | {"waste_kg": 311}]}
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/versions", json={"parts": other})
    assert (answer.status_code, answer.json["type"]) == (409, "/api/v1/#problem-draft-exists")


def replace(programs, etag=None, waste=311):
    other = {"main": [ROWS["main"][0] | {"waste_kg": waste}]}
    told = {} if etag is None else {"If-Match": etag}
    return programs.ask("PUT", f"/duties/{programs.duty.id}/draft", json={"parts": other}, headers=told)


def etag(programs):
    return programs.ask("GET", f"/versions/{programs.version().id}").headers["ETag"]


def test_a_draft_is_replaced_by_who_read_it(programs):
    programs.filed()
    answer = replace(programs, etag(programs))
    programs.check()
    assert (answer.status_code, programs.version().figures["main"][0]["waste_kg"]) == (202, "311.0")


def test_a_draft_is_not_replaced_unread(programs):
    programs.filed()
    assert replace(programs).status_code == 428


def test_a_stale_write_is_told_who_was_before(programs):
    programs.filed()
    stale = etag(programs)
    replace(programs, stale)
    programs.check()
    answer = replace(programs, stale, waste=312)
    assert (answer.status_code, answer.json["changed_by"]) == (409, ["李会计"])


def test_a_write_waits_for_what_was_sent_before(programs):
    programs.filed()
    read = etag(programs)
    replace(programs, read)
    answer = replace(programs, read, waste=312)
    assert (answer.status_code, answer.json["type"]) == (409, "/api/v1/#problem-still-reading")


def nil(programs, key, reason="no_activity"):
    told = {"Idempotency-Key": key}
    return programs.ask("POST", f"/duties/{programs.duty.id}/nil", json={"reason": reason}, headers=told)


def test_the_same_key_gives_the_same_answer(programs):
    first, again = nil(programs, "k1"), nil(programs, "k1")
    assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")


def test_the_same_key_does_nothing_twice(programs):
    nil(programs, "k1")
    nil(programs, "k1")
    assert programs.version().revision == 1


def test_a_key_stands_for_one_request(programs):
    nil(programs, "k1")
    assert nil(programs, "k1", "no_facility").status_code == 422


def test_a_clerk_does_not_sign(programs):
    programs.filed()
    token = programs.token("clerk", list(Scope))
    answer = programs.ask("POST", f"/versions/{programs.version().id}/submit", token, json={"digest": "0" * 64})
    assert answer.status_code == 403


def test_a_signature_is_over_the_figures_that_were_read(programs):
    programs.filed()
    programs.explain_all()
    told = {"If-Match": programs.ask("GET", f"/versions/{programs.version().id}", "head").headers["ETag"]}
    path = f"/versions/{programs.version().id}/submit"
    answer = programs.ask("POST", path, "head", json={"digest": "0" * 64}, headers=told)
    assert (answer.status_code, answer.json["type"]) == (409, "/api/v1/#problem-signature-outdated")


def test_the_original_of_an_answer_can_be_read_again(programs):
    programs.filed()
    assert programs.clerk.get(f"/returns/uploads/{programs.upload_id()}/original").status_code == 200


def test_a_repeated_write_is_answered_as_before_though_the_draft_moved_on(programs):
    programs.filed()
    told = {"If-Match": etag(programs), "Idempotency-Key": "k2"}
    path, rows = f"/duties/{programs.duty.id}/draft", {"main": [ROWS["main"][0] | {"waste_kg": 311}]}
    first = programs.ask("PUT", path, json={"parts": rows}, headers=told)
    programs.check()
    again = programs.ask("PUT", path, json={"parts": rows}, headers=told)
    assert (first.status_code, again.status_code, again.data) == (202, 202, first.data)


def test_history_tells_that_a_program_sent_it(programs):
    programs.filed()
    steps = programs.ask("GET", f"/duties/{programs.duty.id}/history").json["items"]
    assert [each["says"] for each in steps] == ["完成检查", "接口报送"]


def test_findings_go_on_where_they_stopped(programs):
    programs.filed({"main": [ROWS["main"][0] | {"waste_kg": "多", "serving_days": 99, "notices": "x"}]})
    path, found, cursor = f"/versions/{programs.version().id}/findings", [], ""
    whole = [each["id"] for each in programs.ask("GET", path).json["items"]]
    while cursor is not None:
        page = programs.ask("GET", f"{path}?limit=2&cursor={cursor}").json
        found += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert found == whole and len(found) > 2


@pytest.mark.parametrize("value", [True, "很多", -1, "12.345", 10**30, "\x07", "2026-13-40", "x" * 300, "=1+1", "3 ‰"])
def test_what_is_filed_is_found_as_it_was_checked(programs, value):
    fields = ("waste_kg", "licence_to", "quant_grade", "licence_no", "camera_public")  # one of each kind
    rows = {"main": [ROWS["main"][0] | dict.fromkeys(fields, value)]}
    checked = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": rows}).json["findings"]
    programs.filed(rows)
    filed = programs.ask("GET", f"/versions/{programs.version().id}/findings").json["items"]
    assert sorted(told(each) for each in filed) == sorted(told(each) for each in checked)


def told(found):
    return found["code"], found["pointer"], found["says"], found["value"] or ""


def test_yes_for_a_number_is_found_as_in_a_workbook(programs):
    found = wrong(programs, waste_kg=True).json["findings"]
    assert [each["code"] for each in found if each["severity"] == "error"] == ["truth_for_number"]


def test_a_signature_refused_names_what_is_open(programs):
    programs.filed({"main": [ROWS["main"][0] | {"waste_kg": "多"}]})
    version = programs.ask("GET", f"/versions/{programs.version().id}", "head")
    told = {"If-Match": version.headers["ETag"]}
    path = f"/versions/{programs.version().id}/submit"
    answer = programs.ask("POST", path, "head", json={"digest": version.json["digest"]}, headers=told)
    assert (answer.status_code, [each["pointer"] for each in answer.json["findings"]]) == (
        409,
        ["/parts/main/0/waste_kg"],
    )
