import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from etl.workbook.filed import Expected
from tenants.returns.declaration import Severity
from tenants.text import Text
from tests.etl.workbook.sample import (
    COLUMN,
    EXPECTED,
    FIRST,
    MEALS,
    PERIOD,
    ROW,
    SCHOOL,
    SHEET,
    Reader,
    edited,
    in_sheet,
    rezipped,
    template,
    with_cells,
)


def test_a_template_reads_as_what_was_filled_in(read: Reader) -> None:
    reading = read(template())
    assert (reading.findings, reading.parts["main"].rows) == ([], [ROW])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_does_not_matter(read: Reader, lang: Any) -> None:
    assert read.row(template(lang)) == ROW


def test_the_stamp_says_what_it_was_made_for(read: Reader) -> None:
    stamp = read(template()).stamp
    assert stamp is not None
    assert (stamp.return_code, stamp.school_code, stamp.period_key, stamp.lang) == ("sample", SCHOOL, PERIOD, "zh")


def test_each_value_knows_its_cell(read: Reader) -> None:
    part = read(template()).parts["main"]
    assert (part.sheet, part.cell("days", 0), part.source_rows) == (SHEET, "E4", [FIRST])


def test_empty_rows_are_no_rows(read: Reader) -> None:
    def spaced(book: openpyxl.Workbook) -> None:
        book[SHEET]["A6"] = "　"
        book[SHEET]["B7"] = " "
        book[SHEET]["A9"] = "C02"

    part = read(edited(spaced)).parts["main"]
    assert part.source_rows == [4, 9]


def test_another_school_is_named(read: Reader) -> None:
    reading = read(template(), replace(EXPECTED, school_code="2110000002", school_name=Text("育才小学", "Yucai")))
    assert (reading.refused, reading.parts) == (True, {})
    assert reading.findings[0].says.zh == (
        "这是城关小学2026年10月的《样例月报》，这里要填的是育才小学2026年10月的《样例月报》。"
    )


def test_another_period_is_named(read: Reader) -> None:
    reading = read(template(), Expected("sample", "2026-11", SCHOOL, Text("城关小学", "")))
    assert "2026年10月" in reading.findings[0].says.zh
    assert reading.findings[0].code == "wrong_file"


def test_a_template_for_nobody_serves_everybody(read: Reader) -> None:
    assert read(template(school_code="", school_name=Text("", ""))).findings == []


def test_without_a_stamp_it_is_read_by_its_columns_and_said_so(read: Reader) -> None:
    def unstamped(book: openpyxl.Workbook) -> None:
        del book["_stamp"]
        book.custom_doc_props.props.clear()

    reading = read(edited(unstamped))
    assert ([each.code for each in reading.findings], reading.parts["main"].rows) == (["unmarked"], [ROW])


def test_the_property_stands_in_for_a_lost_stamp_sheet(read: Reader) -> None:
    assert read.row(edited(lambda book: book.remove(book["_stamp"]))) == ROW


def test_an_unknown_return_is_said(read: Reader) -> None:
    blob = edited(
        lambda book: book["_stamp"].__setitem__("A2", book["_stamp"]["A2"].value.replace("sample", "nothing"))
    )
    assert read.codes(blob) == ["unknown_return"]


@pytest.mark.parametrize("line", ["{}", '{"return_code":1}', "[]", "null", '"x"', '{"a":' * 5000, "\x7f"])
def test_a_forged_stamp_is_no_stamp(read: Reader, line: str) -> None:
    def forged(book: openpyxl.Workbook) -> None:
        book["_stamp"]["A2"] = line
        book.custom_doc_props.props.clear()

    assert read.codes(edited(forged)) == ["no_stamp"]


def test_an_older_version_of_the_return_is_refused(read: Reader) -> None:
    blob = edited(
        lambda book: book["_stamp"].__setitem__("A2", book["_stamp"]["A2"].value.replace("2020-01-01", "2019-01-01"))
    )
    assert read.codes(blob) == ["outdated_template"]


