"""The contracts of the schools: food for a school year, signed in August, and uniforms (R06)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.mistakes import Rows
from etl.demo.papers import page
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Paper, Story
from etl.demo.suppliers import OTHER_FOOD, UNIFORM, VEGETABLES, contracts_of, supplier_of
from tenants.calendar.periods import Period, serial_of

_KINDS = {VEGETABLES: ("vegetable",), OTHER_FOOD: ("rice", "flour", "oil", "pork", "poultry", "egg", "soy", "dairy")}


def _days(school: DemoSchool, month: Period) -> list[date]:
    if month.start.month != 8:
        return []
    draw = school.draws("contracts", month.key)
    return [month.start + timedelta(days=draw.randint(11, 20)) for _ in contracts_of(school)]


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    serial = serial_of(event)
    what = contracts_of(school)[serial - 1]
    draw = school.draws("contract", event.key)
    is_food = what != UNIFORM
    code, name = supplier_of(school, what)
    budget = Decimal(round(school.pupils * (1_450 if what == OTHER_FOOD else 330 if is_food else 60), -3))
    is_open = is_food or budget > 60_000
    is_filed = draw.random() < 0.93 + 0.07 * school.care
    signed = event.start
    row = {
        "contract_no": f"{school.code}-PC-{signed.year}-{serial:04d}",
        "subject": "food" if is_food else "uniform",
        "categories": _KINDS.get(what),
        "method": "open_tender" if is_open else "inquiry",
        "joint": False,
        "lead_school_code": None,
        "partners": None,
        "single_source_reason": None,
        "budget_amount": budget,
        "award_amount": (budget * Decimal(draw.randint(88, 99)) / 100).quantize(Decimal("0.01")),
        "notice_on": signed - timedelta(days=40) if is_open else None,
        "opened_on": signed - timedelta(days=14) if is_open else None,
        "award_notice_on": signed - timedelta(days=8),
        "signed_on": signed,
        "start_on": date(signed.year, 9, 1),
        "end_on": date(signed.year + 1, 8, 31),
        "bidders": draw.randint(3, 7) if draw.random() < 0.97 else 2,
        "witnesses": ("education", "parents", "staff") if draw.random() < 0.97 else ("parents", "staff"),
        "winner_name": name,
        "winner_code": code,
        "winner_licence_no": f"JY1430199{draw.randint(1_000_000, 9_999_999)}" if is_food else None,
        "winner_licence_to": date(signed.year + draw.choice((2, 2, 3)), 3, 31) if is_food else None,
        "in_pool": is_food,
        "filed_with": ("logistics_office",) if is_filed else None,
        "filed_on": signed + timedelta(days=1) if is_filed else None,
        "evaluation_score": None,
        "evaluated_on": None,
    }
    if (
        is_food and draw.random() < 0.7
    ):  # it supplied the school last year, too, and was scored before it was taken again
        row["evaluation_score"] = Decimal(draw.randint(76, 97)).quantize(Decimal("0.1"))
        row["evaluated_on"] = signed - timedelta(days=50)
    return {"main": [row]}


def _scan(school: DemoSchool, _event: Period, rows: Rows) -> list[Paper]:
    row = rows["main"][0]
    lines = [
        "采购合同（首页）",
        f"合同编号：{row['contract_no']}",
        f"甲方：{school.name.zh}",
        f"乙方：{row['winner_name']}（{row['winner_code']}）",
        f"合同期限：{row['start_on']}至{row['end_on']}",
        f"成交金额：{row['award_amount']}元",
        f"签订日期：{row['signed_on']}    （盖章页略）",
    ]
    return [Paper("main", "contract_file", 1, f"采购合同{row['contract_no']}.pdf", page(lines))]


STORY = Story(
    return_code="procurement_contract",
    figures=_rows,
    files=_scan,
    days=_days,
    periods=13,
    applies=lambda school: bool(contracts_of(school)),
    answers={
        "PC-06": ("公告期满只有两家报名，经批准转为竞争性谈判，有会议纪要。",),
        "PC-07": ("合同已送后勤办备案，备案回执尚未取回，取回后补报。",),
        "PC-08": ("开标当天教育主管部门人员因会议缺席，全程录像已存档备查。",),
    },
)
