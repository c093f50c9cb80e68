"""The figures formed from R38, over the findings of a school year, as of the day they are worked out."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import DOWN, percentage, total

_YEAR = PeriodType.SCHOOL_YEAR
_MINE = "main where finding_no = this.finding_no"
_PUT_OFF = " + ".join(
    f"count({_MINE} and {later} >= submitted_on over school_year)" for later in ("extension_to", "new_deadline")
)
_PASSED = f"count({_MINE} and recheck_result = passed over school_year)"
_AT_ONCE = " + ".join(
    f"count({_MINE} and attempt = 1 and recheck_result = passed and done_on <= {limit} over school_year)"
    for limit in ("this.deadline", "extension_to")
)
_DUE = f"deadline < submitted_on and {_PUT_OFF} = 0"


def _findings(more: str = "") -> str:
    return f"count(inspection_visit.finding where {_DUE}{more} over school_year)"


INDICATORS = (
    percentage(
        "rectification_rate",
        ("整改完成率", "Findings rectified"),
        _findings(f" and {_PASSED} >= 1"),
        _findings(),
        ("复查通过的到期问题 ÷ 到期问题", "Findings passed ÷ findings whose deadline has passed"),
        span=_YEAR,
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "rectification_on_time_rate",
        ("一次按时整改率", "Rectified in time at first attempt"),
        _findings(f" and {_AT_ONCE} >= 1"),
        _findings(),
        ("第一次整改就按时通过的到期问题 ÷ 到期问题", "Findings passed in time at the first attempt ÷ findings whose deadline has passed"),
        span=_YEAR,
        target="95",
        red="80",
    ),
    total(
        "findings_overdue",
        ("逾期未改问题数", "Overdue findings"),
        _findings(f" and {_PASSED} = 0"),
        ("个", "findings"),
        ("过了期限还没有通过复查的问题", "Findings not passed after the deadline"),
        direction=DOWN,
        span=_YEAR,
        target="0",
        red="0",
        public=True,
    ),
)  # fmt: skip
