"""What R18 asks: one row about the month's check, one row for each hazard."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU

CHECK = Part(
    code="check",
    label=Text("月检", "Monthly check"),
    fields=(
        f.day("checked_on", "月检日期", "Checked", Text("本月全面安全检查的日期；没有检查的留空。", "Day of the month's safety check; empty when none was made."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.flag("leader_present", "校领导参加", "Leader present", Text("校级领导参加了月检填“是”；没有检查填“否”。", "Yes when a head or deputy took part; no without a check."), sensitivity=_BUREAU),
        f.integer("patrol_days", "巡视天数", "Patrol days", Text("本月做了校园安全巡视的天数。没有填0。", "Days of the month with a safety patrol. 0 for none."), sensitivity=_BUREAU),
        f.integer("class_officers", "班级安全员", "Class safety officers", Text("担任班级安全员的学生或教师人数。没有填0。", "Pupils or teachers named safety officer of a class. 0 for none."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
HAZARD = Part(
    code="hazard",
    label=Text("隐患", "Hazards"),
    key=("hazard_no",),
    may_be_empty=True,
    fields=(
        f.string("hazard_no", "隐患编号", "Hazard", Text("学校标识码-HC-年份-四位序号；一处隐患的编号始终不变。", "School code, HC, year and a serial of four digits; a hazard keeps its number."), size=30, pattern="[0-9]{10}-HC-[0-9]{4}-[0-9]{4}", pattern_says=Text("如2134000001-HC-2026-0001", "such as 2134000001-HC-2026-0001"), sensitivity=_BUREAU, carried_from="hazard_no"),
        f.one_of("hazard_category", "category", "类别", "Category", Text("隐患属于哪一类。", "What kind of hazard it is."), sensitivity=_BUREAU, carried_from="category"),
        f.one_of("hazard_level", "level", "等级", "Level", Text("一般隐患可即改、限期整改，或重大隐患。", "Minor, general or major."), sensitivity=_BUREAU, carried_from="level"),
        f.string("place", "部位", "Place", Text("隐患所在的楼、层、房间或设备。", "Building, floor, room or device."), size=60, sensitivity=_BUREAU, carried_from="place"),
        f.words("description", "描述", "Description", Text("看到了什么、有什么危险；不写人名。", "What was seen and what may happen; name no person."), sensitivity=_BUREAU, carried_from="description"),
        f.day("found_on", "发现日", "Found", Text("发现隐患的日期。", "The day it was found."), sensitivity=_BUREAU, carried_from="found_on"),
        f.day("deadline", "期限", "Deadline", Text("整改完成的期限，可以晚于今天。", "The day by which it is to be fixed; may lie ahead."), sensitivity=_BUREAU, future_allowed=True, carried_from="deadline"),
        f.day("closed_on", "整改完成日", "Fixed", Text("整改完成的日期；没有完成的留空。", "The day it was fixed; empty before."), sensitivity=_BUREAU, need=Need.CONDITIONAL, carried_from="closed_on"),
        f.day("recheck_on", "复查日", "Rechecked", Text("复查的日期；没有复查的留空。", "The day of the recheck; empty before."), sensitivity=_BUREAU, need=Need.CONDITIONAL, carried_from="recheck_on"),
        f.flag("recheck_passed", "复查通过", "Recheck passed", Text("复查合格填“是”，不合格填“否”；没有复查的留空。", "Yes when the recheck passed, no when it failed; empty before."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.string("measure", "措施", "Measure", Text("已采取或计划采取的整改措施。", "What was or will be done about it."), size=200, sensitivity=_BUREAU, carried_from="measure"),
        f.money("cost", "费用", "Cost", Text("整改费用；没有发生的留空。", "What the repair cost; empty for none."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
    ),
)  # fmt: skip
