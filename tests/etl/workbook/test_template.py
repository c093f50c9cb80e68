import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.workbook.layout import BLANK_ROWS, CODE_ROW, LABEL_ROW
from tenants.text import Text
from tests.etl.workbook.sample import BASICS, CANTEENS, COLUMN, MEALS, ROW, SHEET, template


def opened(lang: Any = "zh", **changes: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(lang, **changes)))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened()


@pytest.fixture
def sheet(book: openpyxl.Workbook) -> Worksheet:
    return book[SHEET]


def rules_of(sheet: Worksheet) -> dict[str, list[str]]:
    return {str(each.sqref): [rule.formula[0] for rule in each.rules] for each in sheet.conditional_formatting}


def validation(sheet: Worksheet, code: str) -> Any:
    (found,) = [
        each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith(f"{COLUMN[code]}4")
    ]
    return found


def test_the_sheets_in_their_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["填报说明", SHEET, MEALS, "_lists", "_stamp"]


def test_lists_and_stamp_are_out_of_sight(book: openpyxl.Workbook) -> None:
    assert (book["_lists"].sheet_state, book["_stamp"].sheet_state) == ("hidden", "veryHidden")


@pytest.mark.parametrize(("lang", "label"), [("zh", "收入（元） *"), ("en", "Income (yuan) *")])
def test_labels_carry_unit_and_mark(lang: Any, label: str) -> None:
    book = opened(lang)
    assert book[book.sheetnames[1]].cell(LABEL_ROW + 1, 6).value == label


def test_the_codes_are_hidden(sheet: Worksheet) -> None:
    assert sheet.row_dimensions[CODE_ROW + 1].hidden
    assert [cell.value for cell in sheet[CODE_ROW + 1]] == [field.code for field in CANTEENS.fields]


def test_the_guide_says_school_period_and_due_date(book: openpyxl.Workbook) -> None:
    told = {cell.value for row in book["填报说明"].iter_rows() for cell in row if cell.value}
    assert {"样例月报", "城关小学", "2026年10月", "2026-11-10", "区教育局后勤办"} <= told


def test_choices_come_from_the_hidden_sheet(book: openpyxl.Workbook, sheet: Worksheet) -> None:
    source = validation(sheet, "mode").formula1
    choices = [cell.value for row in book["_lists"][source.partition("!")[2].replace("$", "")] for cell in row]
    assert choices == ["自主经营", "承包或委托", "校外配餐", "无"]


def test_open_facilities_are_a_drop_down(book: openpyxl.Workbook, sheet: Worksheet) -> None:
    source = validation(sheet, "facility_no").formula1
    assert [row[0].value for row in book["_lists"][source.partition("!")[2].replace("$", "")]] == ["C01", "C02"]


@pytest.mark.parametrize(
    ("code", "kind", "bounds"),
    [
        ("days", "whole", ("0", "31")),
        ("income", "decimal", ("0", "999999999999.99")),
        ("licence_to", "date", None),
        ("note", "textLength", ("20", None)),
    ],
)
def test_inputs_have_ranges(sheet: Worksheet, code: str, kind: str, bounds: tuple[str, str | None] | None) -> None:
    found = validation(sheet, code)
    assert found.type == kind
    assert bounds is None or (found.formula1, found.formula2) == bounds


def test_each_field_helps_where_it_is_filled_in(sheet: Worksheet) -> None:
    found = validation(sheet, "days")
    assert (found.promptTitle, found.prompt) == ("供餐天数", "整数；0至31；当月天数。")


def test_help_fits_what_excel_allows(book: openpyxl.Workbook) -> None:
    for name in (SHEET, MEALS):
        for each in book[name].data_validations.dataValidation:
            assert len(each.promptTitle) <= 32
            assert len(each.prompt) <= 255


def test_everything_is_locked_but_inputs(sheet: Worksheet) -> None:
    assert sheet.protection.sheet
    assert not sheet["E4"].protection.locked
    assert all(cell.protection.locked for row in sheet["A1:H3"] for cell in row if cell.value)


def test_a_single_row_leaves_one_row_open(book: openpyxl.Workbook) -> None:
    assert not book[MEALS]["A4"].protection.locked
    assert book[MEALS].column_dimensions["A"].protection.locked


def test_blank_area_has_no_cells(sheet: Worksheet) -> None:
    assert sheet.max_row == 4


def test_drop_downs_reach_far_below(sheet: Worksheet) -> None:
    assert str(validation(sheet, "mode").sqref) == f"B4:B{3 + BLANK_ROWS}"


def test_required_and_empty_turns_yellow(sheet: Worksheet) -> None:
    assert any("LEN(TRIM(D4))=0" in formula for rules in rules_of(sheet).values() for formula in rules)


def test_known_values_are_filled_in(sheet: Worksheet) -> None:
    assert [sheet[f"{COLUMN[code]}4"].value for code in ("facility_no", "mode", "posted", "days")] == [
        "C01",
        "自主经营",
        "是",
        21,
    ]


def test_earlier_figures_stand_beside_their_label() -> None:
    book = opened(
        previous={"main": [ROW]},
        previous_name=Text("2026年9月", "September 2026"),
        last_year={"main": [ROW | {"days": 20}]},
    )
    rows = {row[0].value: [cell.value for cell in row[1:4]] for row in book["上期数据"].iter_rows()}
    assert rows["供餐天数"] == ["", 21, 20]
    assert book["上期数据"].protection.sheet


def test_widths_show_the_labels(sheet: Worksheet) -> None:
    for field in CANTEENS.fields:
        assert sheet.column_dimensions[COLUMN[field.code]].width >= 11


def test_headings_stay_in_sight_and_on_paper(sheet: Worksheet) -> None:
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("B4", "$1:$3", "landscape")


def test_the_file_is_small(book: openpyxl.Workbook) -> None:
    assert len(template()) < 25_000


def test_no_text_becomes_a_formula() -> None:
    book = opened(rows={"main": [ROW | {"note": "=1+1"}]}, school_name=Text("=cmd|' /C calc'!A0", ""))
    assert book[SHEET]["H4"].data_type == "s"


def test_the_property_repeats_the_stamp(book: openpyxl.Workbook) -> None:
    (told,) = [each.value for each in book.custom_doc_props.props if each.name == "houqin"]
    assert told.startswith("houqin-1|sample|2020-01-01|2110000001|2026-10|zh|")


def test_parts_without_known_rows_are_open_all_the_same() -> None:
    book = opened(rows={})
    assert [book[MEALS].cell(4, at + 1).protection.locked for at in range(len(BASICS.fields))] == [False, False]
