"""A school's desk for tests: fills templates in as a clerk would, and lets the worker's check run."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.filing.processing import process_waiting
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from etl.workbook.layout import CODE_ROW, FIRST_ROW
from tenants.registry.models import Facility, School
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

OPERATIONS: dict[str, Any] = {
    "operation_mode": "自主经营", "licence_no": "JY34301210000001", "licence_to": date(2029, 5, 1),
    "licence_posted": "是", "quant_grade": "优秀", "risk_grade": "低风险", "grade_on": date(2026, 6, 1),
    "serving_days": 21, "meal_occasions": 42, "diners_breakfast": 120, "diners_lunch": 380, "diners_dinner": 0,
    "workers_on_duty": 6, "morning_check_days": 21, "items_made": 210, "items_sampled": 210, "sample_short_g": 0,
    "sample_short_h": 0, "disinfect_occasions": 42, "tasting_occasions": 42, "accompany_occasions": 42,
    "parent_accompany_occasions": 2, "cameras": 4, "camera_online_days": 21, "camera_to_bureau": "是",
    "camera_public": "是", "weekly_checks": 4, "prohibited_found": 0, "notices": 0, "waste_kg": 310.5,
}  # fmt: skip
"""One canteen's month without a query, by field."""


def add_canteen(pools: Pools, school: School, number: str = "C01", name: str = "学生食堂") -> None:
    """Open a canteen of the school."""
    with district_job_session(pools, school.district_id) as session:
        session.add(
            Facility(
                district_id=school.district_id,
                school_id=school.school_id,
                facility_no=number,
                kind="canteen",
                name_zh=name,
                name_en="Student canteen",
                opened_on=date(2020, 9, 1),
            )
        )


def fill_in(blob: bytes, rows: list[Mapping[str, Any]], *, sheet: int = 1) -> bytes:
    """The template with rows typed into a sheet's columns, which the hidden row of codes names."""
    book = load_workbook(io.BytesIO(blob))
    page: Worksheet = book.worksheets[sheet]
    columns = {cell.value: cell.column for cell in page[CODE_ROW + 1] if cell.value}
    for at, row in enumerate(rows):
        for code, value in row.items():
            page.cell(FIRST_ROW + 1 + at, columns[code], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def check_files(pools: Pools, home: Path, district_id: int, *, now: datetime | None = None) -> int:
    """Do what the worker does with files that wait."""
    with GuardPool(1) as guard:
        return process_waiting(
            pools, Originals(home / "originals", pools.keyring), guard, district_id, now=now or datetime.now(UTC)
        )
