"""Files on the pages of a return: sent in, shown, handed out without powers, taken away; nobody else's."""

import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from etl.demo.papers import page, photograph
from tests.builders import make_account, make_duty, make_school
from tests.oversight.views.world import NOW, World

ROW = {
    "members_leader": 1, "members_logistics": 1, "members_teacher": 2, "members_pupil": 2, "members_parent": 3,
    "food_safety_monitors": 1, "checked_on": date(2026, 10, 20), "checks": 2, "archived": "是", "hygiene_score": 92,
    "dish_score": 88, "price_score": 90, "service_score": 94, "problems": 3, "problems_fixed": 3,
}  # fmt: skip
PDF = page(["检查记录"])


@pytest.fixture
def filed(world: World) -> World:
    """A draft that lacks its minutes."""
    world.duty = make_duty(world.school, "supervision_check", "2026-10")
    world.file(ROW)
    return world


def send(
    world: World, *files: tuple[bytes, str], by: FlaskClient | None = None, script: bool = False, **values: str
) -> TestResponse:
    client = by or world.clerk
    place = {"part": "main", "field": "minutes_file", "row": "1"} | values
    return client.post(
        f"{world.version_url()}/files",
        data={
            "csrf_token": world.csrf_of(client),
            **place,
            "files": [(io.BytesIO(body), name) for body, name in files],
        },
        headers={"Accept": "application/json"} if script else {},
    )


def link_of(world: World) -> str:
    """The address of the one file there is."""
    [link] = set(re.findall(r'href="([^"]+/files/[^"]+)"', world.clerk.get(world.version_url()).text))
    return link


def test_the_finding_leads_to_the_place_of_the_file(filed: World):
    page_ = filed.clerk.get(filed.findings_url()).text
    anchor = re.search(r"/returns/versions/[^\"]+#(files-main\.minutes_file\.1)", page_)
    assert anchor and f'id="{anchor[1]}"' in filed.clerk.get(filed.version_url()).text


def test_the_page_of_findings_says_that_only_files_are_missing(filed: World):
    assert "只差附件" in filed.clerk.get(filed.findings_url()).text


def test_a_file_sent_by_the_form_is_on_the_page(filed: World):
    answer = send(filed, (PDF, "十月记录.pdf"))
    assert (answer.status_code, answer.location.endswith("#files-main.minutes_file.1")) == (303, True)
    assert "十月记录.pdf" in filed.clerk.get(filed.version_url()).text


def test_with_its_file_the_return_can_be_signed(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    assert filed.sign().status_code == 303


def test_several_files_come_at_once(filed: World):
    send(filed, (PDF, "记录.pdf"), (photograph(1), "照片.png"))
    assert len(filed.version().figures["main"][0]["minutes_file"]) == 2


def test_if_one_of_them_is_wrong_none_is_taken(filed: World):
    answer = send(filed, (PDF, "记录.pdf"), (b"<html>", "照片.png"))
    assert (answer.status_code, "“照片.png”不是" in answer.text) == (422, True)
    assert "minutes_file" not in filed.version().figures["main"][0]


def test_a_script_is_told_where_to_go_on(filed: World):
    assert send(filed, (PDF, "记录.pdf"), script=True).json["next"].endswith("#files-main.minutes_file.1")


@pytest.mark.parametrize(
    ("files", "status"), [([], 422), ([(b"", "空.pdf")], 422), ([(PDF + b"\0" * 10 * 2**20, "大.pdf")], 413)]
)
def test_what_is_not_taken_is_answered_in_words(filed: World, files: list[tuple[bytes, str]], status: int):
    answer = send(filed, *files, script=True)
    answer.request.environ["wsgi.input"].close()  # what the test's own client put aside
    assert answer.status_code == status and len(answer.json["says"]) > 8


@pytest.mark.parametrize("values", [{"row": "2"}, {"row": "x"}, {"row": ""}, {"field": "checks"}, {"part": "none"}])
def test_a_place_that_is_none_is_not_found(filed: World, values: dict[str, str]):
    assert send(filed, (PDF, "记录.pdf"), **values).status_code == 404


def test_a_file_is_saved_and_never_opened_with_our_powers(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    answer = filed.clerk.get(link_of(filed))
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert (answer.headers["X-Content-Type-Options"], answer.mimetype) == ("nosniff", "application/pdf")


def test_the_reviewer_opens_it_from_the_figures(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    link = link_of(filed)
    filed.sign()
    assert link in filed.inspector.get(filed.review_url()).text
    assert filed.inspector.get(link).data == PDF


def test_a_file_is_taken_away(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    answer = filed.clerk.post(f"{link_of(filed)}/remove", data={"csrf_token": filed.csrf})
    assert answer.status_code == 303
    assert "minutes_file" not in filed.version().figures["main"][0]


def test_what_was_signed_shows_its_files_and_takes_none(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    filed.sign()
    page_ = filed.clerk.get(filed.version_url()).text
    assert "十月记录.pdf" in page_ and "data-attach" not in page_
    assert send(filed, (photograph(2), "照片.png")).status_code == 409


def test_a_signed_file_is_not_taken_away(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    link = link_of(filed)
    filed.sign()
    assert filed.clerk.post(f"{link}/remove", data={"csrf_token": filed.csrf}).status_code == 409


def test_another_school_neither_reads_nor_adds_nor_removes(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    link = link_of(filed)
    other = filed.client(make_account("school_clerk", school=make_school(), now=NOW))
    asked = [
        other.get(link),
        send(filed, (photograph(2), "照片.png"), by=other),
        other.post(f"{link}/remove", data={"csrf_token": filed.csrf_of(other)}),
    ]
    assert [each.status_code for each in asked] == [404, 404, 404]


def test_files_of_a_draft_are_the_school_s_own(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    assert filed.inspector.get(link_of(filed)).status_code == 404
    assert "/files/" not in filed.inspector.get(filed.version_url()).text


def test_the_bureau_adds_no_file(filed: World):
    assert send(filed, (PDF, "十月记录.pdf"), by=filed.inspector).status_code == 403


def test_a_stranger_gets_no_file(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    assert filed.anonymous().get(link_of(filed)).status_code == 303


def test_the_export_names_the_files(filed: World):
    send(filed, (PDF, "十月记录.pdf"))
    assert "十月记录.pdf" in filed.clerk.get(f"{filed.version_url()}/figures.csv").data.decode()
