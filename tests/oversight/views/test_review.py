"""The reviewer's pages: the queue, one version, the decisions."""

import io
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from etl.jobs.app import LOAD_ACCEPTED
from tenants.filing.models import FindingRow, ReturnedCell, Version, VersionState
from tenants.scope.sessions import district_job_session
from tests.builders import make_account, make_area
from tests.desk import OPERATIONS
from tests.oversight.views.world import NOW, REASON, World

RIGHT = OPERATIONS | {"facility_no": "C01"}
ODD = RIGHT | {"items_sampled": 200}
BACK = {"cell": ["main.items_sampled.1"], "reason": "留样数与成品数不符，请核对留样台账后更正。"}


def decide(world: World, action: str, **form: object):
    client = world.inspector
    return client.post(f"{world.review_url()}/{action}", data={"csrf_token": world.csrf_of(client), **form})


def test_the_queue_says_why_a_version_stands_where_it_stands(world: World):
    world.submitted(ODD)
    page = world.inspector.get("/review/").text
    assert "青河第三中学" in page and "个疑问及说明" in page


def test_an_empty_queue_says_so(world: World):
    assert "没有等待您审核的报表" in world.inspector.get("/review/").text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_queue_is_exported(world: World, kind: str):
    world.submitted(ODD)
    assert world.inspector.get(f"/review/queue.{kind}").status_code == 200


def test_the_reviewer_reads_the_explanations(world: World):
    world.submitted(ODD)
    assert REASON in world.inspector.get(world.review_url()).text


def test_an_explanation_is_marked_as_read(world: World):
    world.submitted(ODD)
    data = {"csrf_token": world.csrf_of(world.inspector)}
    world.inspector.post(f"/review/findings/{world.query_ids()[0]}/read", data=data)
    assert world.count(FindingRow, FindingRow.read_at.is_not(None)) == 1


def test_accepting_counts_from_now_on(world: World):
    world.submitted(ODD)
    answer = decide(world, "accept")
    assert answer.status_code == 303 and world.version().state is VersionState.ACCEPTED


def test_accepting_asks_for_the_facts(world: World):
    world.submitted(ODD)
    decide(world, "accept")
    with world.pools.worker.connect() as connection:
        names = connection.exec_driver_sql("select task_name from queue.procrastinate_jobs").scalars().all()
    assert LOAD_ACCEPTED in names


def test_sending_back_names_the_cells(world: World):
    world.submitted(ODD)
    answer = decide(world, "send-back", **BACK)
    assert answer.status_code == 303 and world.count(ReturnedCell) == 1


def test_sending_back_without_a_cell_keeps_the_reason(world: World):
    world.submitted(ODD)
    answer = decide(world, "send-back", reason=BACK["reason"])
    assert answer.status_code == 422 and BACK["reason"] in answer.text


def test_sending_back_without_a_reason_keeps_the_ticks(world: World):
    world.submitted(ODD)
    answer = decide(world, "send-back", cell=BACK["cell"], reason="短")
    assert answer.status_code == 422 and "checked" in answer.text


def test_the_school_sees_what_to_correct(world: World):
    world.submitted(ODD)
    decide(world, "send-back", **BACK)
    page = world.clerk.get(f"/returns/{world.duty.id}").text
    assert "退回更正" in page and "留样品种数" in page and str(BACK["reason"]) in page


def test_the_reviewer_sees_what_changed_and_what_was_asked(world: World):
    world.submitted(ODD)
    decide(world, "send-back", **BACK)
    world.submitted(RIGHT)
    page = world.inspector.get(world.review_url()).text
    assert "<del>200</del>" in page and "<ins>210</ins>" in page and str(BACK["reason"]) in page


