"""The rounds through the rooms of a school in a term (R27)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import term_days
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    first, last = term_days(term)
    middle = first + (last - first) / 2
    days = {"start": first + timedelta(days=6), "middle": middle, "end": last - timedelta(days=3)}
    rounds: tuple[str, ...] = ("start", "end") if school.draws("rounds").random() < 0.6 else ("start", "middle", "end")
    if school.draws("rounds", term.key).random() > 0.9 + 0.1 * school.care:
        rounds = ("start",)
    return {"main": [_row(school, term, each, days[each]) for each in rounds]}


def _row(school: DemoSchool, term: Period, check_round: str, day: date) -> dict[str, Any]:
    draw = school.draws("check", term.key, check_round)
    rooms = max(6, school.pupils // 22)
    is_whole = draw.random() < 0.6 + 0.4 * school.care
    liable = draw.randint(0, 3)
    return {
        "check_round": check_round,
        "checked_on": day,
        "rooms": rooms,
        "rooms_checked": rooms if is_whole else rooms - draw.randint(1, max(1, rooms // 10)),
        "shortages": draw.randint(0, 6),
        "damages": draw.randint(0, 10),
        "liable_cases": liable,
        "compensation": Decimal(liable * draw.randint(15, 80)),
    }


STORY = Story(
    return_code="asset_check",
    figures=_rows,
    periods=1,
    answers={
        "AC-02": ("期末临近放假，期末检查与盘点合并进行，结果见资产年报。",),
        "AC-03": ("两间实验室正在维修，完工后补查。", "个别功能室钥匙保管人外出培训，已约定下周补查。"),
        "AC-04": ("责任学生家庭困难，经校长办公会研究免予赔偿。",),
    },
)
