"""What must hold, or be explained, in R19."""

from tenants.returns.rules import error, query

_PUPILS = "sum(school_profile.enrolment.students)"
_YOUNG = "(school.stages contains preschool or school.stages contains primary)"
_LIMIT = f"if({_YOUNG}, P.evac_s_primary, P.evac_s_secondary)"
# Months in between are those of teaching: no month may pass over without a drill; of kindergartens no quarter.
_LONGEST = (
    "if(school.school_type = kindergarten, 122,"
    " if(month(held_on) = 2 or month(held_on) = 3 or month(held_on) = 8 or month(held_on) = 9, 123, 61))"
)

RULES = (
    query(
        "DR-01",
        f"pupils <= {_PUPILS}",
        (f"参加演练的学生{{pupils}}人，多于在校生{{{_PUPILS}}}人。", f"{{pupils}} pupils took part, but {{{_PUPILS}}} are enrolled."),
        ("核对人数；与其他学校合练的，说明。", "Check the count, or say so where schools practised together."),
        anchor=("pupils",),
    ),
    error(
        "DR-02",
        "equipment_operators <= pupils + staff",
        ("实操{equipment_operators}人，多于参加的{pupils + staff}人。", "{equipment_operators} people used equipment, but only {pupils + staff} took part."),
        ("实操的是参加人员中的一部分，请核对。", "They are among those who took part; check the counts."),
    ),
    query(
        "DR-03",
        f"evac_seconds <= {_LIMIT}",
        (f"疏散用时{{evac_seconds}}秒，指导值为{{{_LIMIT}}}秒。", f"The evacuation took {{evac_seconds}} s; {{{_LIMIT}}} s are the guidance."),
        ("说明原因和改进措施。", "Say why and what will be done."),
        anchor=("evac_seconds",),
    ),
    query(
        "DR-04",
        f"held_on - max(prev(held_on)) <= {_LONGEST}",
        ("上一次演练在{max(prev(held_on))}，到{held_on}已隔{held_on - max(prev(held_on))}天，中间有应练而未练的月份。", "The last drill was on {max(prev(held_on))}, {held_on - max(prev(held_on))} days before this one; a month without a drill lies between."),
        ("补登漏报的演练；确实没有练的，说明原因。", "Report the drill that was left out, or say why there was none."),
        anchor=("held_on",),
    ),
)  # fmt: skip
