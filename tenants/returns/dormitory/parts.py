"""What R14 asks of each dormitory building."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text


def _kept(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    """Yes or no, as last term unless it is changed."""
    return f.flag(code, zh, en, Text(help_zh, help_en), carried_from=code)


def _gear(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    """A count for bureau and school."""
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU, carried_from=code)


MAIN = Part(
    code="main",
    label=Text("学生宿舍", "Dormitories"),
    key=("facility_no",),
    fields=(
        f.facility(
            "dorm",
            "宿舍楼",
            "Building",
            Text(
                "学校登记的宿舍楼编号，每栋楼填一行。",
                "The building's number in the registry; one row per building.",
            ),
        ),
        f.integer(
            "rooms",
            "寝室数",
            "Rooms",
            Text("本学期住学生的房间数，不含值班室。", "Rooms in which pupils live this term, without duty rooms."),
            carried_from="rooms",
        ),
        f.integer(
            "beds",
            "床位数",
            "Beds",
            Text("可使用的学生床位，上下铺算两个。", "Beds ready for use; a bunk counts two."),
            carried_from="beds",
        ),
        f.integer(
            "boarders",
            "住宿生",
            "Boarders",
            Text("开学后住在本楼的学生数。没有填0。", "Pupils living in this building this term. 0 for none."),
            unit=f.PERSONS,
        ),
        f.dec1(
            "living_area",
            "居室面积",
            "Living area",
            Text(
                "寝室的使用面积合计，不含走廊、卫生间，保留一位小数。",
                "Usable area of the rooms in all, without corridors and washrooms, one decimal place.",
            ),
            unit=f.SQUARE_METRES,
            carried_from="living_area",
        ),
        f.integer(
            "wardens",
            "宿管员",
            "Wardens",
            Text("负责本楼的宿舍管理员人数，含夜间值班。", "Wardens in charge of this building, night duty included."),
            unit=f.PERSONS,
        ),
        f.integer(
            "wardens_certified",
            "持健康证宿管员",
            "With health certificate",
            Text("其中健康证在有效期内的人数。", "Those of them with a valid health certificate."),
            unit=f.PERSONS,
        ),
        f.integer(
            "shared_beds",
            "合铺人数",
            "Boarders sharing a bed",
            Text("两人以上合睡一床的学生数。没有填0。", "Pupils who share a bed with another. 0 for none."),
            unit=f.PERSONS,
        ),
        _kept("separate_sexes", "男女分区", "Sexes apart", "男女生分楼或分区居住填“是”。", "Yes when boys and girls live in separate buildings or sections."),
        _kept("duty_24h", "24小时值守", "Duty 24 h", "全天有人值守填“是”。", "Yes when somebody is on duty day and night."),
        _kept("info_posted", "信息上墙", "Staff posted", "楼内公示宿管员姓名和电话填“是”。", "Yes when names and phone numbers of the wardens are on the wall."),
        _kept("rules_complete", "制度齐全", "Rules complete", "管理、值班、消防、保洁、财产、设备、严重违纪制度都有，填“是”。", "Yes when there are rules for management, duty, fire, cleaning, property, equipment and serious breach."),
        _kept("plan_ready", "应急预案", "Emergency plan", "有本楼的夜间疏散等应急预案填“是”。", "Yes when the building has a plan for emergencies, also at night."),
        _gear("hydrants", "消火栓", "Hydrants", "本楼室内消火栓数。没有填0。", "Fire hydrants in the building. 0 for none."),
        _gear("extinguishers", "灭火器", "Extinguishers", "本楼灭火器具数。没有填0。", "Fire extinguishers in the building. 0 for none."),
        _gear("exits", "安全出口", "Exits", "本楼安全出口数。", "Emergency exits of the building."),
        _gear("exits_clear", "畅通出口", "Exits clear", "其中没有上锁、没有堵塞的出口数。", "Those of them that are neither locked nor blocked."),
        _gear("staff_fire_trained", "会用器材人员", "Staff able to use them", "会使用消防器材的宿管员人数。", "Wardens able to use the fire equipment."),
        _kept("hot_water", "热水供应", "Hot water", "住宿生每天有热水可用填“是”。", "Yes when boarders have hot water every day."),
        f.integer(
            "showers",
            "淋浴位",
            "Showers",
            Text("可使用的淋浴位数。没有填0。", "Showers ready for use. 0 for none."),
            carried_from="showers",
        ),
        f.integer(
            "civilised_rooms",
            "文明寝室数",
            "Model rooms",
            Text("上学期达到文明寝室标准的房间数。", "Rooms that reached the standard of a model room last term."),
        ),
    ),
)  # fmt: skip
