"""R30: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.facilities_project import RETURN
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of

PROJECT = {
    "project_no": "2134000001-PJ-2026-0001", "title": "Toilet block", "project_type": "toilet",
    "project_stage": "construction", "agent_service": True, "schools_served": 1, "pupils_served": 400,
    "area_m2": Decimal("120.0"), "units": 0, "budget": Decimal(100000), "fund_source": ("county",),
    "spent": Decimal(40000), "contract_no": "2134000001-PC-2026-0003", "audited_amount": None,
    "planned_start": date(2026, 9, 10), "planned_end": date(2026, 12, 31), "actual_start": date(2026, 9, 12),
    "actual_end": None, "progress": Decimal(50), "procedures_due": 5, "procedures_done": 5, "accepted_result": None,
}  # fmt: skip
DONE = {"project_stage": "acceptance", "progress": Decimal(100), "actual_end": date(2026, 12, 31)}

HOLDS = [
    ("PJ-01", {"planned_end": date(2026, 9, 11)}),
    ("PJ-01", {"actual_end": date(2026, 9, 12)}),
    ("PJ-02", {"procedures_done": 0}),
    ("PJ-03", {"prev.project_stage": "construction"}),
    ("PJ-03", {"prev.project_stage": "initiated"}),
    ("PJ-03", {"project_stage": "closed", "prev.project_stage": "audit"}),
    ("PJ-04", DONE),
    ("PJ-05", DONE),
    ("PJ-06", {"spent": Decimal(100000)}),
    ("PJ-07", {"audited_amount": Decimal(100000)}),
    ("PJ-08", {"contract_no": "2134000001-PC-2026-0009", "project_stage": "tender"}),
    ("PJ-09", {"spent": Decimal(60000)}),  # 60 % paid, 50 % done
    ("PJ-09", {"budget": Decimal(0), "spent": Decimal(0)}),
]
BREAKS = [
    ("PJ-01", {"planned_end": date(2026, 9, 10)}),
    ("PJ-01", {"actual_end": date(2026, 9, 11)}),
    ("PJ-02", {"procedures_done": 6}),
    ("PJ-03", {"prev.project_stage": "acceptance"}),
    ("PJ-03", {"project_stage": "initiated", "prev.project_stage": "design"}),
    ("PJ-03", {"project_stage": "audit", "prev.project_stage": "closed"}),
    ("PJ-04", DONE | {"progress": Decimal("99.99")}),
    ("PJ-04", {"project_stage": "closed"}),
    ("PJ-05", DONE | {"actual_end": date(2027, 1, 1)}),
    ("PJ-06", {"spent": Decimal("100000.01")}),
    ("PJ-07", {"audited_amount": Decimal("100000.01")}),
    ("PJ-08", {"contract_no": "2134000001-PC-2026-0009"}),
    ("PJ-09", {"spent": Decimal("60000.01")}),
]
CASES = [
    ("project_on_time_rate", 1, 2),  # the third is not finished
    ("pre_approval_rate", 12, 15),
    ("project_cost_per_pupil", 120000, 1200),
]
REQUIRED = [
    ("contract_no", "tender", False),
    ("contract_no", "construction", True),
    ("actual_start", "construction", True),
    ("actual_end", "construction", False),
    ("actual_end", "acceptance", True),
    ("accepted_result", "acceptance", True),
    ("audited_amount", "acceptance", False),
    ("audited_amount", "closed", True),
]


def filed(values=None, *more):
    """A project half done; ``prev.x`` is the term before, ``more`` are further projects."""
    values = dict(values or {})
    before = {name[5:]: values.pop(name) for name in list(values) if name.startswith("prev.")}
    rows = [PROJECT | values, *(PROJECT | {"project_no": f"P{place}"} | each for place, each in enumerate(more))]
    frame = Frame(1, {"main": _rows(rows)}, [date(2026, 9, 1)], [date(2027, 1, 31)])
    frame.others = {"procurement_contract.main@ever": Rows([0], [1], {"contract_no": [PROJECT["contract_no"]]})}
    if before:
        frame.previous = {"main": _rows([PROJECT | before])}
    return frame


def _rows(rows):
    columns = {name: [row[name] for row in rows] for name in PROJECT}
    return Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)


def broken(frame):
    return {each.rule.code for each in evaluate(RETURN, frame)[0]}


def figure(code, frame):
    found = next(each for each in figures_of(RETURN, frame) if each.indicator.code == code)
    return found.numerator, found.denominator, found.value


def test_sound_figures_break_nothing():
    assert broken(filed()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken(filed(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken(filed(values))


@pytest.mark.parametrize(("field", "stage", "result"), REQUIRED)
def test_what_is_needed_from_a_stage_on(field, stage, result):
    condition = RETURN.part("main").field(field).required_when
    assert condition_of(condition, RETURN, "main")({"project_stage": stage}) is result


@pytest.mark.parametrize(("code", "numerator", "denominator"), CASES)
def test_figure(code, numerator, denominator):
    late = DONE | {"actual_end": date(2027, 1, 1), "procedures_done": 2}
    assert figure(code, filed({}, DONE, late))[:2] == (numerator, denominator)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("project_on_time_rate", {}),
        ("pre_approval_rate", {"procedures_due": 0, "procedures_done": 0}),
        ("project_cost_per_pupil", {"pupils_served": 0}),
    ],
)
def test_a_zero_denominator_gives_no_value(code, values):
    assert figure(code, filed(values))[2] is None
