"""What must hold, or be explained, in R21."""

from tenants.returns.rules import LISTED, error, query

RULES = (
    error(
        "IN-01",
        "reported_at >= occurred_at",
        ("报告时间{reported_at}早于发生时间{occurred_at}。", "Reported {reported_at}, before it occurred {occurred_at}."),
        ("核对两个时间。", "Check both times."),
    ),
    error(
        "IN-02",
        "hospitalised <= affected and deaths <= affected",
        LISTED,
        ("住院和死亡的都是涉及人数中的一部分，请核对。", "Both are among the people affected; check the counts."),
        ("住院{hospitalised}人，多于涉及{affected}人", "{hospitalised} in hospital, but {affected} affected"),
        ("死亡{deaths}人，多于涉及{affected}人", "{deaths} deaths, but {affected} affected"),
    ),
    error(
        "IN-03",
        "closed_on >= day(occurred_at)",
        ("结案日{closed_on}早于发生时间{occurred_at}。", "Closed {closed_on}, before it occurred {occurred_at}."),
        ("核对结案日。", "Check the day of closing."),
        anchor=("closed_on",),
    ),
    query(
        "IN-04",
        "hours(occurred_at, reported_at) <= P.incident_report_h",
        ("发生{occurred_at}，报告{reported_at}，超过{P.incident_report_h}小时。", "Occurred {occurred_at}, reported {reported_at}: more than {P.incident_report_h} hours later."),
        ("说明迟报的原因。", "Say why it was reported late."),
        anchor=("reported_at",),
    ),
    query(
        "IN-05",
        "incident_type = food_poisoning implies sample_available",
        ("疑似食源性疾病，没有可用的留样。", "Suspected food-borne illness, and no sample can be tested."),
        ("说明没有留样的原因。", "Say why there is no sample."),
        anchor=("sample_available",),
    ),
    query(
        "IN-06",
        "closed_on <= day(occurred_at) + 30",
        ("发生{occurred_at}，{closed_on}才结案，超过30天。", "Occurred {occurred_at}, closed {closed_on}: more than 30 days later."),
        ("说明结案较晚的原因。", "Say why it took so long."),
        anchor=("closed_on",),
    ),
    query(
        "IN-07",
        "(incident_type = injury and school_at_fault) implies"
        " count(insurance_claim.main where incident_no = this.incident_no) >= 1",
        ("学校有责的人身伤害，没有对应的保险理赔。", "An injury at the school's fault, and no insurance claim names it."),
        ("报案并填报理赔；不索赔的，说明原因。", "File a claim, or say why none is made."),
        anchor=("school_at_fault",),
    ),
)  # fmt: skip
