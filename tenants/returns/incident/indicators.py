"""The figures formed from R21, over the records of a school year."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import DOWN, percentage, ratio, total

INDICATORS = (
    ratio(
        "incident_rate",
        ("安全事件发生率", "Incident rate"),
        "1000 * count(main over school_year)",
        "sum(school_profile.enrolment.students)",
        ("每千名学生", "per 1000 pupils"),
        ("1000 × 事件数 ÷ 在校生总数", "1000 × incidents ÷ enrolment"),
        direction=DOWN,
        span=PeriodType.SCHOOL_YEAR,
        places=2,
        target="1",
        red="3",
    ),
    percentage(
        "late_report_rate",
        ("迟报率", "Late reports"),
        "count(hours(occurred_at, reported_at) > P.incident_report_h over school_year)",
        "count(main over school_year)",
        ("迟报的事件 ÷ 事件", "Incidents reported late ÷ incidents"),
        direction=DOWN,
        span=PeriodType.SCHOOL_YEAR,
        target="0",
        red="0",
    ),
    total(
        "food_incidents",
        ("疑似食源性疾病事件", "Suspected food-borne incidents"),
        "count(main where incident_type = food_poisoning over school_year)",
        ("起", "incidents"),
        ("疑似食源性疾病的事件数", "Number of suspected food-borne incidents"),
        direction=DOWN,
        span=PeriodType.SCHOOL_YEAR,
        target="0",
        red="0",
    ),
)
