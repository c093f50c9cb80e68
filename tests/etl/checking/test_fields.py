from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from etl.checking.fields import check_fields
from etl.workbook.filed import PartRead
from tenants.returns.catalogue import get_return
from tenants.returns.findings import Finding
from tests.etl.workbook.sample import COLUMN, PERIOD_START, RETURN, ROW

TODAY = date(2026, 11, 5)
OPEN = {"canteen": ("C01", "C02")}


def check(*rows: dict[str, Any], facilities: Any = OPEN, **changes: Any) -> list[Finding]:
    part = PartRead("食堂", COLUMN, [ROW | row for row in rows], list(range(4, 4 + len(rows))), **changes)
    return check_fields(RETURN, {"main": part}, period_start=PERIOD_START, today=TODAY, facilities=facilities)


def codes(*rows: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(each.code, each.field, each.cell) for each in check(*rows)]


def test_what_is_right_has_no_findings() -> None:
    assert check({}) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"days": None}, ("required", "days", "E4")),
        ({"days": 32}, ("too_great", "days", "E4")),
        ({"days": -1}, ("too_small", "days", "E4")),
        ({"income": Decimal("-0.01")}, ("too_small", "income", "F4")),
        ({"income": Decimal(10) ** 12}, ("too_great", "income", "F4")),
        ({"note": "长" * 21}, ("too_long", "note", "H4")),
        ({"facility_no": "D1"}, ("wrong_format", "facility_no", "A4")),
        ({"facility_no": "C09"}, ("not_open_facility", "facility_no", "A4")),
    ],
)
def test_a_value_that_cannot_be_is_an_error_at_its_cell(row: dict[str, Any], found: tuple[str, str, str]) -> None:
    assert codes(row) == [found]


def test_the_ends_of_a_range_belong_to_it() -> None:
    assert check({"days": 0}) == check({"days": 31}) == []


def test_a_cell_not_understood_is_not_missing_too() -> None:
    assert check({"days": None}, unclear={(0, "days")}) == []


def test_a_lost_column_is_not_missing_in_each_row() -> None:
    columns = {code: letter for code, letter in COLUMN.items() if code != "days"}
    part = PartRead("食堂", columns, [ROW | {"days": None}], [4])
    assert check_fields(RETURN, {"main": part}, period_start=PERIOD_START, today=TODAY) == []


def test_the_same_key_twice_names_the_first() -> None:
    (found,) = check({}, {})
    assert (found.code, found.cell) == ("duplicate_key", "A5")
    assert "第4行" in found.says.zh


def test_a_facility_is_not_judged_where_none_are_known() -> None:
    assert check({"facility_no": "C09"}, facilities=None) == []


def test_no_open_facility_is_said() -> None:
    (found,) = check({}, facilities={})
    assert (found.code, found.remedy.en) == (
        "not_open_facility",
        "Open in this period: none. A new one must first be registered with the bureau.",
    )


def test_a_part_without_rows_is_said() -> None:
    assert [each.code for each in check()] == ["no_rows"]


def test_a_part_that_may_be_empty_needs_no_row() -> None:
    ret = replace(RETURN, parts=tuple(replace(part, may_be_empty=True) for part in RETURN.parts))
    nothing = {"main": PartRead("食堂", COLUMN, [], [])}
    assert check_fields(ret, nothing, period_start=PERIOD_START, today=TODAY, facilities=OPEN) == []


def test_a_part_of_one_row_takes_no_second() -> None:
    basics = PartRead("基本情况", {"staff": "A", "area": "B"}, [{"staff": 1, "area": None}] * 2, [4, 5])
    found = check_fields(RETURN, {"basics": basics}, period_start=PERIOD_START, today=TODAY)
    assert [(each.code, each.cell) for each in found] == [("too_many_rows", "A5")]


def test_figures_of_the_form_need_no_cells() -> None:
    part = PartRead("", {}, [ROW | {"days": None}])
    (found,) = check_fields(RETURN, {"main": part}, period_start=PERIOD_START, today=TODAY)
    assert (found.code, found.row_no, found.sheet, found.cell) == ("required", 1, None, None)


def canteens(**row: Any) -> set[tuple[str, str | None]]:
    """Findings of R03 about what is asked for under conditions."""
    ret = get_return("canteen_operations", PERIOD_START)
    part = PartRead("", {}, [{"facility_no": "C01", **row}])
    found = check_fields(ret, {"main": part}, period_start=PERIOD_START, today=TODAY)
    return {(each.code, each.field) for each in found if each.code != "required"}


def test_a_condition_makes_a_field_required() -> None:
    assert canteens(quant_grade="A", risk_grade="none") == {("required_now", "grade_on")}


def test_a_condition_that_does_not_hold_asks_for_nothing() -> None:
    assert canteens(quant_grade="none", risk_grade="none") == set()


def test_a_date_to_come_is_an_error_unless_allowed() -> None:
    found = canteens(
        quant_grade="A", grade_on=date(2026, 11, 6), licence_to=date(2030, 1, 1), licence_no="JY31234567890123"
    )
    assert found == {("future_date", "grade_on")}
