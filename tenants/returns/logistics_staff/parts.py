"""What R02 asks of each worker; who files it next term finds the roster as it was accepted last."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_OWN = Sensitivity.SCHOOL_ONLY
_PERSONAL = Sensitivity.PERSONAL


def _yes_no(code: str, zh: str, en: str, help_zh: str, help_en: str, sensitivity: Sensitivity = _OWN) -> Field:
    return f.flag(code, zh, en, Text(help_zh, help_en), carried_from=code, sensitivity=sensitivity)


def _certificate(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.string(
        code, zh, en, Text(help_zh, help_en), size=30, need=Need.OPTIONAL, sensitivity=_PERSONAL, carried_from=code
    )


def _valid_to(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.day(
        code,
        zh,
        en,
        Text(help_zh, help_en),
        need=Need.OPTIONAL,
        sensitivity=_PERSONAL,
        future_allowed=True,
        carried_from=code,
    )


MAIN = Part(
    code="main",
    label=Text("后勤人员", "Logistics staff"),
    key=("staff_no",),
    fields=(
        f.string(
            "staff_no",
            "人员编号",
            "Staff number",
            Text(
                "学校自编的人员编号，每人一个，各学期沿用不变；不要用身份证号。",
                "The school's own number of the person, one each, kept from term to term; never an identity card number.",
            ),
            size=20,
            sensitivity=_PERSONAL,
            index="staff_no",
        ),
        f.string("name", "姓名", "Name", Text("身份证上的姓名。保存时加密。", "As on the identity card. It is stored encrypted."), size=30, sensitivity=_PERSONAL, carried_from="name"),
        f.integer("birth_year", "出生年", "Birth year", Text("四位数的出生年份，如1980。", "Year of birth in four digits, such as 1980."), low=Decimal(1940), high=Decimal(2010), sensitivity=_PERSONAL, carried_from="birth_year"),
        f.string(
            "gender",
            "性别",
            "Sex",
            Text("女填F，男填M。", "F for female, M for male."),
            size=1,
            pattern="[FM]",
            pattern_says=Text("F（女）或M（男）", "F (female) or M (male)"),
            sensitivity=_PERSONAL,
            carried_from="gender",
        ),
        f.one_of("post", "post", "岗位", "Post", Text("主要岗位；兼职的填工作时间最多的岗位。", "Main post; of several the one that takes most time."), sensitivity=Sensitivity.BUREAU, carried_from="post"),
        f.string(
            "facility_no",
            "所在设施",
            "Facility",
            Text(
                "工作的食堂、宿舍楼或小卖部的编号，如C01；食品岗位和宿管员必填，其他岗位没有的留空。",
                "Number of the canteen, dormitory or shop where the person works, such as C01; needed for food posts and "
                "wardens, empty for others without one.",
            ),
            size=3,
            pattern="[CDSWB][0-9]{2}",
            pattern_says=Text("字母C、D、S、W或B加两位数字，如C01", "C, D, S, W or B and two digits, such as C01"),
            required_when="post in food_post or post = dorm_warden",
            sensitivity=Sensitivity.BUREAU,
            carried_from="facility_no",
        ),
        f.one_of("employment", "employment", "用工形式", "Employment", Text("承包或劳务公司派来的填“外包”。", "Outsourced for staff sent by a contractor or an agency."), sensitivity=_OWN, carried_from="employment"),
        f.day("contract_start", "合同起", "Contract from", Text("劳动或劳务合同的起始日期；在编人员和没有合同的留空。", "First day of the contract; empty for permanent staff and where there is none."), empty_when="employment = permanent", sensitivity=_OWN, carried_from="contract_start"),
        f.day("contract_end", "合同止", "Contract to", Text("合同到期日；在编人员和没有合同的留空。", "Last day of the contract; empty for permanent staff and where there is none."), empty_when="employment = permanent", sensitivity=_OWN, future_allowed=True, carried_from="contract_end"),
        f.money("wage_month", "月工资", "Monthly wage", Text("上学期月平均应发工资，外包人员按用工单位发放数填。", "Average monthly wage of the last term; for outsourced staff what their employer pays."), sensitivity=_OWN, carried_from="wage_month"),
        _yes_no("wage_on_time", "按月足额支付", "Paid in full each month", "上学期每月都按时足额发放填“是”。", "Yes when every month of the last term was paid in full and on time."),
        _yes_no("social_insurance", "参加社会保险", "Social insurance", "用工单位为其缴纳社会保险填“是”。", "Yes when the employer pays social insurance."),
        _yes_no("injury_insurance", "参加工伤保险", "Injury insurance", "参加工伤保险或雇主责任险填“是”。", "Yes when insured against injury at work.", sensitivity=_OWN),
        _certificate("health_cert_no", "健康证号", "Health certificate", "健康证上的编号；没有的留空。", "Number on the health certificate; empty if there is none."),
        _valid_to("health_cert_to", "健康证有效期", "Health certificate: Valid to", "健康证的到期日，有效期一年；没有的留空。", "Last day of the health certificate, valid one year; empty if there is none."),
        _certificate("training_cert_no", "培训合格证号", "Training certificate", "食品安全培训合格证编号；没有的留空。", "Number of the food safety training certificate; empty if there is none."),
        f.day("training_cert_on", "发证日期", "Issued on", Text("培训合格证的发证日期；没有的留空。", "Day on which the training certificate was issued; empty if there is none."), need=Need.OPTIONAL, sensitivity=_PERSONAL, carried_from="training_cert_on"),
        _certificate("post_licence_no", "岗位资格证号", "Post licence", "保安员证或校车驾驶资格等证号；没有的留空。", "Number of the guard's card, school bus entry or other licence; empty if there is none."),
        _valid_to("post_licence_to", "岗位资格证有效期", "Post licence: Valid to", "岗位资格证的到期日；没有的留空。", "Last day of the licence; empty if there is none."),
        _yes_no("background_checked", "入职违法犯罪查询", "Background check done", "入职时做过违法犯罪记录查询填“是”。", "Yes when the criminal record was checked before the person began."),
        _yes_no("on_duty", "在岗", "On duty", "本学期在岗填“是”；离岗、停职、长期病假填“否”。", "Yes when working this term; no when gone, suspended or ill for long.", sensitivity=Sensitivity.BUREAU),
    ),
)  # fmt: skip
