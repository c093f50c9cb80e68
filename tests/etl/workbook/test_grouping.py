from etl.workbook.grouping import grouped
from etl.workbook.messages import finding
from tenants.returns.declaration import Severity
from tenants.text import Text


def test_one_line_per_kind_with_its_cells() -> None:
    days = Text("供餐天数", "Serving days")
    found = [
        finding(
            "required",
            place={"part": "main", "field": "days", "sheet": "食堂", "cell": f"E{row}", "header": days},
            header=days,
        )
        for row in (4, 5)
    ]
    (group,) = grouped(found)
    assert (group.count, group.cells) == (2, ("食堂!E4", "食堂!E5"))


def test_different_values_of_a_kind_are_counted() -> None:
    days = Text("供餐天数", "Serving days")
    found = [
        finding(
            "not_a_number",
            place={"part": "main", "field": "days", "header": days},
            header=days,
            value=value,
            example="1",
        )
        for value in ("约", "多")
    ]
    assert grouped(found)[0].says == Text("“供餐天数”有2格不是数字。", "“Serving days”: 2 cells are not numbers.")


def test_errors_come_before_notes() -> None:
    found = [finding("extra_sheet", sheet="a"), finding("empty_file")]
    assert [group.severity for group in grouped(found)] == [Severity.ERROR, Severity.WARNING]
