import io
from datetime import date
from typing import Any

import openpyxl

from etl.checking.context import as_context
from etl.workbook.sheets.colours import rule_colours
from etl.workbook.template import write_template
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.returns.frame import Frame
from tests.etl.workbook.sample import fill

RET = get_return("canteen_operations", date(2026, 10, 1))
MAIN = RET.part("main")
CELLS = {field.code: f"${openpyxl.utils.get_column_letter(at)}4" for at, field in enumerate(MAIN.fields, 1)}


def colours(**changes: Any) -> dict[str, Severity]:
    return {each.formula: each.severity for each in rule_colours(RET, MAIN, fill(rows={}, **changes), CELLS)}


def test_rules_within_the_row_become_colours() -> None:
    sampled, made = CELLS["items_sampled"], CELLS["items_made"]
    assert any(sampled in formula and made in formula and each is Severity.ERROR for formula, each in colours().items())


def test_errors_lie_over_queries() -> None:
    severities = list(colours().values())
    assert severities == sorted(severities, key=lambda each: each is not Severity.ERROR)


def test_the_period_stands_in_formulas() -> None:
    assert any("DATE(2026,10,31)" in formula for formula in colours())


def test_parameters_of_the_district_stand_in_formulas() -> None:
    frame = Frame(1, {}, [date(2026, 10, 1)], [date(2026, 10, 31)])
    frame.parameters["diners_per_worker_max"] = [77]  # type: ignore[list-item]  # as good as a Decimal here
    assert any("77" in formula for formula in colours(context=as_context(frame)))


def test_the_sheet_colours_the_cells_of_the_rule() -> None:
    target = io.BytesIO()
    write_template(RET, target, fill(rows={}), "zh")
    sheet = openpyxl.load_workbook(target)["食堂运营"]
    ranges = {str(each.sqref) for each in sheet.conditional_formatting}
    letters = sorted(CELLS[code][1:-1] for code in ("meal_occasions", "serving_days"))
    assert " ".join(f"{letter}4:{letter}5003" for letter in letters) in ranges
