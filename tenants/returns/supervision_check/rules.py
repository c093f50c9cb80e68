"""What must hold, or be explained, in R34."""

from tenants.returns.rules import LISTED, error, query

RULES = (
    error(
        "SG-01",
        "problems_fixed <= problems",
        ("已改{problems_fixed}个，发现的问题只有{problems}个。", "{problems_fixed} fixed of only {problems} problems found."),
        ("“已改”是本月发现的问题中改好的，请核对。", "Fixed counts those of this month's problems; check both."),
    ),
    error(
        "SG-02",
        "checks = 0 iff checked_on is null",
        ("检查次数为{checks}，检查日为{checked_on}，两者不一致。", "{checks} checks, but the last check is on {checked_on}."),
        ("检查过的填日期，没有检查的填0次、日期留空。", "Give the day where there was a check; 0 and no day otherwise."),
    ),
    query(
        "SG-03",
        "checks >= 1",
        ("本月没有检查。", "There was no check this month."),
        ("补做检查，或说明原因。", "Hold one, or say why there was none."),
    ),
    query(
        "SG-04",
        "members_leader >= 1 and members_logistics >= 1 and members_teacher >= 1 and members_pupil >= 1"
        " and members_parent >= 1",
        LISTED,
        ("五方都应有人参加；确实缺席的，说明原因。", "All five sides should take part; say why one did not."),
        ("没有学校领导参加", "no leader took part"),
        ("没有后勤人员参加", "nobody of logistics took part"),
        ("没有教师参加", "no teacher took part"),
        ("没有学生参加", "no pupil took part"),
        ("没有家长参加", "no parent took part"),
    ),
    query(
        "SG-05",
        "prev(problems_fixed) = prev(problems)",
        ("上月发现{prev(problems)}个问题，报送时只改了{prev(problems_fixed)}个。", "Last month {prev(problems)} problems were found and only {prev(problems_fixed)} fixed when it was reported."),
        ("问题应在一个月内改好；请说明现在的情况。", "Problems are to be fixed within a month; say how they stand now."),
        anchor=("problems_fixed",),
    ),
    query(
        "SG-06",
        "archived",
        ("检查记录没有归档。", "The records were not filed."),
        ("补齐签字并归档，或说明原因。", "Have them signed and filed, or say why not."),
    ),
)  # fmt: skip
