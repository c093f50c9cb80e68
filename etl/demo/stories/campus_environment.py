"""Greenery, hygiene and toilets of a school in a term (R31)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.calendar import holidays, term_days
from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import profile_rows
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    site = profile_rows(school, opened_of(term))["main"][0]["site_area"]
    house, now = school.draws("green"), school.draws("green", term.key)
    added = Decimal(0) if now.random() < 0.8 else Decimal(now.randint(20, 200))
    green = memory["green"] = min(site, memory.get("green", site * Decimal(f"{house.uniform(0.22, 0.46):.3f}")) + added)
    first, last = term_days(term)
    days = (last - first).days * 5 // 7 - len([each for each in holidays(first, last) if not each.is_workday])
    is_kept = now.random() < 0.5 + 0.5 * school.care
    toilets = max(1, school.pupils // 160)
    main = {
        "green_area": green.quantize(Decimal("0.1")),
        "green_added": added,
        "trees": round(float(green) / house.randint(40, 90)),
        "plant_signs": house.random() < 0.7,
        "green_archive": house.random() < 0.7,
        "hedge_pruned": now.randint(2, 5) if is_kept else now.randint(1, 3),
        "tree_pruned": now.randint(0, 2),
        "hygiene_days": days if is_kept else round(days * now.uniform(0.82, 0.98)),
        "hygiene_weekly": max(1, days // 5),
        "hygiene_published": is_kept or now.random() < 0.8,
        "hygiene_score": Decimal(f"{now.uniform(84, 98):.1f}"),
        "toilets": toilets,
        "sanitary_toilets": toilets if house.random() < 0.85 else toilets - 1,
        "places_female": max(6, school.pupils // 22),
        "places_male": max(5, school.pupils // 26),
        "sewage_ok": house.random() < 0.97,
        "waste_sorted": house.random() < 0.9 + 0.1 * school.care,
        "disinfection_days": round(days * now.uniform(0.5, 1)),
        "pest_control_times": now.randint(2, 6),
    }
    return {"main": [main]}


STORY = Story(
    return_code="campus_environment",
    figures=_rows,
    periods=2,
    answers={
        "CE-03": ("新建教学楼占用部分绿地，完工后恢复绿化。",),
        "CE-04": ("公示栏更换期间没有公布，现已恢复每周公布。",),
        "CE-05": ("考试周和研学期间没有安排日查，已调整为每日巡查。",),
        "CE-06": ("垃圾分类桶正在配置，下月起实行分类投放。", "污水管网正在接入，施工单位承诺学期内完成。"),
        "CE-07": ("校园绿篱面积小，本学期修剪一次。",),
    },
)
