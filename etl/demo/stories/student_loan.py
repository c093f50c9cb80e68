"""The student loans of the district in a year, as the aid centre reports them (R10)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_STAGES = {"senior", "vocational"}


def _rows(unit: DemoSchool, year: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    schools = sorted((each for each in memory["schools"] if _STAGES & {*each.stages}), key=lambda each: each.code)
    return {"application": [_school(each, year) for each in schools], "repayment": [_district(unit, year)]}


def _school(school: DemoSchool, year: Period) -> dict[str, Any]:
    draw = school.draws("loans", year.key)
    leavers = round(school.pupils / 3)
    applied = round(leavers * (draw.uniform(0.05, 0.08) if "vocational" in school.stages else draw.uniform(0.1, 0.16)))
    new, renewals = round(applied * draw.uniform(0.86, 0.97)), round(applied * draw.uniform(1.6, 2.3))
    graduates = round(renewals * draw.uniform(0.02, 0.06))
    others = new + renewals - graduates
    return {
        "school_code": school.code,
        "pre_applications": applied,
        "new_contracts": new,
        "renewals": renewals,
        "contract_amount_ug": Decimal(others * draw.randint(131, 178) * 100),
        "contracts_ug": others,
        "contract_amount_pg": Decimal(graduates * draw.randint(170, 225) * 100),
        "contracts_pg": graduates,
    }


def _district(unit: DemoSchool, year: Period) -> dict[str, Any]:
    draw = unit.draws("repayment", year.key)
    running = draw.randint(3900, 4300)
    due = round(running * draw.uniform(0.3, 0.36))
    owed = Decimal(due * draw.randint(2300, 2700))
    late = draw.randint(9, 16)
    overdue = Decimal(late * draw.randint(1500, 2400))
    return {
        "contracts_active": running,
        "contracts_due": due,
        "contracts_repaid": round(due * draw.uniform(0.2, 0.28)),
        "borrowers_reminded": round(due * draw.uniform(0.9, 0.98)),
        "borrowers_overdue": late,
        "amount_due": owed,
        "amount_repaid": owed - overdue,
        "amount_overdue": overdue,
    }


STORY = Story(
    return_code="student_loan",
    figures=_rows,
    periods=1,
    unit="aid_centre",
    answers={
        "SL-06": ("逾期借款人多为外出务工未按时存款，已逐户电话催还，约定年后还清。",),
    },
)
