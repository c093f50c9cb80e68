"""What R11 asks of each kind of insurance and each policy."""

from tenants.returns import fields as f
from tenants.returns.declaration import Part, Sensitivity
from tenants.text import Text

_NOT_MEDICAL = "insurance_kind != resident_medical"
_VOLUNTARY = "insurance_kind = student_accident"

MAIN = Part(
    code="main",
    label=Text("保险", "Insurance"),
    key=("insurance_kind", "policy_no"),
    fields=(
        f.one_of(
            "insurance_kind",
            "insurance_kind",
            "险种",
            "Kind",
            Text(
                "每个险种、每张保单填一行。没有投保的险种不填。",
                "One row for each kind and policy. Leave out kinds the school does not have.",
            ),
            sensitivity=Sensitivity.BUREAU,
            carried_from="insurance_kind",
        ),
        f.string(
            "insurer",
            "承保机构",
            "Insurer",
            Text(
                "保险公司全称；居民医保填医疗保障局。",
                "Full name of the insurance company; for resident medical insurance, the medical security office.",
            ),
            size=60,
            sensitivity=Sensitivity.BUREAU,
            carried_from="insurer",
        ),
        f.string(
            "policy_no",
            "保单号",
            "Policy",
            Text(
                "保单上的号码，照原样填写。居民医保没有保单，留空。",
                "The number printed on the policy. Empty for resident medical insurance, which has none.",
            ),
            size=40,
            sensitivity=Sensitivity.BUREAU,
            required_when=_NOT_MEDICAL,
        ),
        f.integer(
            "eligible",
            "应保数",
            "Eligible",
            Text(
                "应当参保的数量：学生险填学生数，工伤或雇主责任险填教职工数，食品险填食堂和小卖部数，校车险填车辆数，财产险填保单数。",
                "Who or what should be covered: pupils, staff, canteens and shops, vehicles, or policies for property, "
                "by kind.",
            ),
        ),
        f.integer(
            "insured",
            "参保数",
            "Insured",
            Text(
                "其中已经参保的数量，与应保数口径相同。没有填0。",
                "Those of them that are covered, counted in the same way. 0 for none.",
            ),
            counts_persons=True,
            counted_among="eligible",
        ),
        f.money(
            "premium_per_unit",
            "单位保费",
            "Premium each",
            Text(
                "每人、每处或每辆的保费；有几档的填平均数。免费的填0。",
                "Premium for each person, place or vehicle; the mean where there are several. 0 where it is free.",
            ),
        ),
        f.money(
            "premium_total",
            "保费总额",
            "Premium total",
            Text(
                "本保单本期的保费合计，由谁缴纳都算。免费的填0。",
                "The whole premium of the policy, whoever pays it. 0 where it is free.",
            ),
            amount_for="insured",
        ),
        f.one_of(
            "premium_payer",
            "premium_payer",
            "缴费主体",
            "Payer",
            Text("保费由谁承担；分担的选承担最多的。", "Who bears the premium; the one who bears most where shared."),
        ),
        f.money(
            "limit_each",
            "每人限额",
            "Limit each",
            Text(
                "保单约定的每人赔偿限额；保单不按人约定的，填每次限额。居民医保留空。",
                "Most the policy pays for one person, or per event where it has no such limit. Empty for resident "
                "medical insurance.",
            ),
            sensitivity=Sensitivity.BUREAU,
            required_when=_NOT_MEDICAL,
        ),
        f.money(
            "limit_event",
            "每次限额",
            "Limit per event",
            Text(
                "保单约定的每次事故赔偿限额。居民医保留空。",
                "Most the policy pays for one event. Empty for resident medical insurance.",
            ),
            sensitivity=Sensitivity.BUREAU,
            required_when=_NOT_MEDICAL,
        ),
        f.day(
            "valid_from",
            "保险起期",
            "Valid from",
            Text("保险责任开始的日期。", "The first day of cover."),
            future_allowed=True,
        ),
        f.day(
            "valid_to",
            "止期",
            "Valid to",
            Text("保险责任终止的日期，当天仍在保。", "The last day of cover, itself covered."),
            future_allowed=True,
        ),
        f.integer(
            "consents",
            "自愿签字数",
            "Signed consents",
            Text(
                "家长签字自愿参保学平险的份数，没有填0。其他险种留空。",
                "Parents who signed that they join of their own will, 0 for none. Empty for kinds other than pupil "
                "accident.",
            ),
            sensitivity=Sensitivity.BUREAU,
            required_when=_VOLUNTARY,
        ),
        f.flag(
            "collected_by_school",
            "学校代收",
            "Money collected by school",
            Text(
                "学平险保费由学校或教师代收的填是，家长直接缴给保险公司的填否。其他险种留空。",
                "Yes where the school or its teachers took the money; no where parents pay the insurer. Empty for "
                "other kinds.",
            ),
            sensitivity=Sensitivity.BUREAU,
            required_when=_VOLUNTARY,
        ),
    ),
)
