"""Publishing on pages: a look first, two persons, and a job that follows the approval."""

import pytest
from sqlalchemy import func, select, text

from tenants.publishing.models import Release, ReleaseState
from tests.oversight.views.office import MONTH


def proposed(site):
    """A proposal made on the page; gives its address."""
    answer = site.post(site.client("proposer"), "/admin/releases/", month=MONTH, note="数据已核对。")
    assert answer.status_code == 303
    return answer.headers["Location"].partition("?")[0]


def states(site):
    """The states of all releases."""
    with site.desk.session() as session:
        return list(session.scalars(select(Release.state).order_by(Release.proposed_at)))


def test_the_look_first_says_what_is_hidden_and_what_is_missing(site):
    site.desk.duty(site.desk.school(name_zh="青河第五中学"))
    page = site.client("proposer").get("/admin/releases/new?month=2026-10").text
    assert "退费人数" in page
    assert "人数少" in page
    assert "青河第五中学" in page


def test_looking_writes_nothing(site):
    site.client("proposer").get("/admin/releases/new?month=2026-10")
    with site.desk.session() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 0


def test_a_month_is_proposed(site):
    page = site.client("proposer").get(proposed(site)).text
    assert "须由另一人批准" in page
    assert "/approve" not in page


def test_another_person_approves_and_a_job_follows(site, pools):
    address = proposed(site)
    answer = site.post(site.client("approver"), f"{address}/approve")
    assert answer.status_code == 303
    assert states(site) == [ReleaseState.PUBLISHED]
    with pools.worker.connect() as connection:
        asked = text("select count(*) from queue.procrastinate_jobs where task_name = 'houqin.publish_release'")
        assert connection.execute(asked).scalar() == 1


def test_the_proposer_is_refused_in_words(site):
    answer = site.post(site.client("proposer"), f"{proposed(site)}/approve")
    assert answer.status_code in {403, 409}
    assert "须" in answer.text or "由另一" in answer.text
    assert states(site) == [ReleaseState.PROPOSED]


def test_what_is_on_show_is_withdrawn_with_a_reason(site):
    release_id = site.office.publish()
    client = site.client("approver")
    site.post(client, f"/admin/releases/{release_id}/withdraw", reason="数据有误，待学校核对后重新公开。")
    assert states(site) == [ReleaseState.WITHDRAWN]


def test_without_a_reason_it_stays(site):
    release_id = site.office.publish()
    answer = site.post(site.client("approver"), f"/admin/releases/{release_id}/withdraw", reason="")
    assert 400 <= answer.status_code < 500
    assert states(site) == [ReleaseState.PUBLISHED]


def test_the_list_tells_of_months_and_history(site):
    site.office.publish()
    page = site.client("approver").get("/admin/releases/").text
    assert "公开中" in page
    assert "2026年10月" in page


@pytest.mark.parametrize("path", ["/admin/releases/", "/admin/releases/new?month=2026-10"])
def test_an_inspector_has_no_way_in(site, path):
    assert site.client("inspector").get(path).status_code == 403


@pytest.mark.parametrize("month", ["", "2026", "2026-2027", "2026-13", "x"])
def test_only_months_are_published(site, month):
    assert site.client("proposer").get("/admin/releases/new", query_string={"month": month}).status_code == 404
