"""(f) Rules of every return on the demo district's filings: how many rules times rows a second."""

import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.measure import Row
from etl.demo.plot import Act
from etl.demo.running import make_plan
from tenants.calendar.periods import Period, period_of
from tenants.filing.figures import as_document, as_rows
from tenants.personal.sealing import SchoolSeal
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Part, Return
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.needs import needs_of
from tenants.returns.notation.checks import checks_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ROUNDS = 5
_SEAL = SchoolSeal.of(bytes(32), district_id=1, school_id=1)  # opens what it closed itself
_MOST = 2000  # versions of one return in a frame


def measure() -> list[Row]:
    """All returns together, once as one frame for each return and once version by version."""
    frames = _frames()
    cells = sum(_rule_rows(ret, frame) for ret, frame in frames)
    alone = [(ret, _only(frame, at)) for ret, frame in frames for at in range(min(frame.versions, 40))]
    few = sum(_rule_rows(ret, frame) for ret, frame in alone)
    batched, single = _seconds(frames) / cells, _seconds(alone) / few
    return [
        Row(
            name=f"rules of {len(frames)} returns, batched", candidate_ms=batched * 1e6, baseline="version by version",
            baseline_ms=single * 1e6, ratio=single / batched, spread=0.0, goal="–", met=True, broken=False,
            per="1,000 rules × rows",
            notes={"rules × rows/s": f"{1 / batched:,.0f}", "rules × rows": f"{cells:,}"},
        )
    ]  # fmt: skip


def _seconds(frames: list[tuple[Return, Frame]]) -> float:
    best = float("inf")
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        for ret, frame in frames:
            evaluate(ret, frame)
        best = min(best, time.perf_counter() - start)
    return best


def _rule_rows(ret: Return, frame: Frame) -> int:
    """Rules that can be decided times the rows (or versions) they are about."""
    return sum(
        len(frame.parts[check.rule.part].owner) if check.row_level else frame.versions
        for check in checks_of(ret).decided
        if not check.is_planned and not any(frame.absent.get(each) for each in check.waits_for)
    )


def _frames() -> list[tuple[Return, Frame]]:
    filed: dict[str, list[tuple[Period, dict[str, Any]]]] = defaultdict(list)
    for scene in make_plan(NOW).scenes:
        if scene.act is Act.UPLOAD:
            period = period_of(scene.period_key)
            ret = get_return(scene.return_code, period.start)
            filed[scene.return_code].append((period, as_document(ret, scene.rows, lambda: _SEAL)))
    return [
        (ret := get_return(code, NOW.date()), _frame(ret, listed[:_MOST])) for code, listed in sorted(filed.items())
    ]


def _frame(ret: Return, filed: list[tuple[Period, dict[str, Any]]]) -> Frame:
    many, needs = len(filed), needs_of(ret)
    frame = Frame(
        many,
        as_rows(ret, ((owner, document) for owner, (_, document) in enumerate(filed)), lambda _: _SEAL),
        [period.start for period, _ in filed],
        [period.end for period, _ in filed],
        submitted_on=[NOW.date()] * many,
    )
    frame.school = {name: [None] * many for name in needs.school} | {"facilities_open": [{}] * many}
    frame.cal = {name: [None] * many for name in needs.cal}
    frame.absent = {code: set(range(many)) for code in (ret.code, *needs.others, *needs.others_over, *needs.planned)}
    for code, spans in needs.others_over.items():
        parts = get_return(code, NOW.date()).parts
        frame.others |= {f"{code}.{part.code}@{span}": _no_rows(part) for part in parts for span in spans}
    return frame


def _no_rows(part: Part) -> Rows:
    return Rows([], [], {each.code: [] for each in part.fields})


def _only(frame: Frame, at: int) -> Frame:
    """The frame of one of its versions."""
    parts = {}
    for code, rows in frame.parts.items():
        mine = [index for index, owner in enumerate(rows.owner) if owner == at]
        columns = {name: [values[index] for index in mine] for name, values in rows.columns.items()}
        parts[code] = Rows([0] * len(mine), [rows.row_no[index] for index in mine], columns)
    return replace(
        frame, versions=1, parts=parts, period_start=[frame.period_start[at]], period_end=[frame.period_end[at]],
        submitted_on=[frame.submitted_on[at]], school={name: [values[at]] for name, values in frame.school.items()},
        cal={name: [values[at]] for name, values in frame.cal.items()},
        absent={code: {0} for code, versions in frame.absent.items() if at in versions},
    )  # fmt: skip
