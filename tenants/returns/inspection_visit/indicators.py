"""The figures formed from R37, over the visits of a month or a school year."""

from tenants.returns.declaration import Aggregation, PeriodType
from tenants.returns.rates import DOWN, UP, percentage, ratio

_YEAR = PeriodType.SCHOOL_YEAR
_LATEST = (
    "visit_type = annual and count(visit where visit_type = annual and started_at > this.started_at over school_year)"
    " = 0"
)

INDICATORS = (
    ratio(
        "inspection_score",
        ("考评得分", "Inspection score"),
        f"max(visit.score where {_LATEST} over school_year)",
        "min(1, count(visit where visit_type = annual over school_year))",
        ("分", "points"),
        ("本学年最近一次年度考评的得分", "Score of the latest annual visit of the school year"),
        part="visit",
        direction=UP,
        aggregation=Aggregation.MEAN,
        span=_YEAR,
        target="90",
        red="75",
        public=True,
    ),
    percentage(
        "grade_a_share",
        ("A级占比", "Schools graded A"),
        f'min(1, count(visit where grade = "A" and {_LATEST} over school_year))',
        "min(1, count(visit where visit_type = annual over school_year))",
        ("年度考评为A级的学校 ÷ 已考评学校", "Schools graded A ÷ schools scored"),
        part="visit",
        span=_YEAR,
        target="60",
        red="30",
        public=True,
    ),
    percentage(
        "visit_coverage",
        ("年度考评覆盖率", "Annual visits done"),
        "min(1, count(visit where visit_type = annual over school_year))",
        "1",
        ("本学年做过年度考评的学校 ÷ 在办学校", "Schools with an annual visit this school year ÷ open schools"),
        part="visit",
        aggregation=Aggregation.OPEN_SCHOOLS,
        span=_YEAR,
        target="100",
        red="90",
    ),
    percentage(
        "area_visit_rate",
        ("片区月下校率", "Monthly area visits"),
        "min(1, count(visit over month))",
        "1",
        ("本月检查过的学校 ÷ 在办学校", "Schools visited this month ÷ open schools"),
        part="visit",
        aggregation=Aggregation.OPEN_SCHOOLS,
        span=PeriodType.MONTH,
        target="25",
        red="10",
    ),
    percentage(
        "repeat_finding_rate",
        ("重复问题率", "Repeat findings"),
        "count(finding where repeat_of is set over school_year)",
        "count(finding over school_year)",
        ("重复的问题 ÷ 问题", "Findings that repeat an earlier one ÷ findings"),
        part="visit",
        direction=DOWN,
        span=_YEAR,
        target="5",
        red="20",
    ),
)
