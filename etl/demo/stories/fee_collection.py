"""The fees a school collects in a term (R24)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import term_days
from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import grades_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    first, last = term_days(term)
    grades = grades_of(school, opened_of(term))
    rows = []
    for stage in school.stages:
        pupils = sum(each.students for each in grades if each.stage == stage)
        boarders = sum(each.boarders for each in grades if each.stage == stage)
        if stage in ("senior", "vocational"):
            rows.append(_tuition(school, stage, pupils, first))
        if stage not in {"preschool", "special"}:
            rows.append(_agency(school, term, stage, pupils, first, min(last, day) - timedelta(days=2)))
        if boarders and stage in ("senior", "vocational"):
            rows.append(_boarding(school, stage, boarders, first))
        if stage == "preschool":
            rows.append(_care(school, stage, pupils, first))
    return {"main": rows} if rows else {"main": [_agency(school, term, school.stages[0], 10, first, last)]}


def _agency(school: DemoSchool, term: Period, stage: str, pupils: int, first: date, settled: date) -> dict[str, Any]:
    draw = school.draws("fees", term.key, stage)
    payers = round(pupils * draw.uniform(0.85, 0.99))
    collected = Decimal(payers * 28)
    is_careful = draw.random() < 0.55 + 0.45 * school.care
    refund = Decimal(draw.randint(0, payers))
    left = Decimal(0) if is_careful else Decimal(draw.randint(40, 400))
    return _row("D01", "研学和作业资料代收费", "agency", stage, 28, payers) | {
        "voluntary": True,
        "consents": payers if is_careful else payers - draw.randint(0, 4),
        "spent": collected - refund - left,
        "refunded": refund,
        "balance": left,
        "published_on": first + timedelta(days=draw.randint(0, 6) if is_careful else draw.randint(2, 14)),
        "settled_on": settled if is_careful else None,
    }


def _tuition(school: DemoSchool, stage: str, pupils: int, first: date) -> dict[str, Any]:
    amount = 600 if school.locality == "city" else 480
    return _row("X01", "学费", "admin", stage, amount, pupils) | {
        "approval_no": "蓝价费〔2024〕12号",
        "remitted": Decimal(amount * pupils),
        "published_on": first + timedelta(days=2),
    }


def _boarding(school: DemoSchool, stage: str, boarders: int, first: date) -> dict[str, Any]:
    return _row("X02", "住宿费", "admin", stage, 300, boarders) | {
        "approval_no": "蓝价费〔2024〕12号",
        "remitted": Decimal(300 * boarders),
        "published_on": first + timedelta(days=2),
    }


def _care(school: DemoSchool, stage: str, pupils: int, first: date) -> dict[str, Any]:
    amount = 2100 if school.sponsor == "private" else 1200
    return _row("X03", "保育教育费", "admin", stage, amount, pupils) | {
        "approval_no": "蓝价费〔2024〕7号",
        "remitted": Decimal(amount * pupils),
        "published_on": first + timedelta(days=1),
    }


def _row(code: str, name: str, kind: str, stage: str, amount: int, payers: int) -> dict[str, Any]:
    nothing = Decimal(0)
    return {
        "item_code": code,
        "item_name": name,
        "fee_type": kind,
        "stage": stage,
        "approval_no": None,
        "std_amount": Decimal(amount),
        "voluntary": False,
        "payers": payers,
        "consents": 0,
        "collected": Decimal(amount * payers),
        "remitted": nothing,
        "spent": nothing,
        "refunded": nothing,
        "balance": nothing,
        "published_on": None,
        "settled_on": None,
    }


STORY = Story(
    return_code="fee_collection",
    figures=_rows,
    periods=1,
    answers={
        "FE-04": ("几名转学学生的余款尚未取走，已通知家长，下学期初退清。",),
        "FE-05": ("有几位家长在外地务工，签字表寄回后补齐。",),
        "FE-06": ("收费公示因公示栏更换晚了几天，今后开学当日公示。",),
    },
)
