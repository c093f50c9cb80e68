"""What R09 asks of each programme, stage, source and donor."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text

_HARDSHIP = "programme in (living_boarder, living_day, preschool_aid, senior_grant, senior_tuition, voc_grant, special_hardship)"


def _persons(code: str, zh: str, en: str, help_zh: str, help_en: str, among: str = "") -> Field:
    options = f.Options(unit=f.PERSONS, counts_persons=True)
    if among:
        options["counted_among"] = among
    return f.integer(code, zh, en, Text(help_zh, help_en), **options)


def _money(code: str, zh: str, en: str, help_zh: str, help_en: str, among: str) -> Field:
    return f.money(code, zh, en, Text(help_zh, help_en), amount_for=among)


def _day(code: str, zh: str, en: str, help_zh: str, help_en: str, needed: str) -> Field:
    return f.day(code, zh, en, Text(help_zh, help_en), required_when=needed)


MAIN = Part(
    code="main",
    label=Text("资助项目", "Aid programmes"),
    key=("programme", "stage", "fund_source", "donor_name"),
    fields=(
        f.one_of("aid_programme", "programme", "资助项目", "Programme", Text("资助项目，每个项目、学段和资金来源填一行。", "The programme; one row per programme, stage and source."), carried_from="programme"),
        f.one_of("stage", "stage", "学段", "Stage", Text("受助学生的学段。", "Stage of the pupils."), carried_from="stage"),
        f.one_of("fund_source", "fund_source", "资金来源", "Source", Text("出资的一级财政、学校或社会。", "Who pays: a level of government, the school or donors."), carried_from="fund_source"),
        f.string("donor_name", "捐资方", "Donor", Text("社会捐资的单位名称，不愿公开的填“匿名”；其他来源留空。", "The donor of social funds, “anonymous” if so wished; empty for other sources."), size=60, required_when="fund_source = social", empty_when="fund_source != social", carried_from="donor_name"),
        _persons("entitled_students", "应助人数", "Entitled", "按政策应当受助的学生数。没有填0。", "Pupils entitled by the rules. 0 for none."),
        _persons("recipients", "实助人数", "Recipients", "本学期实际受助的学生数。没有填0。", "Pupils who received aid this term. 0 for none.", "entitled_students"),
        f.money("std_per_student", "每生每学期标准", "Standard per pupil and term", Text("每生每学期的资助标准，分档的填平均数。", "Aid per pupil and term; the mean where there are tiers."), carried_from="std_per_student"),
        _money("entitled_amount", "应发", "Amount: Entitled", "本学期按标准应发的金额。没有填0。", "Amount due this term by the standard. 0 for none.", "entitled_students"),
        _money("received_amount", "到账", "Funds received", "本学期到账的资金。没有填0。", "Funds received this term. 0 for none.", "recipients"),
        _money("paid_amount", "实发", "Paid", "本学期实际发放的金额，实物和减免按价值计。没有填0。", "Paid this term; goods and waivers at their value. 0 for none.", "recipients"),
        _money("returned_amount", "退回", "Returned", "退回上级的金额。没有填0。", "Returned to the payer. 0 for none.", "recipients"),
        _money("arrears_amount", "欠发", "Arrears", "应发未发的金额，等于应发减实发，不足为0。", "Due and not paid: entitled minus paid, at least 0.", "recipients"),
        _day("received_on", "最近到账日", "Last funds received", "最近一次资金到账的日期；没有到账的留空。", "Day of the last funds; empty for none.", "received_amount > 0"),
        _day("first_paid_on", "首次发放日", "First paid", "本学期第一次发放的日期；没有发放的留空。", "First day of payment this term; empty for none.", "paid_amount > 0"),
        _day("last_paid_on", "末次发放日", "Last paid", "本学期最后一次发放的日期；没有发放的留空。", "Last day of payment this term; empty for none.", "paid_amount > 0"),
        f.one_of("pay_channel", "pay_channel", "发放方式", "Channel", Text("发到银行卡、饭卡、减免、实物或现金。", "Bank card, meal card, waiver, in kind or cash."), carried_from="pay_channel"),
        f.string("arrears_reason", "欠发原因", "Reason for arrears", Text("有欠发时说明原因；没有欠发的留空。", "Why anything is in arrears; empty for none."), size=200, sensitivity=Sensitivity.BUREAU, required_when="arrears_amount > 0"),
        _day("recognised_on", "认定完成日", "Recognised", "困难学生认定完成的日期；非困难类项目留空。", "Day on which hardship was recognised; empty for other programmes.", _HARDSHIP),
        _day("notice_from", "公示起", "Notice from", "名单公示开始的日期；非困难类项目留空。", "First day of the public notice; empty for other programmes.", _HARDSHIP),
        _day("notice_to", "公示止", "Notice to", "名单公示结束的日期；非困难类项目留空。", "Last day of the public notice; empty for other programmes.", _HARDSHIP),
        f.integer("system_entered", "国家系统录入人数", "Entered in national system", Text("已录入全国学生资助管理系统的人数；不需录入的填0。", "Pupils entered in the national aid system; 0 where none is needed."), unit=f.PERSONS, sensitivity=Sensitivity.BUREAU),
    ),
)  # fmt: skip
HARDSHIP = _HARDSHIP
