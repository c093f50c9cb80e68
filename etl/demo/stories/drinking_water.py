"""The water points of a school at the start of a term (R13)."""

from datetime import date, timedelta
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    pupils = pupils_of(school, opened_of(term))
    sources = _sources(school)
    shares = [pupils // len(sources) + (number < pupils % len(sources)) for number in range(len(sources))]
    return {
        "main": [
            _row(school, term, day, number, source, share)
            for number, (source, share) in enumerate(zip(sources, shares, strict=True), 1)
        ]
    }


def _sources(school: DemoSchool) -> list[str]:
    """One for each water point of the registry."""
    kinds = ("own_well", "boiled") if school.locality == "rural" else ("direct", "boiled", "municipal")
    first = school.draws("water").choice(kinds)
    return [first, *("direct" if first != "direct" else "boiled" for _ in range(school.waters - 1))]


def _row(school: DemoSchool, term: Period, day: date, number: int, source: str, pupils: int) -> dict[str, Any]:
    house, now = school.draws("point", number), school.draws("point", number, term.key)
    must = source in ("own_well", "secondary", "direct")
    is_kept = now.random() < 0.6 + 0.4 * school.care
    tested = term.start - timedelta(days=now.randint(5, 150) if is_kept else now.randint(150, 230))
    failed = must and now.random() < 0.02
    cleaned = term.start - timedelta(days=now.randint(2, 100) if is_kept else now.randint(150, 210))
    return {
        "facility_no": f"W{number:02d}",
        "water_source": source,
        "in_use": not failed,
        "pupils_served": pupils,
        "taps": max(2, pupils // 45),
        "test_required": must,
        "test_report_no": f"SZ{tested:%Y%m}-{house.randint(100, 999)}" if must else None,
        "test_org": "岚川区疾病预防控制中心" if must else None,
        "tested_on": tested if must else None,
        "test_result": ("fail" if failed else "pass") if must else None,
        "failed_items": "菌落总数" if failed else None,
        "tank_cleaned_on": min(cleaned, day) if source == "direct" else None,
        "device_approval_no": f"湘卫水字〔2023〕第{house.randint(1000, 9999)}号" if source == "direct" else None,
        "manager_named": True,
        "free_of_charge": True,
    }


STORY = Story(
    return_code="drinking_water",
    figures=_rows,
    periods=2,
    answers={
        "DW-03": ("疾控中心排期较满，已预约本月采样，报告出具后更新。",),
        "DW-05": ("直饮水机滤芯已到货，本周内更换并清洗消毒。",),
        "DW-08": ("自备水源安装净化设备后即免费供应直饮水，工程本月完工。",),
    },
)
