"""The same mistakes through workbook, form and API: the same findings at the same fields, and never an error of ours."""

from typing import Any

import pytest
from sqlalchemy import select

from tenants.filing.models import FindingRow
from tenants.returns.catalogue import every_version
from tenants.returns.declaration import Severity
from tenants.scope.sessions import district_job_session
from tests.desk import OPERATIONS, fill_in
from tests.etl.checking.test_hostile import HOSTILE
from tests.oversight.views.test_form import page_of, sent
from tests.oversight.views.world import World

FIELDS = next(each for each in every_version() if each.code == "canteen_operations").part("main").fields
# What a sheet cannot hold is left out, and what it takes for a formula.
STRANGE = [each for each in HOSTILE if each.isprintable() and each[0] not in "=\ufffe" and len(each) < 5000]
Found = set[tuple[int, str, str]]  # row, field, code


def strange_row(number: int) -> dict[str, str]:
    """Each field gets another strange text in another row."""
    values = {each.code: STRANGE[(7 * number + at) % len(STRANGE)] for at, each in enumerate(FIELDS)}
    return values | {"facility_no": "C01"}


def stored(world: World) -> Found:
    """The errors that the worker kept."""
    with district_job_session(world.pools, world.school.district_id) as session:
        asked = select(FindingRow).where(FindingRow.version_id == world.version().id)
        rows = session.scalars(asked.where(FindingRow.severity == Severity.ERROR)).all()
    return {(each.row_no, each.field, each.code) for each in rows if each.row_no and each.field}


def by_file(world: World, rows: list[dict[str, Any]]) -> Found:
    blob = world.filled({"facility_no": "C01"} | OPERATIONS)
    answer = world.upload(fill_in(blob, rows))
    assert answer.status_code == 303, answer.text
    world.check()
    return stored(world)


def by_program(programs: Any, rows: list[dict[str, Any]]) -> Found:
    answer = programs.ask("POST", f"/duties/{programs.duty.id}/check", json={"parts": {"main": rows}})
    assert answer.status_code == 200, answer.text
    found = set()
    for each in answer.json["findings"]:
        pieces = each["pointer"].split("/") if each.get("pointer") else []
        if each["severity"] == "error" and len(pieces) == 5:
            found.add((int(pieces[3]) + 1, pieces[4], each["code"]))
    return found


def by_form(world: World, row: dict[str, str]) -> Found:
    answer = sent(world, page_of(world), row, do="check")
    assert answer.status_code == 303, answer.text
    world.check()
    return stored(world)


def test_a_workbook_and_a_program_are_told_the_same(programs):
    rows = [strange_row(number) for number in range(len(STRANGE))]
    told = by_program(programs, rows)
    assert by_file(programs, rows) == told
    assert len({code for _, _, code in told}) > 12


@pytest.mark.parametrize("number", range(0, len(STRANGE), 9))
def test_a_form_and_a_program_are_told_the_same(programs, number):
    row = strange_row(number)
    assert by_form(programs, row) == by_program(programs, [row]) != set()
