"""The figures formed from R29, over the records of a term."""

from tenants.returns.declaration import PeriodType
from tenants.returns.maintenance_request.rules import DAYS
from tenants.returns.rates import DOWN, percentage, ratio

_TERM = PeriodType.TERM

INDICATORS = (
    percentage(
        "repair_on_time_rate",
        ("报修按时完成率", "Repairs on time"),
        f"count(elapsed_days(reported_at, finished_at) <= {DAYS} over term)",
        "count(main where finished_at is set over term)",
        ("按时完成的报修 ÷ 已完成的报修", "Repairs in time ÷ repairs finished"),
        span=_TERM,
        target="95",
        red="80",
        public=True,
    ),
    ratio(
        "repair_days",
        ("平均维修天数", "Days to repair"),
        "sum(elapsed_days(reported_at, finished_at) where finished_at is set over term)",
        "count(main where finished_at is set over term)",
        ("天", "days"),
        ("报修至完工的平均天数", "Mean days from request to finish"),
        direction=DOWN,
        span=_TERM,
        target="3",
        red="7",
        public=True,
    ),
    percentage(
        "repair_repeat_rate",
        ("返修率", "Repeated repairs"),
        "count(main where repeat_of is set over term)",
        "count(main where finished_at is set over term)",
        ("返修的报修 ÷ 已完成的报修", "Repeated requests ÷ repairs finished"),
        direction=DOWN,
        span=_TERM,
        target="5",
        red="15",
    ),
)
