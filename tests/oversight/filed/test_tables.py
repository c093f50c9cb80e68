"""Tables handed out as files."""

import io

import pytest
from openpyxl import load_workbook

from oversight.filed.tables import Table, as_file, attachment

TABLE = Table(
    name="填报任务-2026-10",
    title="填报任务",
    about=[("截至", "2026-11-20")],
    columns=["学校", "人数"],
    rows=[["城关小学", 5], ["=1+1", 6]],
)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_is_named_in_chinese(kind: str):
    assert "filename*=UTF-8''%E5%A1%AB" in as_file(TABLE, kind).headers["Content-Disposition"]


def test_text_that_looks_like_a_formula_is_harmless_in_csv():
    assert "'=1+1,6" in as_file(TABLE, "csv").get_data(as_text=True)


def test_text_that_looks_like_a_formula_is_text_in_xlsx():
    sheet = load_workbook(io.BytesIO(as_file(TABLE, "xlsx").data)).active
    assert sheet is not None
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=1+1", "s")


def test_csv_opens_in_excel_as_chinese():
    assert as_file(TABLE, "csv").data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("name", "plain"),
    [("合同.pdf", "download.pdf"), ("报表-2026-10.xlsx", "2026-10.xlsx"), ('a"b.csv', "ab.csv"), ("合同", "download")],
)
def test_an_old_browser_gets_a_plain_name_with_its_ending(name: str, plain: str):
    answer = attachment(b"", name=name, mimetype="text/plain")
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{plain}";')
