"""The monthly safety check of a school and the hazards it follows until they are gone (R18)."""

from datetime import date, timedelta
from typing import Any

from etl.demo.calendar import teaching_months
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, containing
from tenants.returns.declaration import PeriodType

_FOUND = (
    ("fire", "general", "教学楼楼梯间", "应急照明灯不亮", "更换应急照明灯"),
    ("electric", "minor", "实验楼二层", "插座松动、电线外露", "更换插座并加装线槽"),
    ("structure", "general", "教学楼三层走廊", "栏杆焊点开裂", "补焊加固，期间设警戒线"),
    ("equipment", "minor", "操场", "篮球架地脚螺栓松动", "紧固螺栓并检查全部体育器材"),
    ("gas", "general", "食堂", "燃气软管老化", "更换金属软管并检漏"),
    ("crowd", "minor", "教学楼东侧楼梯", "上下楼分道线磨损", "重新划线并安排护导"),
    ("traffic", "general", "校门口", "减速带损坏", "报交警部门更换减速带"),
    ("structure", "major", "图书馆", "屋面渗漏、局部吊顶脱落", "封闭图书馆，委托鉴定维修"),
)
_DAYS = {"minor": 3, "general": 15, "major": 30}


def _rows(school: DemoSchool, month: Period, day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("hazards", month.key)
    is_kept = draw.random() < 0.5 + 0.5 * school.care
    taught = _taught(school, month)
    checked = month.start + timedelta(days=draw.randint(4, 20))
    check = {
        "checked_on": checked if is_kept or draw.random() < 0.85 else None,
        "leader_present": is_kept or draw.random() < 0.7,
        "patrol_days": taught if is_kept else max(0, taught - draw.randint(0, 3)),
        "class_officers": max(2, school.pupils // 42),
    }
    hazards = [_next(school, month, day, each) for each in memory.get("open", [])]
    count = draw.choice((0, 0, 1, 1, 2)) if taught else 0
    for _ in range(count):
        memory["serial"] = memory.get("serial", 0) + 1
        hazards.append(_new(school, month, day, memory["serial"], checked))
    memory["open"] = [each for each in hazards if not each["recheck_passed"]]
    return {"check": [check], "hazard": hazards}


def _new(school: DemoSchool, month: Period, day: date, serial: int, found: date) -> dict[str, Any]:
    draw = school.draws("hazard", month.key, serial)
    category, level, place, says, measure = draw.choice(_FOUND if draw.random() < 0.1 else _FOUND[:-1])
    row = {
        "hazard_no": f"{school.code}-HC-{found.year}-{serial:04d}",
        "category": category,
        "level": level,
        "place": place,
        "description": says,
        "found_on": found,
        "deadline": found + timedelta(days=_DAYS[level]),
        "closed_on": None,
        "recheck_on": None,
        "recheck_passed": None,
        "measure": measure,
        "cost": None,
    }
    return _next(school, month, day, row)


def _next(school: DemoSchool, month: Period, day: date, row: dict[str, Any]) -> dict[str, Any]:
    """What has become of it by the end of the month."""
    draw = school.draws("fixing", row["hazard_no"])
    late = draw.random() > 0.8 + 0.2 * school.care
    fixed = row["found_on"] + timedelta(days=_DAYS[row["level"]] * 2 if late else draw.randint(1, _DAYS[row["level"]]))
    rechecked = fixed + timedelta(days=draw.randint(1, 5))
    if rechecked > min(day, month.end + timedelta(days=3)):
        return row
    return row | {"closed_on": fixed, "recheck_on": rechecked, "recheck_passed": True}


def _taught(school: DemoSchool, month: Period) -> int:
    year = containing(PeriodType.SCHOOL_YEAR, month.start)
    return next(
        each.teaching_days
        for each in teaching_months(year)
        if (each.month, each.stage) == (month.key, school.stages[0])
    )


STORY = Story(
    return_code="hazard_check",
    figures=_rows,
    periods=4,
    answers={
        "HC-04": (
            "当月校长外出培训，由安全主任组织检查，未计入校领导参加。",
            "月末检查因期中考试顺延至下月初，已补做。",
        ),
        "HC-06": ("维修材料到货延迟，已设临时防护，下月上旬完成。", "施工单位档期紧张，已重新签订工期承诺。"),
        "HC-07": ("整改完成后等待专业机构复查，复查单下周出具。",),
        "HC-08": ("运动会和研学期间由班主任随队看护，未单独登记巡视。",),
    },
)
