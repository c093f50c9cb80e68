"""What must hold, or be explained, in R01."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text


def _at_most_pupils(code: str, field: str, zh: str, en: str) -> Rule:
    return Rule(
        code=code,
        severity=Severity.ERROR,
        part="enrolment",
        holds=f"{field} <= students",
        says=Text(
            f"{{stage}}{{grade}}年级的{zh}{{{field}}}人，多于在校生{{students}}人。",
            f"{en} of {{stage}} grade {{grade}}: {{{field}}}, more than the {{students}} pupils.",
        ),
        remedy=Text(f"核对该年级的{zh}数和在校生数。", "Check both counts of this grade."),
    )


RULES = (
    _at_most_pupils("SP-01", "girls", "女生", "Girls"),
    _at_most_pupils("SP-02", "boarders", "寄宿生", "Boarders"),
    _at_most_pupils("SP-03", "hardship_students", "家庭经济困难学生", "Recognised hardship pupils"),
    _at_most_pupils("SP-04", "bus_riders", "乘校车学生", "Bus riders"),
    Rule(
        code="SP-05",
        severity=Severity.ERROR,
        holds="teachers <= staff_total",
        says=Text(
            "专任教师数{teachers}人，多于教职工数{staff_total}人。",
            "There are {teachers} teachers, more than the {staff_total} staff.",
        ),
        remedy=Text("教职工数包括专任教师，请核对两个数。", "Staff include the teachers; check both counts."),
    ),
    Rule(
        code="SP-06",
        severity=Severity.ERROR,
        part="enrolment",
        holds="distinct(stage) = school.stages",
        anchor=("stage",),
        says=Text(
            "填报的学段是{distinct(stage)}，学校登记的学段是{school.stages}，两者不一致。",
            "The stages reported are {distinct(stage)}; the registry has {school.stages}.",
        ),
        remedy=Text(
            "补填缺少的学段或删去多余的行；登记有误的，请联系教育局更正学校登记。",
            "Add the missing stages or remove the extra rows; if the registry is wrong, ask the bureau to correct it.",
        ),
    ),
    Rule(
        code="SP-07",
        severity=Severity.QUERY,
        part="enrolment",
        holds="sum(boarders) = 0 iff school.boarding = none",
        anchor=("boarders",),
        says=Text(
            "寄宿生合计{sum(boarders)}人，而学校登记为“{school.boarding}”。",
            "There are {sum(boarders)} boarders in all, but the registry says: {school.boarding}.",
        ),
        remedy=Text(
            "核对寄宿生数；寄宿类型有变化的，请说明并联系教育局更改登记。",
            "Check the boarders; if the boarding type has changed, say so and ask the bureau to change the registry.",
        ),
    ),
    Rule(
        code="SP-08",
        severity=Severity.QUERY,
        holds=("canteens = school.open_canteens and dorm_buildings = school.open_dorms and shops = school.open_shops"),
        clauses=(
            Text(
                "食堂{canteens}个，登记{school.open_canteens}个",
                "{canteens} canteens, {school.open_canteens} in the registry",
            ),
            Text(
                "宿舍楼{dorm_buildings}栋，登记{school.open_dorms}栋",
                "{dorm_buildings} dormitories, {school.open_dorms} in the registry",
            ),
            Text("小卖部{shops}个，登记{school.open_shops}个", "{shops} shops, {school.open_shops} in the registry"),
        ),
        says=Text(
            "填报的设施数与登记的在用设施不一致：{clauses}。",
            "The facilities reported differ from those open in the registry: {clauses}.",
        ),
        remedy=Text(
            "核对填报数；登记有误的，请说明并联系教育局更正设施登记。",
            "Check the counts; if the registry is wrong, say so and ask the bureau to correct it.",
        ),
    ),
    Rule(
        code="SP-09",
        severity=Severity.QUERY,
        part="enrolment",
        holds="sum(students) ~ sum(prev(students)) ± P.enrol_change_query%",
        anchor=("students",),
        says=Text(
            "在校生合计{sum(students)}人，上一学年{sum(prev(students))}人，变动超过{P.enrol_change_query}%。",
            "There are {sum(students)} pupils in all and were {sum(prev(students))} a year before: a change of more "
            "than {P.enrol_change_query}%.",
        ),
        remedy=Text(
            "核对各年级在校生；属实的请说明原因，如合并、分流、扩招。",
            "Check the pupils of each grade; if true, say why: a merger, a transfer, a larger intake.",
        ),
    ),
    Rule(
        code="SP-10",
        severity=Severity.QUERY,
        part="enrolment",
        holds="students <= classes * 60",
        says=Text(
            "{stage}{grade}年级{classes}个班、{students}名学生，平均每班超过60人。",
            "{stage} grade {grade} has {students} pupils in {classes} classes: more than 60 a class.",
        ),
        remedy=Text(
            "核对班级数和在校生；确有大班额的请说明。",
            "Check classes and pupils; if the classes are that large, say why.",
        ),
    ),
    Rule(
        code="SP-11",
        severity=Severity.QUERY,
        holds="buses = 0 iff sum(enrolment.bus_riders) = 0",
        anchor=("buses",),
        says=Text(
            "校车{buses}辆，乘校车学生合计{sum(enrolment.bus_riders)}人：有车无人或有人无车。",
            "{buses} buses and {sum(enrolment.bus_riders)} bus riders: one without the other.",
        ),
        remedy=Text(
            "核对校车数和各年级乘校车学生；属实的请说明。",
            "Check the buses and the bus riders of each grade; if true, say why.",
        ),
    ),
)
