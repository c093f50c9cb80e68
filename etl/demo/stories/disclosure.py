"""What the schools made public (R36)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from etl.demo.figures.finance import has_meals
from etl.demo.mistakes import Rows
from etl.demo.papers import photograph
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Paper, Story
from tenants.calendar.periods import Period, previous
from tenants.returns.lists import LISTS

_OF_CANTEENS = ("canteen_finance", "ingredient_price", "supervision_result", "hygiene_result")
_OF_TERMS = ("staff_information", "water_test", "fee_standard", "school_finance", "service_pledge")


def _rows(school: DemoSchool, month: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    rows = [_row(school, month, item, day) for item, day in _due(school, month)]
    return {"main": rows} if rows else None


def _due(school: DemoSchool, month: Period) -> list[tuple[str, date]]:
    """What falls due in the month: accounts of the month before, and in September what a term begins with."""
    found: list[tuple[str, date]] = []
    has_canteen = school.canteen_mode != "none"
    if has_canteen and has_meals(school, previous(month)):
        found += [(item, month.start.replace(day=15)) for item in _OF_CANTEENS]
        if school.nutrition_pilot != "none":
            found.append(("nutrition_fund", month.start.replace(day=15)))
    if has_canteen and has_meals(school, month):
        monday = month.start + timedelta(days=-month.start.weekday() % 7)
        found.append(("weekly_menu", monday))
    if month.start.month == 9:
        found += [(item, month.start.replace(day=20)) for item in (*_OF_TERMS, *(("canteen_licence",) * has_canteen))]
    return found


def _row(school: DemoSchool, month: Period, item: str, due_on: date) -> dict[str, Any]:
    draw = school.draws("public", month.key, item)
    is_late = draw.random() > 0.965 + 0.03 * school.care
    is_missing = not is_late and draw.random() > 0.99 + 0.01 * school.care
    published = due_on + timedelta(days=draw.randint(1, 4) if is_late else -draw.randint(0, 3))
    board = draw.choice(("notice_board", "notice_board", "screen"))
    return {
        "disclosure_item": item,
        "channels": None if is_missing else (board, "platform", *(("wechat",) if draw.random() < 0.3 else ())),
        "due_on": due_on,
        "published_on": None if is_missing else published,
        "complete": None if is_missing else draw.random() < 0.985 + 0.015 * school.care,
    }


def _proofs(school: DemoSchool, _month: Period, rows: Rows) -> list[Paper]:
    """A photograph of the school's board for each item that is up."""
    board = photograph(school.index * 7 % 256)
    labels = LISTS["disclosure_item"]
    told: Mapping[int, Any] = dict(enumerate(rows["main"], 1))
    return [
        Paper("main", "proof", number, f"{labels[row['disclosure_item']].zh}公示照片.png", board)
        for number, row in told.items()
        if row.get("published_on")
    ]


STORY = Story(
    return_code="disclosure",
    figures=_rows,
    files=_proofs,
    periods=2,
    answers={
        "DL-01": ("公示栏维修，晚了两天张贴，今后提前准备电子屏公示。", "经办人外出培训，回校后即公示。"),
        "DL-02": ("附表页数较多未全部张贴，可在总务处查阅，已补贴。",),
    },
)
