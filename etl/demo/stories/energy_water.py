"""Electricity, water and gas of a school by month, as its meters say (R25)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_SEASON = {1: 1.2, 2: 0.7, 3: 1.0, 4: 0.95, 5: 1.0, 6: 1.15, 7: 0.4, 8: 0.35, 9: 1.15, 10: 1.0, 11: 1.05, 12: 1.25}
_PRICES = {"electricity": "0.56", "tap_water": "2.85", "natural_gas": "3.60"}
_CENT = Decimal("0.01")


def _rows(school: DemoSchool, month: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("energy", month.key)
    season = _SEASON[month.start.month] * draw.uniform(0.92, 1.08) * (1 - 0.02 * (month.start.year - 2025))
    house = school.draws("energy")
    share = house.uniform(0.7, 1.4) * (1.6 if school.boarding != "none" else 1)
    rows = [
        _metered(school, month, "electricity", school.pupils * 19 * share * season, 40, memory),
        _metered(school, month, "tap_water", school.pupils * 2.1 * share * season, 1, memory),
    ]
    if school.canteen_mode in ("self_run", "contracted"):
        qty = _places(school.pupils * 0.9 * season)
        rows.append(_row(school, month, "natural_gas", "canteen", qty))
    return {"main": rows}


def _metered(school: DemoSchool, month: Period, kind: str, qty: float, times: int, memory: Memory) -> dict[str, Any]:
    start = memory.get(kind) or _places(school.draws("meter", kind).uniform(800, 9000))
    turned = _places(max(1.0, qty) / times)
    memory[kind] = start + turned
    meter = {
        "meter_start": start,
        "meter_end": start + turned,
        "multiplier": Decimal(times),
        "meter_replaced": False,
    }
    return _row(school, month, kind, "whole", turned * times) | meter


def _row(school: DemoSchool, month: Period, kind: str, use: str, qty: Decimal) -> dict[str, Any]:
    draw = school.draws("bill", month.key, kind)
    price = Decimal(_PRICES[kind]) * Decimal(f"{draw.uniform(0.96, 1.04):.3f}")
    sun = school.draws("roof").random() < 0.15 and kind == "electricity"
    return {
        "energy_type": kind,
        "energy_use": use,
        "meter_start": None,
        "meter_end": None,
        "multiplier": None,
        "meter_replaced": None,
        "qty": qty,
        "cost": (qty * price).quantize(_CENT),
        "solar_qty": _places(school.pupils * 2.0) if sun else Decimal(0),
        "waste_findings": draw.choice((0, 0, 0, 0, 1, 2)),
    }


def _places(value: float) -> Decimal:
    return Decimal(value).quantize(_CENT)


STORY = Story(
    return_code="energy_water",
    figures=_rows,
    periods=4,
    answers={
        "EW-04": ("新装空调投入使用，用电量比上年同月增加。", "上年同月管网维修用水偏少，今年恢复正常。"),
        "EW-05": ("本月账单包含上月补缴部分，按发票金额填报。",),
    },
)
