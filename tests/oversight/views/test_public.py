"""What anybody can read: published figures in plain words, without a script, and not one hidden number."""

import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.oversight.views.office import Published

HIDDEN = {"3", "80.00", "80"}  # pupils and their refund


@pytest.fixture
def site(pools, settings, tmp_path) -> Iterator[Published]:
    with Published(pools, settings, tmp_path) as made:
        made.office.publish()
        yield made


def words_of(html: str) -> str:
    """What a reader sees of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("table", ["version", "school", "fact", "duty", "access.account", "disclosed_count"])
def test_the_publics_role_reads_no_tenant_table(pools, table):
    with pools.public.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text(f"select 1 from {table}"))


def test_the_page_needs_no_account_and_no_script(site):
    answer = site.public().get(site.canteen)
    assert answer.status_code == 200
    assert "青河第三中学" in answer.text
    assert [each for each in re.findall(r"<script[^>]*>", answer.text) if "theme.js" not in each] == []
    assert 'style="' not in answer.text


def test_the_page_says_in_a_sentence_how_the_month_was(site):
    assert (
        "项达标" in words_of(site.public().get(site.canteen).text) or "全部达标" in site.public().get(site.canteen).text
    )


def test_each_figure_shows_its_target_and_the_district(site):
    words = words_of(site.public().get(site.canteen).text)
    assert "目标：不低于100%" in words
    assert "全区100%（1所学校）" in words


def test_sources_periods_and_schools_are_named(site):
    words = words_of(site.public().get(site.canteen).text)
    assert "食堂运营月报 (R03) 2026年10月" in words
    assert "1/1所学校" in words


def test_a_small_count_is_fewer_than_five_on_the_page(site):
    words = words_of(site.public().get(site.canteen).text)
    assert "退费人数 少于5" in words
    assert "应退缺餐费 已隐藏" in words
    assert "80.00" not in words


def test_a_small_count_is_in_no_download(site):
    rows = [line.split(",") for line in site.public().get(f"{site.canteen}.csv").text.splitlines()]
    found = {row[7]: row[9] for row in rows if row[7].startswith("refund_")}
    assert found["refund_pupils"] == found["refund_due"] == found["refund_paid"] == ""
    document = json.loads(site.public().get(f"{site.canteen}.json").text)
    told = {each["code"]: each["value"] for each in document["figures"] if each["code"].startswith("refund_")}
    assert told["refund_pupils"] is told["refund_due"] is told["refund_paid"] is None


def test_why_it_is_hidden_is_not_told(site):
    for path in (site.canteen, f"{site.canteen}.csv", f"{site.canteen}.json"):
        text_of = site.public().get(path).text
        assert "partner" not in text_of
        assert "closed" not in text_of


def test_bureau_fields_are_nowhere(site):
    for ending in ("", ".csv", ".json"):
        text_of = site.public().get(f"{site.canteen}{ending}").text
        assert not {"items_made", "improper_spend", "stock_opening", "notices"} & set(re.findall(r"\w+", text_of))


def test_the_download_is_named_and_safe_to_open(site):
    answer = site.public().get(f"{site.canteen}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="3143009903-canteen-2026-10.csv"'
    assert answer.text.startswith("\ufeff")
    assert not [line for line in answer.text.splitlines() if re.search(r"(^|,)[=@\t]", line)]


def test_the_page_may_be_kept_and_is_asked_about_by_its_tag(site):
    first = site.public().get(site.canteen)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = site.public().get(site.canteen, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_of_a_person_signed_in_is_kept_by_nobody_else(site):
    answer = site.client("inspector").get(site.canteen)
    assert "赵督查" in answer.text
    assert "private" in answer.headers["Cache-Control"]


def test_a_new_release_has_a_new_tag(site):
    first = site.public().get(site.canteen).headers["ETag"]
    site.desk.file(site.desk.school())
    site.office.publish()
    assert site.public().get(site.canteen).headers["ETag"] != first


@pytest.mark.parametrize("typed", ["青河第三", "qhdszx", "QHDSZX", "3143009903", "31430"])
def test_a_school_is_found_by_name_initials_and_code(site, typed):
    assert site.canteen in site.public().get("/public/schools/", query_string={"q": typed}).text


@pytest.mark.parametrize("typed", ["%", "_", "\\", "' or 1=1 --", "x" * 500, "\x00"])
def test_odd_words_find_nothing_and_break_nothing(site, typed):
    answer = site.public().get("/public/schools/", query_string={"q": typed})
    assert answer.status_code == 200
    assert (site.canteen in answer.text) == (typed == "\x00")  # nothing typed: all schools


@pytest.mark.parametrize("path", ["/public/schools/9999999999/canteen", "{canteen}?month=2020-01", "{canteen}?month=x"])
def test_what_is_not_on_show_is_not_found(site, path):
    assert site.public().get(path.format(canteen=site.canteen)).status_code == 404


def test_a_withdrawn_month_is_not_found(site):
    release_id = site.office.publish()
    site.office.withdraw(release_id)
    assert site.public().get(site.canteen).status_code == 404


def test_amounts_are_in_yuan_or_in_ten_thousands(site):
    assert "100,000.00" in site.public().get(site.canteen).text
    assert "10.00" in words_of(site.public().get(f"{site.canteen}?unit=wan").text)


def test_english_is_complete(site):
    words = words_of(site.public().get(f"{site.canteen}?lang=en").text)
    main = words[words.index("Canteen of") :].replace("中文", "")
    assert not re.findall(r"[\u4e00-\u9fff]+", main.replace("浅色", ""))
