"""Buses and safety in traffic at the start of a term (R16); drivers are those of the roster."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.logistics_staff import Place
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    return {
        "vehicle": [_bus(school, term, day, number) for number in range(1, school.buses + 1)],
        "traffic": [_traffic(school, term)],
    }


def _bus(school: DemoSchool, term: Period, day: date, number: int) -> dict[str, Any]:
    house, now = school.draws("bus", number), school.draws("bus", number, term.key)
    seats = house.choice((18, 24, 36))
    return {
        "plate_no": f"兰A虚{school.index + 1:02d}{number:02d}",
        "provider_name": "虚构校车服务公司" if house.random() < 0.5 else school.name.zh[:60],
        "letter_filed_on": day - timedelta(days=now.randint(3, 20)),
        "permit_no": f"XC{school.index + 1:03d}{number:02d}",
        "permit_to": date(2028, 8, 31),
        "inspected_on": day - timedelta(days=now.randint(15, 170)),
        "carrier_policy_to": date(2028, 8, 31),
        "seats": seats,
        "max_riders": seats - now.randint(0, 5),
        "routes": house.randint(1, 2),
        "purpose_built": True,
        "gps_online": now.random() < 0.9 + 0.1 * school.care,
        "safety_kit": True,
        "attendant_every_run": True,
        "driver_staff_no": Place("bus_driver", None, number).staff_no,
        "attendant_staff_no": Place("bus_attendant", None, number).staff_no,
        "violations": int(now.random() < 0.05),
    }


def _traffic(school: DemoSchool, term: Period) -> dict[str, Any]:
    draw = school.draws("traffic", term.key)
    due = max(5, round(pupils_of(school, opened_of(term)) * 0.86))
    taken = 0 if school.school_type in ("kindergarten", "special") else draw.randint(20, 60)
    return {
        "letters_signed": due if draw.random() < 0.9 + 0.1 * school.care else due - draw.randint(1, 4),
        "letters_due": due,
        "staff_car_rules": True,
        "gate_signs": draw.random() < 0.95,
        "gate_marshals": True,
        "under12_cyclists": 0 if draw.random() < 0.97 else draw.randint(1, 2),
        "quiz_people": taken,
        "quiz_score": Decimal(f"{draw.uniform(84, 98):.1f}") if taken else Decimal(0),
        "lessons": draw.randint(2, 6),
    }


STORY = Story(
    return_code="school_bus",
    figures=_rows,
    periods=2,
    answers={
        "SB-07": ("定位终端掉线，服务商已约本周更换，期间由照管员手工登记行程。",),
        "SB-09": ("几户家长在外务工尚未签回，班主任已联系，月底前补签。",),
        "SB-10": ("发现后已与家长面谈并签承诺书，班会重申未满十二岁不得骑车上路。",),
        "SB-11": ("一辆车已到报废年限停用，学校基本情况年报待更新。",),
    },
)
