"""The roster of a school's logistics staff (R02): nobody in it is real, and every name says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from etl.demo.figures.staff import kitchen_staff
from etl.demo.schools import DemoSchool
from etl.demo.stories import dormitory, safety_facilities
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_OUTSOURCED = frozenset({"guard", "cleaner"})
_HEALTH = frozenset({"canteen_manager", "cook", "canteen_helper", "store_keeper", "shop_keeper", "dorm_warden", "water_manager"})  # fmt: skip
_FOOD = _HEALTH - {"dorm_warden", "water_manager"}
_LICENSED = frozenset({"guard", "bus_driver"})
_KITCHEN = ("canteen_manager", "cook", "cook", "store_keeper")


@dataclass(frozen=True)
class Place:
    """A post that somebody fills, the same for as long as it exists."""

    post: str
    facility: str | None
    number: int  # within post and facility

    @property
    def staff_no(self) -> str:
        """The number of who fills it."""
        initials = "".join(each[0].upper() for each in self.post.split("_"))
        return f"{initials}-{self.facility or 'X'}-{self.number:02d}"


def places(school: DemoSchool, term: Period, day: date) -> Iterator[Place]:
    """Everybody on duty, as the other returns of the term count them."""
    for canteen in school.canteens:
        for number in range(kitchen_staff(school, canteen.number, term)):
            post = _KITCHEN[number] if number < len(_KITCHEN) else "canteen_helper"
            yield Place(post, canteen.number, number + 1)
    for number in range(1, school.shops + 1):
        yield Place("shop_keeper", f"S{number:02d}", 1)
    dorms = dormitory.STORY.figures(school, term, day, {}) if school.dorms else None
    for building in dorms["main"] if dorms else ():
        for number in range(building["wardens"]):
            yield Place("dorm_warden", building["facility_no"], number + 1)
    gates = safety_facilities.STORY.figures(school, term, day, {})
    for number in range(gates["main"][0]["guards"] if gates else 0):
        yield Place("guard", None, number + 1)
    for post, count in (
        ("bus_driver", school.buses),
        ("bus_attendant", school.buses),
        ("water_manager", 1),
        ("cleaner", 1 + school.pupils // 600),
        ("repairer", int(school.pupils > 300)),
    ):
        for number in range(count):
            yield Place(post, None, number + 1)


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    return {"main": [_row(school, term, day, each) for each in places(school, term, day)]}


def _row(school: DemoSchool, term: Period, day: date, place: Place) -> dict[str, Any]:
    who, now = school.draws("worker", place.staff_no), school.draws("worker", place.staff_no, term.key)
    is_permanent = who.random() < 0.08 and place.post not in _OUTSOURCED
    is_outsourced = place.post in _OUTSOURCED or (school.canteen_mode == "contracted" and place.post in _FOOD)
    employment = "permanent" if is_permanent else "outsourced" if is_outsourced else "full_time"
    is_careful = now.random() < 0.985 + 0.015 * school.care
    begun = None if is_permanent else date(2024 + who.randint(0, 1), 8, 25)
    health = place.post in _HEALTH
    food = place.post in _FOOD
    licensed = place.post in _LICENSED
    renewed = day - timedelta(days=now.randint(20, 300))
    return {
        "staff_no": place.staff_no,
        "name": f"虚构{'甲乙丙丁戊己庚辛壬癸'[who.randint(0, 9)]}{who.randint(1, 99):02d}号",
        "birth_year": who.randint(1970, 1995),
        "gender": who.choice("FM"),
        "post": place.post,
        "facility_no": place.facility,
        "employment": employment,
        "contract_start": begun,
        "contract_end": date(2027, 8, 31) if begun else None,
        "wage_month": Decimal(who.randint(26, 46) * 100),
        "wage_on_time": now.random() < 0.998,
        "social_insurance": True,
        "injury_insurance": True,
        "health_cert_no": f"XG{who.randint(10**7, 10**8 - 1)}" if health and is_careful else None,
        "health_cert_to": renewed + timedelta(days=365) if health and is_careful else None,
        "training_cert_no": f"XGPX{who.randint(10**5, 10**6 - 1)}" if food else None,
        "training_cert_on": day - timedelta(days=now.randint(10, 380)) if food else None,
        "post_licence_no": f"XGZZ{who.randint(10**5, 10**6 - 1)}" if licensed else None,
        "post_licence_to": date(2028, 6, 30) if licensed else None,
        "background_checked": True,
        "on_duty": True,
    }


STORY = Story(
    return_code="logistics_staff",
    figures=_rows,
    periods=3,
    answers={
        "LS-03": ("体检已合格，健康证正在制证，预计下周取得，期间调离直接接触食品的岗位。",),
        "LS-04": ("新到岗帮厨，已报名本月的食品安全培训，取证后更新名册。",),
        "LS-07": ("劳务公司上月工资延迟一周发放，已督促补足并约谈负责人。",),
        "LS-08": ("新到岗人员的查询函已寄出，派出所回复后补录。",),
        "LS-10": ("合同已到期，续签手续正在办理，本月内完成。",),
        "LS-12": ("保安员证到期换证中，已提交材料，换证期间由持证人员值守。",),
    },
)
