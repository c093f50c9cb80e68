"""What must hold, or be explained, in R08."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

RULES = (
    Rule(
        code="NP-01",
        severity=Severity.ERROR,
        holds="student_days <= eligible_students * serving_days",
        says=Text(
            "{stage}就餐人次{student_days}，多于应享人数{eligible_students} × 供餐天数{serving_days}。",
            "{stage}: {student_days} pupil-days, more than {eligible_students} eligible pupils × {serving_days} days.",
        ),
        remedy=Text("核对人次、人数和天数。", "Check pupil-days, pupils and days."),
    ),
    Rule(
        code="NP-02",
        severity=Severity.ERROR,
        holds="served_students ~ student_days / serving_days ± 1",
        anchor=("served_students",),
        says=Text(
            "{stage}平均受益人数填的是{served_students}，就餐人次{student_days} ÷ 供餐天数{serving_days}不是这个数。",
            "{stage}: mean served is {served_students}, which is not {student_days} pupil-days ÷ {serving_days} days.",
        ),
        remedy=Text("用就餐人次除以供餐天数重新计算。", "Divide the pupil-days by the serving days again."),
    ),
    Rule(
        code="NP-03",
        severity=Severity.ERROR,
        holds="closing_fund = opening_fund + amount_allocated - amount_spent",
        anchor=("closing_fund",),
        says=Text(
            "{stage}期末结余填的是{closing_fund}元，期初{opening_fund}元 + 拨入{amount_allocated}元 − 支出{amount_spent}元不等于此数。",
            "{stage}: closing fund is {closing_fund} yuan, but opening {opening_fund} + allocated {amount_allocated} − "
            "spent {amount_spent} differs.",
        ),
        remedy=Text("逐项核对，使等式成立。", "Check each item until they agree."),
    ),
    Rule(
        code="NP-04",
        severity=Severity.ERROR,
        holds="amount_to_canteen <= amount_spent",
        says=Text(
            "{stage}转食堂{amount_to_canteen}元，多于支出{amount_spent}元。",
            "{stage}: {amount_to_canteen} yuan passed to canteens, more than the {amount_spent} yuan spent.",
        ),
        remedy=Text("支出包括转食堂的资金。", "What was spent contains what was passed to canteens."),
    ),
    Rule(
        code="NP-05",
        severity=Severity.ERROR,
        holds="opening_fund = prev(closing_fund)",
        anchor=("opening_fund",),
        says=Text(
            "{stage}期初结余填的是{opening_fund}元，上期期末结余为{prev(closing_fund)}元。",
            "{stage}: opening fund is {opening_fund} yuan, the closing fund before was {prev(closing_fund)} yuan.",
        ),
        remedy=Text(
            "两者应相等；上期有误的，先请教育局重新开放上期。",
            "They must be equal; if last time was wrong, ask to correct it first.",
        ),
    ),
    Rule(
        code="NP-06",
        severity=Severity.QUERY,
        holds="amount_spent ~ std_per_day * student_days ± 5%",
        anchor=("amount_spent",),
        says=Text(
            "{stage}支出{amount_spent}元，与补助标准{std_per_day}元 × 就餐人次{student_days}相差超过5%。",
            "{stage}: {amount_spent} yuan spent, more than 5% from {std_per_day} yuan × {student_days} pupil-days.",
        ),
        remedy=Text("核对支出和人次；属实的说明原因。", "Check both, or say why."),
    ),
    Rule(
        code="NP-07",
        severity=Severity.QUERY,
        holds="cash_paid = 0",
        says=Text("{stage}以现金发放{cash_paid}元。", "{stage}: {cash_paid} yuan was paid in cash."),
        remedy=Text(
            "补助不得以现金发放，请说明并纠正。", "The subsidy may not be paid in cash: explain and put it right."
        ),
    ),
    Rule(
        code="NP-08",
        severity=Severity.QUERY,
        holds="real_name_students >= served_students",
        says=Text(
            "{stage}实名系统{real_name_students}人，少于平均受益{served_students}人。",
            "{stage}: {real_name_students} pupils in the real-name system, fewer than the {served_students} served.",
        ),
        remedy=Text("及时补录，或说明原因。", "Enter the missing pupils, or say why."),
    ),
    Rule(
        code="NP-09",
        severity=Severity.QUERY,
        holds="serving_days <= cal.teaching_days",
        says=Text(
            "{stage}供餐{serving_days}天，本月教学日{cal.teaching_days}天。",
            "{stage}: {serving_days} serving days, {cal.teaching_days} teaching days in the month.",
        ),
        remedy=Text("核对天数；补课等情况请说明。", "Check the days, or say why there were more."),
    ),
    Rule(
        code="NP-10",
        severity=Severity.QUERY,
        holds="eligible_students <= sum(school_profile.enrolment.students where stage = this.stage)",
        anchor=("eligible_students",),
        says=Text(
            "{stage}应享人数{eligible_students}，多于学校基本情况年报的在校生{sum(school_profile.enrolment.students where stage = this.stage)}人。",
            "{stage}: {eligible_students} eligible, more than the "
            "{sum(school_profile.enrolment.students where stage = this.stage)} pupils of the school profile.",
        ),
        remedy=Text("核对应享人数；学生有变动的说明原因。", "Check the eligible pupils, or say what has changed."),
    ),
    Rule(
        code="NP-11",
        severity=Severity.QUERY,
        holds="std_per_day >= P.nutrition_std",
        says=Text(
            "{stage}补助标准{std_per_day}元，低于{P.nutrition_std}元。",
            "{stage}: a standard of {std_per_day} yuan, less than {P.nutrition_std} yuan.",
        ),
        remedy=Text("核对标准；未足额的说明原因。", "Check the standard, or say why it is lower."),
    ),
    Rule(
        code="NP-12",
        severity=Severity.WARNING,
        holds="published_on is set and published_on <= period_end + 15",
        anchor=("published_on",),
        says=Text(
            "{stage}公示日期为{published_on}，应在次月15日前公示。",
            "{stage}: published on {published_on}; it should be by the 15th of the next month.",
        ),
        remedy=Text("尽快公示并填写日期。", "Post the accounts and enter the day."),
    ),
    Rule(
        code="NP-13",
        severity=Severity.WARNING,
        holds=(
            "month(period_start) = 12 implies"
            " sum(main.serving_days where stage = this.stage over year) >= P.nutrition_days"
        ),
        anchor=("serving_days",),
        says=Text(
            "{stage}全年供餐{sum(main.serving_days where stage = this.stage over year)}天，不足{P.nutrition_days}天。",
            "{stage}: {sum(main.serving_days where stage = this.stage over year)} serving days in the year, fewer than "
            "{P.nutrition_days}.",
        ),
        remedy=Text("核对各月供餐天数，说明不足的原因。", "Check the days of each month and say why there were fewer."),
    ),
)
