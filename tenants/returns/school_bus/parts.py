"""What R16 asks of each bus, and of the school."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU


def _until(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.day(code, zh, en, Text(help_zh, help_en), need=Need.CONDITIONAL, future_allowed=True, carried_from=code)


def _kept(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.flag(code, zh, en, Text(help_zh, help_en), carried_from=code)


def _person(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.string(
        code,
        zh,
        en,
        Text(help_zh, help_en),
        size=20,
        sensitivity=Sensitivity.PERSONAL,
        index="staff_no",
        carried_from=code,
    )


def _own_rule(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.flag(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU, carried_from=code)


VEHICLE = Part(
    code="vehicle",
    label=Text("校车", "School buses"),
    key=("plate_no",),
    may_be_empty=True,
    fields=(
        f.string("plate_no", "号牌", "Plate", Text("车辆号牌，每辆车填一行；没有校车的，本表留空。", "The plate, one row for each bus; leave this table empty where there is none."), size=10, sensitivity=_BUREAU),
        f.string("provider_name", "服务提供者", "Provider", Text("提供校车服务的单位全称；学校自己的车填学校名称。", "Full name of who runs the bus; the school's own name for its own bus."), size=60, sensitivity=_BUREAU, carried_from="provider_name"),
        f.day("letter_filed_on", "责任书备案日", "Duty letter filed", Text("与服务提供者签的责任书在教育局备案的日期；没有备案的留空。", "Day on which the duty letter was filed with the bureau; empty while it is not."), need=Need.CONDITIONAL, sensitivity=_BUREAU, carried_from="letter_filed_on"),
        f.string("permit_no", "校车标牌", "School bus permit", Text("校车标牌的编号；没有的留空。", "Number of the school bus permit; empty without one."), size=30, need=Need.CONDITIONAL, carried_from="permit_no"),
        _until("permit_to", "标牌有效期", "Permit: Valid to", "校车标牌的到期日；没有的留空。", "Last day of the permit; empty without one."),
        f.day("inspected_on", "安全检验日", "Inspected", Text("最近一次安全技术检验的日期；没有的留空。", "Day of the last safety inspection; empty without one."), need=Need.CONDITIONAL),
        _until("carrier_policy_to", "承运人险止期", "Carrier insurance to", "承运人责任险的到期日；没有的留空。", "Last day of the carrier's insurance; empty without one."),
        f.integer("seats", "核载人数", "Seats", Text("行驶证上的核定载客人数。", "Seats as on the vehicle licence."), carried_from="seats"),
        f.integer("max_riders", "单趟最多乘坐", "Most riders on a run", Text("本学期一趟中乘坐人数最多的那次，含照管员。", "Most persons on any run this term, attendants included.")),
        f.integer("routes", "线路数", "Routes", Text("这辆车跑的线路数。没有填0。", "Routes this bus runs. 0 for none."), carried_from="routes"),
        _kept("purpose_built", "专用校车", "Purpose-built", "按专用校车国家标准生产的填“是”。", "Yes for a bus built to the national standard of school buses."),
        _kept("gps_online", "卫星定位", "GPS", "有卫星定位且在线填“是”。", "Yes when it has satellite positioning and is online."),
        _kept("safety_kit", "安全设备", "Safety kit", "安全锤、灭火器、急救箱都有填“是”。", "Yes when escape hammer, extinguisher and first-aid box are there."),
        _kept("attendant_every_run", "照管员随车", "Attendant on every run", "每趟都有照管员随车填“是”。", "Yes when an attendant rides along on every run."),
        _person("driver_staff_no", "驾驶人编号", "Driver", "后勤人员名册上驾驶人的人员编号。", "The driver's staff number in the roster."),
        _person("attendant_staff_no", "照管员编号", "Attendant", "后勤人员名册上照管员的人员编号，与驾驶人不是同一人。", "The attendant's staff number in the roster; another person than the driver."),
        f.integer("violations", "交通违法次数", "Traffic violations", Text("本学期这辆车的交通违法次数。没有填0。", "Traffic violations of this bus this term. 0 for none."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
TRAFFIC = Part(
    code="traffic",
    label=Text("交通安全", "Traffic"),
    fields=(
        f.integer("letters_signed", "已签责任书", "Letters signed", Text("已经签订交通安全责任书的家庭数。没有填0。", "Families that signed the traffic safety letter. 0 for none.")),
        f.integer("letters_due", "应签责任书", "Letters due", Text("应当签订的家庭数，每户一份。", "Families that should sign, one letter each.")),
        _own_rule("staff_car_rules", "教职工车辆规定", "Staff car rules", "对教职工车辆进出校园有规定填“是”。", "Yes when there are rules for staff cars on the campus."),
        _own_rule("gate_signs", "校门标识", "Gate signs", "校门口有减速、禁停等标识填“是”。", "Yes when signs at the gate slow traffic and forbid parking."),
        _own_rule("gate_marshals", "护学岗", "Gate marshals", "上下学时段有护学岗填“是”。", "Yes when marshals stand at the gate as pupils come and go."),
        f.integer("under12_cyclists", "未满12岁骑车", "Under-12 cyclists found", Text("检查发现未满12周岁骑自行车上路的学生数。没有填0。", "Pupils under 12 found cycling on the road. 0 for none."), sensitivity=_BUREAU),
        f.integer("quiz_people", "问卷人数", "Quiz takers", Text("参加交通安全问卷的人数。没有填0。", "Persons who took the traffic quiz. 0 for none."), sensitivity=_BUREAU),
        f.dec1("quiz_score", "平均分", "Mean score", Text("问卷平均分，满分100；没有做问卷填0。", "Mean score out of 100; 0 without a quiz."), high=Decimal(100), sensitivity=_BUREAU),
        f.integer("lessons", "安全课次", "Lessons", Text("本学期的交通安全课次数。没有填0。", "Lessons on traffic safety this term. 0 for none."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
