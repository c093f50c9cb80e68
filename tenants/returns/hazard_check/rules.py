"""What must hold, or be explained, in R18."""

from tenants.returns.rules import LISTED, error, query

_OPEN = "(recheck_passed is null or recheck_passed = false)"
_LOST = f"count(prev(hazard) where {_OPEN} and count(hazard where hazard_no = this.hazard_no) = 0)"
_DAYS = "if(level = minor, P.hazard_days_minor, if(level = general, P.hazard_days_general, P.hazard_days_major))"

RULES = (
    error(
        "HC-01",
        "deadline >= found_on and closed_on >= found_on and recheck_on >= closed_on",
        LISTED,
        ("核对发现、期限、完成和复查的日期。", "Check the days of finding, deadline, fixing and recheck."),
        ("{hazard_no}的期限{deadline}早于发现日{found_on}", "{hazard_no}: the deadline {deadline} is before the finding {found_on}"),
        ("{hazard_no}的完成日{closed_on}早于发现日{found_on}", "{hazard_no}: fixed {closed_on}, before it was found {found_on}"),
        ("{hazard_no}的复查日{recheck_on}早于完成日{closed_on}", "{hazard_no}: rechecked {recheck_on}, before it was fixed {closed_on}"),
        part="hazard",
    ),
    error(
        "HC-02",
        "recheck_passed is set implies recheck_on is set",
        ("{hazard_no}有复查结论，没有复查日。", "{hazard_no} has the result of a recheck and no day of it."),
        ("补填复查日；没有复查的，结论留空。", "Give the day of the recheck, or leave its result empty."),
        part="hazard",
        anchor=("recheck_on",),
    ),
    error(
        "HC-03",
        f"{_LOST} = 0",
        (f"上月没有复查通过的隐患，有{{{_LOST}}}处本月没有再报。", f"{{{_LOST}}} hazards that had not passed last month are missing this month."),
        ("按原编号补报，直到复查通过。", "Report each again under its number until it passes its recheck."),
        part="check",
        anchor=("checked_on",),
    ),
    query(
        "HC-04",
        "checked_on is set and leader_present",
        LISTED,
        ("补做检查后更正；或说明原因。", "Make the check and correct it, or say why not."),
        ("本月没有安全检查", "no safety check was made this month"),
        ("校领导没有参加月检", "no leader took part in the check"),
        part="check",
    ),
    query(
        "HC-05",
        f"deadline <= found_on + {_DAYS}",
        (f"{{hazard_no}}（{{level}}）：期限{{deadline}}，应不晚于{{found_on + {_DAYS}}}。", f"{{hazard_no}} ({{level}}): the deadline {{deadline}} is later than {{found_on + {_DAYS}}}."),
        ("缩短期限；确需延长的，说明原因和临时措施。", "Shorten it, or say why more time is needed and what protects people until then."),
        part="hazard",
        anchor=("deadline",),
    ),
    query(
        "HC-06",
        f"{_OPEN} implies deadline >= period_end",
        ("{hazard_no}的期限{deadline}已过，还没有复查通过。", "{hazard_no} has not passed its recheck; its deadline {deadline} is over."),
        ("说明没有按期完成的原因和新的安排。", "Say why it is late and what comes next."),
        part="hazard",
        anchor=("deadline",),
    ),
    query(
        "HC-07",
        "(closed_on is set and submitted_on > closed_on + 10) implies"
        " (recheck_passed = true and recheck_on <= closed_on + 10)",
        ("{hazard_no}在{closed_on}整改完成，10天内没有复查通过。", "{hazard_no} was fixed on {closed_on} and did not pass a recheck within 10 days."),
        ("复查后更正；或说明原因。", "Recheck and correct it, or say why not."),
        part="hazard",
        anchor=("recheck_on",),
    ),
    query(
        "HC-08",
        "patrol_days >= cal.teaching_days",
        ("巡视{patrol_days}天，本月教学{cal.teaching_days}天。", "{patrol_days} days of patrol in a month of {cal.teaching_days} teaching days."),
        ("核对巡视记录；确实没有巡视的，说明原因。", "Check the records, or say why days were left out."),
        part="check",
    ),
)  # fmt: skip
