"""The code lists of returns catalogue 1.9: what each code is called; the English label is the code in words."""

from tenants.returns.schemes import DOMAINS
from tenants.text import Text

_LISTS = {
    "bureau_unit": (
        "logistics_office 后勤办, aid_centre 资助中心, safety_office 安全科, finance_office 财务科, admin_office 办公室"
    ),
    "school_type": (
        "kindergarten 幼儿园, primary 小学, teaching_point 教学点, junior 初级中学, nine_year 九年一贯制, "
        "complete_secondary 完全中学, senior 高级中学, twelve_year 十二年一贯制, vocational 中等职业学校, "
        "special 特殊教育学校"
    ),
    "stage": "preschool 学前, primary 小学, junior 初中, senior 普通高中, vocational 中职, special 特教",
    "employment": "permanent 在编, full_time 全日制合同, part_time 非全日制, outsourced 外包",
    "locality": "city 城区, town 镇区, rural 乡村",
    "sponsor": "public 公办, private 民办, other_public 其他部门办",
    "boarding": "none 非寄宿, partial 部分寄宿, full 全寄宿",
    "school_status": "planned 筹建, open 在办, suspended 停办, merged 已并入, closed 已撤销",
    "event_type": (
        "open 新设, rename 更名, merge_into 并入, absorb 接收, split 分设, type_change 改类别, "
        "relocate 迁址, area_change 调片区, suspend 停办, reopen 恢复, close 撤销"
    ),
    "facility_kind": "canteen 食堂, dorm 宿舍楼, shop 小卖部, water 供水点, building 其他建筑",
    "canteen_mode": "self_run 自主经营, contracted 承包或委托, delivered 校外配餐, none 无",
    "supply_mode": "canteen 食堂供餐, enterprise 企业供餐, snack 课间加餐, household 家庭托餐",
    "nutrition_pilot": "national 国家计划, local 地方计划, other 自行开展, none 未实施",
    "meal": "breakfast 早餐, lunch 午餐, dinner 晚餐, snack 加餐",
    "charge_mode": "package 包餐, swipe 刷卡",
    "food_class": "cereal_tuber 谷薯类, veg_fruit 蔬菜水果类, animal 鱼禽肉蛋类, dairy_soy 奶豆坚果类",
    "quant_grade": "A 优秀, B 良好, C 一般, none 未评",
    "risk_grade": "A 低风险, B 较低, C 中等, D 高风险, none 未评",
    "food_category": (
        "rice 大米, flour 面粉, oil 食用油, vegetable 蔬菜, pork 猪肉, poultry 禽肉, beef_mutton 牛羊肉, "
        "aquatic 水产, egg 蛋, dairy 奶, soy 豆制品, frozen 冷冻食品, fruit 水果, condiment 调味品, "
        "dry 干货"
    ),
    "post": (
        "canteen_manager 食堂管理员, cook 厨师, canteen_helper 帮厨, purchaser 采购员, store_keeper 仓管员, "
        "food_safety_officer 食品安全员, nutrition_guide 营养指导员, cost_monitor 成本监管员, "
        "hygiene_monitor 卫生监督员, quality_judge 质量评判员, shop_keeper 商店员, dorm_warden 宿管员, "
        "guard 保安, bus_driver 校车驾驶人, bus_attendant 照管员, water_manager 饮水管理员, "
        "health_worker 校医保健, repairer 维修工, cleaner 保洁, gardener 绿化工, asset_keeper 资产管理员, "
        "logistics_head 总务主任"
    ),
    "procurement_subject": (
        "food 食品, bottled_water 桶装水, uniform 校服, exercise_book 作业本, equipment 设备, "
        "furniture 家具, works 工程, catering_service 餐饮服务, property_service 物业, "
        "security_service 保安服务, bus_service 校车服务, insurance 保险, other 其他"
    ),
    "procurement_method": (
        "open_tender 公开招标, invited_tender 邀请招标, negotiation 竞争性谈判, consultation 竞争性磋商, "
        "inquiry 询价, central 全区集中, single_source 单一来源"
    ),
    "witness": "discipline 纪检监察, education 教育主管, parents 家长代表, staff 教职工代表",
    "filing_office": "logistics_office 教育后勤主管, market_regulation 市场监管",
    "fund_source": "central 中央, provincial 省, municipal 市, county 区县, township 乡镇, school 学校, social 社会",
    "pay_channel": "bank_card 银行卡或社保卡, meal_card 饭卡, fee_waiver 减免, in_kind 实物, cash 现金",
    "insurance_kind": (
        "school_liability 校方责任险, no_fault_addon 校方无过失责任附加险, student_accident 学生平安意外险, "
        "resident_medical 城乡居民医保, food_liability 食品安全责任险, property 财产综合险, "
        "carrier_liability 校车承运人责任险, staff_injury 工伤或雇主责任险"
    ),
    "premium_payer": "finance 财政, school 学校, parent 家长, operator 经营者",
    "claim_status": "open 处理中, paid 已赔付, rejected 拒赔, withdrawn 撤回",
    "water_source": (
        "municipal 市政供水, own_well 自备水源, secondary 二次供水, direct 直饮水, boiled 开水, bottled 桶装水"
    ),
    "test_result": "pass 合格, fail 不合格",
    "shop_operator": "school 学校, chain 连锁企业, contractor 承包人",
    "fee_type": "admin 行政事业性, service 服务性, agency 代收费",
    "hazard_category": (
        "fire 消防, electric 用电, structure 校舍, equipment 设施器材, gas 燃气, chemical 危险品, "
        "traffic 交通, food 食品, water 饮水, dorm 宿舍, security 治安, crowd 拥挤踩踏, weather 自然灾害, "
        "other 其他"
    ),
    "hazard_level": "minor 一般隐患可即改, general 限期整改, major 重大隐患",
    "drill_kind": (
        "fire 火灾, earthquake 地震, crowd 防踩踏, violence 防暴, food 食品安全, flood 防汛, bus 校车, "
        "dorm_night 夜间宿舍"
    ),
    "incident_type": (
        "food_poisoning 疑似食源性疾病, infection 传染病, fire 火灾, traffic 交通, injury 人身伤害, "
        "violence 治安, structure 校舍设施, water 饮水污染, weather 自然灾害, other 其他"
    ),
    "energy_type": (
        "electricity 电, tap_water 自来水, well_water 自备水, natural_gas 天然气, lpg 液化气, coal 煤, "
        "gasoline 汽油, diesel 柴油, heat 外购热力, biomass 生物质"
    ),
    "energy_use": "whole 全校, canteen 食堂, dorm 宿舍, teaching 教学, other 其他",
    "asset_class": (
        "building 房屋构筑物, equipment 设备, ict 信息设备, furniture 家具, book 图书档案, relic 文物陈列品, "
        "living 动植物, intangible 无形资产"
    ),
    "check_round": "start 期初, middle 期中, end 期末",
    "stock_group": (
        "office 办公用品, teaching 教学用品, cleaning 清洁用品, repair 维修材料, medical 医药, "
        "bedding 床上用品, other 其他"
    ),
    "repair_category": (
        "water 水, electric 电, door_window 门窗, furniture 桌椅, ict 电教设备, kitchen 厨房设备, "
        "structure 房屋, vehicle 车辆, other 其他"
    ),
    "urgency": "urgent 紧急, normal 一般, planned 计划",
    "training_level": "bureau 局级, area 片区, school 校级, external 外部机构",
    "award_level": "national 国家级, provincial 省级, municipal 市级, county 区县级, school 校级",
    "project_type": (
        "hot_water 热水系统, direct_water 直饮水, canteen 食堂, dorm 宿舍, toilet 厕所, reinforce 校安加固, "
        "teaching_building 教学用房, sports 运动场, greening 绿化, network 信息化, sewage 污水, "
        "lightning 避雷, farm_base 劳动实践基地, other 其他"
    ),
    "project_stage": (
        "initiated 立项, design 设计, approval 审批, tender 招标, construction 施工, acceptance 验收, "
        "audit 审计, closed 结案"
    ),
    "channel": (
        "notice_board 公示栏, screen 电子屏, website 网站, wechat 公众号, platform 本平台, meeting 会议, "
        "letter 告家长书"
    ),
    "complaint_channel": "web 网页, phone 电话, letter 信件, visit 来访, suggestion_box 意见箱, transfer 转办",
    "complaint_domain": (
        "canteen 食堂, fee 收费, aid 资助, dorm 宿舍, shop 小卖部, surroundings 周边, bus 校车交通, "
        "water 饮水, safety 安全, hygiene 卫生, uniform 校服, repair 维修, staff_attitude 服务态度, "
        "other 其他"
    ),
    "finding_result": "upheld 属实, partly 部分属实, not_upheld 不属实",
    "respondent": "student 学生, parent 家长, teacher 教职工",
    "survey_domain": (
        "canteen 食堂, dorm 宿舍, shop 小卖部, water 饮水, bus 校车, security 安保, hygiene 卫生, "
        "repair 维修, overall 总体"
    ),
    "award_domain": (
        "canteen 食堂, dorm 宿舍, shop 商店, greening 绿化美化, safety 安全, energy 节能节水, aid 资助, "
        "training 培训, publicity 宣传, logistics 后勤综合"
    ),
    "disclosure_item": (
        "canteen_licence 食堂证照, canteen_finance 食堂收支, weekly_menu 菜谱, "
        "ingredient_price 食材来源价格, nutrition_fund 营养补助, aid_result 资助结果, fee_standard 收费标准, "
        "school_finance 学校收支, procurement_result 采购结果, staff_information 人员信息, "
        "hygiene_result 卫生检查, inspection_result 考评结果, water_test 水质, supervision_result 监督小组, "
        "complaint_reply 投诉处理, service_pledge 服务承诺"
    ),
}
_FOOD_POSTS = ("cook", "canteen_helper", "canteen_manager", "store_keeper", "purchaser", "shop_keeper")