def test_a_template_after_sending_back_holds_the_schools_figures(world: World):
    world.submitted(ODD)
    decide(world, "send-back", **BACK)
    blob = world.clerk.get(f"/returns/{world.duty.id}/template?lang=zh").data
    values = [cell.value for row in load_workbook(io.BytesIO(blob)).worksheets[1].iter_rows() for cell in row]
    assert 200 in values


def test_what_was_dealt_with_is_told(world: World):
    world.submitted(ODD)
    decide(world, "send-back", **BACK)
    url = f"/review/versions/{_first_version(world)}/accept"
    answer = world.inspector.post(url, data={"csrf_token": world.csrf_of(world.inspector)})
    assert answer.status_code == 409 and "待审核" in answer.text


def test_reopening_needs_a_reason(world: World):
    world.submitted(ODD)
    decide(world, "accept")
    assert decide(world, "reopen", reason="").status_code == 422


def test_reopening_lets_the_school_file_again(world: World):
    world.submitted(ODD)
    decide(world, "accept")
    decide(world, "reopen", reason="与采购台账不符，请核对后重新填报。")
    assert "去更正" in world.clerk.get("/returns/").text


def test_versions_without_queries_are_accepted_from_the_list(world: World):
    version = world.submitted(RIGHT)
    if world.query_ids():
        pytest.skip("the example has queries")
    data = {"csrf_token": world.csrf_of(world.inspector), "version": [str(version.id)]}
    world.inspector.post("/review/accept", data=data)
    assert world.version().state is VersionState.ACCEPTED


def test_versions_with_queries_are_not_accepted_unread(world: World):
    version = world.submitted(ODD)
    data = {"csrf_token": world.csrf_of(world.inspector), "version": [str(version.id)]}
    answer = world.inspector.post("/review/accept", data=data)
    assert answer.status_code < 500 and world.version().state is VersionState.SUBMITTED


def test_a_draft_is_the_schools_own(world: World):
    world.file(ODD)
    assert world.inspector.get(world.review_url()).status_code == 404


def test_an_inspector_of_another_area_finds_nothing(world: World):
    world.submitted(ODD)
    elsewhere = world.client(make_account("inspector", areas=[make_area()], now=NOW))
    assert elsewhere.get(world.review_url()).status_code == 404


def test_another_bureau_role_reads_and_does_not_decide(world: World):
    version = world.submitted(ODD)
    officer = world.client(make_account("funding_officer", district_id=world.school.district_id, now=NOW))
    page = officer.get(f"/review/versions/{version.id}")
    answer = officer.post(f"/review/versions/{version.id}/accept", data={"csrf_token": world.csrf_of(officer)})
    assert page.status_code == 200 and answer.status_code in {403, 404} and "退回更正" not in page.text


@pytest.mark.parametrize("who", ["clerk", "head"])
def test_a_school_has_no_queue(world: World, who: str):
    assert getattr(world, who).get("/review/").status_code in {403, 404}


def _first_version(world: World) -> UUID:
    with district_job_session(world.pools, world.school.district_id) as session:
        return session.scalars(select(Version.id).where(Version.version_no == 1)).one()


def test_figures_of_the_month_before_are_marked_for_the_reviewer_alone(world: World):
    row = RIGHT | {"items_made": 210, "items_sampled": 210, "diners_breakfast": 120, "diners_lunch": 380}
    row |= {"diners_dinner": 150}
    world.accepted_before("2026-09", row)
    world.submitted(row)
    review, findings = world.inspector.get(world.review_url()).text, world.clerk.get(world.findings_url()).text
    assert "6个与2026年9月完全相同" in review
    assert "完全相同" not in findings


def test_a_query_leads_to_the_indicators_its_figure_moves(world: World):
    world.submitted(ODD)
    pages = world.inspector.get(world.review_url()).text, world.clerk.get(world.findings_url()).text
    href = (
        f"/dashboards/compare?indicator=sample_retention_rate&amp;period=2026-10&amp;school={world.school.school_code}"
    )
    assert [href in page for page in pages] == [True, True]
