"""Figures as they are read: words for values, changes marked, cells named."""

from decimal import Decimal

import pytest

from oversight.filed.figures import Beside, blocks, cell_of, heading_of, rows_for_export
from oversight.filed.values import in_words
from tenants.returns.declaration import Field, Kind, Part, PeriodType, Return
from tenants.returns.student_loan.parts import APPLICATION
from tenants.text import Text

FACILITY = Field(code="facility_no", kind=Kind.STR, label=Text("食堂编号", "Canteen"), facility_kind="canteen")
MODE = Field(code="mode", kind=Kind.CODE, label=Text("经营方式", "Mode"), codes="canteen_mode")
DINERS = Field(code="diners", kind=Kind.INT, label=Text("午餐人数", "Diners at lunch"))
SURPLUS = Field(code="surplus", kind=Kind.SMONEY, label=Text("结余", "Surplus"), unit=Text("元", "yuan"))
INCOME = Field(code="income", kind=Kind.MONEY, label=Text("收入", "Income"), unit=Text("元", "yuan"))
POSTED = Field(code="posted", kind=Kind.BOOL, label=Text("亮证", "Displayed"))
VALID_TO = Field(code="valid_to", kind=Kind.DATE, label=Text("有效期至", "Valid to"))
MAIN = Part(
    code="main",
    label=Text("食堂", "Canteens"),
    fields=(FACILITY, MODE, DINERS, SURPLUS, INCOME, POSTED, VALID_TO),
    key=("facility_no",),
)
RETURN = Return(
    number="R99",
    code="sample",
    label=Text("样例", "Sample"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
)


def lines(now: dict, before: dict | None = None, **kw: object):
    beside = Beside(previous={"main": [before]}) if before else None
    return {
        line.field: line
        for block in blocks(RETURN, {"main": [now]}, "zh", beside=beside, **kw)  # type: ignore[arg-type]
        for line in block.lines
    }


@pytest.mark.parametrize(
    ("field", "value", "zh", "en"),
    [
        (MODE, "self_run", "自主经营", "self run"),
        (INCOME, "12345.5", "12,345.50", "12,345.50"),
        (POSTED, False, "否", "No"),
        (VALID_TO, "2026-10-31", "2026年10月31日", "31 October 2026"),
        (DINERS, None, "—", "—"),
        (DINERS, 0, "0", "0"),
    ],
)
def test_a_value_is_said_in_words(field: Field, value: object, zh: str, en: str):
    assert in_words(field, value, "zh") == zh
    assert in_words(field, value, "en").lower() == en.lower()


def test_a_change_is_told_with_its_size():
    line = lines({"facility_no": "C01", "diners": "300"}, {"facility_no": "C01", "diners": "240"})["diners"]
    assert (line.previous, line.change, line.is_striking) == ("240", "+60 (+25.0%)", True)


def test_a_change_across_zero_has_no_share():
    now, before = {"facility_no": "C01", "surplus": "-833.36"}, {"facility_no": "C01", "surplus": "2074.01"}
    line = lines(now, before)["surplus"]
    assert (line.now, line.change) == ("−833.36", "−2,907.37")


def test_a_small_change_does_not_strike():
    line = lines({"facility_no": "C01", "diners": "242"}, {"facility_no": "C01", "diners": "240"})["diners"]
    assert line.change.startswith("+2") and not line.is_striking


def test_the_same_amount_written_differently_is_no_change():
    line = lines({"facility_no": "C01", "income": "100.00"}, {"facility_no": "C01", "income": "100"})["income"]
    assert line.change == ""


def test_another_canteen_is_not_compared():
    line = lines({"facility_no": "C02", "diners": "300"}, {"facility_no": "C01", "diners": "240"})["diners"]
    assert (line.previous, line.change) == ("—", "")


def test_a_row_is_headed_by_its_key_and_name():
    [block] = blocks(RETURN, {"main": [{"facility_no": "C01"}]}, "zh", names={"C01": "东食堂"})
    assert block.heading == "C01 东食堂"


def test_a_value_knows_its_cell():
    cells = {"main": {"sheet": "食堂", "columns": {"diners": "C"}, "rows": [4, 7]}}
    assert cell_of(cells, "main", "diners", 2) == ("食堂", "C7")


def test_a_value_that_came_from_no_file_has_no_cell():
    assert cell_of({}, "main", "diners", 1) == (None, None)


def test_a_sent_back_cell_carries_the_reason():
    told = lines({"facility_no": "C01", "diners": "1"}, returned={("main", "diners", 1): "请核实"})
    assert told["diners"].returned == "请核实"


def test_an_export_has_a_row_for_each_line():
    made = blocks(RETURN, {"main": [{"facility_no": "C01", "diners": Decimal(5)}]}, "en")
    assert [row[2] for row in rows_for_export(made, "en")][:2] == ["Mode", "Diners at lunch"]


def test_a_row_about_a_school_names_it():
    row, names = {"school_code": "3434000001"}, {"3434000001": "第一中学"}
    assert heading_of(APPLICATION, row, 1, "zh", names) == "3434000001 第一中学"
    assert heading_of(APPLICATION, row, 1, "zh", {}) == "3434000001"
