"""What a school's store room holds from term to term (R28)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.calendar import term_days
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_GROUPS = (("office", 18), ("teaching", 30), ("cleaning", 12), ("repair", 14))  # yuan a pupil and term
_CENT = Decimal("0.01")


def _rows(school: DemoSchool, term: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]]:
    _, last = term_days(term)
    return {"main": [_row(school, term, each, last, memory) for each in _GROUPS]}


def _row(school: DemoSchool, term: Period, group: tuple[str, int], last: date, memory: Memory) -> dict[str, Any]:
    code, cost = group
    draw = school.draws("stock", term.key, code)
    opening = memory.get(code) or _yuan(school.pupils * cost * draw.uniform(0.2, 0.5))
    purchased = _yuan(school.pupils * cost * draw.uniform(0.8, 1.2))
    issued = _yuan(float(opening + purchased) * draw.uniform(0.6, 0.85))
    lost = _yuan(float(purchased) * draw.uniform(0, 0.01))
    closing = memory[code] = opening + purchased - issued - lost
    is_exact = draw.random() < 0.6 + 0.4 * school.care
    requests = draw.randint(2, 9)
    return {
        "stock_group": code,
        "opening_value": opening,
        "purchased_value": purchased,
        "issued_value": issued,
        "written_off": lost,
        "closing_value": closing,
        "counted_value": closing if is_exact else _yuan(float(closing) * draw.uniform(0.95, 1.01)),
        "counted_on": last - timedelta(days=2),
        "requests": requests,
        "requests_approved": requests - (draw.random() > 0.7 + 0.3 * school.care),
    }


def _yuan(value: float) -> Decimal:
    return Decimal(value).quantize(_CENT)


STORY = Story(
    return_code="consumable_stock",
    figures=_rows,
    periods=2,
    answers={
        "ST-04": ("盘点时有一批用品已领未登，已补登领用单，下学期起即领即登。",),
        "ST-05": ("水管爆裂紧急采购配件，事后补办了审批手续。",),
        "ST-06": ("开学备货较多，下学期减少采购，先用库存。",),
    },
)
