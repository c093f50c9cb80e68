"""What the supervision groups of the schools found (R34)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from etl.demo.figures.finance import has_meals
from etl.demo.mistakes import Rows
from etl.demo.papers import page
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Paper, Story
from tenants.calendar.periods import Period, name_of

_SCORES = {"hygiene": "卫生", "dish": "菜品", "price": "价格", "service": "服务"}
_MEMBERS = {"leader": "学校领导", "logistics": "后勤", "teacher": "教师", "pupil": "学生", "parent": "家长"}


def _rows(school: DemoSchool, month: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    if not has_meals(school, month):
        return None
    draw = school.draws("supervision", month.key)
    is_held = draw.random() < 0.9 + 0.1 * school.care
    found = draw.choice((0, 1, 1, 2, 3)) if is_held else 0
    is_open = bool(found) and draw.random() > 0.85 + 0.15 * school.care
    row: dict[str, Any] = {f"members_{each}": _members(draw, each, school.care) if is_held else 0 for each in _MEMBERS}
    row |= {
        "food_safety_monitors": 1 + school.index % 2,
        "checked_on": month.start + timedelta(days=draw.randint(12, 26)) if is_held else None,
        "checks": draw.choice((1, 1, 2, 4)) if is_held else 0,
        "archived": draw.random() < 0.95 + 0.05 * school.care if is_held else None,
        "problems": found,
        "problems_fixed": found - is_open,
    }
    for each in _SCORES:
        points = Decimal(round(min(100.0, max(68.0, draw.gauss(84 + 12 * school.care, 3))), 1)).quantize(Decimal("0.1"))
        row[f"{each}_score"] = points if is_held else None
    return {"main": [row]}


def _members(draw: Random, side: str, care: float) -> int:
    if side in ("pupil", "parent") and draw.random() > 0.95 + 0.05 * care:
        return 0
    return draw.randint(1, 2) if side in ("leader", "logistics") else draw.randint(1, 4)


def _minutes(school: DemoSchool, month: Period, rows: Rows) -> list[Paper]:
    row: Mapping[str, Any] = rows["main"][0]
    if row["checks"] in (0, "0"):
        return []
    lines = [
        f"{school.name.zh}膳食监督小组检查记录",
        f"检查月份：{name_of(month).zh}    检查日期：{row['checked_on']}",
        "参加人数：" + "，".join(f"{label}{row[f'members_{each}']}人" for each, label in _MEMBERS.items()),
        "评分：" + "，".join(f"{label}{row[f'{each}_score']}分" for each, label in _SCORES.items()),
        f"发现问题{row['problems']}个，已改{row['problems_fixed']}个。",
        "参加人员签字：（略）",
    ]
    return [Paper("main", "minutes_file", 1, f"{name_of(month).zh}检查记录.pdf", page(lines))]


STORY = Story(
    return_code="supervision_check",
    figures=_rows,
    files=_minutes,
    periods=4,
    applies=lambda school: school.canteen_mode != "none",
    answers={
        "SG-03": ("本月迎接县里检查，小组活动推迟到下月初，已补做。",),
        "SG-04": ("家长代表当天临时有事没有到场，检查结果已发家长委员会群公示。",),
        "SG-05": ("排烟管道清洗需要专业队伍，已于本月中旬完成并复查。",),
        "SG-06": ("记录由家长代表带回签字，下周交回后归档。",),
    },
)
