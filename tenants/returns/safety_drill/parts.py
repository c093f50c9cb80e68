"""What R19 asks of a drill."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU

MAIN = Part(
    code="main",
    label=Text("演练", "Drill"),
    key=("drill_no",),
    fields=(
        f.string("drill_no", "演练编号", "Drill", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30),
        f.day("held_on", "日期", "Date", Text("演练当天的日期。", "The day of the drill.")),
        f.one_of("drill_kind", "drill_kind", "类型", "Kind", Text("演练的科目。", "What was practised.")),
        f.integer("pupils", "学生人数", "Pupils", Text("参加演练的学生数。", "Pupils who took part.")),
        f.integer("staff", "教职工人数", "Staff", Text("参加演练的教职工数。", "Staff who took part.")),
        f.integer("evac_seconds", "疏散用时", "Evacuation time", Text("从警报响起到全部到达集合点的秒数；不疏散的科目留空。", "Seconds from the alarm to the last arrival; empty for drills without evacuation."), unit=Text("秒", "s"), required_when="drill_kind in (fire, earthquake, dorm_night)"),
        f.integer("equipment_operators", "实操人数", "People who used equipment", Text("动手使用灭火器等器材的人数；没有的留空。", "People who used extinguishers or other gear; empty for none."), sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.integer("quiz_people", "问卷人数", "Quiz takers", Text("演练后做问卷的人数；没有的留空。", "People who took the quiz afterwards; empty for none."), sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.dec1("quiz_score", "平均分", "Mean score", Text("问卷的平均分，0到100；没有问卷的留空。", "Mean score of the quiz, 0 to 100; empty without one."), sensitivity=_BUREAU, need=Need.OPTIONAL, high=Decimal(100)),
        f.words("problems", "问题", "Problems", Text("演练中发现的问题；没有的留空。不写人名。", "What went wrong; empty for nothing. Name no person."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.words("summary", "总结", "Summary", Text("演练经过和改进打算；不写人名。", "How it went and what will be better; name no person."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
