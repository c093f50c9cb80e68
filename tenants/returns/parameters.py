"""The parameters of returns catalogue 1.8 with their defaults, and the default limits of 2.3.

The bureau's own values stand in ``parameter_value`` by ``valid_from`` and stage; without a row the default here holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number the bureau sets, used in rules as ``P.code``."""

    code: str
    label: Text
    default: Decimal | None  # None: rules that need it rest until the bureau sets it
    unit: Text
    basis: Text


_DAYS = Text("天", "days")
_HOURS = Text("小时", "hours")
_PERCENT = Text("%", "%")
_DISHES = Text("道", "dishes")
_WORKING_DAYS = Text("工作日", "working days")
_YUAN_YEAR = Text("元/年", "yuan a year")
_DISTRICT_RULE = Text("区县规定", "district rule")
_DISTRICT_SETTING = Text("区县设定", "district setting")
_DISTRICT_TARGET = Text("区县目标", "district target")

# code, default, label zh, label en; grouped by unit and basis as in the catalogue
_GROUPS: tuple[tuple[Text, Text, tuple[tuple[str, str | None, str, str], ...]], ...] = (
    (
        Text("克", "g"),
        Text("教育部等三部门令第45号（2019）", "Order 45 (2019)"),
        (("sample_min_g", "125", "每份留样最少重量", "Least weight of a food sample"),),
    ),
    (
        _HOURS,
        Text("教育部等三部门令第45号（2019）；GB 31654-2021", "Order 45 (2019); GB 31654-2021"),
        (("sample_keep_h", "48", "留样最短保存时间", "Least time a food sample is kept"),),
    ),
    (
        _DISHES,
        _DISTRICT_RULE,
        (
            ("menu_min_meat", "2", "每餐荤菜最少道数", "Least meat dishes a meal"),
            ("menu_min_veg", "2", "每餐素菜最少道数", "Least vegetable dishes a meal"),
            ("menu_min_soup", "1", "每餐汤最少道数", "Least soups a meal"),
        ),
    ),
    (
        _PERCENT,
        Text("区县规定：按荤菜中肉类生重计", "district rule: meat by raw weight within a meat dish"),
        (("menu_meat_share_min", "50", "荤菜含荤比例下限", "Least share of meat in a meat dish"),),
    ),
    (_DAYS, _DISTRICT_RULE, (("menu_notice_days", "7", "食谱提前公布天数", "Days a menu is published ahead"),)),
    (
        Text("类（共4类）", "classes of 4"),
        Text("WS/T 554-2017", "WS/T 554-2017"),
        (("food_classes_min", "3", "每餐食物类别下限", "Least food classes a meal"),),
    ),
    (
        Text("名学生", "students"),
        Text("营养改善计划食堂供餐人员按1:100配备", "staffing 1:100 for canteen supply under the nutrition programme"),
        (("diners_per_worker_max", "100", "每名从业人员最多供餐人数", "Most diners per canteen worker"),),
    ),
    (
        Text("占学期收入%", "% of term income"),
        Text("区县设定（食堂不以营利为目的，收支平衡）", "district setting (balance without profit)"),
        (("canteen_surplus_tol", "5", "食堂学期盈亏允许幅度", "Canteen surplus or loss allowed in a term"),),
    ),
    (
        _PERCENT,
        _DISTRICT_SETTING,
        (
            ("cost_other_max", "5", "其他支出占比上限", "Most other cost as a share of total cost"),
            ("price_change_query", "10", "餐价变动质询线", "Change of meal price that is queried"),
            ("price_dev_query", "20", "采购单价偏离质询线", "Distance from the median price that is queried"),
        ),
    ),
    (
        _PERCENT,
        Text("区县设定（微利）", "district setting (small margin)"),
        (("shop_margin_max", "10", "小卖部利润率上限", "Most margin of a school shop"),),
    ),
    (
        _DAYS,
        Text("区县规定：月末退费", "district rule: refund at month end"),
        (("refund_grace_days", "5", "退费宽限天数", "Days allowed for refunds"),),
    ),
    (
        Text("元/天", "yuan a day"),
        Text(
            "财政部、教育部（2021）；2022年管理办法",
            "Ministry of Finance and Ministry of Education (2021); measures of 2022",
        ),
        (("nutrition_std", "5.00", "营养膳食补助标准", "Nutrition subsidy standard"),),
    ),
    (
        Text("天/年", "days a year"),
        Text(
            "财政部、教育部（2021）；2022年管理办法",
            "Ministry of Finance and Ministry of Education (2021); measures of 2022",
        ),
        (("nutrition_days", "200", "营养膳食全年供餐天数", "Nutrition programme days a year"),),
    ),
    (_DAYS, _DISTRICT_SETTING, (("aid_pay_days", "30", "资助金到账后发放期限", "Days to pay aid out"),)),
    (_WORKING_DAYS, _DISTRICT_SETTING, (("aid_notice_days", "5", "资助公示天数", "Days an aid list is posted"),)),
    (
        Text("元/月", "yuan a month"),
        Text("当地政府；未设定时相关规则不启用", "local government; rule inactive while empty"),
        (("min_wage", None, "最低月工资", "Minimum monthly wage"),),
    ),
    (
        Text("名寄宿生/宿管员", "boarders per warden"),
        _DISTRICT_RULE,
        (("dorm_warden_ratio", "150", "每名宿管员最多管理寄宿生", "Most boarders per warden"),),
    ),
    (
        Text("平方米/寄宿生", "m² a boarder"),
        Text("农村寄宿制学校建设标准（2011）", "Rural boarding school norm (2011)"),
        (("dorm_area_min", "3.0", "生均居室面积下限", "Least living area a boarder"),),
    ),
    (
        Text("%（寝室）", "% of rooms"),
        _DISTRICT_RULE,
        (("civilised_dorm_min", "90", "文明寝室比例下限", "Least share of model rooms"),),
    ),
    (
        Text("名学生", "students"),
        Text("GB/T 29315-2022；见 SF-04", "GB/T 29315-2022; see SF-04"),
        (("guard_step", "500", "每增加一名保安的学生数", "Pupils per further guard"),),
    ),
    (
        Text("名寄宿生", "boarders"),
        Text("区县设定；见 SF-04", "district setting; see SF-04"),
        (("guard_boarder_step", "300", "每增加一名保安的寄宿生数", "Boarders per further guard"),),
    ),
    (
        Text("次/天", "a day"),
        Text("GB/T 29315-2022", "GB/T 29315-2022"),
        (("patrols_min", "5", "每日巡查次数下限", "Least patrols a day"),),
    ),
    (
        _DAYS,
        Text("区县设定；公安机关要求更长的从其要求", "district setting; raise where police ask"),
        (("video_keep_days", "30", "监控录像保存天数", "Days video is kept"),),
    ),
    (
        _DAYS,
        Text("GB 50444-2008", "GB 50444-2008"),
        (("extinguisher_check_days", "31", "灭火器检查间隔", "Days between extinguisher checks"),),
    ),
    (
        _DAYS,
        Text("《消防法》第十六条", "Fire Protection Law art. 16"),
        (("fire_test_days", "365", "消防设施检测间隔", "Days between fire equipment tests"),),
    ),
    (_DAYS, _DISTRICT_SETTING, (("lightning_test_days", "365", "防雷检测间隔", "Days between lightning tests"),)),
    (
        Text("次", "drills"),
        Text("《中小学幼儿园应急疏散演练指南》（2014）", "Evacuation drill guide (2014)"),
        (
            ("drills_month_min", "1", "每月演练次数下限", "Least drills a month"),
            ("drills_quarter_min_kg", "1", "幼儿园每季度演练次数下限", "Least drills a quarter in kindergartens"),
        ),
    ),
    (
        Text("秒", "seconds"),
        Text("《中小学幼儿园应急疏散演练指南》（2014），参考值", "Evacuation drill guide (2014), guidance value"),
        (
            ("evac_s_primary", "180", "小学疏散用时上限", "Most evacuation time, primary"),
            ("evac_s_secondary", "120", "中学疏散用时上限", "Most evacuation time, secondary"),
        ),
    ),
    (
        _DAYS,
        Text("《校车安全管理条例》（2012）", "School Bus Regulations (2012)"),
        (("bus_inspect_days", "183", "校车检验间隔", "Days between school bus inspections"),),
    ),
    (
        Text("周岁", "years"),
        Text("《校车安全管理条例》（2012）", "School Bus Regulations (2012)"),
        (
            ("bus_driver_age_min", "25", "校车驾驶人最低年龄", "Least age of a bus driver"),
            ("bus_driver_age_max", "60", "校车驾驶人最高年龄", "Most age of a bus driver"),
        ),
    ),
    (
        _DAYS,
        Text("区县设定；水质限值见 GB 5749-2022", "district setting; limits of quality GB 5749-2022"),
        (
            ("water_test_days", "183", "水质检测间隔", "Days between water tests"),
            ("tank_clean_days", "183", "水箱清洗间隔", "Days between tank cleanings"),
        ),
    ),
    (
        _DAYS,
        _DISTRICT_SETTING,
        (
            ("hazard_days_minor", "3", "一般隐患（可即改）整改期限", "Days to fix a minor hazard"),
            ("hazard_days_general", "15", "限期整改隐患整改期限", "Days to fix a general hazard"),
            ("hazard_days_major", "30", "重大隐患整改期限", "Days to fix a major hazard"),
            ("rectify_days_minor", "30", "轻微问题整改期限", "Days to rectify a minor finding"),
            ("rectify_days_general", "15", "一般问题整改期限", "Days to rectify a general finding"),
            ("rectify_days_serious", "7", "严重问题整改期限", "Days to rectify a serious finding"),
            ("rectify_days_veto", "1", "一票否决问题整改期限", "Days to rectify a veto finding"),
        ),
    ),
    (
        _WORKING_DAYS,
        _DISTRICT_SETTING,
        (
            ("complaint_ack_days", "2", "投诉受理期限", "Days to acknowledge a complaint"),
            ("complaint_close_days", "15", "投诉办结期限", "Days to close a complaint"),
        ),
    ),
    (
        _HOURS,
        Text("突发事件报送惯例", "emergency reporting practice"),
        (("incident_report_h", "2", "安全事件首报时限", "Hours to report an incident"),),
    ),
    (
        Text("份", "answers"),
        _DISTRICT_SETTING,
        (("survey_min_responses", "30", "测评有效问卷下限", "Least answers of a survey"),),
    ),
    (_PERCENT, _DISTRICT_SETTING, (("satisfaction_target", "85", "满意度目标", "Satisfaction target"),)),
    (
        _PERCENT,
        Text("区县目标", "district targets"),
        (
            ("liability_target", "100", "校方责任险参保目标", "School liability cover target"),
            ("medical_target", "95", "居民医保参保目标", "Resident medical cover target"),
            ("food_ins_target", "100", "食品责任险参保目标", "Food liability cover target"),
        ),
    ),
    (_PERCENT, _DISTRICT_TARGET, (("loan_recovery_target", "100", "贷款回收目标", "Loan recovery target"),)),
    (
        _YUAN_YEAR,
        Text("国家助学贷款政策（2024）", "national student loan policy (2024)"),
        (
            ("loan_cap_ug", "20000", "本专科生贷款上限", "Most loan of an undergraduate"),
            ("loan_cap_pg", "25000", "研究生贷款上限", "Most loan of a postgraduate"),
        ),
    ),
    (
        Text("%（家庭）", "% of families"),
        _DISTRICT_SETTING,
        (("uniform_agree_min", "66.7", "校服选用家长同意比例下限", "Least share of families agreeing to a uniform"),),
    ),
    (
        _PERCENT,
        _DISTRICT_SETTING,
        (
            ("green_rate_target", "35", "绿化率目标", "Green area target"),
            ("enrol_change_query", "15", "在校生变动质询线", "Change of enrolment that is queried"),
            ("diners_change_query", "20", "就餐人数变动质询线", "Change of diners that is queried"),
            ("energy_change_query", "30", "能耗变动质询线", "Change of energy use that is queried"),
        ),
    ),
    (
        Text("人", "persons"),
        _DISTRICT_SETTING,
        (("public_cell_min", "5", "公开数据最小人数", "Least count of persons shown in public"),),
    ),
)


def _each() -> Iterator[Parameter]:
    for unit, basis, listed in _GROUPS:
        for code, default, zh, en in listed:
            value = None if default is None else Decimal(default)
            yield Parameter(code=code, label=Text(zh, en), default=value, unit=unit, basis=basis)


PARAMETERS: dict[str, Parameter] = {each.code: each for each in _each()}

COST_SHARE_LIMITS: dict[str, tuple[Decimal, Decimal]] = {
    "cost_raw_material": (Decimal(65), Decimal(100)),
    "cost_utilities": (Decimal(0), Decimal(12)),
    "cost_wages": (Decimal(0), Decimal(25)),
    "cost_overtime": (Decimal(0), Decimal(8)),
    "cost_consumables": (Decimal(0), Decimal(8)),
    "cost_maintenance": (Decimal(0), Decimal(8)),
    "cost_training": (Decimal(0), Decimal(8)),
    "cost_culture": (Decimal(0), Decimal(8)),
    "cost_contract_meals": (Decimal(0), Decimal(100)),
    "cost_other": (Decimal(0), Decimal(8)),
}
"""Default lowest and highest share of total cost in % by cost field of R05, without a row in ``cost_share_limit``."""
