"""What R17 asks of a school: fire gear, guards, the campus border, cameras."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    """A whole number for bureau and school, as last term unless it is changed."""
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU, carried_from=code)


def _kept(code: str, zh: str, en: str, help_zh: str, help_en: str, need: Need = Need.REQUIRED) -> Field:
    """Yes or no for bureau and school, as last term unless it is changed."""
    return f.flag(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU, carried_from=code, need=need)


def _day(code: str, zh: str, en: str, help_zh: str, help_en: str, need: Need = Need.CONDITIONAL) -> Field:
    """The day of the last check, left empty when there was none."""
    return f.day(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU, need=need)


MAIN = Part(
    code="main",
    label=Text("消防与三防设施", "Fire and three-defence facilities"),
    fields=(
        _count("extinguishers", "灭火器", "Extinguishers", "全校灭火器总数，含宿舍和食堂。没有填0。", "All extinguishers of the school, dormitories and canteens included. 0 for none."),
        _count("extinguishers_ok", "灭火器完好", "Extinguishers in order", "其中压力正常、外观完好、未超期的数量。没有填0。", "Those of them with pressure, undamaged and not expired. 0 for none."),
        _count("extinguishers_expired", "灭火器超期", "Extinguishers expired", "其中超过报废年限的数量：干粉10年、二氧化碳12年、水基6年。没有填0。", "Those of them past their years: dry powder 10, carbon dioxide 12, water-based 6. 0 for none."),
        _day("extinguisher_checked_on", "灭火器检查日", "Extinguishers checked", "最近一次逐个检查灭火器的日期；从未检查的留空。", "The last day on which all extinguishers were checked; empty when they never were."),
        _count("hydrants", "消火栓", "Hydrants", "全校室内外消火栓总数。没有填0。", "All fire hydrants, indoors and outdoors. 0 for none."),
        _count("hydrants_ok", "消火栓完好", "Hydrants in order", "其中能正常出水、水带水枪齐全的数量。没有填0。", "Those of them that give water and have hose and nozzle. 0 for none."),
        _day("fire_tested_on", "消防设施检测日", "Fire system test", "最近一次由检测机构检测消防设施的日期；从未检测的留空。", "The last day a testing body tested the fire system; empty when it never was."),
        _count("exits", "疏散出口", "Exits", "各楼疏散出口总数。", "Emergency exits of all buildings."),
        _count("exits_clear", "疏散出口畅通", "Exits clear", "其中没有上锁、没有堵塞的出口数。没有填0。", "Those of them that are neither locked nor blocked. 0 for none."),
        _count("guards", "专职保安", "Guards", "在校专职保安人数，不含兼职和教师值班。没有填0。", "Full-time guards, without part-time ones and teachers on duty. 0 for none."),
        _count("guards_certified", "保安持证", "Guards certified", "其中持有保安员证的人数。没有填0。", "Those of them with a guard's certificate. 0 for none."),
        _kept("guard_24h", "24小时值守", "Gate 24 h", "校门全天有人值守填“是”。", "Yes when somebody is at the gate day and night."),
        _count("patrols_per_day", "日巡查次数", "Patrols a day", "平均每天校园巡查的次数。没有填0。", "Rounds of the campus on an average day. 0 for none."),
        _count("gear_sets", "防卫器械套数", "Gear sets", "成套的头盔、盾牌、钢叉、警棍等的套数。没有填0。", "Full sets of helmet, shield, fork and baton. 0 for none."),
        _kept("closed_campus", "封闭管理", "Closed campus", "上课期间外人不能自行进校填“是”。", "Yes when no stranger can enter by himself in school hours."),
        _kept("gate_barrier", "防冲撞设施", "Gate barrier", "校门口有硬质防冲撞设施填“是”。", "Yes when bollards or the like guard the gate against vehicles."),
        _kept("fence_ok", "围墙完好", "Fence sound", "围墙或围栏没有缺口、没有倾斜填“是”。", "Yes when wall or fence have no gap and do not lean."),
        _kept("visitor_log", "外来人员登记", "Visitor book", "外来人员和车辆逐一登记填“是”。", "Yes when each visitor and vehicle is written down."),
        _kept("duty_log", "值班记录", "Duty log", "值班和巡查有记录填“是”。", "Yes when duty and rounds are written down."),
        _kept("police_contact", "警校联系", "Police contact", "有固定的联系民警填“是”。", "Yes when the school has a police officer to turn to."),
        _count("cameras", "摄像点", "Cameras", "全校摄像点总数，含食堂。没有填0。", "All cameras of the school, canteens included. 0 for none."),
        _count("cameras_ok", "摄像点完好", "Cameras in order", "其中图像清晰、正常录像的数量。没有填0。", "Those of them with a clear picture that is recorded. 0 for none."),
        _count("video_days", "录像保存天数", "Video days", "录像最少保存的天数。没有录像填0。", "Days for which every recording is kept. 0 when nothing is recorded."),
        _kept("video_linked", "视频联网", "Video linked", "校门等重点部位视频与公安机关联网填“是”。", "Yes when the cameras at the gate and other key places are linked to the police."),
        _kept("alarm_linked", "一键报警联网", "Alarm linked", "一键报警与公安机关联网填“是”。", "Yes when the alarm button is linked to the police."),
        _kept("access_control", "门禁", "Access control", "校门有门禁或人员识别设备填“是”。", "Yes when the gate has an access control device."),
        _day("lightning_tested_on", "防雷检测日", "Lightning test", "最近一次防雷检测的日期；从未检测的留空。", "The last day of a lightning protection test; empty when there was none.", Need.OPTIONAL),
        _kept("dangerous_goods_ok", "危险品管理", "Dangerous goods in order", "危险化学品双人双锁、领用登记齐全填“是”；没有危险品的留空。", "Yes when dangerous chemicals have two keepers, two locks and a book; empty when there are none.", Need.OPTIONAL),
    ),
)  # fmt: skip
