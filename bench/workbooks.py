"""Filled workbooks for measurements, written by the real template writer; 1 % of the cells are wrong on purpose."""

import random
from datetime import date
from pathlib import Path
from typing import Any

from etl.workbook.fill import TemplateFill
from etl.workbook.template import write_template
from tenants.calendar.periods import name_of, period_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import NUMBERS, Return
from tenants.text import Text
from tests.etl.desk import WHOLE

PERIOD = period_of("2026-10")
SCHOOL_CODE, SCHOOL_NAME = "2110000001", Text("城关小学", "Chengguan Primary School")
FACILITIES = {"canteen": [f"C{number:02}" for number in range(1, 100)]}
_WRONG_SHARE = 0.01


def write_workbooks(folder: Path, return_code: str, *, files: int, rows: int, seed: int = 7) -> list[Path]:
    """That many workbooks of a return with that many rows in each part that takes more than one."""
    ret = get_return(return_code, PERIOD.start)
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    paths = []
    for number in range(files):
        path = folder / f"{return_code}-{rows}-{number}.xlsx"
        fill = TemplateFill(
            school_code=SCHOOL_CODE, school_name=SCHOOL_NAME, period_key=PERIOD.key, period_name=name_of(PERIOD),
            period_start=PERIOD.start, due_on=date(2026, 11, 10), rows=_filled(ret, rows, chance),
            previous_name=Text("2026年9月", "September 2026"), previous=WHOLE[return_code], facilities=FACILITIES,
        )  # fmt: skip
        write_template(ret, path, fill, "zh")
        paths.append(path)
    return paths


def _filled(ret: Return, rows: int, chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    filled: dict[str, list[dict[str, Any]]] = {}
    for part in ret.parts:
        sample = WHOLE[ret.code][part.code][0]
        filled[part.code] = [dict(sample) for _ in range(rows if part.key else 1)]
        for at, row in enumerate(filled[part.code], 1):
            if "facility_no" in row:
                row["facility_no"] = f"C{(at - 1) % 99 + 1:02}"
            for field in part.fields:
                if field.kind in NUMBERS and field.code in row and chance.random() < _WRONG_SHARE:
                    row[field.code] = 10**9
    return filled