def test_moved_columns_read_the_same(read: Reader) -> None:
    def moved(book: openpyxl.Workbook) -> None:
        sheet = book[SHEET]
        for row in (2, 3, 4):
            sheet[f"A{row}"].value, sheet[f"F{row}"].value = sheet[f"F{row}"].value, sheet[f"A{row}"].value

    reading = read(edited(moved))
    assert reading.parts["main"].rows == [ROW]
    assert [(each.code, each.severity) for each in reading.findings] == [("moved_columns", Severity.WARNING)]


def test_a_missing_column_is_named(read: Reader) -> None:
    reading = read(edited(lambda book: book[SHEET].delete_cols(5)))
    assert [(each.code, each.field) for each in reading.findings] == [("missing_column", "days")]


def test_a_column_twice_is_named(read: Reader) -> None:
    def doubled(book: openpyxl.Workbook) -> None:
        for row in (2, 3, 4):
            book[SHEET].cell(row, 9).value = book[SHEET].cell(row, 5).value

    reading = read(edited(doubled))
    assert [(each.code, each.field, each.cell) for each in reading.findings] == [("duplicate_column", "days", "I3")]


def test_without_the_codes_the_labels_serve(read: Reader) -> None:
    assert read.row(edited(lambda book: book[SHEET].delete_rows(2))) == ROW


def test_rows_pushed_down_are_found(read: Reader) -> None:
    part = read(edited(lambda book: book[SHEET].insert_rows(1, 3))).parts["main"]
    assert (part.rows, part.source_rows) == ([ROW], [7])


def test_a_renamed_sheet_is_recognised(read: Reader) -> None:
    assert read.row(edited(lambda book: setattr(book[SHEET], "title", "我的食堂"))) == ROW


def test_a_missing_sheet_is_named(read: Reader) -> None:
    reading = read(edited(lambda book: book.remove(book[MEALS])))
    assert [each.code for each in reading.findings] == ["missing_sheet"]
    assert "基本情况" in reading.findings[0].says.zh


@pytest.mark.parametrize(
    ("state", "code"), [("visible", "extra_sheet"), ("hidden", "hidden_sheet"), ("veryHidden", "hidden_sheet")]
)
def test_other_sheets_are_told_and_not_read(read: Reader, state: str, code: str) -> None:
    def added(book: openpyxl.Workbook) -> None:
        book.create_sheet("草稿").sheet_state = state
        book["草稿"]["A1"] = 5

    assert read.codes(edited(added)) == [code]


def test_a_hidden_sheet_of_ours_is_read_and_told(read: Reader) -> None:
    reading = read(edited(lambda book: setattr(book[SHEET], "sheet_state", "hidden")))
    assert (reading.parts["main"].rows, [each.code for each in reading.findings]) == ([ROW], ["hidden_part"])


def test_text_beside_the_table_is_told_and_no_row(read: Reader) -> None:
    reading = read(edited(lambda book: book[SHEET].__setitem__("K20", "合计见附件")))
    assert [(each.code, each.cell) for each in reading.findings] == [("stray_text", "K20")]
    assert len(reading.parts["main"].rows) == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"days": "=20+1"}, "formula_without_value"),
        ({"days": "约21"}, "not_a_number"),
        ({"days": "21.5"}, "not_whole"),
        ({"days": True}, "truth_for_number"),
        ({"days": dt.date(2026, 1, 21)}, "date_for_number"),
        ({"days": "21公斤"}, "other_unit"),
        ({"days": 10**16}, "lost_digits"),
        ({"income": 33.335}, "too_many_decimals"),
        ({"mode": "承包"}, "not_in_list"),
        ({"posted": "也许"}, "not_yes_or_no"),
        ({"licence_to": "2026-13-40"}, "not_a_date"),
        ({"note": "a_x0000_b"}, "bad_characters"),
        ({"note": dt.date(2026, 3, 1)}, "date_for_text"),
    ],
)
def test_a_cell_not_understood_is_an_error_at_its_cell(read: Reader, cells: dict[str, Any], code: str) -> None:
    reading = read(with_cells(**cells))
    field = next(iter(cells))
    assert [(each.code, each.field, each.cell) for each in reading.findings] == [(code, field, f"{COLUMN[field]}4")]
    assert reading.parts["main"].rows[0][field] is None
    assert reading.parts["main"].unclear == {(0, field)}


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#SPILL!", "#CALC!", "#某错误!"])
def test_an_error_cell_is_named_and_the_rest_is_read(read: Reader, error: str) -> None:
    blob = in_sheet(b"<v>21</v>", f"<v>{error}</v>".encode())
    blob = rezipped(
        lambda name, part: (
            part.replace(b"<v>#", b"<v>#") if name != "xl/worksheets/sheet2.xml" else as_error(part, error)
        ),
        blob,
    )
    reading = read(blob)
    assert [(each.code, each.cell, each.value) for each in reading.findings] == [("error_cell", "E4", error)]
    assert reading.parts["main"].rows[0]["income"] == Decimal("1234.50")


