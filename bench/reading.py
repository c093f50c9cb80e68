"""(a) Reading, cleaning and checking workbooks, against the floor and against what a clerk's script does."""

import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pandas as pd

from bench.measure import Row, compare
from bench.workbooks import FACILITIES, PERIOD, SCHOOL_CODE, SCHOOL_NAME, write_workbooks
from etl.checking.fields import check_fields
from etl.checking.rules import rule_findings
from etl.workbook.filed import Expected, Reading
from etl.workbook.guard.pool import GuardPool
from etl.workbook.layout import LABEL_ROW
from etl.workbook.reading import read_workbooks
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return
from tenants.returns.findings import Finding
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.needs import needs_of

_LONG, _LONG_GOAL = 40, "≤ 3.5× floor"  # a school has one to three canteens; long files are held against the floor
SIZES = (("canteen_operations", 2), ("canteen_finance", 2), ("canteen_operations", 40))


def measure(*, files: int = 500, rounds: int = 3) -> list[Row]:
    """One row for each return and size against the clerk's script, and one against the floor."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, GuardPool() as pool:
        pool.warm()
        for code, size in SIZES:
            many = files if size < 10 else max(files // 5, 20)
            paths = write_workbooks(Path(folder), code, files=many, rows=size)
            ret = get_return(code, PERIOD.start)
            contenders = {
                "ours": lambda paths=paths, ret=ret: check_batch(pool, paths, ret),
                "clerk's script": lambda paths=paths, ret=ret: clerks_script(paths, ret),
                "floor": lambda paths=paths: floor(paths),
            }
            name = f"read and check {many} × {code}, {size} rows"
            row, times = compare(
                name, contenders, candidate="ours", baseline="clerk's script", at_least_faster=8, rounds=rounds,
                per=many, unit="file",
            )  # fmt: skip
            above = times["ours"].median / times["floor"].median
            row.notes["times the floor"] = round(above, 2)
            if size >= _LONG:
                row.goal, row.met, row.broken = _LONG_GOAL, above <= 3.5, above > 3.5 * 1.25
            rows.append(row)
        rows.append(_single(pool, Path(folder)))
    return rows


def check_batch(pool: GuardPool, paths: list[Path], ret: Return) -> list[Finding]:
    """Every finding of a batch: guard, reading, cleaning, field checks and rules over one frame."""
    expected = Expected(ret.code, PERIOD.key, SCHOOL_CODE, SCHOOL_NAME)
    readings = read_workbooks(pool, [(path, expected) for path in paths])
    found: list[Finding] = []
    for reading in readings:
        found += reading.findings
        found += check_fields(ret, reading.parts, period_start=PERIOD.start, today=PERIOD.end, facilities=FACILITIES)
    broken, _ = evaluate(ret, frame := _frame(ret, readings))
    return found + [rule_findings(ret, each, frame, readings[each.version].parts) for each in broken]


def clerks_script(paths: list[Path], ret: Return) -> list[pd.DataFrame]:
    """What a clerk would write: pandas with openpyxl in a loop, then one long table a sheet; nothing is checked."""
    sheets = [part.label.zh for part in ret.parts]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about what it does not know
        read = [pd.read_excel(path, sheet_name=sheets, header=LABEL_ROW, engine="openpyxl") for path in paths]
    return [pd.concat([each[sheet] for each in read]) for sheet in sheets]


def floor(paths: list[Path]) -> None:
    """The physical reference: unzip every part and let expat parse it, with no handler."""
    for path in paths:
        with zipfile.ZipFile(path) as package:
            for member in package.namelist():
                expat.ParserCreate().Parse(package.read(member), True)


def _single(pool: GuardPool, folder: Path) -> Row:
    path = write_workbooks(folder, "canteen_finance", files=1, rows=3, seed=11)
    ret = get_return("canteen_finance", PERIOD.start)
    row, times = compare(
        "one upload's findings (work)",
        {"ours": lambda: check_batch(pool, path, ret), "floor": lambda: floor(path)},
        candidate="ours", baseline="floor", rounds=15,
    )  # fmt: skip
    row.goal, row.met = "≤ 300 ms", times["ours"].median <= 0.3
    row.broken = times["ours"].median > 0.375
    return row


def _frame(ret: Return, readings: list[Reading]) -> Frame:
    parts: dict[str, Rows] = {}
    for part in ret.parts:
        rows = Rows([], [], {field.code: [] for field in part.fields})
        for owner, reading in enumerate(readings):
            for at, values in enumerate(reading.parts[part.code].rows, 1):
                rows.owner.append(owner)
                rows.row_no.append(at)
                for code, column in rows.columns.items():
                    column.append(values.get(code))
        parts[part.code] = rows
    many, needs = len(readings), needs_of(ret)
    frame = Frame(many, parts, [PERIOD.start] * many, [PERIOD.end] * many)
    unknown: dict[str, list[Any]] = {name: [None] * many for name in needs.school}
    frame.school = unknown | {"facilities_open": [{}] * many}
    frame.cal = {name: [None] * many for name in needs.cal}
    frame.absent = {code: set(range(many)) for code in (ret.code, *needs.others, *needs.planned)}
    return frame
