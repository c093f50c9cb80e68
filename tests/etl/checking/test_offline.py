import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.checking.context import as_context, frame_from
from etl.checking.offline import Checked, check_file
from etl.workbook.guard.pool import GuardPool
from etl.workbook.template import TemplateFill, write_template
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PLACES, Kind, Need, Return
from tenants.returns.frame import Frame, Rows
from tenants.text import Text

START, END, TODAY = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5)
RET = get_return("canteen_operations", START)


@pytest.fixture(scope="module")
def guard() -> Iterator[GuardPool]:
    with GuardPool(1) as pool:
        yield pool


def surroundings() -> Frame:
    """A school with one canteen, open, with nothing filed before."""
    frame = Frame(1, {}, [START], [END])
    frame.school = {"canteen_mode": ["self_run"], "nutrition_pilot": ["none"], "stages": [("primary",)]}
    frame.school["facilities_open"] = [{"canteen": ("C01",)}]
    frame.cal = {"teaching_days": [20], "is_term_end": [False]}
    frame.parameters = {"diners_per_worker_max": [Decimal(100)]}
    frame.absent = {"canteen_operations": {0}, "logistics_staff": {0}, "school_profile": {0}}
    return frame


def row(ret: Return = RET, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in ret.part("main").fields:
        if field.need is Need.REQUIRED:
            values[field.code] = False if field.kind is Kind.BOOL else 0 if field.kind in PLACES else None
    values |= {"facility_no": "C01", "operation_mode": "self_run", "quant_grade": "none", "risk_grade": "none"}
    return values | changes


def checked(guard: GuardPool, folder: Path, context: dict[str, Any], **changes: Any) -> Checked:
    target = io.BytesIO()
    name = Text("城关小学", "")
    fill = TemplateFill(
        school_code="2110000001", school_name=name, period_key="2026-10", period_name=name, period_start=START,
        rows={"main": [row(**changes)]}, context=context,
    )  # fmt: skip
    write_template(RET, target, fill, "zh")
    path = folder / "filled.xlsx"
    path.write_bytes(target.getvalue())
    return check_file(guard, path, today=TODAY)


def codes(found: Checked) -> set[str]:
    return {each.code for each in found.findings}


def test_rules_run_on_what_the_template_carried(guard: GuardPool, tmp_path: Path) -> None:
    found = checked(guard, tmp_path, as_context(surroundings()), serving_days=25, meal_occasions=25)
    assert "CO-16" in codes(found)


def test_open_facilities_travel_along(guard: GuardPool, tmp_path: Path) -> None:
    assert "not_open_facility" in codes(checked(guard, tmp_path, as_context(surroundings()), facility_no="C09"))


def test_a_blank_template_is_checked_as_far_as_it_goes(guard: GuardPool, tmp_path: Path) -> None:
    found = checked(guard, tmp_path, {}, items_sampled=5, items_made=3, facility_no="C09")
    assert "CO-02" in codes(found)
    assert not {"not_open_facility", "CO-16"} & codes(found)


def test_rules_that_wait_for_other_returns_are_told(guard: GuardPool, tmp_path: Path) -> None:
    found = checked(guard, tmp_path, as_context(surroundings()))
    assert "CO-20" in {each.rule.code for each in found.waiting}


@pytest.mark.parametrize(
    "context", [{"school": 5}, {"school": {"m": [[1]]}}, {"cal": {"n": "x"}}, {"limits": {"m": [["a", 1]]}}]
)
def test_a_tampered_context_counts_as_none(guard: GuardPool, tmp_path: Path, context: dict[str, Any]) -> None:
    from etl.workbook.sheets import parts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "rule_colours", lambda *_: [])
        found = checked(guard, tmp_path, context, items_sampled=5, items_made=3)
    assert "CO-02" in codes(found)


def test_surroundings_come_back_as_they_were() -> None:
    frame = surroundings()
    frame.previous = {
        "main": Rows([0], [1], {"facility_no": ["C01"], "waste_kg": [Decimal("1.5")], "licence_to": [END]})
    }
    frame.limits = {"meal_fee_cap": [{("primary", "swipe", "lunch"): {"cap_yuan": Decimal("8.00")}}]}
    again = frame_from(RET, as_context(frame), {}, START, END)
    for name in ("parameters", "previous", "limits", "absent"):
        assert getattr(again, name) == getattr(frame, name)
    assert again.school | frame.school == again.school
