"""The figures formed from R18."""

from tenants.returns.rates import DOWN, percentage, ratio, total

_OPEN = "(recheck_passed is null or recheck_passed = false)"

INDICATORS = (
    percentage(
        "monthly_check_rate",
        ("月检完成率", "Monthly checks done"),
        "count(check where checked_on is set)",
        "count(check)",
        ("做了月检的学校 ÷ 应报学校", "Schools with a check ÷ schools due"),
        part="check",
        target="100",
        red="98",
    ),
    percentage(
        "hazard_closure_rate",
        ("隐患整改率", "Hazards closed"),
        "count(hazard where deadline <= period_end and recheck_passed = true)",
        "count(hazard where deadline <= period_end)",
        ("到期且复查通过的隐患 ÷ 到期的隐患", "Hazards due that passed their recheck ÷ hazards due"),
        part="check",
        target="100",
        red="90",
        public=True,
    ),
    total(
        "hazard_overdue",
        ("逾期隐患数", "Overdue hazards"),
        f"count(hazard where deadline < period_end and {_OPEN})",
        ("处", "hazards"),
        ("期限已过、没有复查通过的隐患", "Hazards past their deadline that have not passed"),
        part="check",
        direction=DOWN,
        target="0",
        red="0",
    ),
    ratio(
        "hazard_days",
        ("隐患整改天数", "Days to fix a hazard"),
        "sum(hazard.closed_on - hazard.found_on where hazard.closed_on is set)",
        "count(hazard where closed_on is set)",
        ("天", "days"),
        ("发现至整改完成的平均天数", "Mean days from finding to fixing"),
        part="check",
        direction=DOWN,
        target="15",
        red="30",
    ),
)
