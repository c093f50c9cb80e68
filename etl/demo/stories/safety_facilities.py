"""The fire gear, guards and cameras of a school at the start of a term (R17)."""

from datetime import date, timedelta
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import boarders_of, pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _guards_needed(pupils: int, boarders: int) -> int:
    walking = pupils - boarders
    base = 1 if walking < 100 else 2 if walking < 1000 else 3 + (walking - 1000) // 500
    return base + -(-boarders // 300)


def _rows(school: DemoSchool, term: Period, day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    opened = opened_of(term)
    pupils, boarders = pupils_of(school, opened), boarders_of(school, opened)
    house, now = school.draws("gear"), school.draws("gear", term.key)
    extinguishers, hydrants = max(8, pupils // 14), max(2, pupils // 90)
    exits, cameras = max(2, pupils // 110), max(12, pupils // 9)
    guards = max(1, _guards_needed(pupils, boarders) - (house.random() > 0.75 + 0.25 * school.care))
    is_kept = now.random() < 0.45 + 0.55 * school.care
    expired = 0 if is_kept else now.randint(1, 3)
    is_linked = house.random() < 0.75 + 0.25 * school.care
    main = {
        "extinguishers": extinguishers,
        "extinguishers_ok": extinguishers - expired,
        "extinguishers_expired": expired,
        "extinguisher_checked_on": day - timedelta(days=now.randint(2, 24) if is_kept else now.randint(20, 45)),
        "hydrants": hydrants,
        "hydrants_ok": hydrants - (0 if is_kept else now.randint(0, 1)),
        "fire_tested_on": day - timedelta(days=now.randint(30, 340) if is_kept else now.randint(250, 420)),
        "exits": exits,
        "exits_clear": exits - (0 if now.random() < 0.97 else 1),
        "guards": guards,
        "guards_certified": guards - (0 if is_kept else now.randint(0, 1)),
        "guard_24h": pupils > 100 or house.random() < 0.6,
        "patrols_per_day": now.randint(5, 8) if is_kept else now.randint(4, 6),
        "gear_sets": guards + house.randint(1, 3),
        "closed_campus": True,
        "gate_barrier": house.random() < 0.9 + 0.1 * school.care,
        "fence_ok": house.random() < 0.93 + 0.07 * school.care,
        "visitor_log": True,
        "duty_log": True,
        "police_contact": True,
        "cameras": cameras,
        "cameras_ok": cameras - now.randint(0, max(1, cameras // (60 if is_kept else 18))),
        "video_days": house.choice((30, 30, 45, 60, 90)) if is_linked else house.choice((15, 30)),
        "video_linked": is_linked,
        "alarm_linked": True,
        "access_control": house.random() < 0.7,
        "lightning_tested_on": day - timedelta(days=now.randint(40, 350)),
        "dangerous_goods_ok": None if "primary" in school.stages or "preschool" in school.stages else True,
    }
    return {"main": [main]}


STORY = Story(
    return_code="safety_facilities",
    figures=_rows,
    periods=2,
    answers={
        "SF-02": (
            "超期和欠压的灭火器已送检，备用灭火器已补位，本周内换新。",
            "一处消火栓水带老化，已采购新水带，三天内更换。",
        ),
        "SF-03": ("体育馆侧门因施工临时封闭，已设引导标识和值守人员，月底恢复。",),
        "SF-04": ("一名保安离职，保安公司已安排新人员，下周到岗，期间由行政值班补位。",),
        "SF-05": ("新到岗保安正在参加保安员证培训，下月考证。", "夜间由值班教师和视频监控值守，已申请增加夜班保安。"),
        "SF-06": ("人手不足，日巡查四次，已调整排班，下周起增加到五次。",),
        "SF-07": ("开学前后检查日程推迟，已安排本周完成当月检查。",),
        "SF-08": ("检测机构已签约，排期在本月下旬，检测报告出具后更新。",),
        "SF-09": ("硬盘容量不足，录像保存十五天，扩容设备已到货待安装。",),
        "SF-10": ("校门防冲撞升降柱正在招标安装，期间摆放石墩。", "围墙有一段正在修缮，已设临时围挡并安排值守。"),
        "SF-11": ("一名保安为劳务公司新派，名册尚未更新，下次更新时补登。",),
    },
)
