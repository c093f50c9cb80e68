"""How the staff of a school was evaluated in a school year, and its awards (R35)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_TITLES = (
    ("明厨亮灶示范食堂", "canteen"), ("绿色学校", "greening"), ("平安校园", "safety"), ("节水型单位", "energy"),
    ("后勤工作先进单位", "logistics"), ("资助工作先进集体", "aid"),
)  # fmt: skip


def _rows(school: DemoSchool, year: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    groups = {"guard": max(2, school.pupils // 400), "cleaner": max(1, school.pupils // 350)}
    if school.canteens:
        groups |= {"cook": max(1, school.pupils // 160), "canteen_helper": max(1, school.pupils // 120)}
    if school.dorms:
        groups["dorm_warden"] = max(1, school.pupils // 300)
    draw = school.draws("awards", year.key)
    awards = draw.sample(_TITLES, draw.choice((0, 0, 1, 1, 2)))
    return {
        "evaluation": [_group(school, year, post, persons) for post, persons in groups.items()],
        "award": [_award(school, year, number, *each) for number, each in enumerate(awards, 1)],
    }


def _group(school: DemoSchool, year: Period, post: str, persons: int) -> dict[str, Any]:
    draw = school.draws("evaluation", year.key, post)
    evaluated = persons if draw.random() < 0.6 + 0.4 * school.care else max(0, persons - 1)
    excellent = evaluated // 5
    basic = min(evaluated - excellent, draw.choice((0, 0, 0, 1)))
    return {
        "post": post,
        "persons": persons,
        "evaluated": evaluated,
        "excellent": excellent,
        "qualified": evaluated - excellent - basic,
        "basic": basic,
        "failed": 0,
        "bonus_total": Decimal(evaluated * draw.randint(2, 8) * 100),
    }


def _award(school: DemoSchool, year: Period, number: int, title: str, domain: str) -> dict[str, Any]:
    draw = school.draws("award", year.key, number)
    day = date(year.end.year, draw.randint(3, 6), draw.randint(1, 28))
    return {
        "award_no": f"{school.code}-AW-{day.year}-{number:04d}",
        "title": title,
        "award_level": draw.choice(("county", "county", "municipal", "provincial")),
        "domain": domain,
        "awarded_on": day,
        "recipient_type": "学校",
        "recipients": 1,
        "amount": Decimal(draw.choice((0, 0, 2000, 5000))),
        "doc_no": f"蓝教通〔{day.year}〕{draw.randint(8, 90)}号",
    }


STORY = Story(
    return_code="performance_award",
    figures=_rows,
    periods=1,
    answers={"PA-03": ("一人六月刚到岗，试用期未满，按规定不参评。",)},
)
