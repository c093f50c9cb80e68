"""What must hold, or be explained, in R09."""

from tenants.returns.rules import LISTED, error, query
from tenants.returns.student_aid.parts import HARDSHIP

_ROW = ("{programme}（{stage}）", "{programme} ({stage})")
_NATIONAL = (
    "programme in (textbook_free, living_boarder, living_day, preschool_aid, preschool_fee_waiver, senior_grant,"
    " senior_tuition, voc_grant, voc_tuition)"
)
_LEFT = "if(prev(received_amount) is set, prev(received_amount) - prev(paid_amount) - prev(returned_amount), 0)"
_POOR = "sum(school_profile.enrolment.hardship_students where stage = this.stage)"
_BOARDERS = "sum(school_profile.enrolment.boarders where stage = this.stage)"
_CHECK = ("核对人数和金额；属实的说明原因。", "Check the numbers; if true, say why.")

RULES = (
    error(
        "SA-01",
        "recipients <= entitled_students",
        (f"{_ROW[0]}实助{{recipients}}人，多于应助{{entitled_students}}人。", f"{_ROW[1]}: {{recipients}} recipients, but only {{entitled_students}} entitled."),
        ("实助是应助中的一部分，请核对。", "Recipients are among the entitled; check both."),
    ),
    error(
        "SA-02",
        "arrears_amount = max(0, entitled_amount - paid_amount)",
        (f"{_ROW[0]}欠发{{arrears_amount}}元，按应发减实发应为{{max(0, entitled_amount - paid_amount)}}元。", f"{_ROW[1]}: arrears of {{arrears_amount}} yuan, but entitled minus paid is {{max(0, entitled_amount - paid_amount)}}."),
        ("欠发等于应发减实发，不足为0。", "Arrears are entitled minus paid, at least 0."),
    ),
    error(
        "SA-03",
        "first_paid_on <= last_paid_on",
        (f"{_ROW[0]}首次发放{{first_paid_on}}晚于末次发放{{last_paid_on}}。", f"{_ROW[1]}: first paid {{first_paid_on}}, after the last payment on {{last_paid_on}}."),
        ("核对发放日期。", "Check the days of payment."),
    ),
    error(
        "SA-04",
        "notice_from <= notice_to",
        (f"{_ROW[0]}公示起{{notice_from}}晚于公示止{{notice_to}}。", f"{_ROW[1]}: the notice starts {{notice_from}}, after its end on {{notice_to}}."),
        ("核对公示日期。", "Check the days of the notice."),
    ),
    error(
        "SA-05",
        "aid_programme.is_known[programme, stage] and school.stages contains stage",
        LISTED,
        ("核对项目和学段。", "Check programme and stage."),
        (f"{_ROW[0]}：该项目不适用这个学段", f"{_ROW[1]}: the programme does not cover the stage"),
        (f"{_ROW[0]}：本校没有这个学段", f"{_ROW[1]}: the school has no such stage"),
        anchor=("stage",),
    ),
    query(
        "SA-06",
        "entitled_amount ~ std_per_student * entitled_students ± 1%",
        (f"{_ROW[0]}应发{{entitled_amount}}元，按标准和人数为{{std_per_student * entitled_students}}元，相差超过1%。", f"{_ROW[1]}: {{entitled_amount}} yuan due, {{std_per_student * entitled_students}} by standard and pupils; more than 1% apart."),
        _CHECK,
    ),
    query(
        "SA-07",
        "arrears_amount = 0",
        (f"{_ROW[0]}欠发{{arrears_amount}}元。", f"{_ROW[1]}: {{arrears_amount}} yuan in arrears."),
        ("说明欠发原因和补发时间。", "Say why, and by when it will be paid."),
    ),
    query(
        "SA-08",
        f"paid_amount + returned_amount <= received_amount + {_LEFT}",
        (f"{_ROW[0]}实发和退回共{{paid_amount + returned_amount}}元，多于到账和上期结余{{received_amount + {_LEFT}}}元。", f"{_ROW[1]}: {{paid_amount + returned_amount}} yuan paid and returned, more than the {{received_amount + {_LEFT}}} received and left."),
        ("核对到账和发放；有垫付的，说明来源。", "Check funds and payments, or say who advanced the money."),
        anchor=("paid_amount", "received_amount"),
    ),
    query(
        "SA-09",
        "last_paid_on <= received_on + P.aid_pay_days",
        (f"{_ROW[0]}{{received_on}}到账，{{last_paid_on}}才发完，超过{{P.aid_pay_days}}天。", f"{_ROW[1]}: funds came on {{received_on}}, the last payment on {{last_paid_on}}, more than {{P.aid_pay_days}} days later."),
        ("核对日期；确实延迟的，说明原因。", "Check the days, or say why it took so long."),
    ),
    query(
        "SA-10",
        "workdays(notice_from - 1, notice_to) >= P.aid_notice_days and notice_to < first_paid_on",
        LISTED,
        ("核对公示和发放日期；属实的说明原因。", "Check notice and payment; if true, say why."),
        (f"{_ROW[0]}只公示了{{workdays(notice_from - 1, notice_to)}}个工作日，应不少于{{P.aid_notice_days}}个", f"{_ROW[1]}: the notice lasted {{workdays(notice_from - 1, notice_to)}} working days; {{P.aid_notice_days}} are needed"),
        (f"{_ROW[0]}公示到{{notice_to}}，{{first_paid_on}}就已发放", f"{_ROW[1]}: the notice ended {{notice_to}}, payment began {{first_paid_on}}"),
    ),
    query(
        "SA-11",
        f"{HARDSHIP} implies entitled_students <= {_POOR}",
        (f"{_ROW[0]}应助{{entitled_students}}人，多于学校基本情况中该学段困难学生{{{_POOR}}}人。", f"{_ROW[1]}: {{entitled_students}} entitled, but the profile has {{{_POOR}}} hardship pupils of the stage."),
        _CHECK,
        anchor=("entitled_students",),
    ),
    query(
        "SA-12",
        f"programme = living_boarder implies entitled_students <= {_BOARDERS}",
        (f"{_ROW[0]}应助{{entitled_students}}人，多于学校基本情况中该学段寄宿生{{{_BOARDERS}}}人。", f"{_ROW[1]}: {{entitled_students}} entitled, but the profile has {{{_BOARDERS}}} boarders of the stage."),
        _CHECK,
        anchor=("entitled_students",),
    ),
    query(
        "SA-13",
        f"{_NATIONAL} implies system_entered = recipients",
        (f"{_ROW[0]}实助{{recipients}}人，国家系统录入{{system_entered}}人。", f"{_ROW[1]}: {{recipients}} recipients, {{system_entered}} entered in the national system."),
        ("补录后更正；或说明原因。", "Complete the entries and correct it, or say why."),
        anchor=("system_entered",),
    ),
    query(
        "SA-14",
        "pay_channel != cash",
        (f"{_ROW[0]}以现金发放。", f"{_ROW[1]} was paid in cash."),
        ("应发到银行卡或社保卡；说明原因。", "It should be paid to a card; say why it was not."),
    ),
    query(
        "SA-15",
        "programme in (living_boarder, living_day) implies std_per_student = aid_programme.yuan_a_term[programme, stage]",
        (f"{_ROW[0]}标准{{std_per_student}}元，规定为每学期{{aid_programme.yuan_a_term[programme, stage]}}元。", f"{_ROW[1]}: a standard of {{std_per_student}} yuan; the rules set {{aid_programme.yuan_a_term[programme, stage]}} a term."),
        ("核对标准；地方提标的，说明文件。", "Check it, or name the document that sets another."),
        anchor=("std_per_student",),
    ),
)  # fmt: skip
