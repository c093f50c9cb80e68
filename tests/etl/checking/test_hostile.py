"""Strange values in every field of every return: a finding or a value the table takes, and no rule ever breaks down."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import sql

from etl.checking.fields import check_fields
from etl.checking.rules import rule_findings
from etl.forms.reading import FormReading, read_form
from tenants.filing.figures import as_document, as_rows
from tenants.personal.sealing import SchoolSeal
from tenants.returns.catalogue import every_version
from tenants.returns.declaration import Kind, Part, Return, Sensitivity, Severity
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.needs import needs_of
from tenants.returns.tables import table_of

SEAL = SchoolSeal.of(bytes(32), district_id=1, school_id=7)
START, TODAY = date(2026, 10, 1), date(2026, 11, 5)
RETURNS = {ret.code: ret for ret in every_version()}
HOSTILE = [
    "0", "-0", "-1", "-0.01", "1", "5", "20", "100", "100.01", "999", "2147483647", "2147483648", "9" * 15, "9" * 30,
    "-" + "9" * 30, "0." + "3" * 30, "1e400", "1E5", "NaN", "nan", "inf", "-inf", "Infinity", "１２３", "1,234", "1,23,4",
    "12.5.1", "=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "约50", "50%", "0x1F", "1899-12-31", "1900-01-00",
    "1901-01-01", "2026-02-30", "2026-10-31", "2026年10月9日", "2999-12-31", "9999-12-31", "10000-01-01", "0000-00-00",
    "2026-10-31T25:61", "2026-10-31T08:30", "2026-10-31 08:30", "9999-12-31T23:59", "20261031", "45000", "是", "否",
    "maybe", "self_run", "自主经营", "zzz", "'; drop table version; --", "<script>alert(1)</script>", "\x00", "a\x07b",
    "\ud800", "\ufffe", "\u202eabc", "😀" * 50, "字" * 2001, "x" * 9000, " ", "\u3000", "—", "C01", "C99", "a\nb", "、", "，，",
    "primary、junior", "3143009903-DR-2026-0001", "2026-W53", "2026-W99", "2026-2027", "2026-10",
]  # fmt: skip


@dataclass
class Row:
    """A row as it is typed."""

    part: str
    cells: dict[str, str]
    id: UUID = field(default_factory=uuid4)


def judged(ret: Return, rows: list[Row]) -> tuple[FormReading, dict[str, list[dict[str, Any]]]]:
    """What was understood, and the rows left when every field with an error is emptied."""
    reading = read_form(ret, rows, START)
    found = reading.findings + check_fields(ret, reading.parts, period_start=START, today=TODAY)
    wrong = {(each.part, each.row_no, each.field) for each in found if each.severity is Severity.ERROR}
    kept = {
        code: [
            {name: None if (code, at, name) in wrong else value for name, value in row.items()}
            for at, row in enumerate(read.rows, 1)
        ]
        for code, read in reading.parts.items()
    }
    return reading, kept


def frame_of(ret: Return, kept: dict[str, list[dict[str, Any]]]) -> Frame:
    """One version with those rows, its own last period and last year, and nothing of other returns."""
    document = as_document(ret, kept, lambda: SEAL)
    own, needs = as_rows(ret, [(0, document)], lambda _: SEAL), needs_of(ret)
    frame = Frame(1, own, [START], [date(2026, 10, 31)], submitted_on=[TODAY])
    for span in ("previous", "last_year", "month", "term", "school_year", "year"):
        setattr(frame, span, own)
    frame.school = {name: [None] for name in needs.school} | {"facilities_open": [{}]}
    frame.cal = {name: [None] for name in needs.cal}
    frame.absent = {code: {0} for code in (*needs.others, *needs.planned)}
    for code, spans in needs.others_over.items():
        for part in RETURNS[code].parts if code in RETURNS else ():
            empty = Rows([], [], {each.code: [] for each in part.fields})
            frame.others |= {f"{code}.{part.code}@{span}": empty for span in spans}
    return frame


def rules_run(ret: Return, kept: dict[str, list[dict[str, Any]]]) -> int:
    """Every rule over the rows, with the words of those that are broken."""
    frame = frame_of(ret, kept)
    broken, _ = evaluate(ret, frame)
    return len([rule_findings(ret, each, frame, {}) for each in broken])


@pytest.fixture(scope="module")
def admin(server, database):
    with psycopg.connect(database.admin_url.render_as_string(hide_password=False)) as connection:
        yield connection
        connection.rollback()


def probe(connection: Any, ret: Return, part: Part) -> sql.Identifier:
    """A copy of the part's table with its checks, but of no version."""
    table, copy = table_of(ret, part), sql.Identifier(f"probe_{ret.code}_{part.code}"[:60])
    own = ("district_id", "school_id", "version_id", "row_no", "period_key", "version_no")
    connection.execute(
        sql.SQL("create temporary table if not exists {} (like {} including constraints)").format(
            copy, sql.Identifier(*table.fullname.split("."))
        )
    )
    for name in own:
        connection.execute(sql.SQL("alter table {} alter column {} drop not null").format(copy, sql.Identifier(name)))
    return copy


