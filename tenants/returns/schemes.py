"""The published inspection schemes (returns catalogue 4.4, 4.5) and vetoes (4.3), until a district has its own.

A line is an item: code, Chinese and English text, method with the values that earn nothing and everything, most points,
evidence, the indicator its value is taken from, veto code (with ``!`` where a share below the full one surely meets the
veto's condition) and when it does not apply.
"""

from dataclasses import dataclass
from decimal import Decimal

from tenants.text import Text

SCHEMES = {
    "LOG-A": Text("后勤与安全年度考评", "Annual logistics and safety evaluation"),
    "LOG-B": Text("资助财务与管理补充考评", "Supplement: aid, finance, management"),
}
DOMAINS = {
    "FIRE": Text("消防", "Fire"),
    "TRAF": Text("交通", "Traffic"),
    "DEF": Text("三防", "Defence"),
    "CANT": Text("食堂", "Canteen"),
    "SHOP": Text("小卖部", "Shop"),
    "WATR": Text("饮用水", "Drinking water"),
    "DORM": Text("宿舍", "Dormitory"),
    "UNIF": Text("校服", "Uniforms"),
    "BOOK": Text("作业本", "Exercise books"),
    "B-AID": Text("资助", "Aid"),
    "B-INS": Text("保险", "Insurance"),
    "B-FEE": Text("收费财务", "Fees and finance"),
    "B-ASST": Text("资产维修", "Assets and repair"),
    "B-ENER": Text("节能", "Energy"),
    "B-ENVI": Text("环境", "Environment"),
    "B-HAZD": Text("隐患应急", "Hazards and emergencies"),
    "B-PEOP": Text("队伍与评价", "Staff and evaluation"),
}
ANY_ITEM_VETO = "V08"  # false data: may be raised on any item
CAPS = {
    "V01": "D", "V02": "D", "V03": "C", "V04": "D", "V05": "D", "V06": "C", "V07": "D", "V08": "D", "V09": "C",
    "V10": "C", "V11": "C", "V12": "C",
}  # fmt: skip
"""The grade at best with a veto (4.3)."""
VETOES = {
    "V01": Text("食堂无有效许可证经营", "Canteen serves without a valid food licence"),
    "V02": Text("12个月内发生学校负有责任的食源性疾病事件", "Food poisoning within 12 months with the school at fault"),
    "V03": Text("违反规定将食堂对外承包", "Canteen contracted out although the district forbids it"),
    "V04": Text(
        "食堂资金违规用于人员开支、奖金或招待",
        "Canteen money used for pay beyond the cost items, bonuses or hospitality",
    ),
    "V05": Text("使用未经检测合格的自备水源或二次供水", "Own-source or secondary water in use without a passed test"),
    "V06": Text("使用中的建筑安全出口锁闭或堵塞", "An exit of an occupied building locked or blocked"),
    "V07": Text(
        "无校车许可的车辆或无资格的驾驶人接送学生",
        "Vehicle without permit or driver without school bus entry carries pupils",
    ),
    "V08": Text("已通过的报表中有虚假或篡改的数据", "False or altered data in an accepted return"),
    "V09": Text(
        "非寄宿制学校设小卖部，或出售禁售、过期商品",
        "Shop in a non-boarding school, or banned or expired goods on sale",
    ),
    "V10": Text("检查当天没有食品留样", "No food samples kept on the day of the visit"),
    "V11": Text("无有效健康证人员接触食品", "A person handling food without a valid health certificate"),
    "V12": Text(
        "重大隐患未上报，或逾期未采取措施", "A major hazard not reported, or past its deadline without measures"
    ),
}
"""What each veto is about (4.3)."""
NOT_APPLICABLE = {
    "no_canteen": Text("学校没有食堂", "The school has no canteen"),
    "no_bus": Text("学校没有校车", "The school has no bus"),
    "no_shop": Text("学校没有小卖部", "The school has no shop"),
    "no_bottled_water": Text("学校不用桶装水", "The school has no bottled water"),
    "not_boarding": Text("学校没有寄宿生", "The school has no boarders"),
    "no_uniform": Text("12个月内没有采购校服", "No uniforms were bought within 12 months"),
    "no_compulsory_stage": Text("学校没有义务教育学段", "The school has no compulsory stage"),
}
"""When an item does not apply (``SchemeItem.na_when``)."""


@dataclass(frozen=True, kw_only=True)
class SchemeItem:
    """One item of a scheme."""

    scheme_code: str
    item_code: str
    domain: str
    text: Text
    method: str  # L.scoring
    max_points: Decimal
    lo: Decimal | None
    hi: Decimal | None
    evidence: str  # L.evidence
    data_indicator: str | None
    veto_code: str | None
    veto_below: Decimal | None  # of the full points: a smaller share surely meets the condition of the veto
    na_when: str | None  # a word of ``tenants.inspections.applicable``


