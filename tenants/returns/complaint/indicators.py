"""The figures formed from R32, over the records of a school year."""

from tenants.returns.complaint.rules import ACKNOWLEDGED_IN_TIME, CLOSED_IN_TIME, UPHELD
from tenants.returns.declaration import PeriodType
from tenants.returns.rates import NONE, percentage, ratio

_YEAR = PeriodType.SCHOOL_YEAR

INDICATORS = (
    ratio(
        "complaint_rate",
        ("投诉率", "Complaint rate"),
        "1000 * count(main over school_year)",
        "sum(school_profile.enrolment.students)",
        ("每千人", "per 1000"),
        ("1000 × 投诉件数 ÷ 在校生", "1000 × complaints ÷ pupils"),
        span=_YEAR,
    ),
    percentage(
        "complaint_ack_rate",
        ("投诉按时受理率", "Complaints acknowledged in time"),
        f"count({ACKNOWLEDGED_IN_TIME} over school_year)",
        "count(main over school_year)",
        ("按时受理的投诉 ÷ 投诉件数", "Complaints acknowledged in time ÷ complaints"),
        span=_YEAR,
        target="100",
        red="95",
        public=True,
    ),
    percentage(
        "complaint_close_rate",
        ("投诉按时办结率", "Complaints closed in time"),
        f"count({CLOSED_IN_TIME} over school_year)",
        "count(main where closed_at is set or due_on < submitted_on over school_year)",
        ("按时办结的投诉 ÷ 已办结和已到期的投诉", "Complaints closed in time ÷ complaints closed or due"),
        span=_YEAR,
        target="95",
        red="85",
        public=True,
    ),
    percentage(
        "complaint_upheld_rate",
        ("投诉属实率", "Complaints upheld"),
        f"count(main where closed_at is set and {UPHELD} over school_year)",
        "count(main where closed_at is set over school_year)",
        ("属实和部分属实的投诉 ÷ 已办结的投诉", "Complaints upheld in full or part ÷ complaints closed"),
        direction=NONE,
        span=_YEAR,
    ),
)  # fmt: skip