def store(connection: Any, ret: Return, kept: dict[str, list[dict[str, Any]]]) -> None:
    """Write every value that no error stands at, each in a row of its own."""
    rows = as_rows(ret, [(0, as_document(ret, kept, lambda: SEAL))], lambda _: SEAL)
    for part in ret.parts:
        copy = probe(connection, ret, part)
        closed = {each.code for each in part.fields if each.sensitivity is Sensitivity.PERSONAL}
        for name, column in rows[part.code].columns.items():
            if name in closed:  # sealed: the table holds no value to check
                continue
            values = [(list(each) if isinstance(each, tuple) else each,) for each in column if each is not None]
            if values:
                insert = sql.SQL("insert into {} ({}) values (%s)").format(copy, sql.Identifier(name))
                connection.cursor().executemany(insert, values)


@cache
def hostile_rows(code: str) -> tuple[FormReading, dict[str, list[dict[str, Any]]]]:
    ret = RETURNS[code]
    rows = [
        Row(part.code, {each.code: text for each in part.fields if each.kind is not Kind.FILE})
        for part in ret.parts
        for text in HOSTILE
    ]
    return judged(ret, rows)


@pytest.mark.parametrize("code", RETURNS)
def test_the_table_takes_every_value_without_an_error(admin, code):
    store(admin, RETURNS[code], hostile_rows(code)[1])


@pytest.mark.parametrize("code", RETURNS)
def test_no_rule_breaks_down_over_values_without_an_error(code):
    kept = hostile_rows(code)[1]
    dice = random.Random(code)
    for _ in range(15):
        mixed = {}
        for part, rows in kept.items():
            mixed[part] = [{name: dice.choice(rows)[name] for name in rows[0]} for _ in range(3)] if rows else []
        rules_run(RETURNS[code], mixed)


TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.integers(-(10**30), 10**30).map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.floats().map(repr),
    st.dates().map(date.isoformat),
    st.datetimes().map(lambda each: f"{each:%Y-%m-%dT%H:%M}"),
    st.decimals(min_value=Decimal(-1000), max_value=Decimal(10**13), places=2).map(str),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_whatever_is_typed_ends_as_a_finding_or_a_value_the_table_takes(admin, data):
    ret = RETURNS[data.draw(st.sampled_from(sorted(RETURNS)))]
    part = data.draw(st.sampled_from(ret.parts))
    names = [each.code for each in part.fields if each.kind is not Kind.FILE]
    cells = {name: data.draw(TEXTS) for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=6))}
    _, kept = judged(ret, [Row(part.code, cells)])
    store(admin, ret, kept)
    rules_run(ret, kept)
