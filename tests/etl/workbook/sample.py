"""A small return of our own, so that reading is tested apart from what the catalogue asks."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from etl.workbook.filed import Expected, Reading
from etl.workbook.guard.pool import GuardPool
from etl.workbook.reading import read_workbook
from etl.workbook.template import TemplateFill, write_template
from tenants.returns.declaration import Field, Kind, Need, Part, PeriodType, Return
from tenants.text import Lang, Text

SCHOOL, PERIOD, PERIOD_START = "2110000001", "2026-10", date(2026, 10, 1)
SHEET, MEALS, FIRST = "食堂", "基本情况", 4  # first row of figures


def a_field(code: str, kind: Kind, zh: str, en: str, **options: Any) -> Field:
    return Field(code=code, kind=kind, label=Text(zh, en), **options)


CANTEENS = Part(
    code="main",
    label=Text("食堂", "Canteens"),
    key=("facility_no",),
    fields=(
        a_field("facility_no", Kind.STR, "食堂编号", "Canteen", size=3, pattern=r"C\d\d", facility_kind="canteen"),
        a_field("mode", Kind.CODE, "经营方式", "Mode", codes="canteen_mode"),
        a_field("licence_to", Kind.DATE, "有效期至", "Valid to", need=Need.OPTIONAL, future_allowed=True),
        a_field("posted", Kind.BOOL, "亮证", "Displayed"),
        a_field(
            "days", Kind.INT, "供餐天数", "Serving days", high=Decimal(31), help=Text("当月天数", "Days of the month")
        ),
        a_field("income", Kind.MONEY, "收入", "Income", unit=Text("元", "yuan")),
        a_field("waste", Kind.DEC1, "餐厨垃圾", "Food waste", unit=Text("公斤", "kg"), need=Need.OPTIONAL),
        a_field("note", Kind.STR, "备注", "Note", size=20, need=Need.OPTIONAL),
    ),
)
BASICS = Part(
    code="basics",
    label=Text("基本情况", "Basics"),
    fields=(
        a_field("staff", Kind.INT, "教职工", "Staff"),
        a_field("area", Kind.DEC1, "面积", "Area", need=Need.OPTIONAL),
    ),
)
RETURN = Return(
    number="R99",
    code="sample",
    label=Text("样例月报", "Sample return"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="inspector",
    parts=(CANTEENS, BASICS),
)
ROW = {
    "facility_no": "C01",
    "mode": "self_run",
    "licence_to": date(2027, 3, 1),
    "posted": True,
    "days": 21,
    "income": Decimal("1234.50"),
    "waste": Decimal("12.5"),
    "note": "无异常",
}
COLUMN = {field.code: letter for field, letter in zip(CANTEENS.fields, "ABCDEFGH", strict=True)}
EXPECTED = Expected("sample", PERIOD, SCHOOL, Text("城关小学", "Chengguan Primary"))


def find_return(code: str, on: date) -> Return:
    if code != "sample":
        raise KeyError(code)
    return RETURN


def fill(**changes: Any) -> TemplateFill:
    values: dict[str, Any] = {
        "school_code": SCHOOL,
        "school_name": Text("城关小学", "Chengguan Primary"),
        "period_key": PERIOD,
        "period_name": Text("2026年10月", "October 2026"),
        "period_start": PERIOD_START,
        "due_on": date(2026, 11, 10),
        "contact": Text("区教育局后勤办", "Logistics office"),
        "rows": {"main": [ROW], "basics": [{"staff": 30, "area": Decimal("120.5")}]},
        "facilities": {"canteen": ["C01", "C02"]},
    }
    return TemplateFill(**values | changes)


def template(lang: Lang = "zh", **changes: Any) -> bytes:
    target = io.BytesIO()
    write_template(RETURN, target, fill(**changes), lang)
    return target.getvalue()


def edited(change: Callable[[openpyxl.Workbook], object], blob: bytes | None = None) -> bytes:
    """A template changed the way people change it, and saved."""
    book = openpyxl.load_workbook(io.BytesIO(blob or template()))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_cells(**cells: Any) -> bytes:
    """A template with cells of the first row of canteens set, by field."""

    def change(book: openpyxl.Workbook) -> None:
        for code, value in cells.items():
            book[SHEET][f"{COLUMN[code]}{FIRST}"] = value

    return edited(change)


def rezipped(change: Callable[[str, bytes], bytes | None], blob: bytes | None = None, **extra: bytes) -> bytes:
    """A template with its members changed; None leaves a member out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob or template())) as source, zipfile.ZipFile(target, "w", 8) as changed:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                changed.writestr(name, part)
        for name, part in extra.items():
            changed.writestr(name, part)
    return target.getvalue()


def in_sheet(before: bytes, after: bytes, sheet: str = "sheet2") -> bytes:
    """A template with bytes of the canteens' sheet replaced."""

    def change(name: str, part: bytes) -> bytes:
        if name != f"xl/worksheets/{sheet}.xml":
            return part
        assert before in part
        return part.replace(before, after, 1)

    return rezipped(change)


class Reader:
    """Reads bytes as a file through a warm guard."""

    def __init__(self, pool: GuardPool, folder: Path) -> None:
        self.pool, self.folder = pool, folder

    def path(self, blob: bytes) -> Path:
        path = self.folder / "filled.xlsx"
        path.write_bytes(blob)
        return path

    def __call__(self, blob: bytes, expected: Expected | None = EXPECTED) -> Reading:
        return read_workbook(self.pool, self.path(blob), expected, find_return=find_return)

    def codes(self, blob: bytes) -> list[str]:
        return [each.code for each in self(blob).findings]

    def row(self, blob: bytes) -> dict[str, Any]:
        return self(blob).parts["main"].rows[0]
