"""The exercise books handed out at the start of a term (R23)."""

from datetime import date, timedelta
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import grades_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_QUOTA = {"primary": 10, "junior": 16}


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    grades = grades_of(school, opened_of(term))
    return {"main": [_row(school, term, day, stage, grades) for stage in school.stages if stage in _QUOTA]}


def _row(school: DemoSchool, term: Period, day: date, stage: str, grades: list[Any]) -> dict[str, Any]:
    draw = school.draws("books", term.key, stage)
    pupils = sum(each.students for each in grades if each.stage == stage)
    needed = pupils * _QUOTA[stage]
    is_whole = draw.random() < 0.6 + 0.4 * school.care
    received = needed + draw.randint(0, 40) if is_whole else needed - draw.randint(10, max(11, needed // 30))
    sold = 0 if draw.random() < 0.97 else pupils // 5
    sampled = min(pupils, 20)
    return {
        "stage": stage,
        "pupils": pupils,
        "quota": _QUOTA[stage],
        "books_received": received,
        "books_issued": min(received, needed),
        "issued_on": day - timedelta(days=draw.randint(1, 6)),
        "unified_supply": True,
        "extra_sold": sold,
        "extra_approval": "无" if sold else None,
        "pupils_sampled": sampled,
        "pupils_short": 0 if is_whole else draw.randint(0, 2),
    }


STORY = Story(
    return_code="exercise_book",
    figures=_rows,
    periods=2,
    applies=lambda school: bool(_QUOTA.keys() & set(school.stages)),
    answers={
        "EB-03": ("新转入学生较多，第一批配送不足，已向配送单位追加，下周送达。",),
        "EB-04": ("追加的作业本到校后即补发，已登记缺本学生名单。",),
        "EB-05": ("个别家长自愿加购，学校代订，今后改由家长自行购买。",),
        "EB-07": ("开学后有转入转出，学生数按发放当日在校人数统计。",),
    },
)
