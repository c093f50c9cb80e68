"""What must hold, or be explained, in R16; no words of a rule name a person."""

from tenants.returns.rules import LISTED, error, query

_STAFF = "logistics_staff.main where on_duty and staff_no"
_DRIVER = f"count({_STAFF} = this.driver_staff_no and post_licence_to >= period_start) >= 1"
_ATTENDANT = f"count({_STAFF} = this.attendant_staff_no) >= 1"

RULES = (
    error(
        "SB-01",
        "letters_signed <= letters_due",
        ("已签责任书{letters_signed}份，多于应签{letters_due}份。", "{letters_signed} letters are signed, but {letters_due} are due."),
        ("核对两个份数，每户一份。", "Check both counts; there is one letter a family."),
        part="traffic",
    ),
    error(
        "SB-02",
        "driver_staff_no != attendant_staff_no",
        ("驾驶人和照管员是同一个人。", "Driver and attendant are the same person."),
        ("分别填两个人的编号。", "Enter the numbers of two persons."),
        part="vehicle",
    ),
    query(
        "SB-03",
        "max_riders <= seats",
        ("核载{seats}人，单趟最多坐了{max_riders}人。", "{max_riders} persons rode on a run; the bus has {seats} seats."),
        ("立即停止超员；说明原因和增加班次的安排。", "Stop it at once; say why, and how runs will be added."),
        part="vehicle",
    ),
    query(
        "SB-04",
        "permit_to is set and permit_to >= period_end and carrier_policy_to is set and carrier_policy_to >= period_end",
        LISTED,
        ("办理后更新；说明完成时间，到期前不得载客。", "Renew it and say by when; without it the bus carries nobody."),
        ("没有校车标牌", "no school bus permit"),
        ("校车标牌{permit_to}到期，早于学期末{period_end}", "the permit ends on {permit_to}, before the term does on {period_end}"),
        ("没有承运人责任险", "no carrier insurance"),
        ("承运人责任险{carrier_policy_to}到期，早于学期末{period_end}", "the carrier insurance ends on {carrier_policy_to}, before the term does on {period_end}"),
        part="vehicle",
    ),
    query(
        "SB-05",
        "inspected_on is set and inspected_on >= submitted_on - P.bus_inspect_days",
        ("安全检验日是{inspected_on}，距今超过{P.bus_inspect_days}天。", "Last inspected {inspected_on}; more than {P.bus_inspect_days} days ago."),
        ("尽快检验；说明检验的日期。", "Have it inspected, and say when."),
        part="vehicle",
        anchor=("inspected_on",),
    ),
    query(
        "SB-06",
        "school.stages contains primary implies purpose_built",
        ("接送小学生的不是专用校车。", "Primary pupils ride in a bus that is not purpose-built."),
        ("说明何时更换为专用校车。", "Say when it will be replaced."),
        part="vehicle",
    ),
    query(
        "SB-07",
        "gps_online and safety_kit and attendant_every_run",
        LISTED,
        ("说明原因和整改时间。", "Say why, and when it will be put right."),
        ("卫星定位不在线", "no GPS online"),
        ("安全设备不齐全", "the safety kit is not complete"),
        ("不是每趟都有照管员", "no attendant on every run"),
        part="vehicle",
    ),
    query(
        "SB-08",
        f"{_DRIVER} and {_ATTENDANT}",
        LISTED,
        ("核对人员编号和后勤人员名册。", "Check the staff numbers and the roster."),
        ("名册中没有这名在岗且资格证有效的驾驶人", "the roster has no such driver on duty with a valid licence"),
        ("名册中没有这名在岗的照管员", "the roster has no such attendant on duty"),
        part="vehicle",
        anchor=("driver_staff_no", "attendant_staff_no"),
    ),
    query(
        "SB-09",
        "letters_signed = letters_due",
        ("应签{letters_due}份，已签{letters_signed}份。", "{letters_signed} of {letters_due} letters are signed."),
        ("说明没有签的原因和补签时间。", "Say why, and when the rest will be signed."),
        part="traffic",
    ),
    query(
        "SB-10",
        "under12_cyclists = 0",
        ("发现{under12_cyclists}名未满12岁的学生骑车上路。", "{under12_cyclists} pupils under 12 were found cycling."),
        ("说明怎样教育学生和告知家长。", "Say how pupils are taught and parents told."),
        part="traffic",
    ),
    query(
        "SB-11",
        "count(vehicle) = sum(school_profile.main.buses)",
        ("填报了{count(vehicle)}辆校车，学校基本情况年报是{sum(school_profile.main.buses)}辆。", "{count(vehicle)} buses are listed; the school profile has {sum(school_profile.main.buses)}."),
        ("补齐车辆，或说明车辆数的变化。", "List the missing ones, or say what has changed."),
        part="traffic",
        anchor=("letters_due",),
    ),
    query(
        "SB-12",
        "letter_filed_on is set",
        ("校车安全责任书没有备案。", "The duty letter has not been filed with the bureau."),
        ("备案后更新；说明完成时间。", "File it, and say by when."),
        part="vehicle",
    ),
)  # fmt: skip
