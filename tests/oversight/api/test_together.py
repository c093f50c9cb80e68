"""Programs that ask at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from tenants.filing.models import Upload
from tests.oversight.api.programs import ROWS


def at_once(programs, method, path, bodies, headers):
    """The answers to several requests sent together."""
    token = programs.token("clerk")
    with ThreadPoolExecutor(len(bodies)) as together:
        asked = [together.submit(programs.ask, method, path, token, json=each, headers=headers) for each in bodies]
        return [each.result() for each in asked]


def test_the_same_request_sent_at_once_is_done_once(programs):
    path = f"/duties/{programs.duty.id}/nil"
    answers = at_once(programs, "POST", path, [{"reason": "no_activity"}] * 4, {"Idempotency-Key": "k"})
    assert ({each.status_code for each in answers}, len({each.data for each in answers})) == ({201}, 1)
    assert programs.version().revision == 1


def test_of_writes_over_one_draft_one_is_taken(programs):
    programs.filed()
    etag = programs.ask("GET", f"/versions/{programs.version().id}").headers["ETag"]
    bodies = [{"parts": {"main": [ROWS["main"][0] | {"waste_kg": each}]}} for each in (311, 312, 313)]
    answers = at_once(programs, "PUT", f"/duties/{programs.duty.id}/draft", bodies, {"If-Match": etag})
    assert sorted(each.status_code for each in answers) == [202, 409, 409]


def test_the_same_rows_sent_at_once_are_one_original(programs):
    answers = at_once(programs, "POST", f"/duties/{programs.duty.id}/versions", [{"parts": ROWS}] * 4, {})
    assert {each.status_code for each in answers} == {202} and programs.count(Upload) == 1
