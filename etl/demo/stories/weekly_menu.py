"""What the canteens of a school cook in a week (R04)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import holidays, term_days
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period, containing, iso_week
from tenants.calendar.workdays import BUREAU_ZONE
from tenants.registry.profile import main_stage
from tenants.returns.declaration import PeriodType
from tenants.returns.reference_defaults import DEFAULTS

_MEAT = (
    "红烧肉",
    "土豆烧鸡",
    "青椒肉丝",
    "番茄炒蛋",
    "萝卜炖排骨",
    "香干回锅肉",
    "清蒸鱼块",
    "木耳肉片",
    "酱香鸭",
    "豆角肉末",
)
_VEGETABLE = (
    "清炒小白菜",
    "蒜蓉菜心",
    "醋溜土豆丝",
    "炒莴笋",
    "凉拌黄瓜",
    "麻婆豆腐",
    "手撕包菜",
    "清炒南瓜",
    "炒豆芽",
)
_SOUP = ("紫菜蛋花汤", "冬瓜汤", "番茄豆腐汤", "海带汤", "丝瓜汤")
_STAPLE = ("米饭", "米饭、馒头", "米饭、玉米")
_BREAKFAST = ("鲜肉包、小米粥、煮鸡蛋", "馒头、豆浆、煮鸡蛋", "肉丝米粉、牛奶", "花卷、绿豆粥、卤鸡蛋")


def _mondays(school: DemoSchool, month: Period) -> list[date]:
    """The weeks of a month in which the school cooks."""
    monday = month.start + timedelta(days=-month.start.weekday() % 7)
    found = []
    while monday <= month.end:
        if school.canteen_mode != "none" and _days(monday):
            found.append(monday)
        monday += timedelta(days=7)
    return found


def _days(monday: date) -> list[date]:
    """The teaching days of a week."""
    sunday = monday + timedelta(days=6)
    special = {each.day: each.is_workday for each in holidays(monday, sunday)}
    first, last = term_days(containing(PeriodType.TERM, sunday))
    days = [monday + timedelta(days=n) for n in range(7)]
    return [day for day in days if first <= day <= last and special.get(day, day.weekday() < 5)]


def _rows(school: DemoSchool, week: Period, day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    """Published on the morning of the day on which it is filed."""
    monday = week.start
    meals = ("breakfast", "lunch", "dinner") if school.boarding != "none" else ("lunch",)
    rows = [
        _row(school, number, served, meal, memory) | {"iso_week": iso_week(monday)}
        for number in (each.number for each in school.canteens)
        for served in _days(monday)
        for meal in meals
    ]
    published = datetime.combine(day, time(8, school.draws("hour", monday).randint(0, 40)), BUREAU_ZONE)
    return {"main": [row | {"published_at": published} for row in rows]}


def _row(school: DemoSchool, number: str, day: date, meal: str, memory: Memory) -> dict[str, Any]:
    draw = school.draws("dishes", day, number, meal)
    is_changed = draw.random() < 0.02
    row: dict[str, Any] = {
        "facility_no": number, "menu_date": day, "meal": meal, "meat_share": None, "changed": is_changed,
        "change_reason": "公布后供货有变动，换成同类菜品。" if is_changed else None,
    }  # fmt: skip
    if meal == "breakfast":
        dishes = draw.choice(_BREAKFAST)
        eaten = {"meat_dishes": 1, "veg_dishes": 0, "soups": 0, "staples": 1, "meat_share": Decimal(60)}
        return row | eaten | {"dishes": dishes, "food_classes": ("cereal_tuber", "animal", "dairy_soy")}
    is_simple = draw.random() < 0.03 * (1.4 - school.care)
    meat, soup = draw.sample(_MEAT, 1 if is_simple else 2), draw.choice(_SOUP)
    dishes = "、".join((*meat, *draw.sample(_VEGETABLE, 2), soup, draw.choice(_STAPLE)))
    row |= {
        "dishes": dishes, "meat_dishes": len(meat), "veg_dishes": 2, "soups": 1, "staples": 1,
        "meat_share": Decimal(draw.randint(51, 68) if draw.random() < 0.985 else 46),
        "food_classes": ("cereal_tuber", "veg_fruit", "animal") if not is_simple else ("cereal_tuber", "animal"),
    }  # fmt: skip
    guide = DEFAULTS["menu_reference"].get((main_stage(school.stages, school.school_type),))
    if guide is not None:
        row |= {
            "veg_g": guide["veg_low"] + draw.randint(0, 20) - (15 if draw.random() < 0.04 else 0),
            "meat_fish_g": guide["meat_low"] + draw.randint(0, 8),
            "salt_g": guide["salt_high"] - Decimal(draw.randint(0, 5)) / 10,
        }
    return row


STORY = Story(
    return_code="weekly_menu",
    figures=_rows,
    days=_mondays,
    periods=1,
    is_filed_ahead=True,
    answers={
        "WM-03": ("当天有节令加餐，少配一个菜，其他营养已补足。", "厨师一人请假，当天荤菜只安排了一个。"),
        "WM-04": ("当天荤菜配了较多豆制品，含荤比例略低。",),
        "WM-05": ("食谱因供货变动重新审定，公布晚了几天。",),
        "WM-06": ("当天缺一类食物，次日食谱已补上水果和奶。",),
    },
)
