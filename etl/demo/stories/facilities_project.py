"""Building and equipment projects of some schools, from term to term (R30)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_KINDS = (
    ("toilet", "学生厕所改造", 60, 420_000), ("canteen", "食堂厨房改造", 280, 960_000),
    ("direct_water", "直饮水设备安装", 0, 180_000), ("sports", "运动场塑胶改造", 3200, 1_350_000),
    ("hot_water", "宿舍热水系统", 0, 260_000), ("lightning", "校舍避雷整改", 0, 90_000),
)  # fmt: skip
_STAGES = ("initiated", "design", "approval", "tender", "construction", "acceptance", "audit", "closed")


def _rows(school: DemoSchool, term: Period, day: date, memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    """A quarter of the schools has a project; it comes two stages further in a term."""
    draw = school.draws("project")
    if draw.random() > 0.25:
        return None
    kind, title, area, cost = draw.choice(_KINDS)
    at = memory["stage"] = min(memory.get("stage", draw.randint(0, 3) - 2) + 2, len(_STAGES) - 1)
    begun, done, audited = at >= _STAGES.index("construction"), at >= _STAGES.index("acceptance"), at >= 6
    budget = Decimal(round(cost * draw.uniform(0.8, 1.3), -3))
    started = memory.setdefault("start", day - timedelta(days=draw.randint(40, 90))) if begun else None
    ended = memory.setdefault("end", day - timedelta(days=draw.randint(5, 30))) if done else None
    planned = (started or day) - timedelta(days=10)
    paid = Decimal("0.95") if done else Decimal("0.4") if begun else Decimal(0)
    row: dict[str, Any] = {
        "project_no": f"{school.code}-PJ-{memory.setdefault('year', term.start.year)}-0001",
        "title": title,
        "project_type": kind,
        "project_stage": _STAGES[at],
        "agent_service": False,
        "schools_served": 1,
        "pupils_served": pupils_of(school, opened_of(term)),
        "area_m2": Decimal(area),
        "units": 0 if area else draw.randint(2, 8),
        "budget": budget,
        "fund_source": ("county", "school"),
        "spent": (budget * paid).quantize(Decimal("0.01")),
        "contract_no": f"岚教基建{day.year}-{school.index:03d}" if begun else None,
        "audited_amount": (budget * Decimal("0.97")).quantize(Decimal("0.01")) if audited else None,
        "planned_start": planned,
        "planned_end": planned + timedelta(days=160),
        "actual_start": started,
        "actual_end": ended,
        "progress": Decimal(100) if done else Decimal(45) if begun else Decimal(0),
        "procedures_due": 5,
        "procedures_done": 5 if begun else min(5, 1 + at),
        "accepted_result": "pass" if done else None,
    }
    return {"main": [row]}


STORY = Story(
    return_code="facilities_project",
    figures=_rows,
    periods=2,
    answers={
        "PJ-05": ("雨季停工二十天，工期顺延，监理已签认。",),
        "PJ-09": ("按合同支付预付款和材料款，进度款按节点结算。",),
        "PJ-08": ("工程由教育局统一招标签订合同，合同存局里，学校没有单独填报。",),
    },
)
