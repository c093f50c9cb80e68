"""The dormitory buildings of a school at the start of a term (R14)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import boarders_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_BEDS_A_ROOM = 8
_AREA_A_BED = (2.9, 4.1)


def _rows(school: DemoSchool, term: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    """One row for each building; boarders are spread over them and drift a little from term to term."""
    boarders = boarders_of(school, opened_of(term))
    shares = [boarders // school.dorms + (number < boarders % school.dorms) for number in range(school.dorms)]
    return {"main": [_row(school, term, number, share) for number, share in enumerate(shares, 1)]}


def _row(school: DemoSchool, term: Period, number: int, share: int) -> dict[str, Any]:
    house = school.draws("dorm", number)  # the building stays as it is
    beds = -(-round(share * house.uniform(1.0, 1.18) + 4) // _BEDS_A_ROOM) * _BEDS_A_ROOM
    area, hot_water, showers = house.uniform(*_AREA_A_BED), house.random() < 0.5 + 0.5 * school.care, beds // 12 + 2
    extinguishers, exits = beds // 20 + 4, 2 + (beds > 300)
    now = school.draws("dorm", number, term.key)
    boarders = max(0, share - now.randint(0, max(1, share // 60)))
    wardens = max(1, -(-boarders // now.randint(95, 165)))
    is_careful = now.random() < 0.35 + 0.65 * school.care
    rooms = beds // _BEDS_A_ROOM
    return {
        "facility_no": f"D{number:02d}",
        "rooms": rooms,
        "beds": beds,
        "boarders": boarders,
        "living_area": Decimal(f"{beds * area:.1f}"),
        "wardens": wardens,
        "wardens_certified": wardens - (0 if is_careful else 1),
        "shared_beds": 0 if now.random() < 0.97 else now.randint(2, 6),
        "separate_sexes": True,
        "duty_24h": True,
        "info_posted": is_careful or now.random() < 0.8,
        "rules_complete": is_careful or now.random() < 0.7,
        "plan_ready": True,
        "hydrants": 2 * (rooms // 12 + 1),
        "extinguishers": extinguishers,
        "exits": exits,
        "exits_clear": exits - (0 if now.random() < 0.96 else 1),
        "staff_fire_trained": wardens - (0 if now.random() < 0.5 + 0.5 * school.care else 1),
        "hot_water": hot_water,
        "showers": showers,
        "civilised_rooms": min(rooms, round(rooms * now.uniform(0.74, 0.99))),
    }


STORY = Story(
    return_code="dormitory",
    figures=_rows,
    periods=4,
    applies=lambda school: bool(school.dorms),
    answers={
        "DM-06": ("新生报到后人数超出预计，临时在活动室加设床位，床架已到货，本周内装好。",),
        "DM-07": ("低年级女生夜间害怕，家长要求与姐姐同住一床，已与家长签订协议，逐步分床。",),
        "DM-08": (
            "宿管员一人产假，由值周教师轮流补岗，学校已报人员补充计划。",
            "本学期寄宿生增加，已向局里申请增加一名宿管员，到岗前由生活老师协助。",
        ),
        "DM-09": ("老宿舍楼房间面积偏小，已列入明年改造计划，改造前控制每间人数。",),
        "DM-10": (
            "宿管员信息栏正在换新，电话名单已打印，本周内上墙。",
            "设备管理制度正在修订，其余制度齐全并已上墙，修订后补报。",
        ),
        "DM-11": ("北侧出口门锁损坏正在更换，期间安排专人值守，三天内完成。",),
        "DM-12": (
            "一名新到岗宿管员健康证正在办理，体检已合格，预计下周取证。",
            "新宿管员尚未参加消防培训，已报名本月消防中队的培训。",
        ),
        "DM-13": ("开学后有学生改为走读，人数与学年初不同，已核对住宿名册。",),
        "DM-14": ("宿管员中有一人兼任保洁，人员名册登记在保洁岗位。",),
    },
)
