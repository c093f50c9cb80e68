"""The assets of a school by class, year after year (R26)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

# Class, pieces a pupil, yuan a piece
_CLASSES = (("equipment", 0.25, 2600), ("ict", 0.3, 3900), ("furniture", 0.4, 1250), ("book", 22, 24))
_CENT = Decimal("0.01")


def _rows(school: DemoSchool, year: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    pupils = pupils_of(school, year.start.year)
    return {"main": [_row(school, year, pupils, each, memory) for each in _CLASSES]}


def _row(school: DemoSchool, year: Period, pupils: int, kind: tuple[str, float, int], memory: Memory) -> dict[str, Any]:
    code, share, price = kind
    draw = school.draws("assets", year.key, code)
    opening = memory.get(code) or (
        max(2, round(pupils * share)),
        Decimal(round(pupils * share) * price).quantize(_CENT),
    )
    added, disposed = round(opening[0] * draw.uniform(0.02, 0.09)), round(opening[0] * draw.uniform(0, 0.04))
    added_value = Decimal(added * price).quantize(_CENT)
    disposed_value = (opening[1] / opening[0] * disposed).quantize(_CENT)
    closing, closing_value = opening[0] + added - disposed, opening[1] + added_value - disposed_value
    memory[code] = (closing, closing_value)
    is_exact = draw.random() < 0.55 + 0.45 * school.care
    counted = closing if is_exact else closing - draw.randint(1, max(2, closing // 80))
    is_approved = draw.random() < 0.6 + 0.4 * school.care
    return {
        "asset_class": code,
        "opening_qty": opening[0],
        "added_qty": added,
        "disposed_qty": disposed,
        "closing_qty": closing,
        "opening_value": opening[1],
        "added_value": added_value,
        "disposed_value": disposed_value,
        "closing_value": closing_value,
        "disposal_approved_value": disposed_value if is_approved else (disposed_value / 2).quantize(_CENT),
        "counted_qty": counted,
        "matched_qty": counted,
    }


STORY = Story(
    return_code="asset_register",
    figures=_rows,
    periods=2,
    answers={
        "AR-04": ("部分报废设备的批复尚未下达，已上报资产管理部门，批复后补记。",),
        "AR-05": (
            "盘点时有几件设备外借教研室，已登记收回。",
            "个别图书遗失，已按规定赔偿，正在办理核销。",
        ),
    },
)
