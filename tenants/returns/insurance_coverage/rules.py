"""What must hold, or be explained, in R11."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_SAME_DAYS = (
    "count(main where insurance_kind = school_liability and valid_from <= this.valid_to"
    " and valid_to >= this.valid_from)"
)
_BUSES = "sum(school_profile.main.buses)"
_CARRIER_ROWS = "count(insurance_kind = carrier_liability)"
_FIRST_DAY = "min(valid_from where insurance_kind = school_liability)"
_LAST_DAY_BEFORE = "max(prev(valid_to) where insurance_kind = school_liability)"
_PUPILS = "sum(school_profile.enrolment.students)"
_PLACES = "school_profile.main.canteens + school_profile.main.shops"

RULES = (
    Rule(
        code="IC-01",
        severity=Severity.ERROR,
        holds="insured <= eligible",
        anchor=("insured",),
        says=Text(
            "{insurance_kind}参保数{insured}，多于应保数{eligible}。",
            "{insurance_kind}: {insured} insured, more than the {eligible} eligible.",
        ),
        remedy=Text("核对应保数和参保数。", "Check both counts."),
    ),
    Rule(
        code="IC-02",
        severity=Severity.ERROR,
        holds="valid_to > valid_from",
        anchor=("valid_to",),
        says=Text(
            "{insurance_kind}止期{valid_to}不晚于起期{valid_from}。",
            "{insurance_kind}: valid to {valid_to}, which is not after {valid_from}.",
        ),
        remedy=Text("按保单核对起止日期。", "Check the dates against the policy."),
    ),
    Rule(
        code="IC-03",
        severity=Severity.ERROR,
        holds=f"insurance_kind = school_liability implies {_SAME_DAYS} <= 1",
        anchor=("valid_from",),
        says=Text(
            f"{{valid_from}}至{{valid_to}}有{{{_SAME_DAYS}}}张校方责任险保单的保险期间重叠。",
            f"{{{_SAME_DAYS}}} school liability policies share days between {{valid_from}} and {{valid_to}}.",
        ),
        remedy=Text(
            "同一天只能有一张有效保单；核对起止日期，已退保的按退保日填止期。",
            "One policy is valid on a day: check the dates; a cancelled policy ends on the day of cancellation.",
        ),
    ),
    Rule(
        code="IC-04",
        severity=Severity.QUERY,
        holds="premium_total ~ premium_per_unit * insured ± 1%",
        anchor=("premium_total",),
        says=Text(
            "{insurance_kind}保费总额{premium_total}元，与单位保费{premium_per_unit}元 × 参保数{insured}相差超过1%。",
            "{insurance_kind}: a total premium of {premium_total} yuan, more than 1% from {premium_per_unit} yuan × "
            "{insured}.",
        ),
        remedy=Text("核对保费和参保数；属实的说明原因。", "Check premium and count, or say why they differ."),
    ),
    Rule(
        code="IC-05",
        severity=Severity.QUERY,
        holds=(
            "insurance_kind in (school_liability, no_fault_addon, staff_injury)"
            " implies premium_payer in (finance, school)"
        ),
        anchor=("premium_payer",),
        says=Text(
            "{insurance_kind}的保费由{premium_payer}承担，应由财政或学校承担。",
            "{insurance_kind}: the premium is paid by {premium_payer}; public finance or the school should pay it.",
        ),
        remedy=Text("核对缴费主体；属实的说明原因。", "Check who pays, or say why."),
    ),
    Rule(
        code="IC-06",
        severity=Severity.QUERY,
        holds="insurance_kind = student_accident implies collected_by_school = false and consents >= insured",
        anchor=("collected_by_school", "consents"),
        says=Text(
            "学平险应自愿参保、不由学校代收：参保{insured}人，签字{consents}份，学校代收：{collected_by_school}。",
            "Accident cover is voluntary and not collected by the school: {insured} insured, {consents} consents, "
            "collected by the school: {collected_by_school}.",
        ),
        remedy=Text("补齐签字、停止代收；属实的说明原因。", "Obtain the consents, stop collecting, or say why."),
    ),
    Rule(
        code="IC-07",
        severity=Severity.QUERY,
        holds="count(insurance_kind = school_liability) >= 1",
        anchor=("insurance_kind",),
        says=Text("没有填写校方责任险。", "There is no school liability insurance."),
        remedy=Text(
            "补上保单；没有投保的说明原因和投保时间。", "Add the policy, or say why and when there will be one."
        ),
    ),
    Rule(
        code="IC-08",
        severity=Severity.QUERY,
        holds=f"insurance_kind = food_liability implies eligible = {_PLACES}",
        anchor=("eligible",),
        says=Text(
            f"食品安全责任险应保数{{eligible}}，学校基本情况年报的食堂和小卖部共{{{_PLACES}}}处。",
            f"Food liability: {{eligible}} eligible; the school profile has {{{_PLACES}}} canteens and shops.",
        ),
        remedy=Text("核对食堂和小卖部的数量；不同的说明原因。", "Check canteens and shops, or say why they differ."),
    ),
    Rule(
        code="IC-09",
        severity=Severity.QUERY,
        holds=(
            f"count(main where insurance_kind = carrier_liability and eligible != {_BUSES}) = 0"
            f" and ({_BUSES} > 0 implies {_CARRIER_ROWS} >= 1)"
        ),
        anchor=("eligible",),
        says=Text(
            f"学校基本情况年报有校车{{{_BUSES}}}辆：{{clauses}}。",
            f"The school profile has {{{_BUSES}}} buses: {{clauses}}.",
        ),
        clauses=(
            Text("校车承运人责任险的应保数与此不同", "carrier liability has another number eligible"),
            Text("没有填写校车承运人责任险", "there is no carrier liability insurance"),
        ),
        remedy=Text("核对校车数，补上保单；不同的说明原因。", "Check the buses, add the policy, or say why."),
    ),
    Rule(
        code="IC-10",
        severity=Severity.QUERY,
        holds=f"insurance_kind in (school_liability, resident_medical) implies eligible ~ {_PUPILS} ± 2%",
        anchor=("eligible",),
        says=Text(
            f"{{insurance_kind}}应保数{{eligible}}，与学校基本情况年报的在校生{{{_PUPILS}}}人相差超过2%。",
            f"{{insurance_kind}}: {{eligible}} eligible, more than 2% from the {{{_PUPILS}}} pupils of the school "
            "profile.",
        ),
        remedy=Text("核对应保数；学生有变动的说明人数。", "Check the eligible, or say how pupils have changed."),
    ),
    Rule(
        code="IC-11",
        severity=Severity.QUERY,
        holds=f"{_FIRST_DAY} <= {_LAST_DAY_BEFORE} + 1",
        anchor=("valid_from",),
        says=Text(
            f"校方责任险自{{{_FIRST_DAY}}}起，上期保单{{{_LAST_DAY_BEFORE}}}止，中间脱保。",
            f"School liability begins on {{{_FIRST_DAY}}}, but the policy before ended on {{{_LAST_DAY_BEFORE}}}: "
            "there were days without cover.",
        ),
        remedy=Text("核对起期；确有脱保的说明原因。", "Check the dates, or say why there was a gap."),
    ),
)