_ITEMS = """
FIRE-01 | 师生消防知识问卷 | Fire quiz of staff and pupils | linear 60 95 | 3 | questionnaire | - | - | -
FIRE-02 | 灭火器、消火栓实际操作 | Staff operate extinguisher and hydrant | ratio | 3 | practical | - | - | -
FIRE-03 | 疏散逃生演练 | Evacuation drill on the day | level3 | 2 | practical | - | - | -
FIRE-04 | 消防设施管理与维护 | Equipment in order | deduct | 2 | onsite | - | - | -
FIRE-05 | 安全通道畅通 | Exits clear | binary | 1 | onsite | - | V06! | -
FIRE-06 | 自查记录与标识 | Self-check log and signs | level3 | 1 | document | - | - | -
TRAF-01 | 交通安全知识问卷 | Traffic quiz | linear 60 95 | 2 | questionnaire | - | - | -
TRAF-02 | 与家长签订安全责任书 | Letters signed with parents | ratio | 2 | document | - | - | -
TRAF-03 | 教职工车辆进出管理 | Staff cars kept apart | level3 | 1 | onsite | - | - | -
TRAF-04 | 校车制度、资质与照管 | School bus rules, papers, attendants | ratio | 2 | document | - | V07 | no_bus
TRAF-05 | 校门标识与护学岗 | Gate signs and marshals | level3 | 1 | onsite | - | - | -
DEF-01 | 保安配备与值守 | Guards on post | deduct | 3 | onsite | - | - | -
DEF-02 | 门卫值班记录、外来人员登记册 | Duty log and visitor book, days complete | ratio | 2 | document | - | - | -
DEF-03 | 围墙、栏杆、门窗、扶手安全 | Fences, rails, windows | deduct | 2 | onsite | - | - | -
DEF-04 | 技防设备使用维护 | Guards operate alarm and video | level3 | 2 | practical | - | - | -
DEF-05 | 技防记录与音像保管 | Use records, recordings kept | level3 | 1 | document | - | - | -
DEF-06 | 隐患限期整改 | Hazards closed in time | linear 60 100 | 2 | data | hazard_closure_rate | V12 | -
CANT-01 | 许可证有效并亮证 | Valid licence displayed | binary | 3 | document | - | V01! | no_canteen
CANT-02 | 从业人员健康证 | Health certificates of staff on duty | ratio | 3 | document | - | V11! | no_canteen
CANT-03 | 培训合格证 | Training certificates | ratio | 1 | document | - | - | no_canteen
CANT-04 | 自愿就餐 | Meals voluntary, pupils asked | ratio | 2 | sampling | - | - | no_canteen
CANT-05 | 学校自主经营 | Run by the school | binary | 2 | document | - | V03! | no_canteen
CANT-06 | 劳动合同、按月支付、社会保险 | Contracts, monthly pay, insurance | ratio | 2 | document | - | - | no_canteen
CANT-07 | 留样与试尝 | Samples and tasting | deduct | 3 | onsite | - | V10 | no_canteen
CANT-08 | 索证验收台账 | Certificates and acceptance book | ratio | 2 | document | - | - | no_canteen
CANT-09 | 大宗食品招标、监督、备案 | Bulk tender, witnesses, filing | level3 | 3 | document | - | - | no_canteen
CANT-10 | 独立核算与支出比例 | Separate account and cost shares | level3 | 3 | document | - | V04 | no_canteen
CANT-11 | 收费限额与缺餐退费 | Charge cap and refunds, families asked | ratio | 2 | sampling | - | - | no_canteen
CANT-12 | 财务公开与内审 | Accounts published and audited | level3 | 2 | document | - | - | no_canteen
CANT-13 | 监督小组成立与履职 | Supervision group, members asked | ratio | 2 | sampling | - | - | no_canteen
CANT-14 | 菜谱公布与荤素标准 | Menus published and within the standard | linear 60 100 | 2 | data | menu_compliance_rate | - | no_canteen
CANT-15 | 加工环境、消毒、生熟分开 | Kitchen hygiene | deduct | 2 | onsite | - | V02 | no_canteen
CANT-16 | 陪餐 | Meals accompanied | linear 80 100 | 1 | data | accompany_rate | - | no_canteen
CANT-17 | 档案齐全（证照、公示、招标索证、试尝留样、责任追究、应急预案、卫生制度、管理制度） | Eight files complete | ratio | 1 | document | - | - | no_canteen
SHOP-01 | 开办资格 | Right to open | binary | 2 | document | - | V09! | no_shop
SHOP-02 | 商品合规 | Goods allowed | ratio | 2 | onsite | - | V09! | no_shop
WATR-01 | 水质检测报告或卫生许可 | Test report or permit | binary | 3 | document | - | V05! | -
WATR-02 | 免费开水 | Free boiled or direct water | binary | 2 | onsite | - | - | -
WATR-03 | 桶装水收支登记 | Bottled water book | level3 | 1 | document | - | - | no_bottled_water
WATR-04 | 管理机构与清洗记录 | Manager and cleaning log | level3 | 1 | document | - | - | -
DORM-01 | 用工合同与健康证 | Contracts and health certificates | ratio | 2 | document | - | - | not_boarding
DORM-02 | 宿管员配备 150:1 | Warden ratio | binary | 2 | data | - | - | not_boarding
DORM-03 | 消火栓、灭火器等完善 | Fire gear complete | deduct | 2 | onsite | - | V06 | not_boarding
DORM-04 | 从业人员现场操作 | Wardens operate the gear | ratio | 2 | practical | - | - | not_boarding
DORM-05 | 制度、预案、违纪处理 | Rules, plan, discipline | ratio | 1 | document | - | - | not_boarding
DORM-06 | 信息上墙、24小时值守 | Staff posted, duty log | level3 | 2 | onsite | - | - | not_boarding
DORM-07 | 一人一床与面积 | One bed each, area | ratio | 1 | onsite | - | - | not_boarding
UNIF-01 | 自愿且家长同意 | Voluntary, pupils asked | ratio | 2 | sampling | - | - | no_uniform
UNIF-02 | 定点企业招标与质检 | Designated tender and test | binary | 1 | document | - | - | no_uniform
UNIF-03 | 收支资料 | Accounts and invoices | level3 | 1 | document | - | - | no_uniform
BOOK-01 | 统一配置 | Supplied centrally | binary | 2 | document | - | - | no_compulsory_stage
BOOK-02 | 足额发放 | Full issue, pupils asked | ratio | 3 | sampling | - | - | no_compulsory_stage
B-AID-01 | 认定规范、公示、应助尽助 | Recognition, notice, nobody left out | level3 | 6 | document | - | - | -
B-AID-02 | 按时足额发放 | Aid paid in full and in time | linear 80 100 | 8 | data | aid_payment_rate | - | -
B-AID-03 | 抽查学生到账 | Pupils confirm receipt | ratio | 6 | sampling | - | - | -
B-INS-01 | 校方责任险 | School liability insurance | linear 90 100 | 6 | data | insured_rate_liability | - | -
B-INS-02 | 居民医保 | Residents' medical insurance | linear 80 95 | 4 | data | insured_rate_medical | - | -
B-INS-03 | 食品安全责任险 | Food safety insurance | linear 80 100 | 3 | data | insured_rate_food | - | -
B-INS-04 | 学平险自愿 | Accident cover voluntary | ratio | 2 | sampling | - | - | -
B-FEE-01 | 收费公示、票据、结算清退 | Fees published, receipts, settled | level3 | 5 | document | - | - | -
B-FEE-02 | 支出审批、账钱分管、票据签字 | Approval, duties apart, signatures | level3 | 5 | document | - | - | -
B-FEE-03 | 大宗采购与廉洁 | Bulk purchase and integrity | level3 | 5 | document | - | - | -
B-ASST-01 | 账物相符抽查 | Assets match the book | ratio | 5 | onsite | - | - | -
B-ASST-02 | 请购入库领用手续 | Purchase and issue chain | level3 | 3 | document | - | - | -
B-ASST-03 | 报修及时 | Repairs in time | linear 70 95 | 2 | data | repair_on_time_rate | - | -
B-ENER-01 | 能耗台账 | Energy book | level3 | 4 | document | - | - | -
B-ENER-02 | 长明灯长流水 | Lights and taps left on | deduct | 3 | onsite | - | - | -
B-ENER-03 | 节能 | Energy saved | linear -5 2 | 3 | data | energy_saving | - | -
B-ENVI-01 | 环境卫生 | Cleanliness | deduct | 5 | onsite | - | - | -
B-ENVI-02 | 绿化 | Green area | linear 15 35 | 3 | data | green_rate | - | -
B-ENVI-03 | 厕所 | Toilets in order | ratio | 2 | onsite | - | - | -
B-HAZD-01 | 预案与责任书 | Plans and duty letters | ratio | 4 | document | - | - | -
B-HAZD-02 | 月检与台账 | Monthly checks and records | linear 50 100 | 3 | data | monthly_check_rate | - | -
B-HAZD-03 | 演练 | Drills | linear 50 100 | 3 | data | drill_rate | - | -
B-PEOP-01 | 培训 | Training | linear 60 100 | 4 | data | training_coverage | - | -
B-PEOP-02 | 岗位职责与考核 | Posts and evaluation | level3 | 3 | document | - | - | -
B-PEOP-03 | 投诉与满意度 | Complaints and satisfaction | linear 60 85 | 3 | data | satisfaction_rate | - | -
"""


def _item(line: str) -> SchemeItem:
    code, zh, en, how, points, evidence, indicator, veto, na = (each.strip() for each in line.split(" | "))
    method, *ends = how.split()
    lo, hi = (Decimal(each) for each in ends) if ends else (None, None)
    return SchemeItem(
        scheme_code="LOG-B" if code.startswith("B-") else "LOG-A",
        item_code=code,
        domain=code.rpartition("-")[0],
        text=Text(zh, en),
        method=method,
        max_points=Decimal(points),
        lo=lo,
        hi=hi,
        evidence=evidence,
        data_indicator=_some(indicator),
        veto_code=_some(veto.rstrip("!")),
        veto_below=Decimal(1) if veto.endswith("!") else None,
        na_when=_some(na),
    )


def _some(cell: str) -> str | None:
    return None if cell == "-" else cell


ITEMS: tuple[SchemeItem, ...] = tuple(_item(line) for line in _ITEMS.strip().splitlines())
