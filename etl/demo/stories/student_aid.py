"""What aid programmes paid in a school in a term (R09)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import term_days
from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import grades_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_STANDARDS = {
    ("living_boarder", "primary"): "625", ("living_boarder", "junior"): "750", ("living_day", "primary"): "312.50",
    ("living_day", "junior"): "375", ("preschool_aid", "preschool"): "500", ("senior_grant", "senior"): "1150",
    ("voc_grant", "vocational"): "1150", ("special_hardship", "special"): "600",
}  # fmt: skip


def _rows(school: DemoSchool, term: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    grades = grades_of(school, opened_of(term))
    rows = []
    for stage in school.stages:
        own = [each for each in grades if each.stage == stage]
        poor, boarders, pupils = (
            sum(getattr(each, name) for each in own) for name in ("hardship", "boarders", "students")
        )
        boarding = min(boarders, round(poor * boarders / pupils)) if pupils else 0
        shares = {"living_boarder": boarding, "living_day": poor - boarding}
        for (programme, of), standard in _STANDARDS.items():
            count = shares.get(programme, poor)
            if of == stage and count:
                rows.append(_row(school, term, programme, stage, count, Decimal(standard)))
    return {"main": rows} if rows else None


def _row(school: DemoSchool, term: Period, programme: str, stage: str, count: int, standard: Decimal) -> dict[str, Any]:
    draw = school.draws("aid", term.key, programme, stage)
    first, _ = term_days(term)
    noticed = first + timedelta(days=draw.randint(25, 35))
    noticed += timedelta(days=(7 - noticed.weekday()) % 7)
    received = noticed + timedelta(days=draw.randint(10, 20))
    is_kept = draw.random() < 0.55 + 0.45 * school.care
    missing = 0 if is_kept or draw.random() < 0.6 else draw.randint(1, max(1, count // 12))
    paid_on = received + timedelta(days=draw.randint(5, 26) if is_kept else draw.randint(20, 40))
    due = (standard * count).quantize(Decimal("0.01"))
    paid = (standard * (count - missing)).quantize(Decimal("0.01"))
    return {
        "programme": programme,
        "stage": stage,
        "fund_source": "county" if programme == "special_hardship" else "central",
        "donor_name": None,
        "entitled_students": count,
        "recipients": count - missing,
        "std_per_student": standard,
        "entitled_amount": due,
        "received_amount": due,
        "paid_amount": paid,
        "returned_amount": Decimal(0),
        "arrears_amount": due - paid,
        "received_on": received,
        "first_paid_on": paid_on if paid else None,
        "last_paid_on": paid_on if paid else None,
        "pay_channel": "bank_card",
        "arrears_reason": "银行卡信息有误，被退回，正在核对" if missing else None,
        "recognised_on": noticed - timedelta(days=6),
        "notice_from": noticed,
        "notice_to": noticed + timedelta(days=6),
        "system_entered": (count - missing) if programme != "special_hardship" else 0,
    }


STORY = Story(
    return_code="student_aid",
    figures=_rows,
    periods=2,
    answers={
        "SA-07": ("几名学生银行卡号有误被退回，已联系家长更正，下月补发到位。",),
        "SA-09": ("银行卡批量开户耗时较长，今后开学初统一办理。",),
        "SA-10": ("公示期间逢调休，按学校公示栏实际张贴天数计算，名单无异议。",),
        "SA-11": ("九月后新认定困难学生，下一年度基本情况表更新。",),
    },
)