def _codes(listed: str) -> dict[str, Text]:
    pairs = (item.split(" ", 1) for item in listed.split(", "))
    return {code: Text(zh, code.replace("_", " ")) for code, zh in pairs}


LISTS: dict[str, dict[str, Text]] = {name: _codes(listed) for name, listed in _LISTS.items()}
LISTS["food_post"] = {code: LISTS["post"][code] for code in _FOOD_POSTS}

TABLE_LISTS: dict[str, dict[str, Text]] = {
    "aid_programme": _codes(
        "textbook_free 免费教科书, living_boarder 困难寄宿生生活补助, living_day 困难非寄宿生生活补助, "
        "preschool_aid 学前教育资助, preschool_fee_waiver 学前一年免保教费, senior_grant 普通高中国家助学金, "
        "senior_tuition 普通高中免学杂费, voc_grant 中职国家助学金, voc_tuition 中职免学费, "
        "special_hardship 特困生资助, township_living 乡镇生活补贴, freshman_travel 大学新生入学资助, "
        "social_donation 社会捐资助学"
    ),
    "pool_status": _codes("in 在库, suspended 暂停, out 移出"),
    "food_unit": _codes("kg 公斤, piece 个, box 箱, litre 升"),
    "field_kind": _codes(
        "int 整数, dec1 一位小数, dec2 两位小数, money 金额, smoney 可为负的金额, pct 百分数, date 日期, bool 是或否, "
        "code 从列表选一项, codes 从列表选多项, str 短文字, text 文字"
    ),
    "field_need": _codes("required 必填, optional 选填"),
    "field_figure": _codes("none 不作指标, sum 各校相加, mean 各校平均"),
    "cost_field": _codes(
        "cost_raw_material 原材料, cost_utilities 水电气, cost_wages 工资, cost_overtime 加班, cost_consumables 低值易耗品, "
        "cost_maintenance 维修, cost_training 培训, cost_culture 文化建设, cost_contract_meals 配餐费, cost_other 其他支出"
    ),
    "scoring": _codes("binary 是否, level3 三档, ratio 比例, deduct 扣分, linear 线性"),
    "evidence": _codes(
        "document 资料, onsite 现场, sampling 抽查师生, practical 实操, questionnaire 问卷, data 平台数据"
    ),
    "visit_type": _codes("annual 年度考评, unannounced 不定期抽查, special 专项, area_monthly 片区月查, recheck 复查"),
    "severity": _codes("minor 轻微, general 一般, serious 严重, veto 否决"),
    "inspection_domain": DOMAINS,
    "recheck_result": _codes("passed 通过, failed 未通过"),
}
"""The codes of reference tables and schemes (catalogue 1.10, 2.3, 4.1); fields choose from them as from the lists."""
TABLE_LISTS["scoring"] |= {"binary": Text("是否", "yes or no"), "level3": Text("三档", "three levels")}
LISTS |= TABLE_LISTS

OPEN_LISTS = (
    "procurement_subject", "hazard_category", "incident_type", "stock_group", "repair_category", "project_type",
    "complaint_domain",
)  # fmt: skip
"""The lists a district may add codes to: those in which the catalogue itself leaves room with ``other``."""

OWN_PREFIX = "local_"
"""Codes of a district begin with this; no code of the catalogue does."""

FACILITY_LETTERS = {"canteen": "C", "dorm": "D", "shop": "S", "water": "W", "building": "B"}
"""The letter a facility number of that kind begins with (L.facility_kind)."""

URGENCY_DAYS = {"urgent": 1, "normal": 3, "planned": 30}
"""Days within which a repair of that urgency is done (L.urgency)."""
