"""A formula in the template and the server decide alike, on generated rows, by a real spreadsheet program."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.declaration import PLACES, Field, Kind, Part, Return
from tenants.returns.frame import Frame, Rows
from tenants.returns.lists import LISTS
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.excel import CellFormula, to_excel
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS
from tests.tenants.returns.filed import DAY
from tests.tenants.returns.notation.ad_hoc import ask

ROWS = 150
SCHOOL = {
    "school.canteen_mode": "self_run",
    "school.nutrition_pilot": "national",
    "school.stages": ("primary", "junior"),
}
KNOWN = {"period_start": "DATE(2026,10,1)", "period_end": "DATE(2026,10,31)", "cal.teaching_days": "19"}
ASKED = (
    "a / b > 1 and d + 3 > period_start", "if(ok, a, b) >= 2 or a ~ b ± 20%", "not stage in (primary, junior)",
    "ok iff m = n", "d is null iff not ok",
    "month(d) = 10 and weekday(d) < 4 or year(d) = 2025", "length(week) > 3 implies a > 2", "min(a, b) < ceil(m / 3) implies abs(m - n) > 1 and floor(n) != 2",
)  # fmt: skip


def ref_at(part: Part, row: int):
    columns = {each.code: get_column_letter(at) for at, each in enumerate(part.fields, 1)}

    def ref(name: str) -> str | None:
        if name in columns:
            return f"{columns[name]}{row}"
        if name.startswith("P."):
            default = PARAMETERS[name[2:]].default
            return None if default is None else str(default)
        if name.startswith("cost_share_limit."):
            low, high = COST_SHARE_LIMITS[name.split('"')[1]]
            return str(low if "min_pct" in name else high)
        if name in SCHOOL:
            value = SCHOOL[name]
            return f'"{value if isinstance(value, str) else ",".join(value)}"'
        return KNOWN.get(name)

    return ref


def formulas_of(ret: Return, part: Part, row: int = 2) -> list[tuple[str, CellFormula]]:
    return [
        (rule.code, each)
        for rule in (check.rule for check in checks_of(ret).decided)
        if rule.part == part.code
        for each in to_excel(rule, ret, ref_at(part, row))
    ]


def test_rules_within_the_row_have_formulas():
    found = {code for ret in all_returns(DAY) for part in ret.parts for code, _ in formulas_of(ret, part)}
    within = {"SP-01", "SP-02", "SP-03", "SP-04", "SP-05", "SP-10", "R01-grade"}
    within |= {f"CO-{number:02}" for number in [*range(1, 15), 16, 17, 19, 21, 22, 23]}
    within |= {f"CF-{number:02}" for number in [1, 4, 5, 7, 8, 9, 10, 11, 12, 18, 19]}
    assert {code for code in found if code[:2] in ("SP", "CO", "CF") or code[:3] == "R01"} == within


def test_a_formula_fits_a_conditional_format():
    every = [each.formula for ret in all_returns(DAY) for part in ret.parts for _, each in formulas_of(ret, part)]
    assert max(len(each) for each in every) < 8_000


def test_an_unknown_parameter_leaves_the_rule_to_the_server():
    ret = get_return("canteen_operations", DAY)
    rule = next(each for each in ret.rules if each.code == "CO-19")
    assert to_excel(rule, ret, lambda name: None if "." in name else "A1") == ()


def test_a_formula_takes_the_texts_its_sheet_uses():
    ret = get_return("canteen_operations", DAY)
    rule = next(each for each in ret.rules if each.code == "CO-19")
    found = to_excel(rule, ret, lambda name: "1" if "." in name else name, lambda listed, value: [f"<{value}>"])
    assert '"<delivered>"' in found[0].formula


CHINA = timezone(timedelta(hours=8))


def values_of(each: Field) -> st.SearchStrategy[Any]:
    """Few different values, so that rules meet their limits often."""
    if each.kind is Kind.INT:
        value = st.one_of(st.integers(1 if each.low else 0, 6), st.integers(18, 22), st.sampled_from([31, 32]))
    elif each.kind in PLACES:
        value = st.one_of(st.integers(0, 300), st.integers(5000, 9000)).map(lambda cents: Decimal(cents) / 100)
    elif each.kind is Kind.DATE:
        near = [date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5), date(2026, 11, 16), date(2025, 10, 31)]
        value = st.one_of(st.sampled_from(near), st.dates(date(2025, 9, 1), date(2026, 12, 31)))
    elif each.kind is Kind.DT:
        days = st.sampled_from([date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5)])
        value = st.builds(datetime.combine, days, st.sampled_from([time(0), time(8, 30), time(23, 59)]), st.just(CHINA))
    elif each.kind is Kind.BOOL:
        value = st.booleans()
    elif each.kind is Kind.CODE:
        value = st.sampled_from(sorted(LISTS[each.codes or ""]))
    else:
        value = st.sampled_from(["C01", "JY31234567890123"])
    return st.one_of(st.none(), value, value, value, value, value)


def cell_of(value: Any, each: Field, way: int) -> Any:
    """How one of several clerks would enter the value."""
    if value is None:
        return None if way else " "
    if isinstance(value, bool):
        return [value, "是" if value else "否", "Yes" if value else "No"][way]
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if each.kind is Kind.CODE:
        label = LISTS[each.codes or ""][value]
        return [value, label.zh, label.en][way]
    return value


def generated(part: Part) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=ROWS, database=None, deadline=None, phases=[Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.fixed_dictionaries({each.code: values_of(each) for each in part.fields}))
    def collect(row: dict[str, Any]) -> None:
        found.append(row)

    collect()
    return found


def fill(sheet: Worksheet, ret: Return, part: Part, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows, 2):
        for at, each in enumerate(part.fields, 1):
            sheet.cell(number, at, cell_of(row[each.code], each, (number + at) % 3))
        for at, (_, formula) in enumerate(formulas_of(ret, part, number), len(part.fields) + 1):
            sheet.cell(number, at, f"=IF({formula.formula},1,0)")


def decided(ret: Return, part: Part, rows: list[dict[str, Any]]) -> dict[tuple[str, int], set[int]]:
    """Rows that the server finds broken, by rule and clause."""
    columns = {each.code: [row[each.code] for row in rows] for each in part.fields}
    frame = Frame(
        1, {each.code: Rows() for each in ret.parts}, period_start=[date(2026, 10, 1)], period_end=[date(2026, 10, 31)],
        school={name.removeprefix("school."): [value] for name, value in SCHOOL.items()}, cal={"teaching_days": [19]},
        absent={each.code: {0} for each in all_returns(DAY)},
    )  # fmt: skip
    frame.parts[part.code] = Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)
    checks = checks_of(ret)
    return {
        (check.rule.code, clause): set(hits)
        for check, clauses in zip(checks.decided, checks.run(frame), strict=True)
        for clause, hits in enumerate(clauses)
    }


def every_part() -> Iterator[tuple[Return, Part]]:
    yield from ((ret, part) for ret in all_returns(DAY) for part in ret.parts)
    yield from ((ret := ask(text), ret.parts[0]) for text in ASKED)


def recalculated(path: Path) -> Path:
    profile = path.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(path.parent / "out"), str(path)], check=True, capture_output=True, timeout=180
    )
    return path.parent / "out" / path.name


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_formula_and_server_agree(tmp_path):
    book, expected = Workbook(), []
    for number, (ret, part) in enumerate(every_part()):
        rows = generated(part)
        fill(book.create_sheet(f"s{number}"), ret, part, rows)
        expected.append((f"s{number}", ret, part, rows, decided(ret, part, rows)))
    book.save(tmp_path / "rows.xlsx")
    answers = load_workbook(recalculated(tmp_path / "rows.xlsx"), data_only=True)
    differ, broken = [], 0
    for name, ret, part, rows, hits in expected:
        for at, (code, formula) in enumerate(formulas_of(ret, part), len(part.fields) + 1):
            for index, row in enumerate(rows):
                answer = answers[name].cell(index + 2, at).value
                broken += answer == 1
                if answer != (index in hits[code, formula.clause]):
                    differ.append((code, formula.clause, answer, {each: row[each] for each in formula.fields}))
    assert differ == []
    assert broken > 1_000  # the rows are not tame
