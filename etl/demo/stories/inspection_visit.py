"""Visits of inspectors: a third of the schools was evaluated this autumn, others are looked at area by area (R37)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period
from tenants.calendar.workdays import BUREAU_ZONE
from tenants.returns.schemes import ITEMS, SchemeItem

_MONTHLY = (("WATR", "SHOP"), ("FIRE",), ("DEF",), ("TRAF",))
_SEVERITIES = ("minor", "minor", "general", "general", "serious")
_BASIS = {"serious": "区教育局学校安全管理规定", "veto": "后勤与安全年度考评方案第三章"}
_WHAT = "{text}：抽查发现记录不全，须补齐并专人负责"


def _days(school: DemoSchool, month: Period) -> list[date]:
    draw = school.draws("visits", month.key)
    is_teaching = month.start.month not in (1, 2, 7, 8)
    if not is_teaching or draw.random() > (0.85 if _is_annual(school, month) else 0.3):
        return []
    day = month.start + timedelta(days=draw.randint(9, 24))
    return [day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)]


def _is_annual(school: DemoSchool, month: Period) -> bool:
    return month.start.month == 10 and school.index % 3 == 0


def _rows(school: DemoSchool, event: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    draw = school.draws("visit", event.key)
    is_annual = _is_annual(school, event)
    domains = None if is_annual else draw.choice(_MONTHLY)
    items = [each for each in ITEMS if each.scheme_code == "LOG-A" and (domains is None or each.domain in domains)]
    if not is_annual and not any(_applies(school, each) for each in items):
        items = [each for each in ITEMS if each.domain == "FIRE"]
    sheet = [_scored(school, event, each) for each in items]
    start = datetime.combine(event.start, time(9, draw.choice((0, 10, 30))), BUREAU_ZONE)
    visit = {
        "visit_type": "annual" if is_annual else draw.choice(("area_monthly", "area_monthly", "unannounced")),
        "scheme_code": "LOG-A",
        "started_at": start,
        "ended_at": start + timedelta(hours=6 if is_annual else 2),
        "announced": is_annual,
        "inspectors": "inspector、logistics",
    }
    return {"visit": [visit], "score": sheet, "finding": _findings(school, event, items, sheet)}


def _applies(school: DemoSchool, item: SchemeItem) -> bool:
    missing = {
        "no_canteen": school.canteen_mode == "none",
        "not_boarding": school.boarding == "none",
        "no_shop": not school.shops,
        "no_bus": not school.buses,
        "no_compulsory_stage": not {"primary", "junior"} & set(school.stages),
        "no_uniform": school.index % 4 == 1,
    }
    return not missing.get(item.na_when or "", False)


def _scored(school: DemoSchool, event: Period, item: SchemeItem) -> dict[str, Any]:
    row: dict[str, Any] = {"item_code": item.item_code, "applicable": _applies(school, item)}
    if not row["applicable"]:
        return row
    draw = school.draws("item", event.key, item.item_code)
    is_good = draw.random() < 0.5 + 0.35 * school.care
    is_kept = is_good or item.veto_code is not None  # a veto is rare
    match item.method:
        case "ratio":
            row["sampled"] = draw.choice((5, 10, 20))
            row["passed"] = row["sampled"] if is_kept else row["sampled"] - draw.randint(1, 3)
        case "deduct":
            row["defects"] = 0 if is_kept else draw.randint(1, 2)
        case "linear":
            high = item.hi or Decimal(100)
            row["value"] = high if is_good else high - draw.randint(2, 12)
        case "level3":
            row["level"] = 2 if is_kept else draw.choice((1, 1, 0))
        case _:
            row["level"] = 2
    if not is_good:
        row["remark"] = _WHAT.format(text=item.text.zh)
    return row


def _findings(
    school: DemoSchool, event: Period, items: Iterable[SchemeItem], sheet: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """What was weak becomes a finding; whatever earned less than 60 % must."""
    draw = school.draws("findings", event.key)
    found = []
    for item, row in zip(items, sheet, strict=True):
        if "remark" not in row or (not _is_weak(item, row) and draw.random() < 0.6):
            continue
        severity = draw.choice(_SEVERITIES)
        finding = {"item_code": item.item_code, "severity": severity, "description": row["remark"]}
        found.append(finding | ({"basis": _BASIS[severity]} if severity in _BASIS else {}))
    return found


def _is_weak(item: SchemeItem, row: dict[str, Any]) -> bool:
    match item.method:
        case "ratio":
            return bool(row["passed"] < Decimal("0.6") * row["sampled"])
        case "deduct":
            return bool(1 - Decimal(row["defects"]) / (2 * item.max_points) < Decimal("0.6"))
        case "linear":
            low, high = item.lo or Decimal(0), item.hi or Decimal(100)
            return bool((row["value"] - low) / (high - low) < Decimal("0.6"))
    return bool(row["level"] == 0)


STORY = Story(
    return_code="inspection_visit",
    figures=_rows,
    days=_days,
    periods=3,
    answers={
        "IV-08": ("上次是资料不全，这次是现场管理问题，不属同一问题。",),
        "IV-07": ("已与学校商定整改时间，期限按实际需要确定。",),
    },
)