def as_error(part: bytes, error: str) -> bytes:
    at = part.index(f"<v>{error}</v>".encode())
    return part[: at - 1] + b' t="e">' + part[at:]


@pytest.mark.parametrize(
    ("value", "code"),
    [("NaN", "not_a_number"), ("INF", "not_a_number"), ("1e999", "not_a_number"), ("-INF", "not_a_number")],
)
def test_numbers_that_are_none_are_named(read: Reader, value: str, code: str) -> None:
    assert read.codes(in_sheet(b"<v>21</v>", f"<v>{value}</v>".encode())) == [code]


def test_a_cell_twice_in_the_file_is_named(read: Reader) -> None:
    blob = in_sheet(b"</row></sheetData>", b'<c r="E4"><v>30</v></c></row></sheetData>')
    assert read.codes(blob) == ["duplicate_cell"]


def test_merged_cells_are_named_once(read: Reader) -> None:
    def merged(book: openpyxl.Workbook) -> None:
        book[SHEET]["A5"] = "C02"
        book[SHEET].merge_cells("E4:E5")

    reading = read(edited(merged))
    assert [(each.code, each.cell) for each in reading.findings] == [("merged_cells", "E4")]
    assert reading.parts["main"].unclear == {(0, "days"), (1, "days")}


def test_merged_empty_cells_do_not_matter(read: Reader) -> None:
    assert read.codes(edited(lambda book: book[SHEET].merge_cells("A10:B12"))) == []


def test_a_row_of_formulas_alone_is_not_lost(read: Reader) -> None:
    reading = read(edited(lambda book: book[SHEET].__setitem__("E30", "=SUM(E4:E29)")))
    assert [(each.code, each.cell) for each in reading.findings] == [("formula_without_value", "E30")]


def test_a_formula_with_its_result_is_a_figure(read: Reader) -> None:
    blob = in_sheet(b"<v>21</v>", b"<f>20+1</f><v>21</v>")
    blob = rezipped(lambda name, part: part.replace(b' fullCalcOnLoad="1"', b""), blob)
    assert read.row(blob)["days"] == 21


def test_results_the_file_itself_disowns_are_not_believed(read: Reader) -> None:
    assert read.codes(in_sheet(b"<v>21</v>", b"<f>20+1</f><v>0</v>")) == ["formula_without_value"]


def test_a_cell_shown_as_percentage_is_named(read: Reader) -> None:
    def shown(book: openpyxl.Workbook) -> None:
        book[SHEET]["E4"] = 0.21
        book[SHEET]["E4"].number_format = "0%"

    reading = read(edited(shown))
    assert [(each.code, each.value) for each in reading.findings] == [("shown_as_percent", "21%")]


def test_all_findings_come_at_once(read: Reader) -> None:
    blob = with_cells(days="约", income="x", mode="y", posted="z", licence_to="w")
    assert len(read(blob).findings) == 5


@pytest.mark.parametrize("number", range(1, 6))
def test_namespace_prefixes_and_odd_markup_read_the_same(read: Reader, number: int) -> None:
    def odd(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return part
        match number:
            case 1:
                return part.replace(b"<sheetData>", b"<!-- a <c r='A1'/> --><sheetData>")
            case 2:
                return part.replace(b'"', b"'")
            case 3:
                return part.replace(b"<c r=", b"<c  r=")
            case 4:
                return part.replace(b"<v>", b"<v >").replace(b"<row ", b"<row\n")
        return part.replace(b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="')

    assert read.row(rezipped(odd)) == ROW
