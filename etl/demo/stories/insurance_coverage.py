"""The insurance of a school in a school year (R11)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_CENT = Decimal("0.01")


def _rows(school: DemoSchool, year: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    pupils = pupils_of(school, year.start.year)
    draw = school.draws("insurance", year.key)
    careful = draw.random() < 0.5 + 0.5 * school.care
    late = date(year.start.year, 9, 1 if careful or draw.random() < 0.8 else draw.randint(5, 20))
    rows = [
        _row(school, year, "school_liability", pupils, pupils, 5, "finance", start=late),
        _row(school, year, "no_fault_addon", pupils, pupils, 3, "finance", start=late),
        _row(school, year, "resident_medical", pupils, round(pupils * draw.uniform(0.93, 0.998)), 400, "parent"),
    ]
    accident = round(pupils * draw.uniform(0.6, 0.92))
    signed = accident if careful else accident - draw.randint(0, 3)
    rows.append(
        _row(school, year, "student_accident", pupils, accident, 100, "parent")
        | {"consents": signed, "collected_by_school": False}
    )
    places = len(school.canteens) + school.shops
    if places:
        covered = places if careful or draw.random() < 0.85 else places - 1
        rows.append(_row(school, year, "food_liability", places, covered, 1800, "operator"))
    if school.buses:
        rows.append(_row(school, year, "carrier_liability", school.buses, school.buses, 1200, "school"))
    return {"main": rows}


def _row(
    school: DemoSchool, year: Period, kind: str, eligible: int, insured: int, premium: int, payer: str,
    *, start: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    is_medical = kind == "resident_medical"
    begins = date(year.start.year + 1, 1, 1) if is_medical else start or year.start
    ends = date(year.start.year + 1, 12, 31) if is_medical else year.end
    letters = "".join(each[0] for each in kind.split("_")).upper()
    return {
        "insurance_kind": kind,
        "insurer": "岚川区医疗保障局" if is_medical else "安和财产保险岚川支公司",
        "policy_no": None if is_medical else f"{letters}{year.start.year}{school.code[2:]}",
        "eligible": eligible,
        "insured": insured,
        "premium_per_unit": Decimal(premium),
        "premium_total": Decimal(premium * insured).quantize(_CENT),
        "premium_payer": payer,
        "limit_each": None if is_medical else Decimal(300_000),
        "limit_event": None if is_medical else Decimal(3_000_000),
        "valid_from": begins,
        "valid_to": ends,
        "consents": None,
        "collected_by_school": None,
    }


STORY = Story(
    return_code="insurance_coverage",
    figures=_rows,
    periods=2,
    answers={
        "IC-04": ("有学生中途转入按月计费，保费合计以保险公司出具的清单为准。",),
        "IC-06": ("有几名家长通过手机端投保，签字回执由保险公司保存，正在收集。",),
        "IC-08": ("新增小卖部正在办理投保，保单下周出具。",),
        "IC-10": ("投保人数以九月学籍为准，与年报统计日之间有转入转出。",),
        "IC-11": ("旧保单八月底到期，续保付款手续延误，已在当月补办。",),
    },
)
